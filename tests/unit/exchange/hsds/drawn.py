"""Generated services with everything in them that HSDS can hold, with or without our attributes."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from advisor_desk.domain.directory import (
    CHANNEL_KINDS,
    KINDS,
    Address,
    Area,
    Channel,
    Email,
    ForeignCode,
    Organization,
    Phone,
    Service,
    Source,
)
from advisor_desk.domain.holidays import HOLIDAYS
from advisor_desk.domain.opening import (
    SET_KINDS,
    SPAN_STATUSES,
    Hours,
    HoursSet,
    SetStatus,
    Span,
    Weeks,
    closed_on,
)
from advisor_desk.domain.opening_text import in_order
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.hsds.to_hsds import dialled

#: What formats and spreadsheets fear. Drawing each letter by itself would take minutes.
_PIECES = [
    "",
    "Neuvonta",
    "Rådgivning för nyanlända åäö",
    "معلومات ⵣ щ",
    "=1+1",
    "-5",
    "+358 9 1",
    "@nimi",
    "'=a",
    "''-b",
    "a;b,c",
    'sanoi "hei"',
    "back\\slash",
    "a = b",
]
_LINE = st.sampled_from(_PIECES)
_WORDS = _LINE | st.sampled_from(["eka\ntoka", "- passi\n- kuva", "yksi\n\nkaksi; kolme", "=\n="])
_URL = st.sampled_from(
    ["", "https://www.kela.fi", "http://hel.fi/fi/a?b=c&d=%20e#f", "https://äö.fi/pää(1)[2]"]
)
_EMAIL = st.sampled_from(["neuvonta@hel.fi", "info@kela.fi", "a.b+c@migri.fi", "ä@hel.fi"])
_TAGS = st.lists(st.sampled_from(["fi", "sv", "en", "so", "zh-hans"]), max_size=3, unique=True).map(
    tuple
)
_WEEKS: tuple[Weeks, ...] = get_args(Weeks)
_STATES: tuple[SetStatus, ...] = get_args(SetStatus)
_DAYS = st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1))
_DEGREES = st.none() | st.floats(-90, 90).map(lambda value: round(value, 6))
_ID = st.uuids().map(str) | st.from_regex(r"[a-z]{1,8}-[a-z0-9]{1,4}", fullmatch=True)

texts = st.builds(LocalText, _WORDS, _WORDS, _WORDS)
lines = st.builds(LocalText, _LINE, _LINE, _LINE)
urls = st.builds(LocalText, _URL, _URL, _URL)


@st.composite
def _spans(draw: st.DrawFn) -> tuple[Span, ...]:
    found = []
    for weekday in draw(st.lists(st.integers(1, 7), max_size=4, unique=True)):
        opens = draw(st.integers(0, 1439))
        closes = opens + draw(st.integers(1, 1440))
        weeks = draw(st.sampled_from(_WEEKS))
        status = draw(st.sampled_from(SPAN_STATUSES))
        found.append(Span(weekday, opens, closes, weeks, status, note=draw(lines)))
    for holiday in draw(st.lists(st.sampled_from(sorted(HOLIDAYS)), max_size=2, unique=True)):
        found.append(closed_on(holiday))
    return tuple(found)


@st.composite
def _sets(draw: st.DrawFn) -> HoursSet:
    kind = draw(st.sampled_from(SET_KINDS))
    first, last = draw(_DAYS), draw(_DAYS)
    if first and last and first > last:
        first, last = last, first
    timed = kind in ("regular", "season", "exception")
    status: SetStatus = draw(st.sampled_from(_STATES)) if timed else "open"
    spans = draw(_spans()) if timed and status == "open" else ()
    return HoursSet(
        kind,
        spans,
        first,
        last,
        draw(lines),
        draw(texts),
        draw(st.sampled_from(("person", "text", "import", "shipped"))),
        status,
        draw(st.integers(-2, 2)),
    )


hours = st.none() | st.lists(_sets(), min_size=1, max_size=3).map(
    lambda sets: in_order(Hours(tuple(sets)))
)


@st.composite
def phones(draw: st.DrawFn) -> Phone:
    number = draw(
        st.sampled_from(["09 310 1111", "+358 (0)9 1", "116117", "0800-97 000", "puh. 1"])
    )
    dial = draw(st.sampled_from([dialled(number), "+35893101111", ""]))
    return Phone(number, dial, draw(lines), draw(lines), draw(_TAGS))


emails = st.builds(Email, _EMAIL, lines)


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    return Address(
        draw(lines),
        draw(st.sampled_from(["", "00100", "33100"])),
        draw(st.sampled_from(["", "Helsinki", "Jyväskylä"])),
        draw(texts),
        draw(_DEGREES),
        draw(_DEGREES),
    )


def _few(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


channels = st.builds(
    Channel,
    _ID,
    st.sampled_from(CHANNEL_KINDS),
    lines,
    texts,
    st.just("") | _ID,
    addresses(),
    _few(phones()),
    st.lists(emails, max_size=2, unique_by=lambda one: one.address).map(tuple),
    urls,
    hours,
    texts,
    _TAGS,
    texts,
)
sources = st.builds(Source, _LINE, _URL, _LINE, st.booleans())
codes = st.builds(
    ForeignCode,
    st.sampled_from(["ptv-service-class", "tpr-life-event"]),
    st.sampled_from(["P4.11", "KE5"]),
    _LINE,
)
areas = st.builds(Area, st.sampled_from(("region", "county")), st.sampled_from(("01", "21")))

services = st.builds(
    Service,
    id=_ID,
    kind=st.sampled_from(KINDS),
    name=lines,
    description=texts,
    municipalities=st.lists(st.sampled_from(["049", "091", "837"]), max_size=3, unique=True).map(
        tuple
    ),
    nationwide=st.booleans(),
    region=_LINE,
    address=addresses(),
    phones=_few(phones()),
    emails=st.lists(emails, max_size=2, unique_by=lambda one: one.address).map(tuple),
    website=_URL,
    hours=hours,
    hours_text=texts,
    languages=_TAGS,
    eligibility=texts,
    bring=texts,
    other_names=texts,
    how_to_apply=texts,
    minimum_age=st.none() | st.integers(0, 120).map(float) | st.just(17.5),
    maximum_age=st.none() | st.integers(0, 120).map(float),
    interpreted=_TAGS,
    written=_TAGS,
    areas=_few(areas),
    codes=_few(codes),
    channels=st.lists(channels, max_size=2, unique_by=lambda one: one.id).map(tuple),
    price_free=st.none() | st.booleans(),
    price_note=texts,
    topics=st.lists(st.sampled_from(["permits", "housing"]), max_size=2, unique=True).map(tuple),
    sources=_few(sources),
    confidence=st.sampled_from(("high", "medium", "low")),
    possibly_outdated=st.booleans(),
    outdated_note=texts,
    unverified_fields=st.lists(st.sampled_from(["phones", "hours"]), unique=True).map(tuple),
    note=texts,
    status=st.sampled_from(("listed", "closed", "withdrawn")),
)

organizations = st.builds(
    Organization,
    _ID,
    lines.filter(bool),
    texts,
    st.sampled_from(["", "0116300-6"]),
    _URL,
    st.just("") | _EMAIL,
    st.sampled_from(["", "09 310 1691"]),
)
