"""Calendar files: what is read, what is never read, what is refused, and the way back.

Named sabotage, each tried and seen red: `astimezone` left out of `_at_home` (a UTC time is read as
local); the digest replaced by the UID itself (a name is kept); SUMMARY read for a slip; no
`add_missing_timezones` (other calendars do not know the zone).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_desk.domain.appointments import Appointment, is_slip, time_of
from advisor_desk.domain.failures import Failure
from advisor_desk.domain.visit import part_of_day
from advisor_desk.exchange import icalendar_file
from advisor_desk.exchange.icalendar_file import (
    BookedEvent,
    Labels,
    LeftOut,
    Vocabulary,
    Window,
    merged,
    read_calendar,
    uid_digest,
    write_calendar,
)

WINDOW = Window(date(2026, 11, 21), date(2028, 11, 21))
WORDS = Vocabulary(
    topics={"housing": "housing", "asuminen": "housing", "boende": "housing"},
    languages={"ar": "ar", "arabic": "ar", "العربية": "ar", "arabia": "ar"},
    channels={"video": "video", "appointment": "appointment"},
)
CANARY = "Matti Meikäläinen"


def calendar(*events: str, head: str = "") -> str:
    """Return a calendar with these events, each given by its lines."""
    body = "".join(f"BEGIN:VEVENT\n{lines.strip()}\nEND:VEVENT\n" for lines in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n{head}{body}END:VCALENDAR\n"


def read(path: Path, text: str | bytes) -> tuple[list[BookedEvent], list[LeftOut]]:
    """Write a file and read it."""
    path.write_bytes(text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode())
    return read_calendar(path, WORDS, WINDOW)


def one(path: Path, lines: str, head: str = "") -> BookedEvent:
    """Return the only event of a calendar."""
    (event,), left_out = read(path, calendar(f"UID:1\n{lines}", head=head))
    assert left_out == []
    return event


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the place of the file."""
    return tmp_path / "booked.ics"


@pytest.mark.parametrize(
    ("start", "day", "clock"),
    [
        ("DTSTART:20261125T071500Z", "2026-11-25", "09:15"),
        ("DTSTART:20270701T071500Z", "2027-07-01", "10:15"),
        ("DTSTART:20261125T223000Z", "2026-11-26", "00:30"),
        ("DTSTART:20261125T091500", "2026-11-25", "09:15"),
        ("DTSTART;TZID=Europe/Helsinki:20261125T091500", "2026-11-25", "09:15"),
        ("DTSTART;TZID=Europe/Stockholm:20261125T091500", "2026-11-25", "10:15"),
        ("DTSTART;TZID=FLE Standard Time:20261125T091500", "2026-11-25", "09:15"),
        ("DTSTART;VALUE=DATE-TIME:20261125T091559", "2026-11-25", "09:15"),
    ],
)
def test_times_are_brought_to_the_clock_of_finland(
    path: Path, start: str, day: str, clock: str
) -> None:
    found = one(path, start)
    assert (found.day, found.clock) == (day, clock)


def test_a_zone_of_the_file_itself_is_understood(path: Path) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Oma\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    assert one(path, "DTSTART;TZID=Oma:20261125T071500", zone).clock == "09:15"


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        ("", 30),
        ("DTEND:20261125T094500", 30),
        ("DTEND:20261125T093000Z", 135),
        ("DURATION:PT45M", 45),
        ("DURATION:PT1H30M", 90),
        ("DTEND:20261125T091500", 30),
    ],
)
def test_the_length_is_read(path: Path, lines: str, minutes: int) -> None:
    assert one(path, f"DTSTART:20261125T091500\n{lines}").minutes == minutes


def test_names_are_never_kept(path: Path) -> None:
    text = calendar(
        f"UID:20261125-{CANARY}@example.fi\nDTSTART:20261125T091500\nSUMMARY:{CANARY}\n"
        f"DESCRIPTION:040 123 4567 {CANARY}\nLOCATION:{CANARY}\nCOMMENT:{CANARY}\n"
        f"ATTENDEE;CN={CANARY}:mailto:matti@example.fi\nORGANIZER;CN={CANARY}:mailto:m@e.fi\n"
        f"CONTACT:{CANARY}\nCATEGORIES:{CANARY}\nX-ADVISOR-DESK-SLIP:{CANARY}\nURL:https://m.fi"
    )
    (event,), _left_out = read(path, text)
    assert event == BookedEvent(
        uid_digest(f"20261125-{CANARY}@example.fi"), "", "2026-11-25", "09:15", 30
    )
    assert "Matti" not in str(event)


@pytest.mark.parametrize("words", ["Housing,Arabic", "boende,العربية", "x, ASUMINEN ,y,Arabia"])
def test_categories_called_as_ours_are_read(path: Path, words: str) -> None:
    event = one(path, f"DTSTART:20261125T091500\nCATEGORIES:{words}")
    assert (event.topic, event.language) == ("housing", "ar")


def test_our_own_properties_are_read(path: Path) -> None:
    event = one(
        path,
        "DTSTART:20261125T091500\nX-ADVISOR-DESK-SLIP:A12\nX-ADVISOR-DESK-TOPIC:housing\n"
        "X-ADVISOR-DESK-LANGUAGE:ar\nX-ADVISOR-DESK-CHANNEL:video",
    )
    assert event[6:] == ("A12", "ar", "housing", "video")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("UID:1\nDTSTART;VALUE=DATE:20261125", "all-day"),
        ("UID:1\nDTSTART:20261120T091500", "past"),
        ("UID:1\nDTSTART:20301120T091500", "far"),
        ("UID:1\nDTSTART:99991231T235959Z", "no-time"),
        ("UID:1\nDTSTART:noon", "no-time"),
        ("UID:1\nDTSTART;VALUE=TIME:091500", "no-time"),
        ("UID:1", "no-time"),
        ("UID:1\nDTSTART;TZID=Nowhere/At All:20261125T091500", "zone"),
        ("UID:1\nDTSTART:20261125T091500\nDTEND:20261125T081500", "length"),
        ("UID:1\nDTSTART:20261125T091500\nDTEND:20261127T091500", "length"),
        ("UID:1\nDTSTART:20261125T091500\nDURATION:P900000W", "length"),
        ("DTSTART:20261125T091500", "no-uid"),
        ("UID:1\nDTSTART:20261125T091500\nRRULE:FREQ=MONTHLY", "repeats"),
        ("UID:1\nDTSTART:20261125T091500\nRRULE:what", "repeats"),
        ("UID:1\nDTSTART:20261125T091500\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "repeats"),
        ("UID:1\nDTSTART:20261101T091500\nRRULE:FREQ=DAILY;COUNT=3", "past"),
    ],
)
def test_what_cannot_be_one_is_left_out_with_a_reason(path: Path, lines: str, reason: str) -> None:
    good = "UID:2\nDTSTART:20261125T100000"
    events, left_out = read(path, calendar(good, lines))
    assert [event.clock for event in events] == ["10:00"]
    assert left_out == [LeftOut(2, reason)]
    assert icalendar_file.REASONS[reason].endswith(".")


def test_a_series_comes_day_by_day(path: Path) -> None:
    series = (
        "UID:s\nDTSTART;TZID=Europe/Helsinki:20261124T090000\nDURATION:PT20M\n"
        "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261210T235900Z\n"
        "EXDATE;TZID=Europe/Helsinki:20261201T090000"
    )
    changed = (
        "UID:s\nRECURRENCE-ID;TZID=Europe/Helsinki:20261126T090000\n"
        "DTSTART;TZID=Europe/Helsinki:20261126T110000\nDURATION:PT20M"
    )
    off = (
        "UID:s\nRECURRENCE-ID;TZID=Europe/Helsinki:20261203T090000\nSTATUS:CANCELLED\n"
        "DTSTART;TZID=Europe/Helsinki:20261203T090000"
    )
    events, left_out = read(path, calendar(series, changed, off))
    assert left_out == []
    assert [(e.day, e.clock, e.cancelled) for e in events] == [
        ("2026-11-24", "09:00", False),
        ("2026-11-26", "11:00", False),
        ("2026-12-03", "09:00", True),
        ("2026-12-08", "09:00", False),
        ("2026-12-10", "09:00", False),
    ]
    assert len({event.uid for event in events}) == 5


def test_a_series_stays_on_the_clock_when_it_changes(path: Path) -> None:
    event = "UID:s\nDTSTART;TZID=Europe/Helsinki:20270327T090000\nRRULE:FREQ=DAILY;COUNT=3"
    events, _left_out = read(path, calendar(event))
    assert [e.clock for e in events] == ["09:00"] * 3


def test_an_endless_series_has_an_end(path: Path) -> None:
    events, _left_out = read(path, calendar("UID:s\nDTSTART:20200101T090000\nRRULE:FREQ=DAILY"))
    assert len(events) == 400
    assert events[0].day == "2026-11-21"


def test_the_latest_of_the_same_uid_stands(path: Path) -> None:
    old = "UID:1\nSEQUENCE:1\nDTSTART:20261125T090000"
    new = "UID:1\nSEQUENCE:2\nDTSTART:20261125T100000"
    for order in ((old, new), (new, old)):
        events, _left_out = read(path, calendar(*order))
        assert [event.clock for event in events] == ["10:00"]


@pytest.mark.parametrize("lines", ["STATUS:CANCELLED", "STATUS:cancelled"])
def test_a_cancelled_event_is_told_as_such(path: Path, lines: str) -> None:
    assert one(path, f"DTSTART:20261125T090000\n{lines}").cancelled
    assert one(path, "DTSTART:20261125T090000", "METHOD:CANCEL\n").cancelled
    assert not one(path, "DTSTART:20261125T090000", "METHOD:REQUEST\n").cancelled


BAD: dict[str, tuple[bytes, str]] = {
    "no calendar": (b"Nimi;Aika\nA12;9.00\n", "it is not a calendar"),
    "a page": (b"<!doctype html><title>BEGIN:VCALENDAR</title>", "it is not a calendar"),
    "cut off": (calendar("UID:1\nDTSTART:20261125T090000").encode()[:-30], "it is cut off"),
    "UTF-16": (calendar("UID:1").encode("utf-16"), "it is not a text in UTF-8"),
    "Latin-1": (calendar("SUMMARY:Työ").encode("latin-1"), "it is not a text in UTF-8"),
    "nothing": (b"", "it is empty"),
    "huge": (b"BEGIN:VCALENDAR\r\n" + b"X-A:b\r\n" * 500_000, "it is larger than 3 MB"),
    "no lines": (b"BEGIN:VCALENDAR what is this END:VCALENDAR", "it is"),
    "upside down": (b"BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "it is damaged"),
    "deep": (
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 20_000 + b"END:VCALENDAR",
        "it is damaged",
    ),
    "a folder for a zone": (
        calendar("UID:1\nDTSTART;TZID=Europe/:20261125T090000").encode(),
        "it is damaged",
    ),
    "too many": (
        calendar(*(f"UID:{n}\nDTSTART:20261125T090000" for n in range(5_001))).encode(),
        "it holds more than 5,000 appointments",
    ),
    "too many series": (
        calendar(
            *(f"UID:{n}\nDTSTART:20261125T090000\nRRULE:FREQ=DAILY" for n in range(20))
        ).encode(),
        "it holds more than 5,000 appointments",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_a_sentence(path: Path, name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(Failure) as caught:
        read(path, data)
    assert f"booked.ics: {words}" in caught.value.detail


# ---- The way back ----

_DAYS = st.dates(date(2026, 11, 21), date(2028, 11, 20)).map(date.isoformat)
_CLOCKS = st.times().map(lambda time: time.strftime("%H:%M"))
_SLIPS = st.from_regex(r"([A-ZÅÄÖa-z]{1,3}[ -]?)?[0-9]{1,5}[a-z]?", fullmatch=True) | st.just("")


def _appointment(day: str, clock: str, minutes: int, slip: str, known: bool) -> Appointment:
    part = part_of_day(time_of(clock))
    made = Appointment("x", day, part, clock, minutes, slip)
    return replace(made, topic="housing", language="ar", channel="video") if known else made


_APPOINTMENTS = st.lists(
    st.builds(_appointment, _DAYS, _CLOCKS, st.integers(1, 720), _SLIPS, st.booleans()),
    max_size=6,
)


def written(appointments: Sequence[Appointment]) -> bytes:
    """Return a calendar of appointments."""
    file = io.BytesIO()
    known = Labels("Asuminen, ja muu; “asia”", "arabia", "Etätapaaminen (video)" * 5)
    unknown = Labels("", "", "Käynti ajanvarauksella")
    stamp = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)
    labelled = [(a, known if a.topic == "housing" else unknown) for a in appointments]
    count = write_calendar(file, labelled, stamp, "Ajanvaraus")
    assert count == sum(a.clock is not None for a in appointments)
    return file.getvalue()


@settings(max_examples=60)
@given(_APPOINTMENTS)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, made: list[Appointment]
) -> None:
    ids = [f"00000000-0000-4000-8000-{number:012x}" for number in range(len(made))]
    made = [replace(one, id=own) for one, own in zip(made, ids, strict=True)]
    assert all(is_slip(one.slip) for one in made)
    path = tmp_path_factory.mktemp("ics") / "booked.ics"
    path.write_bytes(written(made))
    events, left_out = read_calendar(path, WORDS, WINDOW)
    assert left_out == []
    assert [event.own_id for event in events] == ids
    again = [merged(one, event) for one, event in zip(made, events, strict=True)]
    assert again == made


def test_other_calendars_can_read_it() -> None:
    made = _appointment("2026-11-25", "09:15", 45, "A12", True)
    data = written([made, replace(made, clock=None)])
    assert data.count(b"BEGIN:VEVENT") == 1
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert data.count(b"BEGIN:VTIMEZONE") == 1
    assert b"TZID:Europe/Helsinki" in lines
    assert b"DTSTART;TZID=Europe/Helsinki:20261125T091500" in lines
    assert len(data) < 2_500


def test_a_cancelled_one_is_written_as_such() -> None:
    made = _appointment("2026-11-25", "09:15", 45, "A12", True)
    assert b"STATUS:CANCELLED" in written([replace(made, state="cancelled")])
    for state in ("came", "no-show", "planned"):
        data = written([replace(made, state=state)])
        assert b"STATUS:CONFIRMED" in data
        assert state.encode() not in data
