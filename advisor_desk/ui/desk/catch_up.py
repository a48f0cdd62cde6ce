"""Counting the visits of a past half day afterwards: topics by channels, saved all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple, Protocol

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.catch_up import MOST_VISITS, HalfDay
from advisor_desk.domain.visit import PARTS_OF_DAY, Visit
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_day, format_number
from advisor_desk.services.explain import explain, field_label
from advisor_desk.services.statistics import part_of_day_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.fields import FIELDS, all_choices, quick_choices
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.count_grid import CountGrid
from advisor_desk.ui.widgets.day_edit import DayEdit, refusal
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.picker import Picker
from advisor_desk.ui.widgets.sizes import fit_to_text

_COLUMNS: Final = 150
_ROWS: Final = 34
_NOT_A_COLUMN: Final = "group"
"""The channel of group sessions, which are logged as such."""


class Log(Protocol):
    """Who tells what was saved and what was changed: the desk."""

    def say_saved(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was saved, with a way back."""

    def say_done(self, text: str) -> None:
        """Say what was changed in the log."""


class _Typed(NamedTuple):
    """What was typed and not saved.

    Attributes:
        tried: ids of visits whose saving was reported as failed.
    """

    half: HalfDay
    rows: list[Choice]
    counts: dict[tuple[str, str], int]
    tried: list[str]


class CatchUpWork:
    """Opens the grid and saves what was typed; what was left unsaved is there the next time.

    Args:
        context: the collaborators.
        desk: tells what was saved, with a way back.
    """

    def __init__(self, context: Context, desk: Log) -> None:
        self._context = context
        self._desk = desk
        self._typed: _Typed | None = None
        self._is_opening = False

    def open(self, parent: QWidget) -> None:
        """Show the grid for the last half day without visits, or with what was left in it."""
        if self._is_opening:
            return
        self._is_opening = True
        proposed = self._context.desk.catch_up.proposed
        self._context.background.read(proposed, partial(self._show, parent), self._on_not_read)

    def _on_not_read(self, error: Exception) -> None:
        self._is_opening = False
        self._context.messages.say(_words(error), "bad")

    def _show(self, parent: QWidget, proposed: HalfDay) -> None:
        dialog = CatchUpDialog(self._context, proposed, parent)
        if self._typed is not None:
            dialog.show_typed(self._typed)
        dialog.exec()
        self._is_opening = False
        visits = dialog.saved
        self._typed = None if visits else dialog.typed()
        dialog.deleteLater()
        if visits:
            self._desk.say_saved(_saved_text(visits), partial(self._take_back, visits))

    def _take_back(self, visits: list[Visit]) -> None:
        desk = self._context.desk
        work = partial(desk.visits.retract_all, desk.actor, [visit.id for visit in visits])
        self._context.background.write(work, self._on_taken_back)

    def _on_taken_back(self, visits: list[Visit]) -> None:
        text = ngettext(
            "{count} visit was taken back.", "{count} visits were taken back.", len(visits)
        )
        self._desk.say_done(text.format(count=format_number(len(visits))))


class CatchUpDialog(QDialog):
    """Takes the counts; Enter saves them as that many visits.

    Attributes:
        saved: the visits, once they are on disk.
    """

    def __init__(self, context: Context, proposed: HalfDay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Catch up on a half day"))
        self._context = context
        self.saved: list[Visit] = []
        self._tried: list[str] = []
        self.grid = CountGrid(self._channels(), _("Sum"), _("{row}, {column}"))
        self.grid.changed.connect(self._show_total)
        self.grid.more_wanted.connect(self._add_topic)
        self.total = PlainLabel(role="heading", wrap=True)
        self._notice = Notice(context.messages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(5)
        layout.addWidget(self._make_top(proposed))
        layout.addWidget(PlainLabel(self._hint(), role="muted", wrap=True))
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._notice)
        layout.addLayout(self._make_foot())
        self._fill_rows()
        self._show_total()
        fit_to_text(self, columns=_COLUMNS, rows=_ROWS)
        self.grid.focus_current()

    # Building

    def _make_top(self, proposed: HalfDay) -> QWidget:
        self.day = DayEdit(proposed.day)
        self.day.refused.connect(self._on_refused)
        self.day.day_changed.connect(self._show_total)
        self.part = WordBox()
        for part in PARTS_OF_DAY:
            self.part.addItem(part_of_day_label(part), part)
        self.part.setCurrentIndex(self.part.findData(proposed.part))
        self.part.activated.connect(self._show_total)
        top = QWidget()
        flow = FlowLayout(top, 14)
        for text, field in ((_("Day"), self.day), (_("Part of day"), self.part)):
            label = PlainLabel(text, role="heading")
            label.setBuddy(field)
            field.setAccessibleName(text)
            pair = QWidget()
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(label)
            column.addWidget(field)
            flow.addWidget(pair)
        return top

    def _hint(self) -> str:
        return _(
            "Type how many visits there were. Space adds a topic, Enter saves. They count like"
            " others and stay marked as estimated."
        )

    def _make_foot(self) -> QVBoxLayout:
        more = QPushButton(_("Another topic…"))
        more.setAutoDefault(False)
        more.clicked.connect(self._add_topic)
        buttons = QDialogButtonBox()
        self._save = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._save.setProperty("role", "primary")
        self._save.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(more)
        line.addStretch(1)
        line.addWidget(buttons)
        foot = QVBoxLayout()
        foot.addWidget(self.total)
        foot.addLayout(line)
        return foot

    def _channels(self) -> list[Choice]:
        """Return the channels of the first level, those used most first."""
        desk, tag = self._context.desk, language()
        day = desk.visits.today().isoformat()
        field = next(f for f in FIELDS if f.name == "channel")
        first = quick_choices(desk.codes, desk.settings, desk.choices, field, tag)
        members = desk.codes.book.members("channel", day=day)
        rest = [Choice(c.id, c.label.pick(tag)) for c in members if c.parent is None]
        found = {choice.id: choice for choice in (*first, *rest)}
        return [choice for choice in found.values() if choice.id != _NOT_A_COLUMN]

    def _fill_rows(self) -> None:
        desk = self._context.desk
        topics = quick_choices(desk.codes, desk.settings, desk.choices, FIELDS[0], language())
        for topic in topics:
            self.grid.add_row(topic)
        self.grid.begin_after(self.part)

    # Working

    def half(self) -> HalfDay:
        """Return the half day that is set."""
        return HalfDay(self.day.day(), self.part.currentData())

    def typed(self) -> _Typed | None:
        """Return what was typed, or None where nothing was."""
        counts = self.grid.counts()
        return _Typed(self.half(), self.grid.rows(), counts, self._tried) if counts else None

    def show_typed(self, typed: _Typed) -> None:
        """Show what was typed before."""
        self._tried = typed.tried
        self.day.set_day(typed.half.day)
        self.part.setCurrentIndex(self.part.findData(typed.half.part))
        for row in typed.rows:
            self.grid.add_row(row)
        for (topic, channel), count in typed.counts.items():
            self.grid.set_count(topic, channel, count)
        self._show_total()
        self.grid.focus_current()

    def _add_topic(self) -> None:
        desk, tag = self._context.desk, language()
        day = desk.visits.today().isoformat()
        label = field_label("topics")
        prompt = _("Type to find: {field}").format(field=label)
        picker = Picker(label, prompt, all_choices(desk.codes, FIELDS[0], tag, day), self)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        if picked is not None:
            words = desk.codes.book.label("topic", picked.id, tag)
            self.grid.add_row(Choice(picked.id, words))
        self.grid.focus_current()

    def _show_total(self) -> None:
        count, half = self.grid.total(), self.half()
        text = ngettext(
            "{count} visit, {day}, part of day: {part}",
            "{count} visits, {day}, part of day: {part}",
            count,
        )
        self.total.setText(
            text.format(
                count=format_number(count),
                day=format_day(half.day.isoformat()),
                part=part_of_day_label(half.part),
            )
        )
        self._notice.clear()

    def _on_refused(self, typed: str) -> None:
        self._notice.tell(refusal(typed))

    def save(self) -> None:
        """Save as many visits as were counted; a failure is said and everything stays."""
        problem = self._problem()
        if problem:
            self._notice.tell(problem)
            return
        desk = self._context.desk
        visits = desk.catch_up.visits_of(desk.actor, self.half(), self.grid.counts(), self._tried)
        work = partial(desk.catch_up.save, desk.actor, visits, self._tried)
        self._save.setEnabled(False)
        failed = partial(self._on_not_saved, [visit.id for visit in visits])
        self._context.background.write(work, self._on_saved, failed)

    def reject(self) -> None:
        """Close, but not while visits are being saved."""
        if self._save.isEnabled():
            super().reject()

    def _problem(self) -> str:
        """Return why what is typed cannot be saved, or nothing."""
        if not self._context.desk.catch_up.is_past(self.half()):
            return _("This part of the day is not over yet. Choose an earlier one.")
        if not self.grid.total():
            return _("Type how many visits there were, at least one.")
        if self.grid.total() > MOST_VISITS:
            text = _("At most {count} visits can be counted at once.")
            return text.format(count=format_number(MOST_VISITS))
        return ""

    def _on_saved(self, visits: list[Visit]) -> None:
        self.saved = visits
        self.accept()

    def _on_not_saved(self, ids: list[str], error: Exception) -> None:
        """Remember the ids: what was reported as failed may be stored all the same."""
        self._tried = list(dict.fromkeys([*self._tried, *ids]))
        self._save.setEnabled(True)
        self._notice.tell(_words(error), "bad")


def _words(error: Exception) -> str:
    return explain(error)  # type: ignore[arg-type]  # background hands on the expected kinds alone


def _saved_text(visits: list[Visit]) -> str:
    text = ngettext(
        "{count} visit was saved for {day}, marked as estimated.",
        "{count} visits were saved for {day}, marked as estimated.",
        len(visits),
    )
    return text.format(count=format_number(len(visits)), day=format_day(visits[0].day))
