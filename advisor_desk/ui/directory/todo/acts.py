"""What can be done about a task, and doing it; all of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.freshness import DueEntry
from advisor_desk.domain.reports import Report, ReportState
from advisor_desk.domain.reviews import Review
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.checking import BECAUSE
from advisor_desk.ui.directory.todo.action_bar import Action
from advisor_desk.ui.directory.todo.review_board import Decided, take_back
from advisor_desk.ui.directory.todo.tasks import Twins, due_text
from advisor_desk.ui.directory.verifying import verify_in_detail, verify_unchanged
from advisor_desk.ui.presenters.undoing import WayBack, say_stored
from advisor_desk.ui.presenters.words import language

Then = Callable[[], None]
"""Called on the UI thread each time the work lists have changed."""


def words_about(subject: Report | Review | DueEntry | Twins) -> str:
    """Return what a task is about, as it stands above its buttons."""
    if isinstance(subject, Report):
        return _("“{text}”").format(text=subject.text)
    if isinstance(subject, DueEntry):
        return due_text(subject)
    if isinstance(subject, Twins):
        return _("It may be the same as “{name}”. {reason}").format(
            name=subject.other.name.pick(language()), reason=_(BECAUSE[subject.because])
        )
    return ""


def actions_for(subject: Report | Review | DueEntry | Twins) -> tuple[Action, ...]:
    """Return the buttons of a task; a review has its own board."""
    edit = Action("edit", _("Edit the record"), "F8")
    if isinstance(subject, Report):
        return (
            edit,
            Action("mended", _("It is mended")),
            Action("rejected", _("Nothing is wrong")),
        )
    if isinstance(subject, DueEntry):
        return (
            Action("verified", _("Checked, unchanged"), "F9"),
            Action("verify", _("Note a check…"), "Shift+F9"),
            edit,
        )
    if isinstance(subject, Twins):
        return (
            Action("merge", _("Merge…")),
            Action("other", _("Show the other")),
            Action("apart", _("Not the same")),
        )
    return ()


def verify(context: Context, parent: QWidget, service_id: str, *, in_detail: bool) -> None:
    """Note that a record was checked and stands, or ask how it was checked."""
    service = context.desk.directory.get(service_id)
    if service is None:
        return
    if in_detail:
        verify_in_detail(context, parent, service)
    else:
        verify_unchanged(context, service)


def settle_report(context: Context, report: Report, state: ReportState, then: Then) -> None:
    """Say that what a report told of is mended, or that nothing is wrong."""
    desk = context.desk
    answer = partial(desk.curation.answer_report, desk.actor, report.id)
    undo = partial(answer, "open")
    back = WayBack(undo, _("The report is open again."), then)
    stored = partial(_on_stored, context, _("The report is settled."), back, then)
    context.background.write(partial(answer, state), stored)


def tell_apart(context: Context, twins: Twins, then: Then) -> None:
    """Note that two records are not the same service."""
    desk = context.desk
    tell = partial(desk.told_apart.tell_apart, desk.actor, twins.one.id, twins.other.id)
    undo = partial(tell, apart=False)
    back = WayBack(undo, _("The two are shown as duplicates again."), then)
    text = _("The two will not be shown as duplicates again.")
    context.background.write(
        partial(tell, apart=True), partial(_on_stored, context, text, back, then)
    )


def say_decided(context: Context, decided: Decided, then: Then) -> None:
    """Say that decisions about a review were stored."""
    undo = partial(take_back, context.desk, decided)
    back = WayBack(undo, _("The decisions were taken back."), then)
    _on_stored(context, _("The decisions are stored."), back, then)


def _on_stored(
    context: Context, text: str, back: WayBack, then: Then, _none: object = None
) -> None:
    then()
    say_stored(context, text, back)
