"""The words people type, for a supervisor to add, change, retire and restore."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from advisor_desk.domain.failures import InvalidSynonym
from advisor_desk.domain.synonyms import Synonym, SynonymKey
from advisor_desk.i18n import _
from advisor_desk.services.actor import Actor
from advisor_desk.services.desk import Desk
from advisor_desk.services.explain import explain
from advisor_desk.services.synonyms import Wording
from advisor_desk.ui.context import Context
from advisor_desk.ui.preferences.word_form import WordForm
from advisor_desk.ui.preferences.word_list import Found, WordList, in_order, language_name
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel, set_role
from advisor_desk.ui.widgets.scrolled import Scrolled
from advisor_desk.ui.widgets.sizes import fit_to_text

ValueT = TypeVar("ValueT")
_LINES: Final = 6
_NEW: Final = SynonymKey("", "", "")


class WordsDialog(QDialog):
    """A list that is narrowed as one types, and the fields of the word that was opened.

    Args:
        context: what every part of the window is given.
        parent: the window.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened = _NEW
        self._waiting: dict[SynonymKey, Wording] = {}
        self._undo: Callable[[], None] | None = None
        self._warned = False
        self.setWindowTitle(_("Words people type"))
        self._build()
        self._place()
        self._show_opened()
        self.reload()

    # Building

    def _build(self) -> None:
        self.words = WordList(self._context.desk)
        self.words.opened.connect(self._on_opened)
        self.words.retiring.connect(self._on_retiring)
        self.words.escaped.connect(self.reject)
        self.form = WordForm()
        self.form.submitted.connect(self.save)
        self._heading = PlainLabel(role="heading", wrap=True)
        self._notice = PlainLabel(wrap=True)
        self._notice.hide()
        self._save = _button(_("Save the word"), self.save)
        self._save.setProperty("role", "primary")
        self._new = _button(_("New word"), self.begin_new)
        self._retire = _button(_("Retire"), self.retire)
        self._restore = _button(_("Restore as shipped"), self.restore)
        self._take_back = _button(_("Undo"), self.undo)
        self._take_back.hide()
        self._close = _button(_("Close"), self.reject)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        shortcut.activated.connect(self.undo)

    def _place(self) -> None:
        right, buttons = QWidget(), QWidget()
        flow = FlowLayout(buttons)
        for button in (self._save, self._new, self._retire, self._restore):
            flow.addWidget(button)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(Scrolled(self.form, _LINES), 1)
        column.addWidget(buttons)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.words)
        halves.addWidget(right)
        halves.setSizes([400, 600])
        bottom = QHBoxLayout()
        bottom.addWidget(self._notice, 1)
        bottom.addStretch(0)
        bottom.addWidget(self._take_back)
        bottom.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(halves, 1)
        layout.addLayout(bottom)
        fit_to_text(self, columns=120, rows=40)

    # What is shown

    def reload(self) -> None:
        """Read the words off the UI thread."""
        desk = self._context.desk
        self._context.background.read(partial(_read, desk), self._on_read)

    def _on_read(self, answer: tuple[list[Found], list[str]]) -> None:
        words, tags = answer
        begun = self.form.wording() if self.form.is_changed() else None
        self.words.show_words(words)
        self.form.offer(*_offer(self._context.desk, tags))
        self.form.show_word(self._synonym())
        if begun is not None:
            self.form.enter(begun)
        self._show_buttons()

    def _on_opened(self, key: SynonymKey) -> None:
        self._open(key)
        self.form.go_to("term")

    def _on_retiring(self, key: SynonymKey) -> None:
        self._open(key)
        self.retire()

    def begin_new(self) -> None:
        """Show empty fields for a new word, or what was begun."""
        self._open(_NEW)
        self.form.go_to("term")

    def _open(self, key: SynonymKey) -> None:
        """Show a word; what was entered for the one before waits until that is opened again."""
        self._set_aside()
        self._opened = key
        self._show_opened()

    def _set_aside(self) -> None:
        if self.form.is_changed():
            self._waiting[self._opened] = self.form.wording()

    def _show_opened(self) -> None:
        self.form.show_word(self._synonym())
        if (begun := self._waiting.pop(self._opened, None)) is not None:
            self.form.enter(begun)
        self._notice.hide()
        self._show_buttons()

    def _synonym(self) -> Synonym | None:
        """Return the word that was opened, or None for a new one."""
        return self.words.word(self._opened)

    def _show_buttons(self) -> None:
        synonym = self._synonym()
        self._heading.setText(
            _("New word") if synonym is None else _("“{word}”").format(word=synonym.term)
        )
        self._retire.setEnabled(synonym is not None)
        retired = synonym is not None and not synonym.active
        self._retire.setText(_("Bring back") if retired else _("Retire"))
        self._restore.setEnabled(synonym is not None and synonym.edited)

    # Acting

    def save(self) -> None:
        """Save what was entered; what is wrong is said and nothing is lost."""
        desk, wording, key = self._context.desk, self.form.wording(), self._opened
        if key == _NEW:
            work = partial(desk.synonyms.add, desk.actor, wording)
        elif self.form.is_changed():
            work = partial(desk.synonyms.change, desk.actor, key, wording)
        else:  # saved, a shipped word would count as this desk's own
            self._say(_("Nothing was changed."), "muted")
            return
        self._context.background.write(work, partial(self._on_saved, key), self._on_failed)

    def _on_saved(self, before: SynonymKey, synonym: Synonym) -> None:
        self._waiting.pop(before, None)
        self._undo = None
        if self._opened == before:
            self._opened = synonym.key
            self.form.show_word(synonym)
        self._say(_("Saved: “{word}”.").format(word=synonym.term), "good")
        self.reload()

    def retire(self) -> None:
        """Let the search forget the word that was opened, or bring it back; it can be undone."""
        synonym, words = self._synonym(), self._context.desk.synonyms
        if synonym is not None:
            act = words.retire if synonym.active else words.bring_back
            self._act(act, synonym.key, partial(self._on_acted, synonym))

    def restore(self) -> None:
        """Bring the word that was opened back as it was shipped; it can be undone."""
        synonym, words = self._synonym(), self._context.desk.synonyms
        if synonym is not None:
            self._act(words.restore, synonym.key, partial(self._on_acted, synonym))

    def _act(
        self,
        act: Callable[[Actor, ValueT], Synonym | None],
        what: ValueT,
        done: Callable[[Synonym | None], None],
    ) -> None:
        work = partial(act, self._context.desk.actor, what)
        self._context.background.write(work, done, self._on_failed)

    def _on_acted(self, before: Synonym, after: Synonym | None) -> None:
        put_back = self._context.desk.synonyms.put_back
        self._undo = partial(self._act, put_back, before, self._on_undone)
        self._follow(after)

    def _on_undone(self, after: Synonym | None) -> None:
        self._undo = None
        self._follow(after)

    def _follow(self, after: Synonym | None) -> None:
        """Say what has become of a word, and show it."""
        if after is not None:
            if self._opened == after.key and not self.form.is_changed():
                self.form.show_word(after)
            text = _("“{word}” is searched for.") if after.active else _("“{word}” was retired.")
            self._say(text.format(word=after.term), "good")
            self.reload()

    def undo(self) -> None:
        """Put the word that was retired, brought back or restored last back as it was."""
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InvalidSynonym):
            self.form.go_to(error.field)
        self._say(explain(error), "warn")  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def _say(self, text: str, role: str) -> None:
        """Show a sentence, with the button to undo where it can be."""
        set_role(self._notice, role)
        self._notice.setText(text)
        self._notice.show()
        self._take_back.setVisible(self._undo is not None)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._notice, text))

    def notice(self) -> str:
        """Return what is said, or an empty string."""
        return "" if self._notice.isHidden() else self._notice.text()

    def reject(self) -> None:
        """Close; where something is not saved yet, only when asked a second time."""
        self._set_aside()
        if self._waiting and not self._warned:
            self._warned = True
            self._say(_("A word is not saved yet. Save it, or close once more to drop it."), "warn")
        else:
            super().reject()


def _button(text: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


def _read(desk: Desk) -> tuple[list[Found], list[str]]:
    """Return all words, and the tags of the languages a word may have."""
    return in_order(desk.synonyms.all(retired=True)), desk.synonyms.languages()


def _offer(desk: Desk, tags: list[str]) -> tuple[list[Choice], list[Choice]]:
    """Return the languages and the topics to choose from."""
    book, tag = desk.codes.book, language()
    languages = [Choice(one, language_name(desk, one)) for one in tags]
    topics = [Choice(code.id, code.label.pick(tag)) for code in book.members("topic")]
    return languages, topics


def show_words(context: Context, parent: QWidget) -> None:
    """Show the words until the dialog is closed."""
    dialog = WordsDialog(context, parent)
    dialog.exec()
    dialog.deleteLater()
