"""Text broken into lines between words, and inside a word only where nothing else helps."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: int) -> QTextLayout:
    """Return a text laid out in lines of a width in pixels; it is drawn by its `draw`."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def height_of(layout: QTextLayout) -> int:
    """Return the height of all lines in pixels."""
    return -int(-layout.boundingRect().height() // 1)
