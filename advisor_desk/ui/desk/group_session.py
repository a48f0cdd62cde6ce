"""Group sessions and events: what it was about, how many came, and who, counted alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.failures import InvalidVisit
from advisor_desk.domain.personal_text import reveals_a_person
from advisor_desk.domain.visit import MAX_MINUTES, MAX_PEOPLE, MAX_TITLE, PARTS_OF_DAY, Visit
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_day, format_number
from advisor_desk.services.explain import explain, field_label
from advisor_desk.services.statistics import part_of_day_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.group_register import Register
from advisor_desk.ui.desk.group_rows import SessionRow
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.day_edit import DayEdit, refusal
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel, set_role
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_text

_COLUMNS: Final = 140
_ROWS: Final = 44


class Log(Protocol):
    """Who tells what was saved, with a way back: the desk."""

    def say_saved(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was saved."""

    def say_corrected(self, before: Visit, visit: Visit) -> None:
        """Say that a correction was saved."""

    def retract(self, visit_id: str) -> None:
        """Take a visit back."""


class GroupWork:
    """Opens the dialog; what was left unsaved in a new session is there the next time.

    Args:
        context: the collaborators.
        desk: tells what was saved, with a way back.
    """

    def __init__(self, context: Context, desk: Log) -> None:
        self._context = context
        self._desk = desk
        self._left: Visit | None = None

    def new(self, parent: QWidget) -> None:
        """Log a session."""
        desk = self._context.desk
        empty = desk.group_sessions.new(desk.actor)
        dialog = self._ask(self._left or empty, parent, is_new=True)
        saved, left = dialog.saved, dialog.visit()
        dialog.deleteLater()
        untouched = (left.title, left.topics, left.languages, left.persons, left.participants)
        self._left = left if saved is None and any(untouched) else None
        if saved is not None:
            text = ngettext(
                "The group session was saved: {count} participant.",
                "The group session was saved: {count} participants.",
                saved.persons,
            )
            undo = partial(self._desk.retract, saved.id)
            self._desk.say_saved(text.format(count=format_number(saved.persons)), undo)
        elif self._left is not None:
            self._context.messages.say(_("The session is not saved. Ctrl+G brings it back."))

    def correct(self, visit: Visit, parent: QWidget) -> None:
        """Correct a session that was saved."""
        dialog = self._ask(visit, parent, is_new=False)
        saved = dialog.saved
        dialog.deleteLater()
        if saved is not None:
            self._desk.say_corrected(visit, saved)

    def _ask(self, visit: Visit, parent: QWidget, *, is_new: bool) -> GroupDialog:
        dialog = GroupDialog(self._context, visit, parent, is_new=is_new)
        dialog.exec()
        return dialog


class GroupDialog(QDialog):
    """Takes a session; Enter saves it.

    Attributes:
        saved: the session, once it is on disk.
    """

    def __init__(
        self, context: Context, visit: Visit, parent: QWidget | None = None, *, is_new: bool = True
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Group session or event") if is_new else _("Correct a group session"))
        self._context = context
        self._before = visit
        self._is_new = is_new
        self.saved: Visit | None = None
        self._notice = Notice(context.messages)
        self._make_title(visit)
        self.topics = SessionRow(context, "topics", visit.topics, self)
        self.languages = SessionRow(context, "languages", visit.languages, self)
        self.languages.changed.connect(self._on_languages_changed)
        self._make_numbers(visit)
        self._make_time(visit)
        self.register = Register(context, visit)
        self.register.changed.connect(self._show_sum)
        self._place()
        self._on_languages_changed()
        self._show_sum()
        fit_to_text(self, columns=_COLUMNS, rows=_ROWS)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _make_title(self, visit: Visit) -> None:
        self.title = QLineEdit(visit.title)
        self.title.setMaxLength(MAX_TITLE)
        self.title.textChanged.connect(self._check_title)
        self._title_note = PlainLabel(wrap=True)
        self._check_title()

    def _make_numbers(self, visit: Visit) -> None:
        self.adults, self.children_spin = QSpinBox(), QSpinBox()
        self.minutes = QSpinBox()
        for spin, highest in (
            (self.adults, MAX_PEOPLE),
            (self.children_spin, MAX_PEOPLE),
            (self.minutes, MAX_MINUTES),
        ):
            spin.setRange(0, highest)
            spin.setMinimumWidth(spin.fontMetrics().averageCharWidth() * 14)
            spin.lineEdit().setTextMargins(10, 0, 0, 0)
        self.minutes.setMinimum(-1)
        self.minutes.setSpecialValueText(_("not noted"))
        self.adults.setValue(visit.adults)
        self.children_spin.setValue(visit.children)
        self.minutes.setValue(-1 if visit.minutes is None else visit.minutes)
        self.adults.valueChanged.connect(self._show_sum)
        self.children_spin.valueChanged.connect(self._show_sum)

    def _make_time(self, visit: Visit) -> None:
        self.day = DayEdit(date.fromisoformat(visit.day))
        self.day.refused.connect(self._on_refused)
        self.part = WordBox()
        for part in PARTS_OF_DAY:
            self.part.addItem(part_of_day_label(part), part)
        self.part.setCurrentIndex(self.part.findData(visit.part_of_day))
        desk = self._context.desk
        self.channel = WordBox()
        for code in desk.codes.book.members("channel", day=visit.day):
            self.channel.addItem(code.label.pick(language()), code.id)
        if self.channel.findData(visit.channel) < 0:
            label = desk.codes.book.label("channel", visit.channel, language())
            self.channel.addItem(label, visit.channel)
        self.channel.setCurrentIndex(self.channel.findData(visit.channel))

    def _place(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(10)
        hint = _("Such as “Housing evening”. The title must not name or point to a person.")
        column.addWidget(_labelled(field_label("title"), self.title, hint))
        column.addWidget(self._title_note)
        column.addWidget(self.topics)
        column.addWidget(self.languages)
        column.addWidget(
            _flow(
                (field_label("adults"), self.adults),
                (field_label("children"), self.children_spin),
                (field_label("minutes"), self.minutes),
            )
        )
        column.addWidget(
            _flow(
                (_("Day"), self.day),
                (_("Part of day"), self.part),
            )
        )
        # By itself: its words are long, and have all the width then.
        column.addWidget(_labelled(field_label("channel"), self.channel))
        column.addWidget(self.register, 1)
        self.sum = PlainLabel(role="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(Scrolled(page, 8), 1)
        layout.addWidget(self.sum)
        layout.addWidget(self._notice)
        layout.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        more = QPushButton(_("Another language in the register…"))
        more.setAutoDefault(False)
        more.clicked.connect(self.register.add_language)
        buttons = QDialogButtonBox()
        self._save = buttons.addButton(
            _("Save") if self._is_new else _("Save the correction"),
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        self._save.setProperty("role", "primary")
        self._save.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(more)
        line.addStretch(1)
        line.addWidget(buttons)
        return line

    # Values

    def visit(self) -> Visit:
        """Return the session as filled in so far."""
        minutes = self.minutes.value()
        return replace(
            self._before,
            title=" ".join(self.title.text().split()),
            topics=self.topics.chosen(),
            languages=self.languages.chosen(),
            adults=self.adults.value(),
            children=self.children_spin.value(),
            minutes=None if minutes < 0 else minutes,
            day=self.day.day().isoformat(),
            part_of_day=self.part.currentData(),
            channel=cast("str", self.channel.currentData()),
            participants=self.register.participants(),
        )

    def _check_title(self) -> None:
        """Say at once what a title must not hold, and what it had better not."""
        text = self.title.text()
        names = self._context.desk.group_sessions.names_in(text)
        told = ""
        if reveals_a_person(text):
            told = _("Take out identity codes, phone numbers and e-mail addresses.")
            set_role(self._title_note, "bad")
        elif names:
            told = _("“{name}” may be a person: if so, take the name out.").format(name=names[0])
            set_role(self._title_note, "warn")
        self._title_note.setText(told)
        self._title_note.setVisible(bool(told))

    def _on_languages_changed(self) -> None:
        self.register.offer(self.languages.choices())
        self.register.begin_after(self.channel)

    def _show_sum(self) -> None:
        """Say how the register and the head count differ; neither is wrong for that."""
        there = self.adults.value() + self.children_spin.value()
        known = self.register.total()
        values = {"known": format_number(known), "there": format_number(there)}
        if not known:
            text = _("The register is empty. It may stay so: the head count is enough.")
        elif known == there:
            text = _("All {there} participants are in the register.")
        elif known < there:
            text = _("{known} of {there} participants are in the register.")
        else:
            text = _("The register has {known} participants, the head count only {there}.")
        self.sum.setText(text.format(**values))
        set_role(self.sum, "warn" if known > there else "muted")
        self._notice.clear()

    # Saving

    def save(self) -> None:
        """Save the session; a failure is said and everything stays."""
        visit, desk = self.visit(), self._context.desk
        problem = self._problem(visit)
        if problem:
            self._notice.tell(problem)
            return
        act = desk.group_sessions.save if self._is_new else desk.group_sessions.correct
        self._save.setEnabled(False)
        work = partial(act, desk.actor, visit)
        self._context.background.write(work, self._on_saved, self._on_not_saved)

    def _problem(self, visit: Visit) -> str:
        """Return why the session cannot be saved, or nothing; go to where it is."""
        if not visit.persons:
            self.adults.setFocus(Qt.FocusReason.TabFocusReason)
            return _("Say how many participants there were, at least one.")
        if visit.day > self._context.desk.visits.today().isoformat():
            self.day.setFocus(Qt.FocusReason.TabFocusReason)
            text = _("{day} lies in the future. Log the session when it was held.")
            return text.format(day=format_day(visit.day))
        try:
            self._context.desk.visits.check(visit)
        except InvalidVisit as error:
            self._go_to(error.problems[0].field)
            return explain(error)
        return ""

    def _go_to(self, field: str) -> None:
        if field == "topics":
            self.topics.focus_row()
        elif field == "languages":
            self.languages.focus_row()
        elif field == "title":
            self.title.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_refused(self, typed: str) -> None:
        self._notice.tell(refusal(typed))

    def _on_saved(self, visit: Visit) -> None:
        self.saved = visit
        self.accept()

    def _on_not_saved(self, error: Exception) -> None:
        self._save.setEnabled(True)
        self._notice.tell(explain(error), "bad")  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def reject(self) -> None:
        """Close, but not while the session is being saved."""
        if self._save.isEnabled():
            super().reject()


def _labelled(text: str, field: QWidget, hint: str = "") -> QWidget:
    """Return a field below its label, with what to mind."""
    label = PlainLabel(text, role="heading", wrap=True)
    label.setBuddy(field)
    field.setAccessibleName(text)
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label)
    column.addWidget(field)
    if hint:
        field.setAccessibleDescription(hint)
        column.addWidget(PlainLabel(hint, role="muted", wrap=True))
    return pair


def _flow(*pairs: tuple[str, QWidget]) -> QWidget:
    """Return fields beside each other, as far as there is room."""
    held = QWidget()
    flow = FlowLayout(held, 14)
    for text, field in pairs:
        flow.addWidget(_labelled(text, field))
    return held
