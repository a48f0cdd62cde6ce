"""The work lists, made off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from advisor_desk.domain.directory import Service
from advisor_desk.domain.freshness import DueEntry
from advisor_desk.domain.reports import Report
from advisor_desk.domain.reviews import Review
from advisor_desk.i18n import N_, _, ngettext
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.desk import Desk
from advisor_desk.services.freshness_text import OUTCOME_NAMES
from advisor_desk.ui.directory.editor.checking import BECAUSE
from advisor_desk.ui.presenters.record_words import field_name
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.hit_list import Entry

if TYPE_CHECKING:
    from advisor_desk.domain.duplicates import Because

Kind = Literal["report", "review", "due", "duplicate"]
KINDS: Final[tuple[Kind, ...]] = ("report", "review", "due", "duplicate")
KIND_NAMES: Final[dict[Kind, str]] = {
    "report": N_("Reported by advisors"),
    "review": N_("Differences of catalogues"),
    "due": N_("To be verified"),
    "duplicate": N_("Possible duplicates"),
}
EMPTY: Final[dict[Kind, str]] = {
    "report": N_("No reports are waiting."),
    "review": N_("No catalogue says otherwise than this desk."),
    "due": N_("Every record has been verified in time."),
    "duplicate": N_("No two records look like the same service."),
}
"""What is said where a list is empty."""
_MOST: Final = 200
_STEP: Final = 0.04
"""Seconds for which the search for duplicates goes on before others may read."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two records that may be the same service."""

    one: Service
    other: Service
    because: Because


@dataclass(frozen=True, slots=True)
class Task:
    """One entry of a work list.

    Attributes:
        entry: as it stands in the list; its key tells it from the others of the list.
        service_id: of the record that it is about.
        subject: what it is made of.
    """

    entry: Entry
    service_id: str
    subject: Report | Review | DueEntry | Twins


@dataclass(frozen=True, slots=True)
class Tasks:
    """A work list.

    Attributes:
        kind: of list.
        count: how many there are; the list may have only the first of them.
        tasks: in order.
    """

    kind: Kind
    count: int
    tasks: tuple[Task, ...]


def load_tasks(desk: Desk, kind: Kind) -> Tasks:
    """Return a work list; that of duplicates comes from `search_duplicates`.

    Raises:
        Failure: the database is damaged or out of reach.
    """
    return _LOADERS[kind](desk)


def count_waiting(desk: Desk) -> int:
    """Return how many reports and differences wait: what came from others.

    Raises:
        Failure: the database is damaged or out of reach.
    """
    return len(desk.curation.open_reports()) + desk.reviews.count_open()


def _reports(desk: Desk) -> Tasks:
    tasks = []
    for report in desk.curation.open_reports():
        title = report.name.pick(language()) or _("A record that is gone")
        who = report.actor or _("somebody without an alias")
        detail = _("{day}, {person}").format(day=format_day(report.day), person=who)
        entry = Entry(f"report:{report.id}", title, detail, reason=report.text)
        tasks.append(Task(entry, report.service_id, report))
    return Tasks("report", len(tasks), tuple(tasks))


def _reviews(desk: Desk) -> Tasks:
    tasks = []
    for review in desk.reviews.open_reviews():
        source = review.catalogue_name or _("shipped with the program")
        noticed = _("{source}, {day}").format(source=source, day=format_day(review.noticed))
        fields = ", ".join(dict.fromkeys(field_name(one.field) for one in review.fields))
        entry = Entry(f"review:{review.id}", review.name.pick(language()), noticed, reason=fields)
        tasks.append(Task(entry, review.service_id, review))
    return Tasks("review", len(tasks), tuple(tasks))


def _due(desk: Desk) -> Tasks:
    tasks = []
    for due in desk.curation.due(_MOST):
        used = ngettext(
            "used {count} time in 30 days", "used {count} times in 30 days", due.used
        ).format(count=due.used)
        entry = Entry(
            f"due:{due.service_id}",
            due.name.pick(language()),
            f"{due_text(due)} · {used}" if due.used else due_text(due),
        )
        tasks.append(Task(entry, due.service_id, due))
    return Tasks("due", desk.curation.count_due(), tuple(tasks))


def due_text(due: DueEntry) -> str:
    """Return why a record is to be checked."""
    if due.doubt:
        return _(OUTCOME_NAMES[due.doubt])
    if due.contacts == "never":
        return _("never verified")
    if due.contacts == "overdue":
        text = _("contacts and hours overdue, last verified on {day}")
        return text.format(day=format_day(due.contacts_day or ""))
    if due.contacts == "due":
        text = _("contacts and hours due, last verified on {day}")
        return text.format(day=format_day(due.contacts_day or ""))
    if due.texts == "overdue":
        return _("texts overdue")
    return _("texts due") if due.texts == "due" else _("texts never verified")


def search_duplicates(desk: Desk) -> Tasks | None:
    """Return the list of possible duplicates, or None: call it again, there is more to compare.

    Raises:
        Failure: the database is damaged or out of reach.
    """
    pairs = desk.curation.search_duplicates(_STEP)
    if pairs is None:
        return None
    apart = desk.told_apart.pairs()
    pairs = [pair for pair in pairs if frozenset((pair.one, pair.other)) not in apart]
    shown = pairs[:_MOST]
    found = desk.directory.find({key for pair in shown for key in (pair.one, pair.other)})
    tasks = []
    for pair in shown:
        if pair.one not in found or pair.other not in found:
            continue  # withdrawn while we looked
        twins = Twins(found[pair.one], found[pair.other], pair.because)
        tag = language()
        entry = Entry(
            f"duplicate:{pair.one}|{pair.other}",
            twins.one.name.pick(tag),
            _(BECAUSE[pair.because]),
            reason=_("And: {name}").format(name=twins.other.name.pick(tag)),
        )
        tasks.append(Task(entry, pair.one, twins))
    return Tasks("duplicate", len(pairs), tuple(tasks))


_LOADERS: Final[dict[Kind, Callable[[Desk], Tasks]]] = {
    "report": _reports,
    "review": _reviews,
    "due": _due,
}
