"""Telephone numbers of Finland and elsewhere, as people write them."""

from __future__ import annotations

import pytest

from advisor_desk.domain.phones import Verdict, dial, is_costly, verdict
from advisor_desk.exchange.shipped import Shipped


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("09 310 32889", "+358931032889"),
        ("(09) 310-32889", "+358931032889"),
        ("020 692 210", "+35820692210"),
        ("0295 419 600", "+358295419600"),
        ("0800 12345", "+35880012345"),
        ("+358 50 123 4567", "+358501234567"),
        ("+46 8 123 456", "+468123456"),
        ("116117", "116117"),
        ("116 006", "116006"),
        ("112", "112"),
        ("10300", "10300"),
    ],
)
def test_numbers_that_are_in_use(number: str, dialled: str) -> None:
    assert verdict(number) == "valid"
    assert dial(number) == dialled


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("", "invalid"),
        ("12", "invalid"),
        ("soita meille", "invalid"),
        ("045 123 4567 (ma-pe)", "invalid"),
        ("+999 1234567", "invalid"),
        ("0700 0200", "doubtful"),
        ("118", "doubtful"),
    ],
)
def test_numbers_that_are_none_or_look_wrong(number: str, expected: Verdict) -> None:
    assert verdict(number) == expected
    assert bool(dial(number)) is (expected == "doubtful")


def test_calls_that_cost_extra() -> None:
    assert is_costly("0600 12345")
    assert is_costly("+358 700 1234")
    assert not is_costly("0800 12345")
    assert not is_costly("060 12345")


def test_every_shipped_number_is_one_and_dials_as_it_says(shipped: Shipped) -> None:
    phones = [(one.id, phone) for one in shipped.services for phone in one.phones]
    assert len(phones) > 100
    for service_id, phone in phones:
        assert verdict(phone.number) == "valid", (service_id, phone.number)
        assert dial(phone.dial) == dial(phone.number), (service_id, phone.number)
