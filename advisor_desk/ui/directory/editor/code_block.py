"""Several codes of a list: buttons that take one away, and one that adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.blocks import Block
from advisor_desk.ui.widgets.choice_button import BreakingButton
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.picker import Picker


class CodesBlock(Block):
    """An ordered set of codes.

    Args:
        context: for the icon of the buttons.
        field: its name in the record.
        label: what it is called.
        choices: returns all that can be added; asked when the list is opened.
        name_of: returns the words for a code.
        note: what belongs there.
    """

    def __init__(
        self,
        context: Context,
        field: str,
        label: str,
        choices: Callable[[], Sequence[Choice]],
        name_of: Callable[[str], str],
        note: str = "",
    ) -> None:
        super().__init__(field, label, note)
        self._context = context
        self._choices = choices
        self._name_of = name_of
        self._codes: tuple[str, ...] = ()
        self._chips: list[QPushButton] = []
        self._area = QWidget()
        self._flow = FlowLayout(self._area, breaks=True)
        self.add_button = QPushButton(_("Add…"))
        self.add_button.setAccessibleName(
            _("{option}: {value}").format(option=label, value=_("Add…"))
        )
        self.add_button.clicked.connect(self._on_add)
        self._flow.addWidget(self.add_button)
        self.body.addWidget(self._area)

    def value(self) -> Any:  # noqa: ANN401 - areas in `AreasBlock`
        """Return the codes in their order."""
        return self._codes

    def show_value(self, value: Sequence[Any]) -> None:
        """Show codes."""
        self._show_codes(tuple(value))

    def _show_codes(self, codes: tuple[str, ...]) -> None:
        self._codes = codes
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.add_button)
        self._chips = [self._chip(code) for code in self._codes]
        for chip in (*self._chips, self.add_button):
            self._flow.addWidget(chip)
            chip.show()
        order = [*self._chips, self.add_button]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        self._area.updateGeometry()

    def first(self) -> QWidget:
        """Return the button that adds."""
        return self.add_button

    def _chip(self, code: str) -> QPushButton:
        name = self._name_of(code)
        chip = BreakingButton(None, self._area)
        chip.setProperty("role", "chip")
        chip.set_words(name)
        chip.setAccessibleName(_("Remove {name}").format(name=name))
        chip.setToolTip(_("Remove {name}").format(name=name).replace("<", "‹"))
        # The cross stands after the name, as people expect it.
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        side = chip.fontMetrics().height()
        chip.setIconSize(QSize(side, side))
        chip.setIcon(self._context.icons.icon("x", self._context.style.tokens.muted))
        chip.clicked.connect(partial(self._on_remove, code))
        return chip

    def _on_remove(self, code: str, _checked: bool = False) -> None:
        place = self._codes.index(code)
        self._show_codes(tuple(other for other in self._codes if other != code))
        following = [*self._chips, self.add_button][place]
        following.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_add(self) -> None:
        left = [choice for choice in self._choices() if choice.id not in self._codes]
        prompt = _("Type to find: {field}").format(field=self.title)
        picker = Picker(self.title, prompt, left, self)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if picked is not None:
            self._show_codes((*self._codes, picked.id))
            self.changed.emit()
