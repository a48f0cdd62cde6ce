"""The presets above the form: number and title, one key or click each."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_desk.domain.presets import Preset
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.services.presets import Unsaved
from advisor_desk.ui.context import Context
from advisor_desk.ui.widgets.choice_button import BreakingButton, ChoiceButton
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel

_UNBROKEN: Final = 120
"""Text size in per cent up to which each title fits on one line."""


class PresetStrip(QWidget):
    """Shows the presets of the advisor and the point; hidden where there are none.

    One stop of the Tab key; Left and Right move in it.

    Signals:
        saved: the visit that was saved by a preset.
        unsaved: the preset, and an `Unsaved` that says why.
    """

    saved = Signal(Visit)
    unsaved = Signal(object, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._presets: dict[int, Preset] = {}
        self._buttons: list[ChoiceButton] = []
        self._label = PlainLabel(role="muted", wrap=True)
        area = QWidget()
        self._flow = FlowLayout(area, 4, breaks=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        layout.addWidget(self._label)
        layout.addWidget(area)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the current language, and the size of the text."""
        self.setAccessibleName(_("Presets"))
        self._label.setText(_("Presets: Ctrl and the number save such a visit"))
        self._show(self._presets)

    def reload(self) -> None:
        """Read the presets anew."""
        desk = self._context.desk
        self._context.background.read(partial(desk.presets.available, desk.actor), self._show)

    def _show(self, presets: dict[int, Preset]) -> None:
        self._presets = presets
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._make_button(preset) for preset in presets.values()]
        self._set_tab_stop(0)
        self.setVisible(bool(presets))

    def _make_button(self, preset: Preset) -> ChoiceButton:
        large = self._context.style.percent > _UNBROKEN
        button = (BreakingButton if large else ChoiceButton)(self, self)
        button.setProperty("role", "choice")
        button.set_words(f"{preset.slot}  {preset.title}")
        button.setAccessibleName(
            _("Preset {number}: {title}").format(number=preset.slot, title=preset.title)
        )
        button.setToolTip(
            _("Saves such a visit at once (Ctrl+{number}).").format(number=preset.slot)
        )
        button.clicked.connect(partial(self.use, preset.slot))
        self._flow.addWidget(button)
        button.show()
        return button

    def use(self, slot: int, _checked: bool = False) -> None:
        """Save a visit by the preset on a number, in the background."""
        preset = self._presets.get(slot)
        if preset is None:
            text = _("There is no preset on {number} yet. Fill in such a visit and press Ctrl+P.")
            self._context.messages.say(text.format(number=slot))
            return
        desk = self._context.desk
        work = partial(desk.presets.save_visit, desk.actor, preset)
        self._context.background.write(work, partial(self._on_done, preset))

    def _on_done(self, preset: Preset, done: Visit | Unsaved) -> None:
        if isinstance(done, Unsaved):
            self.unsaved.emit(preset, done)
        else:
            self.saved.emit(done)

    # The keys of the strip

    def on_key(self, button: ChoiceButton, event: QKeyEvent) -> bool:
        """Move by Left and Right; return whether it was one of them."""
        key = Qt.Key(event.key())
        if key not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return False
        step = 1 if (key == Qt.Key.Key_Right) != self.isRightToLeft() else -1
        index = (self._buttons.index(button) + step) % len(self._buttons)
        self._buttons[index].setFocus()
        return True

    def on_focus(self) -> None:
        """Let the Tab key stop where the focus is."""
        index = next((i for i, button in enumerate(self._buttons) if button.hasFocus()), 0)
        self._set_tab_stop(index)

    def _set_tab_stop(self, stop: int) -> None:
        for index, button in enumerate(self._buttons):
            policy = Qt.FocusPolicy.StrongFocus if index == stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
