"""The numbers by which properties are set are those of Qt's names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from advisor_desk.ui.widgets import properties


def test_every_number_is_that_of_qts_name() -> None:
    names = {
        properties.PLAIN_TEXT: Qt.TextFormat.PlainText,
        properties.SCROLL_BAR_OFF: Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        properties.SHOW_MNEMONIC: Qt.TextFlag.TextShowMnemonic,
        properties.CLICK_FOCUS: Qt.FocusPolicy.ClickFocus,
        properties.STRONG_FOCUS: Qt.FocusPolicy.StrongFocus,
    }
    assert [number for number, name in names.items() if name.value != number] == []
    assert Qt.FocusPolicy.NoFocus.value == properties.NO_FOCUS


def test_a_focus_policy_is_set_by_its_number(qapp: QApplication) -> None:
    assert qapp is not None
    widget = QWidget()
    for number in (properties.STRONG_FOCUS, properties.CLICK_FOCUS, properties.NO_FOCUS):
        properties.set_focus_policy(widget, number)
        assert widget.focusPolicy().value == number
    widget.deleteLater()
