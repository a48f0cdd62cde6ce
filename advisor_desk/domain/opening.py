"""Opening hours as rows, and the answers to "open now?".

Hours are a few sets of weekly spans: the regular ones, those of a season, exceptions. On every
day one kind governs: exception before holiday before season before regular. All is local time
on the wall clock in Finland, so that a day of 23 or 25 hours opens and closes like any other.

What the source does not say is not known, and that is an answer: a public holiday of which it
is silent, a day before the first of its dates, or the hours around a mere "closed on Tuesday
from 13 to 14".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from advisor_desk.domain.holidays import (
    HOLIDAYS,
    PUBLIC_HOLIDAY,
    is_public_holiday,
    names_of_day,
)
from advisor_desk.domain.text import LocalText

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Weeks = Literal["all", "odd", "even"]
SpanStatus = Literal["open", "appointment", "phone_only", "closed"]
SetKind = Literal["regular", "season", "exception", "always", "by_appointment", "unknown"]
SetStatus = Literal["open", "closed"]
SPAN_STATUSES: Final[tuple[SpanStatus, ...]] = get_args(SpanStatus)
SET_KINDS: Final[tuple[SetKind, ...]] = get_args(SetKind)

MINUTES_OF_DAY: Final = 24 * 60
_DAYS_SEARCHED: Final = 400
"""How far ahead the next opening is looked for: a summer service in autumn is found."""
_DAYS_UNTIL: Final = 14
"""How far ahead the end of the present state is looked for."""


class OpenState(Enum):
    """The answers to "open now?"."""

    OPEN = "open"
    CLOSED = "closed"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time that comes back every week, or on a holiday.

    Attributes:
        weekday: ISO weekday, 1 is Monday; 0 for a span of a holiday.
        opens, closes: minutes after local midnight; `closes` may pass 1440 for the night.
        weeks: in which ISO weeks it holds. After a year of 53 weeks two odd ones follow each
            other, as in calendars and in the OSM notation.
        status: what holds during the span; "closed" cuts a hole into the others of its day.
        holiday: a name of `HOLIDAYS` or `PUBLIC_HOLIDAY`, empty for a span of a weekday.
        note: a remark about this span alone.
    """

    weekday: int
    opens: int
    closes: int
    weeks: Weeks = "all"
    status: SpanStatus = "open"
    holiday: str = ""
    note: LocalText = LocalText()

    def __post_init__(self) -> None:
        """Refuse spans that cannot be.

        Raises:
            ValueError: weekday, holiday or minutes out of range.
        """
        if self.holiday:
            if self.weekday or self.holiday not in (*HOLIDAYS, PUBLIC_HOLIDAY):
                raise ValueError(f"span of holiday '{self.holiday}', weekday {self.weekday}")
        elif not 1 <= self.weekday <= 7:
            raise ValueError(f"weekday {self.weekday} is not 1 to 7")
        if not 0 <= self.opens < min(self.closes, MINUTES_OF_DAY):
            raise ValueError(f"span {self.opens}-{self.closes} does not begin within its day")
        if self.closes > self.opens + MINUTES_OF_DAY:
            raise ValueError(f"span {self.opens}-{self.closes} is longer than a day")


def closed_on(holiday: str) -> Span:
    """Return the span that says "closed" of a named holiday, or of all public ones."""
    return Span(0, 0, MINUTES_OF_DAY, status="closed", holiday=holiday)


@dataclass(frozen=True, slots=True)
class HoursSet:
    """Spans that hold together, for some time or for good.

    Attributes:
        kind: "regular" and "season" are weeks; "exception" stands before all else;
            "always" is day and night, holidays too; "by_appointment" has no times, or none
            outside the spans of another set; "unknown" keeps words that were not understood.
        spans: none for always, by_appointment and unknown.
        first, last: the days from and to which it holds, both included; None is open-ended.
        heading: what the set is called, such as "Summer" or "Telephone service".
        text: the source's own words.
        origin: where the rows come from: "person" wrote them, "text" was read by a program and
            is unchecked, "import" came as data, "shipped" with the program.
        status: "closed" for a season or an exception without any opening.
        priority: among sets of a kind the highest governs. With the same priority the season
            or exception of fewer days governs, while regular sets hold together.
    """

    kind: SetKind = "regular"
    spans: tuple[Span, ...] = ()
    first: date | None = None
    last: date | None = None
    heading: LocalText = LocalText()
    text: LocalText = LocalText()
    origin: str = "person"
    status: SetStatus = "open"
    priority: int = 0

    def __post_init__(self) -> None:
        """Refuse sets that cannot be.

        Raises:
            ValueError: the dates run backwards, or a kind without times has spans.
        """
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"hours from {self.first} to {self.last} run backwards")
        timeless = self.status == "closed" or self.kind in ("always", "by_appointment", "unknown")
        if self.spans and timeless:
            raise ValueError(f"hours of kind {self.kind}, {self.status}, have no spans")

    def covers(self, day: date) -> bool:
        """Tell whether the set holds on a day."""
        return not (self.first and day < self.first) and not (self.last and day > self.last)

    def rank(self) -> tuple[int, int]:
        """Return what decides among sets of one kind: priority, then fewer days."""
        if self.kind not in ("season", "exception"):
            return (self.priority, 0)
        first, last = self.first or date.min, self.last or date.max
        return (self.priority, -(last - first).days)


class Answer(NamedTuple):
    """The answer to "open now?", as data.

    Attributes:
        state: the answer.
        until: when it changes; None where it does not within two weeks. Like `opens` a wall
            clock time in Finland, with the zone if the question had one.
        opens: when it opens next, where it is not open now and that can be known.
        phone_only: open, but only by telephone.
    """

    state: OpenState
    until: datetime | None = None
    opens: datetime | None = None
    phone_only: bool = False


NOT_KNOWN: Final = Answer(OpenState.UNKNOWN)


class Piece(NamedTuple):
    """A stretch of one day, in minutes after its midnight."""

    start: int
    end: int
    state: OpenState
    phone_only: bool = False


class _Plan(NamedTuple):
    """A day as its governing sets have it.

    Attributes:
        pieces: what is said of parts of the day; they may overlap and pass midnight.
        base: what holds at all other times.
        doubtful: it may open at times that are not known.
    """

    pieces: tuple[Piece, ...]
    base: OpenState
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """When something is open: sets of which one kind governs each day."""

    sets: tuple[HoursSet, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is said."""
        return bool(self.sets)

    @property
    def always(self) -> bool:
        """Whether it is open day and night, without exceptions or dates."""
        first = self.sets[0] if len(self.sets) == 1 else HoursSet()
        return first.kind == "always" and not first.first and not first.last

    def governing(self, day: date) -> tuple[HoursSet, ...]:
        """Return the sets that govern a day, before holidays are looked at; often one."""
        for kinds in (("exception",), ("season",), _BASIC):
            found = [s for s in self.sets if s.kind in kinds and s.covers(day)]
            if found:
                best = max(one.rank() for one in found)
                return tuple(one for one in found if one.rank() == best)
        return ()

    def state(self, moment: datetime) -> OpenState:
        """Answer "open now?" for a moment: local time in Finland, or any time with a zone."""
        return self._at(_wall_clock(moment)).state

    def answer(self, moment: datetime) -> Answer:
        """Answer "open now, and until when?" for a moment, as `state` takes it."""
        wall = _wall_clock(moment)
        now = self._at(wall)
        until = self._until(wall, now)
        opens = None
        if now.state in (OpenState.CLOSED, OpenState.BY_APPOINTMENT):
            opens = self._opens(wall)
        if moment.tzinfo is not None:
            until, opens = _with_zone(until), _with_zone(opens)
        return Answer(now.state, until, opens, now.phone_only)

    def day(self, day: date) -> list[Piece]:
        """Return a day as pieces without gaps, from midnight to midnight."""
        plan = _plan(self, day)
        night = self._night(day - timedelta(days=1))
        pieces = [*night, *plan.pieces]
        cuts = {0, MINUTES_OF_DAY}
        cuts.update(cut for p in pieces for cut in p[:2] if cut < MINUTES_OF_DAY)
        ordered = sorted(cuts)
        found: list[Piece] = []
        for start, end in pairwise(ordered):
            state, phone = _strongest((p for p in pieces if p.start <= start < p.end), plan.base)
            if found and found[-1][2:] == (state, phone):
                found[-1] = found[-1]._replace(end=end)
            else:
                found.append(Piece(start, end, state, phone))
        return found

    def _night(self, day: date) -> list[Piece]:
        """Return what of a day goes on after its midnight, as pieces of the next day."""
        if all(span.closes <= MINUTES_OF_DAY for one in self.sets for span in one.spans):
            return []
        return [
            Piece(0, piece.end - MINUTES_OF_DAY, *piece[2:])
            for piece in _plan(self, day).pieces
            if piece.end > MINUTES_OF_DAY
        ]

    def _at(self, wall: datetime) -> Piece:
        minute = wall.hour * 60 + wall.minute
        return next(piece for piece in self.day(wall.date()) if minute < piece.end)

    def _ahead(self, wall: datetime, days: int) -> Iterator[tuple[date, Piece]]:
        """Yield the pieces that end after a moment, with their days."""
        minute = wall.hour * 60 + wall.minute
        for number in range(days):
            day = wall.date() + timedelta(days=number)
            for piece in self.day(day):
                if number or piece.end > minute:
                    yield day, piece

    def _until(self, wall: datetime, now: Piece) -> datetime | None:
        if self.always:
            return None
        for day, piece in self._ahead(wall, _DAYS_UNTIL):
            if piece[2:] != now[2:]:
                return _moment(day, piece.start)
        return None

    def _opens(self, wall: datetime) -> datetime | None:
        """Return when it opens next; None where a day that is not known comes before."""
        spans = (span.status for one in self.sets for span in one.spans)
        if not any(status in ("open", "phone_only") for status in spans):
            return None
        for day, piece in self._ahead(wall, _DAYS_SEARCHED):
            if piece.state is OpenState.OPEN:
                return _moment(day, piece.start)
            if piece.state is OpenState.UNKNOWN and _plan(self, day).doubtful:
                return None
        return None


_BASIC: Final = ("regular", "always", "by_appointment", "unknown")
_STATES: Final[dict[SpanStatus, OpenState]] = {
    "open": OpenState.OPEN,
    "phone_only": OpenState.OPEN,
    "appointment": OpenState.BY_APPOINTMENT,
    "closed": OpenState.CLOSED,
}


def _plan(hours: Hours, day: date) -> _Plan:
    """Return what governs a day."""
    sets = hours.governing(day)
    if not sets or sets[0].kind == "exception":
        return _week_plan(sets, day)
    told = _holiday_spans(hours, sets, day)
    if told:
        partly = all(span.status == "closed" for span in told)
        return _Plan(pieces_of(told), OpenState.UNKNOWN if partly else OpenState.CLOSED, partly)
    plan = _week_plan(sets, day)
    if is_public_holiday(day) and any(one.spans for one in sets):
        opening = any(piece.state is not OpenState.CLOSED for piece in plan.pieces)
        nights = (piece for piece in plan.pieces if piece.end > MINUTES_OF_DAY)
        unsure = tuple(Piece(MINUTES_OF_DAY, night.end, OpenState.UNKNOWN) for night in nights)
        return _Plan(unsure, OpenState.UNKNOWN, doubtful=opening or plan.doubtful)
    return plan


def _holiday_spans(hours: Hours, sets: Iterable[HoursSet], day: date) -> list[Span]:
    """Return what is said of a day by its name; in the governing sets first, then in any."""
    names = names_of_day(day)
    if not names:
        return []
    groups = [names, (PUBLIC_HOLIDAY,)] if is_public_holiday(day) else [names]
    everywhere = [s for s in hours.sets if s.kind != "exception" and s.covers(day)]
    for among in (list(sets), everywhere):
        for group in groups:
            found = [span for one in among for span in one.spans if span.holiday in group]
            if found:
                return found
    return []


def _week_plan(sets: Iterable[HoursSet], day: date) -> _Plan:
    """Return a day by its weekday and week."""
    sets = tuple(sets)
    if any(one.kind == "always" for one in sets):
        return _Plan((), OpenState.OPEN)
    _, week, weekday = day.isocalendar()
    parity = "odd" if week % 2 else "even"
    spans = [
        span
        for one in sets
        for span in one.spans
        if span.weekday == weekday and span.weeks in ("all", parity)
    ]
    base = _base(sets)
    return _Plan(pieces_of(spans), base, doubtful=base is OpenState.UNKNOWN)


def _base(sets: Iterable[HoursSet]) -> OpenState:
    """Return what holds where no span does."""
    kinds = {one.kind for one in sets}
    if "by_appointment" in kinds:
        return OpenState.BY_APPOINTMENT
    if any(one.status == "closed" for one in sets):
        return OpenState.CLOSED
    opening = any(span.status != "closed" and span.weekday for one in sets for span in one.spans)
    return OpenState.CLOSED if opening and "unknown" not in kinds else OpenState.UNKNOWN


def pieces_of(spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Return spans as pieces, those that are closed cut out of the others."""
    spans = list(spans)
    holes = [span for span in spans if span.status == "closed"]
    pieces = [Piece(hole.opens, hole.closes, OpenState.CLOSED) for hole in holes]
    for span in spans:
        if span.status == "closed":
            continue
        rest = [(span.opens, span.closes)]
        for hole in holes:
            rest = [
                part
                for start, end in rest
                for part in ((start, min(end, hole.opens)), (max(start, hole.closes), end))
                if part[0] < part[1]
            ]
        state, phone = _STATES[span.status], span.status == "phone_only"
        pieces.extend(Piece(start, end, state, phone) for start, end in rest)
    return tuple(pieces)


def _strongest(pieces: Iterable[Piece], base: OpenState) -> tuple[OpenState, bool]:
    """Return what holds where pieces overlap: open, by telephone, by appointment, closed."""
    held, best = (base, False), 0
    if base is OpenState.OPEN:
        return held
    for piece in pieces:
        weight = _WEIGHTS[piece.state] - piece.phone_only
        if weight > best:
            held, best = (piece.state, piece.phone_only), weight
    return held


_WEIGHTS: Final = {
    OpenState.OPEN: 5,
    OpenState.BY_APPOINTMENT: 3,
    OpenState.UNKNOWN: 2,
    OpenState.CLOSED: 1,
}


def _moment(day: date, minute: int) -> datetime:
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall clock, see Answer
    return midnight + timedelta(minutes=minute)


@lru_cache(maxsize=1)
def _helsinki() -> ZoneInfo:
    from zoneinfo import ZoneInfo  # only where a question comes with a zone

    return ZoneInfo("Europe/Helsinki")


def _wall_clock(moment: datetime) -> datetime:
    """Return a moment as the clock on a Finnish wall shows it, without a zone."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(_helsinki()).replace(tzinfo=None)


def _with_zone(wall: datetime | None) -> datetime | None:
    """Return a time of the wall clock with its zone; one that a spring night skips is moved on."""
    if wall is None:
        return None
    return wall.replace(tzinfo=_helsinki()).astimezone(UTC).astimezone(_helsinki())
