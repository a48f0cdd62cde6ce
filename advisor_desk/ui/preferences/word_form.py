"""The fields of one word that people type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from advisor_desk.domain.synonyms import LONGEST_TERM, Synonym
from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.i18n import N_, _
from advisor_desk.services.synonyms import Wording
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.filter_box import FilterBox
from advisor_desk.ui.widgets.labels import PlainLabel

_LONGEST_MEANING: Final = 120
_MEANINGS: Final = {
    "fi": N_("Means in Finnish"),
    "sv": N_("Means in Swedish"),
    "en": N_("Means in English"),
}
_EMPTY: Final = Wording("", "", LocalText())


class WordForm(QWidget):
    """Shows a word and takes what is entered.

    Signals:
        submitted: Enter was pressed in a field.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = _EMPTY
        self.term = _line(_("Word"), LONGEST_TERM)
        self.language = FilterBox()
        self.language.set_words(_("Language of the word"), _("Choose…"))
        self.topic = FilterBox()
        self.topic.set_words(_("Topic"), _("No topic"))
        self.meanings = {tag: _line(_(_MEANINGS[tag]), _LONGEST_MEANING) for tag in LANGUAGES}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(_labelled(self.term))
        layout.addWidget(self.language)
        for edit in self.meanings.values():
            layout.addWidget(_labelled(edit))
        layout.addWidget(self.topic)
        layout.addStretch(1)
        for edit in (self.term, *self.meanings.values()):
            edit.returnPressed.connect(self.submitted)

    def offer(self, languages: Sequence[Choice], topics: Sequence[Choice]) -> None:
        """Offer languages and topics to choose from."""
        self.language.show_choices(languages)
        self.topic.show_choices(topics)

    def show_word(self, synonym: Synonym | None) -> None:
        """Show a word, or empty fields for a new one."""
        if synonym is None:
            self.show_wording(_EMPTY)
        else:
            wording = Wording(synonym.term, synonym.language, synonym.canonical, synonym.topic)
            self.show_wording(wording)

    def show_wording(self, wording: Wording) -> None:
        """Show what may be changed."""
        self.enter(wording)
        self._shown = self.wording()

    def enter(self, wording: Wording) -> None:
        """Fill the fields as if somebody had typed it."""
        self.term.setText(wording.term)
        self.language.set_value(wording.language)
        self.topic.set_value(wording.topic)
        for tag, edit in self.meanings.items():
            edit.setText(wording.canonical.get(tag))
            edit.setCursorPosition(0)

    def wording(self) -> Wording:
        """Return what is entered."""
        return Wording(
            self.term.text(),
            self.language.value(),
            LocalText(*(self.meanings[tag].text() for tag in LANGUAGES)),
            self.topic.value(),
        )

    def is_changed(self) -> bool:
        """Tell whether anything was entered since it was shown."""
        return self.wording() != self._shown

    def go_to(self, field: str) -> None:
        """Go to a field of `Wording`, where something is wrong or to begin."""
        fields = {
            "term": self.term,
            "language": self.language.box,
            "canonical": self.meanings["fi"],
            "topic": self.topic.box,
        }
        fields[field].setFocus(Qt.FocusReason.OtherFocusReason)
        if field == "term":
            self.term.selectAll()


def _line(name: str, longest: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setMaxLength(longest)
    return edit


def _labelled(edit: QLineEdit) -> QWidget:
    """Return a field with its name above."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(3)
    label = PlainLabel(edit.accessibleName(), role="heading")
    label.setBuddy(edit)
    layout.addWidget(label)
    layout.addWidget(edit)
    return both
