"""A list of two-line entries: a title with marked parts, and a line of details below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_ROLE: Final = Qt.ItemDataRole.UserRole
_LONGEST: Final = 500
"""Characters of a title that are shown; Qt takes ten seconds for a word of 200,000."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list.

    Attributes:
        key: what it stands for, e.g. `service:kela`.
        marks: start and end of the parts of the title that matched.
        detail: the second line.
        tag: a short word shown at the end of the first line, e.g. "Guidance".
        warn: a short warning shown before the second line, in words.
        struck: whether it counts no more, such as a retracted visit.
        heading: whether it only stands above the entries that follow; the keys pass it by.
    """

    key: str
    title: str
    detail: str = ""
    tag: str = ""
    warn: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    struck: bool = False
    heading: bool = False

    def spoken(self) -> str:
        """Return the entry as one line for a screen reader."""
        return ". ".join(part for part in (self.title, self.tag, self.warn, self.detail) if part)


class EntryModel(QAbstractListModel):
    """Entries as a list model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def rowCount(self, parent: _Index = QModelIndex(), /) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:  # noqa: ANN401 - Qt's type
        """Return the title, the spoken line, or the entry itself."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken()
        return entry if role == _ROLE else None

    def flags(self, index: _Index, /) -> Qt.ItemFlag:
        """Let headings be neither chosen nor passed through."""
        if index.isValid() and self._entries[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace the entries."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entries(self) -> list[Entry]:
        """Return the entries shown."""
        return list(self._entries)


class _EntryDelegate(QStyledItemDelegate):
    """Draws an entry on two or more lines; text grows with the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for a title of up to two lines and a line of details."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 300
        entry: Entry = index.data(_ROLE)
        room = 20 if entry.heading and index.row() else 12
        return QSize(width, self._lay_out(entry, option.font, width - 20)[1] + room)

    def _lay_out(self, entry: Entry, font: QFont, width: int) -> tuple[QTextLayout, int]:
        """Return the title laid out in lines, and the height of everything."""
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        title = QTextLayout(entry.title[:_LONGEST], bold)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        title.setTextOption(option)
        height = 0.0
        title.beginLayout()
        while (line := title.createLine()).isValid():
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, height))
            height += line.height()
        title.endLayout()
        lines = bool(_second_line(entry))
        return title, int(height) + (QFontMetrics(font).height() + 2 if lines else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        """Draw ground, title with marks, and the details."""
        entry: Entry = index.data(_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the frame of the list shows the focus
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        rect: QRect = option.rect.adjusted(10, 6, -10, -6)
        title, height = self._lay_out(entry, option.font, rect.width())
        top = rect.bottom() + 1 - height if entry.heading else rect.top()
        palette = widget.palette()
        painter.save()
        # The widget's own palette has this role faded by the style sheet.
        quiet = QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(quiet if entry.heading else palette.color(QPalette.ColorRole.Text))
        title.draw(painter, QPointF(rect.left(), top), _marked(entry, palette))
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(quiet)
        text = metrics.elidedText(_second_line(entry), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect.left(), rect.bottom() - metrics.descent(), text)
        painter.restore()


def _second_line(entry: Entry) -> str:
    parts = (entry.tag, entry.warn, entry.detail)
    return " · ".join(part[:_LONGEST] for part in parts if part)


def _marked(entry: Entry, palette: QPalette) -> list[QTextLayout.FormatRange]:
    """Return the formats of the matching parts, or of a struck title."""
    found = []
    spans = ((0, len(entry.title)),) if entry.struck else entry.marks
    for start, end in spans:
        form = QTextCharFormat()
        if entry.struck:
            form.setFontStrikeOut(True)
        else:
            form.setFontUnderline(True)
            form.setForeground(QColor(palette.color(QPalette.ColorRole.Link)))
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = start, end - start, form
        found.append(span)
    return found


class HitList(QListView):
    """Shows entries; arrows move, Enter opens.

    Signals:
        opened: the key of the entry that was opened by Enter or a click.
        key_pressed: a key and the key of the current entry, for keys of the feature.
    """

    opened = Signal(str)
    key_pressed = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = EntryModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        # Entries wrap by themselves; without this a new width would not give them new heights.
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._on_clicked)

    def show_entries(self, entries: Sequence[Entry], *, keep_current: bool = True) -> None:
        """Show entries; the current one stays current if it is still there, or the first is."""
        before = self.current_key() if keep_current else ""
        self.entries.show_entries(entries)
        rows = [row for row, entry in enumerate(entries) if not entry.heading]
        if rows:
            row = next((row for row in rows if entries[row].key == before), rows[0])
            self.setCurrentIndex(self.entries.index(row, 0))

    def current_key(self) -> str:
        """Return the key of the current entry, or an empty string."""
        entry = self.currentIndex().data(_ROLE)
        return entry.key if entry else ""

    def move_current(self, step: int) -> None:
        """Move the current entry up or down, within the list."""
        entries = self.entries.entries()
        row = self.currentIndex().row() + step
        while 0 <= row < len(entries) and entries[row].heading:
            row += step
        if 0 <= row < len(entries):
            self.setCurrentIndex(self.entries.index(row, 0))

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier, /
    ) -> QModelIndex:
        """Return where a key leads: below a heading, where Qt would stop at it."""
        index = super().moveCursor(action, modifiers)
        while index.isValid() and index.data(_ROLE).heading:
            index = self.entries.index(index.row() + 1, 0)
        return index

    def currentChanged(self, current: _Index, previous: _Index, /) -> None:  # noqa: N802 - Qt's name
        """Show the heading with the first entry below it."""
        super().currentChanged(current, previous)
        above = self.entries.index(current.row() - 1, 0)
        if above.isValid() and above.data(_ROLE).heading:
            self.scrollTo(above)
            self.scrollTo(current)

    def open_current(self) -> None:
        """Open the current entry."""
        if key := self.current_key():
            self.opened.emit(key)

    def _on_clicked(self, index: QModelIndex) -> None:
        if not index.data(_ROLE).heading:
            self.opened.emit(index.data(_ROLE).key)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter opens; letters do nothing here; other keys are told."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            self.key_pressed.emit(event.key(), self.current_key())
            super().keyPressEvent(event)
