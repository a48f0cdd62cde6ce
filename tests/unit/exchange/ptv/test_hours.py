"""Opening hours of both versions of PTV, every type of them."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from msgspec import convert

from advisor_desk.domain.holidays import HOLIDAYS
from advisor_desk.domain.opening import Hours, HoursSet, OpenState
from advisor_desk.exchange.ptv import v11, v11_form, v12, v12_form
from advisor_desk.exchange.ptv.hours import v11_hours, v12_hours
from advisor_desk.exchange.ptv.model import BadField
from tests.unit.exchange.ptv.samples import V11, V12


def sample(version: str) -> Hours:
    """Return the hours of the place of the samples."""
    if version == "v11":
        records = json.loads((V11 / "ServiceChannel-1.json").read_text("utf-8"))["itemList"]
        hours = v11.channel(records[0]).channel.hours
    else:
        records = json.loads((V12 / "service-channel-1.json").read_text("utf-8"))["items"]
        hours = v12.channel(records[0]).channel.hours
    assert hours is not None
    return hours


def old(kind: str = "DaysOfTheWeek", **fields: Any) -> HoursSet:  # noqa: ANN401 - JSON
    """Return the one set that hours of version 11 become."""
    hours = v11_hours([convert({"serviceHourType": kind, **fields}, v11_form.Hours)], "h")
    assert hours is not None
    return hours.sets[0]


def new(kind: str, **fields: Any) -> HoursSet:  # noqa: ANN401 - JSON
    """Return the one set that hours of version 12 become."""
    hours = v12_hours(convert({"hours": [{"type": kind, **fields}]}, v12_form.ServiceHours), "h")
    assert hours is not None
    return hours.sets[0]


def spans(found: HoursSet) -> list[tuple[int, int, int]]:
    return [(span.weekday, span.opens, span.closes) for span in found.spans]


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-23T08:00", OpenState.OPEN),  # a Monday
        ("2026-11-23T16:00", OpenState.CLOSED),
        ("2026-11-27T12:30", OpenState.CLOSED),  # a Friday, between its two openings
        ("2026-11-28T03:59", OpenState.OPEN),  # the night after it
        ("2026-11-26T17:00", OpenState.BY_APPOINTMENT),  # Thursday evenings
        ("2026-07-06T09:30", OpenState.CLOSED),  # summer
        ("2026-07-06T10:30", OpenState.OPEN),
        ("2026-12-24T10:00", OpenState.CLOSED),  # an exception
        ("2027-01-04T11:00", OpenState.OPEN),
        ("2027-01-04T14:00", OpenState.CLOSED),
    ],
)
def test_hours_of_version_11_answer(moment: str, state: OpenState) -> None:
    hours = sample("v11")
    words = ("by_appointment", "unknown")  # with these, nothing is known for certain
    times = Hours(tuple(one for one in hours.sets if one.kind not in words))
    assert times.state(datetime.fromisoformat(moment)) is state


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-23T09:00", OpenState.OPEN),  # a Monday of week 48
        ("2026-11-23T13:00", OpenState.CLOSED),  # by appointment in odd weeks only
        ("2026-11-16T13:00", OpenState.BY_APPOINTMENT),
        ("2026-11-24T10:00", OpenState.OPEN),  # Tuesdays of even weeks
        ("2026-11-17T10:00", OpenState.CLOSED),
        ("2026-11-25T23:59", OpenState.OPEN),  # until midnight
        ("2026-11-28T02:00", OpenState.OPEN),  # the night to Saturday
        ("2026-11-30T10:00", OpenState.CLOSED),  # closed as an exception
        ("2026-12-01T11:00", OpenState.OPEN),
        ("2026-12-02T11:00", OpenState.CLOSED),
        ("2026-06-22T11:00", OpenState.OPEN),  # summer
        ("2026-12-31T10:00", OpenState.OPEN),  # New Year's Eve has its own
        ("2026-12-31T13:00", OpenState.CLOSED),
        ("2027-03-26T10:00", OpenState.CLOSED),  # Good Friday
        ("2027-01-01T10:00", OpenState.CLOSED),
    ],
)
def test_hours_of_version_12_answer(moment: str, state: OpenState) -> None:
    assert sample("v12").state(datetime.fromisoformat(moment)) is state


def test_all_eighteen_named_days_are_read() -> None:
    named = {span.holiday for one in sample("v12").sets for span in one.spans if span.holiday}
    assert named == set(HOLIDAYS)


def test_words_of_the_source_are_kept() -> None:
    first = sample("v12").sets[0]
    assert first.heading.fi == "Avoinna"
    assert first.heading.en == "Open"
    assert first.text.fi.startswith("Viimeinen asiakas")
    assert first.spans[2].note.fi == "vain neuvonta"
    assert {one.origin for one in sample("v12").sets} == {"import"}
    assert sample("v11").sets[0].heading.sv == "Öppet"


def test_a_range_of_days_means_each_of_them() -> None:
    hour = {"dayFrom": "Friday", "dayTo": "Monday", "from": "09:00:00", "to": "15:00:00"}
    assert [span[0] for span in spans(old(openingHour=[hour]))] == [5, 6, 7, 1]


def test_over_midnight_runs_from_day_to_day() -> None:
    night = {"dayFrom": "Sunday", "dayTo": "Monday", "from": "22:00:00", "to": "06:00:00"}
    assert spans(old("OverMidnight", openingHour=[night])) == [(7, 1320, 1800)]
    weekend = {"dayFrom": "Friday", "dayTo": "Monday", "from": "16:00:00", "to": "08:00:00"}
    assert spans(old("OverMidnight", openingHour=[weekend])) == [
        (5, 960, 1440),
        (6, 0, 1440),
        (7, 0, 1440),
        (1, 0, 480),
    ]


def test_a_week_without_a_break_is_every_day() -> None:
    found = new(
        "ContinuousWeekdaysUntilFurtherNotice",
        fromDay="Monday",
        toDay="Monday",
        fromTime="08:00",
        toTime="08:00",
    )
    assert sum(closes - opens for _day, opens, closes in spans(found)) == 7 * 1440


def test_always_open() -> None:
    assert old(isAlwaysOpen=True, validForNow=True).kind == "always"
    assert new("ContinuousAlwaysValid").kind == "always"
    assert new("ContinuousAlwaysValid", openingStatus="OpenOnReservation").kind == "by_appointment"
    dated = old("Exceptional", isAlwaysOpen=True, validFrom="2026-12-06T00:00:00")
    assert (dated.kind, len(dated.spans)) == ("exception", 7)


def test_dates_of_version_11_are_finnish_days() -> None:
    found = old("Exceptional", isClosed=True, validFrom="2026-06-18T21:00:00Z", validTo=None)
    assert (found.first, found.last) == (date(2026, 6, 19), date(2026, 6, 19))
    assert (found.kind, found.status) == ("exception", "closed")


def test_hours_that_hold_for_now_have_no_dates() -> None:
    hour = {"dayFrom": "Monday", "from": "09:00", "to": "15:00"}
    found = old(validForNow=True, validFrom="2019-01-01T00:00:00", openingHour=[hour])
    assert (found.kind, found.first) == ("regular", None)


def test_by_appointment_without_times() -> None:
    assert old(isReservation=True).kind == "by_appointment"


def test_holidays_of_some_years_become_exceptions() -> None:
    holiday = {"holidayName": "IndependenceDay", "hours": []}
    repetition = {"type": "RepetitionInSelectedYears", "years": [2026, 3]}
    given = {"holidayServiceHours": {"repetition": repetition, "holidays": [holiday]}}
    hours = v12_hours(convert(given, v12_form.ServiceHours), "h")
    assert hours == Hours(
        (
            HoursSet(
                "exception",
                first=date(2026, 12, 6),
                last=date(2026, 12, 6),
                status="closed",
                origin="import",
            ),
        )
    )


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("WeeklyDateRange", {"fromDate": "2026-08-01", "toDate": "2026-06-01"}),
        (
            "WeeklyUntilFurtherNotice",
            {"weeklyHours": {"monday": {"hours": [{"start": "09:00", "end": "09:00"}]}}},
        ),
        ("ContinuousDateRange", {"fromTime": "09:00", "toTime": "10:00"}),
        ("ExceptionalDateRange", {"fromDate": "2026-12-01", "weeklyHours": {}}),
    ],
)
def test_what_cannot_be_stays_as_words(kind: str, fields: dict[str, Any]) -> None:
    found = new(kind, heading={"fi": "Aukioloajat"}, **fields)
    assert (found.kind, found.spans, found.heading.fi) == ("unknown", (), "Aukioloajat")


def test_hours_that_say_nothing_are_none() -> None:
    assert v12_hours(None, "h") is None
    empty = {"hours": [{"type": "WeeklyUntilFurtherNotice", "weeklyHours": {}}]}
    assert v12_hours(convert(empty, v12_form.ServiceHours), "h") is None
    assert v11_hours(None, "h") is None


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        (
            {"weeklyHours": {"monday": {"hours": [{"start": "25:00", "end": "26:00"}]}}},
            "h.hours[0].weeklyHours.monday.hours[0].start",
        ),
        ({"fromDate": "soon"}, "h.hours[0].fromDate"),
        (
            {"weeklyHours": {"sunday": {"hours": [{"start": "09:00"}]}}},
            "h.hours[0].weeklyHours.sunday.hours[0].end",
        ),
    ],
)
def test_what_is_no_time_is_told_with_its_path(fields: dict[str, Any], path: str) -> None:
    with pytest.raises(BadField) as caught:
        new("WeeklyDateRange", **fields)
    assert caught.value.field == path


def test_dates_that_are_none_are_told_with_their_path() -> None:
    with pytest.raises(BadField) as caught:
        old(validTo="99999-01-01")
    assert caught.value.field == "h[0].validTo"
