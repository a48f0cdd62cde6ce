"""The list of the words people type, narrowed as one types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from advisor_desk.domain.synonyms import MANY_LANGUAGES, Synonym, SynonymKey
from advisor_desk.domain.text import Language
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.desk import Desk
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.picker import fold
from advisor_desk.ui.widgets.search_field import SearchField

_PAGE: Final = 60
"""How many rows are shown at once; more come as one scrolls."""


class Found(NamedTuple):
    """A word with what it is found by: itself and its meanings, folded."""

    text: str
    word: Synonym


def in_order(words: Iterable[Synonym]) -> list[Found]:
    """Return words in the order of the list; it takes a while, so ask off the UI thread."""
    found = (Found(fold(" ".join((word.term, *word.canonical))), word) for word in words)
    return sorted(found, key=_order)


def _order(found: Found) -> tuple[str, str]:
    return found.text, found.word.language


class WordList(QWidget):
    """Finds words by themselves and by what they mean; the arrows move while one types.

    Args:
        desk: for the names of languages.

    Signals:
        opened: the `SynonymKey` of the word to show.
        retiring: the `SynonymKey` of the word to retire, or to bring back.
        escaped: Escape was pressed in the empty field.
    """

    opened = Signal(object)
    retiring = Signal(object)
    escaped = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words: dict[str, Found] = {}
        self._found: list[Synonym] = []
        self.search = SearchField()
        self.search.setAccessibleName(_("Find a word or a meaning"))
        self.search.searched.connect(self._narrow)
        self.search.escaped.connect(self.escaped)
        self.retired = QCheckBox(_("Show retired words"))
        self.retired.toggled.connect(self._on_retired_toggled)
        self.list = HitList()
        self.list.setAccessibleName(_("Words people type"))
        self.list.opened.connect(self._on_opened)
        self.list.more_wanted.connect(self._on_more_wanted)
        self.list.key_pressed.connect(self._on_key)
        self.search.moved.connect(self.list.move_current)
        self.search.confirmed.connect(self.list.open_current)
        self._count = PlainLabel(role="muted", wrap=True)
        label = PlainLabel(_("Find a word or a meaning"), role="heading", wrap=True)
        label.setBuddy(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for widget in (label, self.search, self.retired, self._count):
            column.addWidget(widget)
        column.addWidget(self.list, 1)

    def show_words(self, words: Sequence[Found]) -> None:
        """Show these words, the retired ones where they are asked for; the place is kept.

        Args:
            words: in their order, as `in_order` gives them.
        """
        self._words = {_text_key(found.word.key): found for found in words}
        key, row = self.list.current_key(), self.list.currentIndex().row()
        self._narrow(self.search.text())
        if key and self.list.current_key() != key:  # it was retired: stay about there
            self.list.setCurrentIndex(self.list.entries.index(max(row - 1, 0), 0))

    def word(self, key: SynonymKey) -> Synonym | None:
        """Return a word, shown or not, or None where there is none."""
        found = self._words.get(_text_key(key))
        return found.word if found else None

    def _on_retired_toggled(self, _checked: bool) -> None:
        self._narrow(self.search.text())

    def _narrow(self, typed: str) -> None:
        """Show the words that hold a text, those that begin with it first."""
        wanted, retired = fold(" ".join(typed.split())), self.retired.isChecked()
        found = [f for f in self._words.values() if wanted in f.text and (f.word.active or retired)]
        begun = [f.word for f in found if f.text.startswith(wanted)]
        self._found = begun + [f.word for f in found if not f.text.startswith(wanted)]
        self.list.show_entries(self._entries(0), more=len(self._found) > _PAGE)
        count = len(self._found)
        text = ngettext("{count} word", "{count} words", count)
        self._count.setText(text.format(count=format_number(count)))

    def _on_more_wanted(self) -> None:
        shown = self.list.entries.rowCount()
        self.list.add_entries(self._entries(shown), more=shown + _PAGE < len(self._found))

    def _entries(self, first: int) -> list[Entry]:
        """Return the rows of a page: of thousands of words few are ever seen."""
        tag = language()
        return [self._entry(word, tag) for word in self._found[first : first + _PAGE]]

    def _entry(self, synonym: Synonym, tag: Language) -> Entry:
        parts = [language_name(self._desk, synonym.language), synonym.canonical.pick(tag)]
        if synonym.active and synonym.edited:
            parts.append(_("from this desk"))
        return Entry(
            key=_text_key(synonym.key),
            title=synonym.term,
            detail=" · ".join(parts),
            warn="" if synonym.active else _("retired"),
            struck=not synonym.active,
        )

    def _on_opened(self, key: str) -> None:
        self.opened.emit(self._words[key].word.key)

    def _on_key(self, key: int, current: str) -> None:
        if key == Qt.Key.Key_Delete and current in self._words:
            self.retiring.emit(self._words[current].word.key)


def language_name(desk: Desk, tag: str) -> str:
    """Return the name of a word's language; of a variety such as `sv-FI` that of the language."""
    if tag == MANY_LANGUAGES:
        return _("all languages")
    known = desk.codes.book.find("language", tag) is not None
    return desk.codes.book.label("language", tag if known else tag.partition("-")[0], language())


def _text_key(key: SynonymKey) -> str:
    return "\n".join(key)
