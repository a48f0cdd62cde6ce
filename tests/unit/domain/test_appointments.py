"""Slip numbers that are no names, times as people write them, and overlaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.appointments import Appointment, is_slip, overlaps, read_clock


def appointment(number: int, clock: str, minutes: int = 30, **values: object) -> Appointment:
    """Return an appointment of one day."""
    made = Appointment(str(number), "2026-11-23", "morning", clock, minutes)
    return type(made)(**{n: values.get(n, getattr(made, n)) for n in made.__slots__})  # type: ignore[arg-type]  # names are checked at run time


@pytest.mark.parametrize("slip", ["", "A12", "7", "B-204", "AB 12", "å1", "12345", "12a"])
def test_a_slip_number_is_taken(slip: str) -> None:
    assert is_slip(slip)


@pytest.mark.parametrize(
    "slip",
    [
        "Matti",
        "Matti Meikäläinen",
        "A",
        "Ali Reza 1",
        "131052-308T",
        "131052A308T",
        "0401234567",
        "040 123",
        "+358401",
        "a@b.fi",
        "123456",
        "A12\n",
        " A12",
        "A12;B13",
    ],
)
def test_what_could_be_a_person_is_no_slip_number(slip: str) -> None:
    assert not is_slip(slip)


@given(st.from_regex(r"[0-3][0-9][01][0-9][0-9]{2}[-+A-FU-Y][0-9]{3}[0-9A-Y]", fullmatch=True))
def test_no_identity_code_is_a_slip_number(code: str) -> None:
    assert not is_slip(code)
    assert not is_slip(code.replace("-", ""))


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9", "09:00"),
        ("9.05", "09:05"),
        ("9:05", "09:05"),
        ("905", "09:05"),
        ("1430", "14:30"),
        (" 14 ", "14:00"),
        ("0:00", "00:00"),
        ("24:00", None),
        ("9:60", None),
        ("9.5", None),
        ("noon", None),
        ("", None),
        ("٩", None),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, clock: str | None) -> None:
    assert read_clock(typed) == clock


def test_overlaps_are_counted_between_others_that_stand() -> None:
    found = overlaps(
        [
            appointment(1, "09:00"),
            appointment(2, "09:15"),
            appointment(3, "09:30"),
            appointment(4, "09:00", state="cancelled"),
            appointment(5, "09:00", day="2026-11-24"),
        ]
    )
    assert found == {"1": 1, "2": 2, "3": 1, "5": 0}
