"""The preferences: what is changed here takes effect at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.failures import Failure
from advisor_desk.i18n import N_, _, current_language
from advisor_desk.services.actor import Role
from advisor_desk.services.explain import explain
from advisor_desk.settings.options import OPTIONS, PAGES, Option, Value
from advisor_desk.ui.context import Context
from advisor_desk.ui.preferences.controls import Control, make_control
from advisor_desk.ui.preferences.field_table import FieldTable
from advisor_desk.ui.preferences.parts import column, scrolled
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.sizes import fit_to_text

_FIELDS: Final = "fields"
_COLUMNS: Final = 108
_ROWS: Final = 38
_LISTS: Final = {
    "preferences.questions": N_("Own questions…"),
    "preferences.codes": N_("Choices of the lists…"),
}
"""Commands that the dialog leads on to, and the words for them."""
_BY_NAME: Final = {option.name: option for option in OPTIONS}


class PreferencesDialog(QDialog):
    """Pages of options; there is nothing to apply, and Escape leaves.

    Signals:
        language_chosen: `fi`, `sv` or `en`.
        look_changed: theme or text size is another now.
        work_changed: point, municipality, alias or the use of a field is another now.
    """

    language_chosen = Signal(str)
    look_changed = Signal()
    work_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._controls: dict[str, Control] = {}
        self._lists: dict[str, QPushButton] = {}
        self._waiting = 0
        self._result: int | None = None
        self._fields = FieldTable(tuple(o for o in OPTIONS if o.page == _FIELDS))
        self._fields.chosen.connect(self._on_chosen)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        for page in PAGES:
            options = [option for option in OPTIONS if option.page == page]
            self._tabs.addTab(self._fields if page == _FIELDS else self._make_page(options), "")
        self._notice = Notice(context.messages)
        self._close = QPushButton()
        self._close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self._notice)
        layout.addWidget(self._foot())
        self.retranslate()
        for option in OPTIONS:
            if option.page:
                self._show_kept(option.name)
        fit_to_text(self, columns=_COLUMNS, rows=_ROWS)

    def _make_page(self, options: Sequence[Option]) -> QScrollArea:
        controls = [make_control(option, self._context.desk.codes) for option in options]
        for control in controls:
            control.chosen.connect(self._on_chosen)
            self._controls[control.option.name] = control
        return scrolled(column(controls))

    def _foot(self) -> QWidget:
        """Return the ways on to what a supervisor may change, and Close."""
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        ways = QWidget()
        flow = FlowLayout(ways)
        may = self._context.desk.actor.role >= Role.SUPERVISOR
        for name in _LISTS if may else ():
            button = QPushButton()
            button.clicked.connect(partial(self._on_list_wanted, name))
            flow.addWidget(button)
            self._lists[name] = button
        line.addWidget(ways, 1)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignBottom)
        return foot

    def _on_list_wanted(self, name: str, _checked: bool = False) -> None:
        self._context.commands.run(name)

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self.setWindowTitle(_("Preferences"))
        for name, button in self._lists.items():
            button.setText(_(_LISTS[name]))
        self._tabs.setAccessibleName(_("Preferences"))
        for index, title in enumerate(PAGES.values()):
            self._tabs.setTabText(index, _(title))
        for control in self._controls.values():
            control.retranslate()
        self._fields.retranslate()
        self._close.setText(_("Close"))

    def control(self, name: str) -> Control:
        """Return the control of an option, for the tests."""
        return self._controls[name]

    @property
    def fields(self) -> FieldTable:
        """The table of the visit fields, for the tests."""
        return self._fields

    @property
    def notice(self) -> str:
        """What the dialog says, for the tests."""
        return self._notice.text()

    # Changing

    def _kept(self, name: str) -> Value:
        """Return the value in use; of the language, the one that is shown."""
        settings = self._context.desk.settings
        if name == "language":
            return current_language()
        if isinstance(_BY_NAME[name].default, int):
            return settings.number(name)
        return settings.text(name)

    def _show_kept(self, name: str) -> None:
        if _BY_NAME[name].page == _FIELDS:
            self._fields.show_value(name, self._kept(name))
        else:
            self._controls[name].show_value(self._kept(name))

    def _on_chosen(self, name: str, value: Value) -> None:
        self._notice.clear()
        if name == "language":
            self.language_chosen.emit(value)
            self.retranslate()
            self._show_kept(name)
            return
        self._waiting += 1
        self._context.background.write(
            partial(self._context.desk.settings.change, **{name: value}),
            partial(self._on_kept, name, value),
            partial(self._on_not_kept, name),
        )

    def _on_kept(self, name: str, value: Value, _none: None) -> None:
        if name in self._controls:
            self._controls[name].settle(value)
        if _BY_NAME[name].page == "look":
            self.look_changed.emit()
            self._fields.align()
            fit_to_text(self, columns=_COLUMNS, rows=_ROWS)
        else:
            self.work_changed.emit()
        self._written()

    def _on_not_kept(self, name: str, error: Exception) -> None:
        """Say why, and show what is in use; a typed text stays to be tried again."""
        if isinstance(error, Failure):
            self._context.messages.say(explain(error), "bad")
        if name in self._controls:
            self._controls[name].refuse(self._kept(name))
        else:
            self._show_kept(name)
        self._result = None
        self._written()

    def _written(self) -> None:
        self._waiting -= 1
        if self._result is not None and not self._waiting:
            super().done(self._result)

    # Leaving

    def done(self, result: int, /) -> None:
        """Close once everything typed is written; after a failure the dialog stays to say it."""
        for control in self._controls.values():
            control.flush()
        if self._waiting:
            self._result = result
        else:
            super().done(result)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus, which takes it, and nothing else."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
