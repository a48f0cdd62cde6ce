"""The Y-tunnus: weights 7, 9, 10, 5, 8, 4, 2."""

from __future__ import annotations

import pytest

from advisor_desk.domain.business_ids import is_business_id, tidy_business_id


@pytest.mark.parametrize("text", ["0201256-6", "0124610-9", "02012566", "201256-6"])
def test_real_ids_of_authorities_and_cities(text: str) -> None:
    assert is_business_id(text)


@pytest.mark.parametrize("text", ["0201256-7", "0124610-0", "0000006-9", "", "abc", "12345678-9"])
def test_wrong_check_digits_and_forms(text: str) -> None:
    assert not is_business_id(text)


def test_exactly_one_check_digit_fits_or_none() -> None:
    for number in range(1_000_000, 1_000_500):
        fits = [digit for digit in range(10) if is_business_id(f"{number}-{digit}")]
        assert len(fits) <= 1


def test_the_form_is_tidied() -> None:
    assert tidy_business_id(" fi02012566 ") == "0201256-6"
    assert tidy_business_id("201256-6") == "0201256-6"
    assert tidy_business_id("no id") == ""
