"""Fields that hold several things: telephone numbers and e-mail addresses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.directory import Email, Phone
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.blocks import Block, is_error
from advisor_desk.ui.directory.editor.code_block import CodesBlock
from advisor_desk.ui.directory.editor.code_choices import language_choices, language_name
from advisor_desk.ui.directory.editor.texts import MAX_LINE, TextsRow, put_text, text_of
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel, set_role

if TYPE_CHECKING:
    from advisor_desk.domain.record_rules import Problem

RowT = TypeVar("RowT", bound="Row")
_BELOW_FIRST: Final = 2
"""Where a row has room for its problems: below the name and the editor of its first line."""


def titled(name: str, control: QWidget, layout: QVBoxLayout, *, spoken: str = "") -> None:
    """Put a control with its name above it into a layout."""
    label = PlainLabel(name, role="muted", wrap=True)
    label.setBuddy(control)
    control.setAccessibleName(spoken or name)
    layout.addWidget(label)
    layout.addWidget(control)


def confidential_box() -> QCheckBox:
    """Return the box that marks something as for the desk alone."""
    box = QCheckBox(_("Confidential"))
    hint = _("For the desk only: shown on the screen, never given out.")
    box.setToolTip(hint)
    box.setAccessibleDescription(hint)
    return box


class Row(QFrame):
    """One of several things, on a panel of its own.

    Signals:
        changed: the user changed a value.
        removed: the row is to go.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.setSpacing(6)
        self.title = title
        self._told = PlainLabel(role="warn", wrap=True)
        self._told.hide()
        self.is_wrong = False

    def is_filled(self) -> bool:
        """Tell whether there is anything in the first line: else the row is none."""
        first = self.first()
        return isinstance(first, QLineEdit) and bool(text_of(first))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong below the first line, or nothing."""
        text = "\n".join(problem.sentence for problem in problems)
        self.is_wrong = any(map(is_error, problems))
        if text != self._told.text():
            self._told.setText(text)
            self.first().setAccessibleDescription(text)
        set_role(self._told, "bad" if self.is_wrong else "warn")
        self._told.setVisible(bool(text))

    def problem_text(self) -> str:
        """Return what is said to be wrong, or an empty text."""
        return self._told.text()

    def _tell(self, *_value: object) -> None:
        self.changed.emit()

    def _line(self, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setMaxLength(MAX_LINE)
        edit.textChanged.connect(self._tell)
        titled(name, edit, self.column, spoken=f"{self.title}: {name}")
        return edit

    def _texts(self, name: str) -> TextsRow:
        self.column.addWidget(PlainLabel(name, role="muted"))
        row = TextsRow(f"{self.title}: {name}")
        row.changed.connect(self.changed)
        self.column.addWidget(row)
        return row

    def _end(self, flag: QCheckBox) -> QCheckBox:
        """Add what every row has: its problems, a mark, and a button to take the row away."""
        self.column.insertWidget(_BELOW_FIRST, self._told)
        flag.toggled.connect(self._tell)
        flag.setAccessibleName(_("{option}: {value}").format(option=self.title, value=flag.text()))
        self.remove = QPushButton(_("Remove"))
        self.remove.setAccessibleName(
            _("{option}: {value}").format(option=self.title, value=_("Remove"))
        )
        self.remove.clicked.connect(self._on_remove)
        feet = QWidget()
        flow = FlowLayout(feet, 14)
        flow.addWidget(flag)
        flow.addWidget(self.remove)
        self.column.addWidget(feet)
        return flag

    def _on_remove(self) -> None:
        self.removed.emit()

    def first(self) -> QWidget:
        """Return the control that takes the focus first."""
        raise NotImplementedError


class PhoneRow(Row):
    """A telephone number."""

    def __init__(self, context: Context, title: str, phone: Phone) -> None:
        super().__init__(title)
        self._shown = phone
        self.number = self._line(_("Phone number"))
        put_text(self.number, phone.number)
        self.label = self._texts(_("What it is for"))
        self.label.show_value(phone.label)
        self.hours = self._texts(_("When it answers"))
        self.hours.show_value(phone.hours)
        choices, name_of = partial(language_choices, context), partial(language_name, context)
        self.languages = CodesBlock(context, "languages", _("Languages"), choices, name_of)
        self.languages.show_value(phone.languages)
        self.languages.changed.connect(self.changed)
        self.column.addWidget(self.languages)
        self.confidential = self._end(confidential_box())
        self.confidential.setChecked(phone.confidential)

    def value(self) -> Phone:
        """Return the number."""
        number = text_of(self.number)
        same = number == self._shown.number  # else the services find out what to dial
        return Phone(
            number=number,
            dial=self._shown.dial if same else "",
            label=self.label.value(),
            hours=self.hours.value(),
            languages=self.languages.value(),
            confidential=self.confidential.isChecked(),
        )

    def first(self) -> QWidget:
        """Return the editor of the number."""
        return self.number


class EmailRow(Row):
    """An e-mail address."""

    def __init__(self, title: str, email: Email) -> None:
        super().__init__(title)
        self.address = self._line(_("E-mail address"))
        put_text(self.address, email.address)
        self.label = self._texts(_("What it is for"))
        self.label.show_value(email.label)
        self.confidential = self._end(confidential_box())
        self.confidential.setChecked(email.confidential)

    def value(self) -> Email:
        """Return the address."""
        return Email(text_of(self.address), self.label.value(), self.confidential.isChecked())

    def first(self) -> QWidget:
        """Return the editor of the address."""
        return self.address


class RowsBlock(Block, Generic[RowT]):
    """Several rows, and a button that adds one."""

    def __init__(self, field: str, label: str, add: str, note: str = "") -> None:
        super().__init__(field, label, note)
        self.rows: list[RowT] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.add_button = QPushButton(add)
        self.add_button.clicked.connect(self._on_add)
        self.body.addLayout(self._column)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, title: str, value: Any) -> RowT:  # noqa: ANN401 - of the row
        raise NotImplementedError

    def _blank(self) -> Any:  # noqa: ANN401 - of the row
        raise NotImplementedError

    def show_value(self, value: Sequence[Any]) -> None:
        """Show rows."""
        for row in list(self.rows):
            self._take_away(row)
        for one in value:
            self._append(one)

    def first(self) -> QWidget:
        """Return the editor of a row that is wrong, else the first; without rows the button."""
        row = next((row for row in self.rows if row.is_wrong), next(iter(self.rows), None))
        return row.first() if row is not None else self.add_button

    def show_found(self, problems: Sequence[Problem], own: str = "") -> None:
        """Show what is wrong with a row in that row, and the rest below all of them."""
        filled = [row for row in self.rows if row.is_filled()]
        for row in self.rows:
            place = filled.index(row) if row in filled else None
            row.show_problems([one for one in problems if one.position == place])
        rest = [one for one in problems if not 0 <= one.position < len(filled)]
        super().show_found(rest, own)

    def problem_text(self) -> str:
        """Return what is said to be wrong, or an empty text."""
        told = (super().problem_text(), *(row.problem_text() for row in self.rows))
        return "\n".join(filter(None, told))

    def _append(self, value: Any) -> RowT:  # noqa: ANN401 - of the row
        title = _("{field} {number}").format(field=self.title, number=len(self.rows) + 1)
        row = self._row(title, value)
        row.changed.connect(self.changed)
        row.removed.connect(partial(self._on_removed, row))
        self.rows.append(row)
        self._column.addWidget(row)
        self._order()
        return row

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Put the button after the rows once more: joining a window undid it."""
        super().showEvent(event)
        self._order()

    def _order(self) -> None:
        if self.rows:
            QWidget.setTabOrder(self.rows[-1].remove, self.add_button)

    def _take_away(self, row: RowT) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_removed(self, row: RowT) -> None:
        self._take_away(row)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_add(self) -> None:
        self._append(self._blank()).first().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class PhonesBlock(RowsBlock[PhoneRow]):
    """The telephone numbers of a service or channel."""

    def __init__(self, context: Context, field: str, label: str) -> None:
        super().__init__(field, label, _("Add a phone number"))
        self._context = context

    def _row(self, title: str, value: Phone) -> PhoneRow:
        return PhoneRow(self._context, title, value)

    def _blank(self) -> Phone:
        return Phone("", "")

    def value(self) -> tuple[Phone, ...]:
        """Return the numbers; rows left empty are none."""
        return tuple(row.value() for row in self.rows if row.is_filled())


class EmailsBlock(RowsBlock[EmailRow]):
    """The e-mail addresses of a service or channel."""

    def __init__(self, field: str, label: str) -> None:
        super().__init__(field, label, _("Add an e-mail address"))

    def _row(self, title: str, value: Email) -> EmailRow:
        return EmailRow(title, value)

    def _blank(self) -> Email:
        return Email("")

    def value(self) -> tuple[Email, ...]:
        """Return the addresses; rows left empty are none."""
        return tuple(row.value() for row in self.rows if row.is_filled())
