"""The door count: totals entered by day, and how much of them stands in the log."""

from __future__ import annotations

from datetime import date
from typing import Final

from advisor_desk.domain.door import DOOR_KINDS, MAX_TOTAL, NOT_AT_DOOR, DoorDay, DoorKind, Logged
from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.periods import Period
from advisor_desk.i18n import N_, _, ngettext
from advisor_desk.i18n.formats import format_number, format_share
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.settings.store import Settings
from advisor_desk.storage import door as tables
from advisor_desk.storage.database import Database

KIND_NAMES: Final[dict[DoorKind, str]] = {
    "tickets": N_("Queue tickets"),
    "counter": N_("Door counter"),
}


class Door:
    """Keeps totals and compares; writing belongs to the thread that writes."""

    def __init__(
        self, database: Database, codes: Codes, settings: Settings, clock: Clock = local_now
    ) -> None:
        self._database = database
        self._codes = codes
        self._settings = settings
        self._clock = clock

    def of_day(self, day: date, kind: DoorKind) -> DoorDay:
        """Return a day, whether its total was entered or not."""
        text = day.isoformat()
        totals, logged = self._read(Period(day, day))
        return DoorDay(text, kind, totals.get((text, kind)), logged.get(text, Logged()))

    def entered_kind(self, day: date) -> DoorKind | None:
        """Return by what the last total up to a day was counted, or None before the first."""
        with self._database.reading() as connection:
            found = tables.read_totals(connection, self._point, "", day.isoformat())
        kinds = [kind for _day, kind in found]
        return next((kind for kind in DOOR_KINDS if kinds and kind == kinds[-1]), None)

    def days(self, period: Period) -> list[DoorDay]:
        """Return the days of a period whose total was entered, in their order."""
        totals, logged = self._read(period)
        return [
            DoorDay(day, kind, totals[day, kind], logged.get(day, Logged()))
            for day in sorted({day for day, _kind in totals})
            for kind in DOOR_KINDS
            if (day, kind) in totals
        ]

    def _read(self, period: Period) -> tuple[dict[tuple[str, str], int], dict[str, Logged]]:
        first, last = period.first.isoformat(), period.last.isoformat()
        with self._database.reading() as connection:
            totals = tables.read_totals(connection, self._point, first, last)
            rows = tables.visits_by_channel(connection, self._point, first, last)
        logged: dict[str, Logged] = {}
        for row in rows:
            at_door = self._codes.book.top("channel", row.channel) not in NOT_AT_DOOR
            some = (
                Logged(row.contacts, row.people, row.tallies, row.estimates)
                if at_door
                else Logged(elsewhere=row.contacts)
            )
            logged[row.day] = logged.get(row.day, Logged()).plus(some)
        return totals, logged

    @property
    def _point(self) -> str:
        return self._settings.text("point")

    def enter(self, actor: Actor, day: date, kind: DoorKind, total: int | None) -> int | None:
        """Store the total of a day, or take it away; return what stood there before.

        Raises:
            InvalidRecord: the day is still to come, or the total cannot be.
            Failure: the disk or the database failed; trying again is safe.
        """
        actor.require(Role.ADVISOR)
        if day > self._clock().date():
            raise InvalidRecord(_("The day lies in the future."), ["day"])
        if total is not None and not 0 <= total <= MAX_TOTAL:
            text = _("The total is a number from 0 to {limit}.")
            raise InvalidRecord(text.format(limit=format_number(MAX_TOTAL)), ["total"])
        with self._database.writing() as connection:
            return tables.write_total(
                connection, self._point, day.isoformat(), kind, total, actor.alias
            )


def kind_name(kind: DoorKind) -> str:
    """Return by what the door is counted, in the current language."""
    return _(KIND_NAMES[kind])


def share_text(found: DoorDay) -> str:
    """Return in plain words how much of a day's door stands in the log."""
    if found.total is None:
        return _("No total has been entered for this day.")
    return compared_text(found.kind, found.compared, found.total)


def compared_text(kind: DoorKind, logged: int, door: int) -> str:
    """Return in plain words how much of a total stands in the log."""
    if door == 0:
        return _("Nobody was counted at the door.")
    if kind == "counter":
        text = ngettext(
            "{logged} of {door} person counted at the door is in the log ({share}).",
            "{logged} of {door} people counted at the door are in the log ({share}).",
            door,
        )
    else:
        text = ngettext(
            "{logged} contact is logged for {door} queue tickets ({share}).",
            "{logged} contacts are logged for {door} queue tickets ({share}).",
            logged,
        )
    return text.format(
        logged=format_number(logged), door=format_number(door), share=format_share(logged, door)
    )


def logged_text(logged: Logged) -> str:
    """Return what stands in the log of a day, with tallies and estimates told apart."""
    text = ngettext(
        "Logged at the door: {contacts} contact, {people} people in all.",
        "Logged at the door: {contacts} contacts, {people} people in all.",
        logged.contacts,
    )
    parts = [
        text.format(contacts=format_number(logged.contacts), people=format_number(logged.people))
    ]
    if logged.tallies or logged.estimates:
        marked = _("Of these, tallies: {tallies}, estimates: {estimates}.")
        parts.append(
            marked.format(
                tallies=format_number(logged.tallies), estimates=format_number(logged.estimates)
            )
        )
    if logged.elsewhere:
        text = _("By phone, e-mail or elsewhere, and so not compared: {count}.")
        parts.append(text.format(count=format_number(logged.elsewhere)))
    return " ".join(parts)
