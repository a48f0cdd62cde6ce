"""The lists of codes, for a supervisor to add to, order, retire and bring back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.codes import Code
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import MULTI_FIELDS, SINGLE_FIELDS
from advisor_desk.i18n import _
from advisor_desk.services.code_keeping import LONGEST_LABEL, Changed, explain_code
from advisor_desk.services.explain import field_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.preferences.code_tree import CodeTree
from advisor_desk.ui.preferences.foot import Foot, plain_button
from advisor_desk.ui.preferences.label_fields import LabelFields, labelled
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_text

_LINES = 6
_EMPTY = LocalText()
_NOTHING = ("", "")


class CodesDialog(QDialog):
    """A list as a tree, and beside it what can be changed about the code that is current.

    Args:
        context: what every part of the window is given.
        parent: the window.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._keeping = context.desk.code_keeping
        self._new_below: str | None = None
        self._begun: dict[tuple[str, str], LocalText] = {}
        self._shown, self._stored = _NOTHING, _EMPTY
        self._tried = False
        self._warned = False
        self.setWindowTitle(_("Choices of the lists"))
        self._build()
        self._place()
        self._show_list()
        self.tree.setFocus()

    # Building

    def _build(self) -> None:
        self.lists = WordBox()
        for name in self._keeping.lists():
            self.lists.addItem(list_label(name), name)
        self.lists.setCurrentIndex(max(self.lists.findData("topic"), 0))
        self.lists.activated.connect(self._show_list)
        self.finder = QLineEdit()
        self.finder.textEdited.connect(self._on_find_edited)
        self.finder.returnPressed.connect(self._on_find_entered)
        self.tree = CodeTree()
        self.tree.shown.connect(self._on_shown)
        self.tree.opened.connect(self._on_opened)
        self.tree.retiring.connect(self.retire)
        self._heading = PlainLabel(role="heading", wrap=True)
        self._note = PlainLabel(role="muted", wrap=True)
        self.fields = LabelFields(_("Name of the choice"), LONGEST_LABEL)
        self.fields.changed.connect(self._on_typed)
        self.fields.submitted.connect(self.save)
        self.quick = QCheckBox(_("Shown first in its row"))
        self.quick.clicked.connect(self._on_quick_clicked)
        self._save = plain_button(_("Save the words"), self.save, "primary")
        self._new = plain_button(_("New choice below"), self.begin_new)
        self._up = plain_button(_("Up"), partial(self.move_current, -1))
        self._down = plain_button(_("Down"), partial(self.move_current, 1))
        self._up.setToolTip(_("Ctrl+Up moves the choice up, Ctrl+Down moves it down."))
        self._down.setToolTip(self._up.toolTip())
        self._retire = plain_button(_("Retire"), self.retire)
        self.foot = Foot(self._context, self)
        self.foot.undone.connect(self._follow)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+S", self.save),
            ("Ctrl+N", self.begin_new),
            ("Ctrl+Up", partial(self.move_current, -1)),
            ("Ctrl+Down", partial(self.move_current, 1)),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _place(self) -> None:
        left, right, form, buttons = QWidget(), QWidget(), QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(labelled(_("List"), self.lists))
        column.addWidget(labelled(_("Find a choice"), self.finder))
        column.addWidget(self.tree, 1)
        self.tree.setAccessibleName(_("Choices of the list"))
        column = QVBoxLayout(form)
        column.setContentsMargins(4, 4, 8, 4)
        column.setSpacing(12)
        for widget in (self._note, self.fields, self.quick):
            column.addWidget(widget)
        column.addStretch(1)
        flow = FlowLayout(buttons)
        for button in (self._save, self._new, self._up, self._down, self._retire):
            flow.addWidget(button)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(Scrolled(form, _LINES), 1)
        column.addWidget(buttons)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setSizes([560, 440])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(halves, 1)
        layout.addWidget(self.foot)
        fit_to_text(self, columns=125, rows=40)

    # What is shown

    def list_name(self) -> str:
        """Return the name of the list that is shown."""
        return str(self.lists.currentData())

    def _show_list(self) -> None:
        desk = self._context.desk
        today = desk.visits.today().isoformat()
        self.tree.show_codes(desk.codes.book, self.list_name(), today)

    def _code(self) -> Code | None:
        """Return the code that is current in the tree."""
        return self._context.desk.codes.book.find(self.list_name(), self.tree.current_code())

    def _on_shown(self, _code_id: str) -> None:
        self._set_aside()
        self._new_below = None
        self._show_code()

    def _on_find_edited(self, text: str) -> None:
        self.tree.look_for(text)

    def _on_find_entered(self) -> None:
        self.tree.setFocus()

    def _on_opened(self) -> None:
        """Enter: go to the words of an own code; below an official one begin a new."""
        code = self._code()
        if code is not None and code.own:
            self.fields.focus_first()
        else:
            self.begin_new()

    def begin_new(self) -> None:
        """Show empty fields for a new code below the current one, or beside an own one."""
        code = self._code()
        if code is not None:
            self._set_aside()
            self._new_below = code.parent if code.own else code.id
            self._show_code()
            self.fields.focus_first()

    def _set_aside(self) -> None:
        """Keep what was entered for the code shown so far until it is shown again."""
        if self._is_changed():
            self._begun[self._shown] = self.fields.words()

    def _is_changed(self) -> bool:
        return self._shown != _NOTHING and self.fields.words() != self._stored

    def _show_code(self) -> None:
        code, tag = self._code(), language()
        book, below = self._context.desk.codes.book, self._new_below
        self._tried = False
        if below is not None:
            self._shown = (self.list_name(), f"+{below}")
            name = book.label(self.list_name(), below, tag)
            heading = _("New choice below “{choice}”").format(choice=name)
            words = _EMPTY
        else:
            self._shown = (self.list_name(), code.id if code else "")
            heading = code.label.pick(tag) if code else ""
            words = code.label if code else _EMPTY
        self._heading.setText(heading)
        self._stored = words
        self.fields.show_words(self._begun.pop(self._shown, words))
        own = below is not None or (code is not None and code.own)
        self.fields.set_read_only(read_only=not own)
        self._note.setText(self._note_text(code))
        self._show_buttons(code, own=own)
        self._show_problem()

    def _note_text(self, code: Code | None) -> str:
        book, tag = self._context.desk.codes.book, language()
        if self._new_below is not None:
            return _("Whoever counts by the official list has it counted with the choice above.")
        if code is not None and code.own and code.parent:
            name = book.label(code.list, code.parent, tag)
            return _("An own choice, counted with “{choice}” in the official list.").format(
                choice=name
            )
        return _(
            "An official choice: its words and its meaning stay. Its place can be changed, and"
            " it can be retired here; visits keep it."
        )

    def _show_buttons(self, code: Code | None, *, own: bool) -> None:
        existing = code is not None and self._new_below is None
        today = self._context.desk.visits.today().isoformat()
        retired = code is not None and not code.valid_on(today)
        self._save.setEnabled(own)
        self._new.setEnabled(code is not None)
        self.quick.setEnabled(existing and not retired)
        self.quick.setChecked(code is not None and existing and code.quick)
        self._retire.setEnabled(existing)
        self._retire.setText(_("Bring back") if retired else _("Retire"))
        place, count = self._place_among(code)
        self._up.setEnabled(existing and place > 0)
        self._down.setEnabled(existing and place < count - 1)

    def _place_among(self, code: Code | None) -> tuple[int, int]:
        """Return the place of a code among those with the same parent, and how many these are."""
        if code is None:
            return 0, 0
        ids = [c.id for c in self._context.desk.codes.book.children(code.list, code.parent)]
        return ids.index(code.id), len(ids)

    # What is wrong

    def _on_typed(self) -> None:
        self._warned = False
        self._show_problem()

    def _problem(self) -> str:
        """Return what is wrong with what is entered, or nothing."""
        code, below = self._code(), self._new_below
        if below is None and (code is None or not code.own):
            return ""
        parent = below if below is not None else (code.parent if code else "") or ""
        known = "" if below is not None or code is None else code.id
        found = self._keeping.problems(self.list_name(), parent, self.fields.words(), known)
        shown = [problem for problem in found if self._tried or problem != "missing"]
        return explain_code(shown[0]) if shown else ""

    def _show_problem(self) -> None:
        self.fields.show_problem(self._problem())

    # Acting

    def save(self) -> None:
        """Save the words that were entered; what is wrong is said and nothing is lost."""
        self._tried = True
        self._show_problem()
        code, actor, words = self._code(), self._context.desk.actor, self.fields.words()
        if problem := self._problem():
            self.fields.focus_first()
            self.foot.warn(problem)
        elif self._new_below is not None:
            work = partial(self._keeping.add, actor, self.list_name(), self._new_below, words)
            self._act(work, _("Added: “{choice}”."), stored=self._shown)
        elif code is not None and code.own and words != code.label:
            work = partial(self._keeping.rename, actor, code.list, code.id, words)
            self._act(work, _("Saved: “{choice}”."), stored=self._shown)
        else:
            self.foot.warn(_("Nothing was changed."))

    def retire(self) -> None:
        """Stop to offer the current code, or offer it again; it can be undone."""
        code = self._code()
        if code is None or self._new_below is not None:
            return
        retired = code.valid_on(self._context.desk.visits.today().isoformat())
        text = _("“{choice}” was retired.") if retired else _("“{choice}” is offered again.")
        actor = self._context.desk.actor
        work = partial(self._keeping.set_retired, actor, code.list, code.id, retired=retired)
        self._act(work, text)

    def move_current(self, step: int) -> None:
        """Move the current code up or down among its like; it can be undone."""
        code = self._code()
        place, count = self._place_among(code)
        if code is None or self._new_below is not None or not 0 <= place + step < count:
            return
        actor = self._context.desk.actor
        work = partial(self._keeping.move, actor, code.list, code.id, step)
        self._act(work, _("“{choice}” was moved."))

    def _on_quick_clicked(self, checked: bool) -> None:
        code = self._code()
        if code is None:
            return
        text = (
            _("“{choice}” is among the first choices now.")
            if checked
            else _("“{choice}” is no longer among the first choices.")
        )
        actor = self._context.desk.actor
        work = partial(self._keeping.set_quick, actor, code.list, code.id, quick=checked)
        self._act(work, text)

    def _act(
        self, work: Callable[[], Changed], text: str, stored: tuple[str, str] | None = None
    ) -> None:
        """Let something be done, and then said.

        Args:
            work: called in the writing thread.
            text: the sentence, with {choice} left open.
            stored: what was entered and is stored by it, or None.
        """
        done = partial(self._on_done, stored, text)
        self._context.background.write(work, done, self._on_failed)

    def _on_done(self, stored: tuple[str, str] | None, text: str, changed: Changed) -> None:
        code = changed.code
        if stored == self._shown:
            self._shown = _NOTHING
            self.tree.setFocus()  # a field would keep Ctrl+Z for what was typed in it
        self._new_below = None
        self._follow()
        if code.list == self.list_name():
            self.tree.go_to(code.id)
        undo = partial(self._keeping.undo, self._context.desk.actor, changed.back)
        self.foot.say(text.format(choice=code.label.pick(language())), undo=undo)

    def _follow(self) -> None:
        self._show_list()

    def _on_failed(self, error: Exception) -> None:
        self._set_aside()
        self._show_code()  # a box that was checked shows again what is so
        self.foot.fail(error)

    def reject(self) -> None:
        """Close; where words are not saved yet, only when asked a second time."""
        if (self._begun or self._is_changed()) and not self._warned:
            self._warned = True
            self.foot.warn(_("A choice is not saved yet. Save it, or close once more to drop it."))
        else:
            super().reject()


def list_label(name: str) -> str:
    """Return the name of a list of codes: that of the field it is for."""
    if name == "duration":
        return _("Duration")
    both = {**SINGLE_FIELDS, "topics": "topic", **MULTI_FIELDS}
    field = next((field for field, kind in both.items() if kind == name), "")
    return field_label(field) if field else name


def show_codes(context: Context, parent: QWidget) -> None:
    """Show the lists until the dialog is closed."""
    dialog = CodesDialog(context, parent)
    dialog.exec()
    dialog.deleteLater()
