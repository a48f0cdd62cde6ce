"""A layout that fills lines from the start and breaks where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Places its widgets in reading order, line by line.

    Args:
        parent: the widget whose layout it is.
        spacing: pixels between the widgets.
        breaks: whether the widgets can be made narrower and become higher for it.
    """

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 6, *, breaks: bool = False
    ) -> None:
        super().__init__(parent)
        self._breaks = breaks
        self._items: list[QLayoutItem] = []
        self._sizes: list[tuple[QLayoutItem, int, int]] | None = None
        self._least: QSize | None = None
        self._heights: dict[int, int] = {}
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem, /) -> None:  # noqa: N802 - Qt's name
        """Take an item; Qt calls this."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Remove and return an item, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802 - Qt's name
        """Return the height of the lines at a width."""
        if width not in self._heights:
            self._heights[width] = self._lines(width)[1]
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget sizes that were asked for; Qt calls this when an item changes."""
        self._sizes = self._least = None
        self._heights.clear()
        super().invalidate()

    def _shown_sizes(self) -> list[tuple[QLayoutItem, int, int]]:
        """Return the shown items with the width and height they want.

        Kept, and as plain numbers: Qt asks for heights many times over while it lays out.
        """
        if self._sizes is None:
            hints = ((item, item.sizeHint()) for item in self._items if not _hidden(item))
            self._sizes = [(item, hint.width(), hint.height()) for item, hint in hints]
        return self._sizes

    def setGeometry(self, rect: QRect, /) -> None:  # noqa: N802 - Qt's name
        """Place the items in a rectangle."""
        super().setGeometry(rect)
        left, top = rect.x(), rect.y()
        placed = self._lines(rect.width())[0]
        line_heights: dict[int, int] = {}
        for _item, _x, y, _width, height in placed:
            line_heights[y] = max(line_heights.get(y, 0), height)
        for item, x, y, width, height in placed:
            middle = (line_heights[y] - height) // 2
            item.setGeometry(QRect(left + x, top + y + middle, width, height))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the smallest size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the widest and the highest item; what breaks its text needs less."""
        if self._least is None:
            sizes = self._shown_sizes()
            widths = (self._least_width(item, width) for item, width, _ in sizes)
            widest = max(widths, default=0)
            self._least = QSize(widest, max((height for _, _, height in sizes), default=0))
        return self._least

    def _least_width(self, item: QLayoutItem, wanted: int) -> int:
        widget = item.widget() if self._breaks else None
        return widget.minimumSizeHint().width() if widget is not None else wanted

    def _lines(self, room: int) -> tuple[list[tuple[QLayoutItem, int, int, int, int]], int]:
        """Break the items into lines of a width.

        Returns:
            Each item with its x, y, width and height, and the height of all lines.
        """
        gap, x, y, line_height = self.spacing(), 0, 0, 0
        placed = []
        for item, wanted, height in self._shown_sizes():
            width = min(wanted, room)
            if wanted > room and self._breaks:
                height = item.heightForWidth(room)  # noqa: PLW2901 - of this item, at this width
            if x and x + width > room:
                x, y, line_height = 0, y + line_height + gap, 0
            placed.append((item, x, y, width, height))
            x += width + gap
            line_height = max(line_height, height)
        return placed, y + line_height


def _hidden(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.isHidden()
