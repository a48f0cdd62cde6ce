"""Checks that look at the picture of a window: contrast, focus, and text that does not fit.

Contrast is measured on the picture, at three pixels to one so that the core of a letter has its
full colour: the ground is the colour seen most, the text the one that differs most from it. Of
a page (`QTextEdit`), whose lines have many colours, the colours of the letters and grounds are
taken from its document. What a list paints in a second, quieter colour is measured in
`test_hit_list.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPalette, QRegion, QTextBlock, QTextFormat
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTextEdit,
    QWidget,
)

from advisor_desk.ui.theme import tokens
from tests.ui.checks import describe, indexes_of, parts_of, tab_stops

SMALLEST_CONTRAST: Final = 4.5
"""Of text to its ground (WCAG 2.1, 1.4.3)."""
SMALLEST_FOCUS_CONTRAST: Final = 3.0
"""Of a pixel that shows the focus to what it was before (WCAG 2.2, 2.4.13)."""
_SCALE: Final = 3
_CORE: Final = 12
"""Pixels of the enlarged picture that a text has at least; fewer are chance."""
_FOCUS_PIXELS: Final = 24
_ENOUGH: Final = 0.6
"""The part of a text's room that must be in view to measure it."""


def picture(part: QWidget, rect: QRect, scale: int = _SCALE) -> QImage:
    """Return the picture of a part of a widget, with all that lies below it."""
    window = part.window()
    image = QImage(rect.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(255, 0, 255))
    place = part.mapTo(window, rect.topLeft())
    window.render(image, QPoint(), QRegion(QRect(place, rect.size())))
    return image


def colours(image: QImage) -> Counter[int]:
    """Return how many pixels have each colour, as 0xffrrggbb."""
    return Counter(memoryview(image.constBits()).cast("I").tolist())


@cache
def contrast(one: int, other: int) -> float:
    """Return the contrast of two colours given as numbers."""
    return tokens.contrast(f"#{one & 0xFFFFFF:06x}", f"#{other & 0xFFFFFF:06x}")


def contrast_in(image: QImage) -> float | None:
    """Return the contrast of what is drawn to its ground; None where nothing is drawn."""
    counted = colours(image)
    ground, _count = counted.most_common(1)[0]
    drawn = [c for c, count in counted.items() if count >= _CORE and c != ground]
    return max((contrast(ground, colour) for colour in drawn), default=None)


# Contrast


def faint_text(window: QWidget) -> list[str]:
    """Return the texts that are hard to read on their ground."""
    told = []
    focused = window.focusWidget()
    if focused is not None:
        focused.clearFocus()  # the cursor in a field is darker than its text
    for part in parts_of(window):
        _bring_into_view(part)
        for name, rect in _text_areas(part):
            visible = rect.intersected(part.visibleRegion().boundingRect())
            if visible.isEmpty() or _area(visible) < _area(rect) * _ENOUGH:
                continue  # seen in part where a page is scrolled
            found = contrast_in(picture(part, visible))
            if found is None:
                told.append(f"{name} shows no text")
            elif found < SMALLEST_CONTRAST:
                told.append(f"{name}: {found:.1f}:1")
        if isinstance(part, QTextEdit):
            told += _faint_in_document(part)
    if focused is not None:
        focused.setFocus(Qt.FocusReason.OtherFocusReason)
    return told


def _area(rect: QRect) -> int:
    return rect.width() * rect.height()


def _bring_into_view(part: QWidget) -> None:
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(part, 0, 0)
        above = above.parentWidget()


def _text_areas(part: QWidget) -> Iterator[tuple[str, QRect]]:
    """Yield where a widget shows text, without its edges and pictures."""
    if isinstance(part, QLabel) and part.text():
        yield describe(part), part.contentsRect()
    elif isinstance(part, QAbstractButton | QComboBox | QLineEdit) and _has_text(part):
        yield describe(part), text_rect(part)
    elif isinstance(part, QTabBar):
        for index in range(part.count()):
            yield part.tabText(index), part.tabRect(index).adjusted(8, 6, -8, -10)
    elif isinstance(part, QMenuBar):
        for action in part.actions():
            yield action.text(), part.actionGeometry(action).adjusted(4, 3, -4, -3)
    elif isinstance(part, QAbstractItemView):
        yield from _row_areas(part)


def _has_text(part: QWidget) -> bool:
    if isinstance(part, QComboBox):
        return bool(part.currentText())
    if isinstance(part, QLineEdit):
        return bool(part.text() or part.placeholderText())
    return isinstance(part, QAbstractButton) and bool(part.text())


def _row_areas(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    room, place = view.viewport().rect(), view.viewport().pos()
    for index in indexes_of(view):
        rect = view.visualRect(index)
        if index.data() and room.contains(rect):
            yield f"row “{index.data()}”", rect.adjusted(6, 4, -6, -4).translated(place)


def text_rect(part: QWidget) -> QRect:
    """Return where a button, box or field of text draws its text."""
    style, element = part.style(), QStyle.SubElement
    if isinstance(part, QComboBox):
        box = QStyleOptionComboBox()
        part.initStyleOption(box)
        control, sub = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return style.subControlRect(control, box, sub, part)
    if isinstance(part, QLineEdit):
        frame = QStyleOptionFrame()
        part.initStyleOption(frame)
        rect = style.subElementRect(element.SE_LineEditContents, frame, part)
        margins = part.textMargins()
        return rect.adjusted(margins.left() + 2, margins.top(), -margins.right() - 2, 0)
    option = QStyleOptionButton()
    if isinstance(part, QPushButton | QCheckBox | QRadioButton):
        part.initStyleOption(option)
    inside = element.SE_PushButtonContents
    if isinstance(part, QCheckBox):
        inside = element.SE_CheckBoxContents
    elif isinstance(part, QRadioButton):
        inside = element.SE_RadioButtonContents
    return style.subElementRect(inside, option, part)


def _faint_in_document(view: QTextEdit) -> list[str]:
    """Return the pieces of a page whose colour is too near to that of their ground."""
    told = []
    palette = view.palette()
    block: QTextBlock = view.document().begin()
    while block.isValid():
        ground = palette.color(QPalette.ColorRole.Base)
        if block.blockFormat().hasProperty(QTextFormat.Property.BackgroundBrush):
            ground = block.blockFormat().background().color()
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            brush: QBrush = piece.charFormat().foreground()
            chosen = brush.style() != Qt.BrushStyle.NoBrush
            colour = brush.color() if chosen else palette.color(QPalette.ColorRole.Text)
            ratio = contrast(colour.rgb(), ground.rgb())
            if piece.text().strip() and ratio < SMALLEST_CONTRAST:
                told.append(f"“{piece.text()}” in a page: {ratio:.1f}:1")
            pieces += 1
        block = block.next()
    return told


# Focus


def unseen_focus(window: QWidget) -> list[str]:
    """Return the stops of the Tab key that look the same with the focus as without."""
    stops, _faults = tab_stops(window)
    told: list[str] = []
    if len(stops) < 2:
        return told
    for stop, other in zip(stops, [*stops[1:], stops[0]], strict=True):
        other.setFocus(Qt.FocusReason.TabFocusReason)
        _bring_into_view(stop)
        without = _image_of(stop)
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        changed = _changed_pixels(without, _image_of(stop))
        if changed < _FOCUS_PIXELS:
            told.append(f"{describe(stop)}: {changed} pixels show the focus")
    return told


def _image_of(part: QWidget) -> QImage:
    return picture(part, part.visibleRegion().boundingRect(), scale=1)


def _changed_pixels(before: QImage, after: QImage) -> int:
    """Return how many pixels differ so much that it is seen."""
    if before.size() != after.size():
        return before.width() * before.height()
    one, other = (memoryview(image.constBits()).cast("I").tolist() for image in (before, after))
    pairs = Counter((a, b) for a, b in zip(one, other, strict=True) if a != b)
    seen = (n for (a, b), n in pairs.items() if contrast(a, b) >= SMALLEST_FOCUS_CONTRAST)
    return sum(seen)
