"""The first start: language, municipality and point, and it can be skipped."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.failures import Failure
from advisor_desk.i18n import _, current_language
from advisor_desk.services.explain import explain
from advisor_desk.settings.options import OPTIONS, Value
from advisor_desk.ui.context import Context
from advisor_desk.ui.preferences.controls import Control, make_control
from advisor_desk.ui.preferences.parts import column, scrolled
from advisor_desk.ui.presenters.notice import Notice
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.sizes import fit_to_text

_ASKED: Final = ("language", "municipality", "point")


class FirstStart(QDialog):
    """Asks the little without which the desk knows nothing of its place.

    Signals:
        language_chosen: `fi`, `sv` or `en`; it is to be switched at once.
    """

    language_chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._title = PlainLabel(role="title")
        self._intro = PlainLabel(wrap=True)
        self._notice = Notice(context.messages)
        by_name = {option.name: option for option in OPTIONS}
        self._controls: dict[str, Control] = {
            name: make_control(by_name[name], context.desk.codes) for name in _ASKED
        }
        self._controls["language"].show_value(current_language())
        for name in ("municipality", "point"):
            self._controls[name].show_value(context.desk.settings.text(name))
        self._controls["language"].chosen.connect(self._on_language_chosen)
        self._skip = QPushButton()
        self._skip.clicked.connect(self.reject)
        self._start = QPushButton()
        self._start.setProperty("role", "primary")
        self._start.setDefault(True)
        self._start.clicked.connect(self._on_start)
        self._place()
        self.retranslate()
        fit_to_text(self, columns=84, rows=34)

    def _place(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._skip)
        buttons.addWidget(self._start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(16)
        layout.addWidget(self._title)
        layout.addWidget(self._intro)
        layout.addWidget(scrolled(column(self._controls.values())), 1)
        layout.addWidget(self._notice)
        layout.addLayout(buttons)

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self.setWindowTitle(_("Advisor Desk"))
        self._title.setText(_("Welcome"))
        self._intro.setText(
            _(
                "Three things about this desk. All of them can be changed later under Preferences"
                " (Ctrl+,)."
            )
        )
        for control in self._controls.values():
            control.retranslate()
        self._skip.setText(_("Skip"))
        self._start.setText(_("Start"))

    def control(self, name: str) -> Control:
        """Return the control of an option, for the tests."""
        return self._controls[name]

    @property
    def notice(self) -> str:
        """What the dialog says, for the tests."""
        return self._notice.text()

    def _on_language_chosen(self, _name: str, value: Value) -> None:
        self.language_chosen.emit(value)
        self.retranslate()

    def _on_start(self) -> None:
        values = {name: control.value() for name, control in self._controls.items()}
        self._start.setEnabled(False)
        self._context.background.write(
            partial(self._context.desk.settings.change, first_start_done=True, **values),
            self._on_kept,
            self._on_not_kept,
        )

    def _on_kept(self, _none: None) -> None:
        self.accept()

    def _on_not_kept(self, error: Exception) -> None:
        self._start.setEnabled(True)
        if isinstance(error, Failure):
            self._context.messages.say(explain(error), "bad")

    def reject(self) -> None:
        """Skip: work with what is there, and do not ask again."""
        settings = self._context.desk.settings
        self._context.background.write(partial(settings.change, first_start_done=True))
        super().reject()
