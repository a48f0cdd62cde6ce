"""Checks that no text is cut off, for large text in a small window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.ui.checks import describe, indexes_of, parts_of
from tests.ui.pixels import text_rect

_LEAVES: Final = (QLabel, QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
_ROLE: Final = Qt.ItemDataRole
_SLACK: Final = 1
"""Pixels by which rounding may make a text larger than its room."""


def clipped_text(window: QWidget) -> list[str]:
    """Return the texts that are larger than the room they have."""
    told = []
    for part in parts_of(window):
        for name, needed, room in _needs(part):
            if needed.width() > room.width() + _SLACK or needed.height() > room.height() + _SLACK:
                told.append(f"{name} needs {_size(needed)} and has {_size(room)}")
        if isinstance(part, QAbstractItemView):
            told += _shortened_rows(part)
    return told


def _size(size: QSize) -> str:
    return f"{size.width()}×{size.height()}"


def _needs(part: QWidget) -> Iterator[tuple[str, QSize, QSize]]:
    """Yield the size that each text of a widget needs, and the room it has."""
    metrics = part.fontMetrics()
    if isinstance(part, QLabel) and part.text():
        room = part.contentsRect()
        flags = int(part.alignment()) | (int(Qt.TextFlag.TextWordWrap) if part.wordWrap() else 0)
        needed = metrics.boundingRect(QRect(0, 0, room.width(), 100_000), flags, part.text())
        yield describe(part), needed.size(), room.size()
    elif isinstance(part, QAbstractButton) and part.text():
        flags = Qt.TextFlag.TextShowMnemonic.value
        needed_size = metrics.size(flags, part.text())
        if not part.icon().isNull():
            needed_size += QSize(part.iconSize().width() + 4, 0)
        yield describe(part), needed_size, text_rect(part).size()
    elif isinstance(part, QComboBox):
        yield describe(part), metrics.size(0, part.currentText()), text_rect(part).size()
    elif isinstance(part, QLineEdit):
        if not part.text() and part.placeholderText():
            yield describe(part), metrics.size(0, part.placeholderText()), text_rect(part).size()
    elif isinstance(part, QTabBar) and not part.usesScrollButtons():
        yield describe(part), QSize(part.sizeHint().width(), 0), part.size()
    elif isinstance(part, QMenuBar) and part.actions():
        right = part.actionGeometry(part.actions()[-1]).right()
        yield "the menu bar", QSize(right, 0), part.size()
    elif isinstance(part, QTextEdit):
        width = int(part.document().size().width())
        yield describe(part), QSize(width, 0), part.viewport().size()


def _shortened_rows(view: QAbstractItemView) -> list[str]:
    """Return the rows that lack room for their text, unless a screen reader is told all of it."""
    told = []
    metrics = view.fontMetrics()
    for index in indexes_of(view):
        text, rect = index.data() or "", view.visualRect(index)
        spoken = index.data(_ROLE.AccessibleTextRole) or ""
        needed = view.sizeHintForIndex(index)
        fits = rect.height() + _SLACK >= needed.height()
        words = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
        if rect.isValid() and not (fits and words <= rect.width()) and text not in spoken:
            told.append(f"row “{text}” needs {_size(needed)} and has {_size(rect.size())}")
    return told


def beyond_the_edge(window: QWidget) -> list[str]:
    """Return what stands outside the widget it belongs to; scrolling up and down is no fault."""
    told = []
    for part in parts_of(window):
        if isinstance(part, _LEAVES):
            told += [f"{describe(part)} {fault}" for fault in _overhang(part, window)]
    return told


def _overhang(part: QWidget, window: QWidget) -> Iterator[str]:
    """Yield where a widget stands outside those it is in; what scrolls stands with its view."""
    above = part.parentWidget()
    while above is not None and part is not window:
        rect = QRect(part.mapTo(above, part.rect().topLeft()), part.size())
        view = above.parentWidget()
        scrolls = isinstance(view, QAbstractScrollArea) and view.viewport() is above
        if rect.left() < -_SLACK or rect.right() > above.width() + _SLACK:
            yield f"stands {rect.left()} to {rect.right()} in {above.width()} of {describe(above)}"
            return
        if not scrolls and (rect.top() < -_SLACK or rect.bottom() > above.height() + _SLACK):
            yield f"stands {rect.top()} to {rect.bottom()} in {above.height()} of {describe(above)}"
            return
        if above is window:
            return
        if scrolls and view is not None:
            part = view
            above = view.parentWidget()
        else:
            above = above.parentWidget()


def overlapping(window: QWidget) -> list[str]:
    """Return the labels and controls that lie over each other."""
    told = []
    beside: dict[QWidget, list[QWidget]] = {}
    for part in parts_of(window):
        parent = part.parentWidget()
        inner = isinstance(parent, (*_LEAVES, QTabBar))
        if isinstance(part, _LEAVES) and parent is not None and not inner:
            beside.setdefault(parent, []).append(part)
    for parts in beside.values():
        for one, other in combinations(parts, 2):
            if one.geometry().intersects(other.geometry()):
                told.append(f"{describe(one)} lies over {describe(other)}")
    return told


FITTING: Final = (clipped_text, beyond_the_edge, overlapping)
"""The checks for large text in a small window."""
