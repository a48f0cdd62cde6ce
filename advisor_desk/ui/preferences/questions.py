"""The point's own questions, for a supervisor to add, change, order, retire and bring back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from advisor_desk.domain.failures import InvalidRecord
from advisor_desk.domain.questions import MOST_IN_USE, Question
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.questions import explain_question
from advisor_desk.ui.context import Context
from advisor_desk.ui.preferences.foot import Foot, plain_button
from advisor_desk.ui.preferences.question_form import KINDS, NEW, QuestionForm
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_text

_LINES: Final = 8


class QuestionsDialog(QDialog):
    """The questions in their order, and the fields of the one that was opened.

    Args:
        context: what every part of the window is given.
        parent: the window.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._questions = context.desk.questions
        self._opened = ""
        self._waiting: dict[str, Question] = {}
        self._tried = False
        self._warned = False
        self.setWindowTitle(_("Own questions"))
        self._build()
        self._place()
        self._show_list()
        self._show_opened()
        (self.list if self._questions.all else self.form.label.edits["fi"]).setFocus()

    # Building

    def _build(self) -> None:
        self.list = HitList()
        self.list.setAccessibleName(_("Own questions"))
        self.list.opened.connect(self._on_opened)
        self.list.key_pressed.connect(self._on_key)
        self.list.selectionModel().currentChanged.connect(self._show_buttons)
        self._count = PlainLabel(role="muted", wrap=True)
        self._new = plain_button(_("New question"), self.begin_new)
        self._up = plain_button(_("Up"), partial(self.move_current, -1))
        self._down = plain_button(_("Down"), partial(self.move_current, 1))
        self._up.setToolTip(_("Ctrl+Up moves the question up, Ctrl+Down moves it down."))
        self._down.setToolTip(self._up.toolTip())
        self.form = QuestionForm()
        self.form.changed.connect(self._on_changed)
        self.form.submitted.connect(self.save)
        self._heading = PlainLabel(role="heading", wrap=True)
        self._save = plain_button(_("Save the question"), self.save, "primary")
        self._retire = plain_button(_("Retire"), self.retire)
        self.foot = Foot(self._context, self)
        self.foot.undone.connect(self._on_undone)
        keys = (
            ("Ctrl+S", self.save),
            ("Ctrl+N", self.begin_new),
            ("Ctrl+Up", partial(self.move_current, -1)),
            ("Ctrl+Down", partial(self.move_current, 1)),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _place(self) -> None:
        left, right, order, buttons = QWidget(), QWidget(), QWidget(), QWidget()
        flow = FlowLayout(order)
        for button in (self._new, self._up, self._down):
            flow.addWidget(button)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        column.addWidget(order)
        flow = FlowLayout(buttons)
        for button in (self._save, self._retire):
            flow.addWidget(button)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(Scrolled(self.form, _LINES), 1)
        column.addWidget(buttons)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setSizes([380, 620])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(halves, 1)
        layout.addWidget(self.foot)
        fit_to_text(self, columns=125, rows=42)

    # What is shown

    def _show_list(self) -> None:
        questions = self._questions.all
        self.list.show_entries([_entry(question) for question in questions])
        count = sum(not question.retired for question in questions)
        text = ngettext(
            "{count} question in use, of {most} at the most.",
            "{count} questions in use, of {most} at the most.",
            count,
        )
        self._count.setText(text.format(count=count, most=MOST_IN_USE))
        self._show_buttons()

    def _on_opened(self, key: str) -> None:
        self._open(key)
        self.form.go_to("label")

    def begin_new(self) -> None:
        """Show empty fields for a new question, or what was begun."""
        self._open("")
        self.form.go_to("label")

    def _open(self, key: str) -> None:
        """Show a question; what was entered for the one before waits until that is opened."""
        self._set_aside()
        self._opened = key
        self._show_opened()

    def _set_aside(self) -> None:
        if self.form.is_changed():
            self._waiting[self._opened] = self.form.entered()

    def _show_opened(self) -> None:
        self._tried = False
        known = [question.point for question in self._questions.all]
        here = self._context.desk.settings.text("point")
        points = sorted({point for point in (here, *known) if point})
        self.form.show_question(self._stored() or NEW, points)
        begun, stored = self._waiting.pop(self._opened, None), self._stored()
        if begun is not None:
            self.form.enter(replace(begun, retired=stored is not None and stored.retired))
        self._show_problems()
        self._show_buttons()

    def _stored(self) -> Question | None:
        """Return the question that was opened, or None for a new one."""
        return self._questions.by_id.get(self._opened)

    def _show_buttons(self) -> None:
        stored, row = self._stored(), self.list.currentIndex().row()
        tag, count = language(), self.list.entries.rowCount()
        self._heading.setText(
            _("New question")
            if stored is None
            else _("“{question}”").format(question=stored.label.pick(tag))
        )
        self._retire.setEnabled(stored is not None)
        retired = stored is not None and stored.retired
        self._retire.setText(_("Bring back") if retired else _("Retire"))
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < count - 1)

    # What is wrong

    def _on_changed(self) -> None:
        self._warned = False
        self._show_problems()

    def _show_problems(self) -> None:
        """Say what is wrong as one types; what is missing only once it should be saved."""
        found = self._questions.problems(self.form.entered())
        shown = found if self._tried else [p for p in found if p.kind != "missing"]
        self.form.show_problems(shown)

    # Acting

    def save(self) -> None:
        """Save what was entered; what is wrong is said at its field and nothing is lost."""
        self._tried = True
        self._show_problems()
        entered, before = self.form.entered(), self._stored()
        found = self._questions.problems(entered)
        if self.form.day_problem():
            self.form.go_to("last")
            self.foot.warn(self.form.day_problem())
        elif found:
            self.form.go_to(found[0].field, found[0].place)
            self.foot.warn(explain_question(found[0]))
        elif not self.form.is_changed():
            self.foot.warn(_("Nothing was changed."))
        else:
            work = partial(self._questions.save, self._context.desk.actor, entered)
            self._context.background.write(work, partial(self._on_saved, before), self._on_failed)

    def _on_saved(self, before: Question | None, stored: Question) -> None:
        actor = self._context.desk.actor
        if before is None:
            undo = partial(self._questions.set_retired, actor, stored.id, retired=True)
        else:
            undo = partial(self._questions.save, actor, before)
        self._opened = stored.id
        self._show_opened()
        self._follow(stored.id)
        self.list.setFocus()  # a field would keep Ctrl+Z for what was typed in it
        text = _("Saved: “{question}”.").format(question=stored.label.pick(language()))
        self.foot.say(text, undo=undo)

    def retire(self) -> None:
        """Stop to ask the question that was opened, or ask it again; it can be undone."""
        if (stored := self._stored()) is not None:
            self._set_retired(stored, retired=not stored.retired)

    def _set_retired(self, question: Question, *, retired: bool) -> None:
        actor = self._context.desk.actor
        work = partial(self._questions.set_retired, actor, question.id, retired=retired)
        self._context.background.write(work, self._on_retired, self._on_failed)

    def _on_retired(self, question: Question) -> None:
        undo = partial(
            self._questions.set_retired,
            self._context.desk.actor,
            question.id,
            retired=not question.retired,
        )
        self._follow(question.id)
        text = _("“{question}” was retired.") if question.retired else _("“{question}” is asked.")
        self.foot.say(text.format(question=question.label.pick(language())), undo=undo)

    def move_current(self, step: int) -> None:
        """Move the question marked in the list up or down; it can be undone."""
        key, row = self.list.current_key(), self.list.currentIndex().row()
        if not key or not 0 <= row + step < self.list.entries.rowCount():
            return
        actor = self._context.desk.actor
        work = partial(self._questions.move, actor, key, step)
        undo = partial(self._questions.move, actor, key, -step)
        self._context.background.write(work, partial(self._on_moved, key, undo), self._on_failed)

    def _on_moved(self, key: str, undo: partial[None], _none: None) -> None:
        self._show_list()
        name = self._questions.by_id[key].label.pick(language())
        self.foot.say(_("“{question}” was moved.").format(question=name), undo=undo)

    def _follow(self, key: str) -> None:
        """Show the list anew, and the fields of a question where nothing new is entered in them."""
        self._show_list()
        rows = [entry.key for entry in self.list.entries.entries()]
        if key in rows:
            self.list.setCurrentIndex(self.list.entries.index(rows.index(key), 0))
        if self._opened == key:
            self._set_aside()
            self._show_opened()

    def _on_undone(self) -> None:
        self._show_opened()
        self._follow(self._opened)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InvalidRecord) and error.fields:
            self.form.go_to(error.fields[0])
        self.foot.fail(error)

    def _on_key(self, key: int, current: str) -> None:
        question = self._questions.by_id.get(current)
        if key == Qt.Key.Key_Delete and question is not None:
            self._set_retired(question, retired=not question.retired)

    def reject(self) -> None:
        """Close; where something is not saved yet, only when asked a second time."""
        begun = bool(self._waiting) or self.form.is_changed()
        if begun and not self._warned:
            self._warned = True
            self.foot.warn(
                _("A question is not saved yet. Save it, or close once more to drop it.")
            )
        else:
            super().reject()


def _entry(question: Question) -> Entry:
    """Return a question as an entry: what its answer is, where and when it is asked."""
    tag = language()
    parts = [_(KINDS[question.kind])]
    if question.kind != "number":
        count = sum(not choice.retired for choice in question.choices)
        parts.append(ngettext("{count} choice", "{count} choices", count).format(count=count))
    parts.append(question.point or _("All points"))
    if question.first and question.last:
        days = _("{first} to {last}")
    elif question.first:
        days = _("from {first}")
    else:
        days = _("until {last}") if question.last else ""
    if days:
        first, last = (format_day(day) if day else "" for day in (question.first, question.last))
        parts.append(days.format(first=first, last=last))
    return Entry(
        key=question.id,
        title=question.label.pick(tag),
        detail=" · ".join(parts),
        warn=_("retired") if question.retired else "",
        struck=question.retired,
    )


def show_questions(context: Context, parent: QWidget) -> None:
    """Show the questions until the dialog is closed."""
    dialog = QuestionsDialog(context, parent)
    dialog.exec()
    dialog.deleteLater()
