"""Blocks of the editor: one field of a record each, with its name and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import _
from advisor_desk.ui.directory.editor.texts import MAX_LINE, TextsRow, put_text, text_of
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.labels import PlainLabel, set_role
from advisor_desk.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from advisor_desk.domain.record_rules import Problem

_PAGE_LINES: Final = 6
"""Lines of text that a page of blocks has room for at least."""


class Block(QWidget):
    """One field of a record.

    Args:
        field: its name in the record.
        label: what it is called.
        note: a line below the name that says what belongs there.

    Signals:
        changed: the user changed the value.
    """

    changed = Signal()

    def __init__(self, field: str, label: str, note: str = "") -> None:
        super().__init__()
        self.field = field
        self.title = label
        self.heading = PlainLabel(label, role="heading", wrap=True)
        self.note = PlainLabel(note, role="muted", wrap=True)
        if not note:
            self.note.hide()
        self._told = PlainLabel(role="warn", wrap=True)
        self._told.hide()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.heading)
        layout.addWidget(self.note)
        layout.addLayout(self.body)
        layout.addWidget(self._told)

    def value(self) -> Any:  # noqa: ANN401 - of any field
        """Return what the block holds, as the record has it."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - of any field
        """Show a value, without telling."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Return the control that takes the focus first."""
        raise NotImplementedError

    def own_problem(self) -> str:
        """Return what is wrong with what was typed and cannot be a value, or an empty text."""
        return ""

    def show_found(self, problems: Sequence[Problem], own: str = "") -> None:
        """Show what the rules find wrong, after what is wrong by itself."""
        sentences = [*([own] if own else []), *(problem.sentence for problem in problems)]
        self.show_problems(sentences, severe=bool(own) or any(map(is_error, problems)))

    def show_problems(self, sentences: Sequence[str], *, severe: bool) -> None:
        """Show what is wrong below the field, or nothing."""
        text = "\n".join(sentences)
        if text != self._told.text():
            self._told.setText(text)
            self.first().setAccessibleDescription(text)
        set_role(self._told, "bad" if severe else "warn")
        self._told.setVisible(bool(text))

    def problem_text(self) -> str:
        """Return what is said to be wrong, or an empty text."""
        return self._told.text()

    def _tell(self, *_value: object) -> None:
        self.changed.emit()


def is_error(problem: Problem) -> bool:
    """Tell whether a problem keeps the record from being saved."""
    return problem.severity == "error"


class TextsBlock(Block):
    """A text in the three languages, side by side where there is room.

    Args:
        field: its name in the record.
        label: what it is called.
        lines: how many lines each text has room for; one makes a single line.
        note: what belongs there.
    """

    def __init__(self, field: str, label: str, lines: int = 1, note: str = "") -> None:
        super().__init__(field, label, note)
        self.texts = TextsRow(label, lines)
        self.texts.changed.connect(self._tell)
        self.body.addWidget(self.texts)

    def value(self) -> LocalText:
        """Return the texts."""
        return self.texts.value()

    def show_value(self, value: LocalText) -> None:
        """Show the texts."""
        self.texts.show_value(value)

    def first(self) -> QWidget:
        """Return the Finnish text."""
        return self.texts.editors["fi"]


class LineBlock(Block):
    """A short text that is the same in every language."""

    def __init__(self, field: str, label: str, note: str = "") -> None:
        super().__init__(field, label, note)
        self.edit = QLineEdit()
        self.edit.setMaxLength(MAX_LINE)
        self.edit.setAccessibleName(label)
        self.heading.setBuddy(self.edit)
        self.edit.textChanged.connect(self._tell)
        self.body.addWidget(self.edit)

    def value(self) -> Any:  # noqa: ANN401 - a number in `AgeBlock`
        """Return the text."""
        return text_of(self.edit)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - a number in `AgeBlock`
        """Show a text."""
        put_text(self.edit, str(value))

    def first(self) -> QWidget:
        """Return the editor."""
        return self.edit


class AgeBlock(LineBlock):
    """An age in years; empty where there is no limit."""

    def value(self) -> float | None:
        """Return the age; None where the field is empty or holds no number."""
        try:
            return float(text_of(self.edit).replace(",", "."))
        except ValueError:
            return None

    def show_value(self, value: float | None) -> None:
        """Show an age."""
        super().show_value("" if value is None else f"{value:g}")

    def own_problem(self) -> str:
        """Return what is wrong with what was typed, or an empty text."""
        typed = text_of(self.edit)
        if typed and self.value() is None:
            return _("“{text}” is not an age in years. Write a number such as 18.").format(
                text=typed
            )
        return ""


class ChoiceBlock(Block):
    """One of a few values."""

    def __init__(self, field: str, label: str, choices: Iterable[Choice], note: str = "") -> None:
        super().__init__(field, label, note)
        self.box = WordBox()
        # Its choices are few and ours: each is to be seen whole.
        self.box.setSizeAdjustPolicy(WordBox.SizeAdjustPolicy.AdjustToContents)
        self.box.setMinimumContentsLength(0)
        self.box.setAccessibleName(label)
        self.heading.setBuddy(self.box)
        for choice in choices:
            self.box.addItem(choice.label, choice.id)
        self.box.currentIndexChanged.connect(self._tell)
        self.body.addWidget(self.box)

    def value(self) -> Any:  # noqa: ANN401 - of any field
        """Return the id of the choice."""
        return self.box.currentData()

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - of any field
        """Show a choice."""
        blocked = self.box.blockSignals(True)
        self.box.setCurrentIndex(max(self.box.findData(value), 0))
        self.box.blockSignals(blocked)

    def first(self) -> QWidget:
        """Return the box."""
        return self.box


_FREE: Final = {"free": True, "charge": False, "unknown": None}


class FreeBlock(ChoiceBlock):
    """Whether something is free of charge, if that is known."""

    def __init__(self, field: str, label: str) -> None:
        choices = (
            Choice("unknown", _("Not known")),
            Choice("free", _("Free of charge")),
            Choice("charge", _("There is a charge")),
        )
        super().__init__(field, label, choices)

    def value(self) -> bool | None:
        """Return True, False, or None where not known."""
        return _FREE[str(self.box.currentData())]

    def show_value(self, value: bool | None) -> None:
        """Show what is known."""
        super().show_value(next(name for name, free in _FREE.items() if free is value))


class FlagBlock(Block):
    """Something that holds or does not."""

    def __init__(self, field: str, label: str, note: str = "") -> None:
        super().__init__(field, label, note)
        self.heading.hide()
        self.box = QCheckBox(label.replace("&", "&&"))
        self.box.toggled.connect(self._tell)
        self.body.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)

    def value(self) -> bool:
        """Return whether it holds."""
        return self.box.isChecked()

    def show_value(self, value: bool) -> None:
        """Show whether it holds."""
        blocked = self.box.blockSignals(True)
        self.box.setChecked(value)
        self.box.blockSignals(blocked)

    def first(self) -> QWidget:
        """Return the box."""
        return self.box


def page_of(blocks: Iterable[Block], record: object, spacing: int) -> Scrolled:
    """Return a page of blocks that show the fields of a record; what has no room is scrolled."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(spacing)
    for block in blocks:
        block.show_value(getattr(record, block.field))
        column.addWidget(block)
    column.addStretch(1)
    return Scrolled(page, _PAGE_LINES)
