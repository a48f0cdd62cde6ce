"""A list of entries: a title with marked parts, and lines of details below.

It holds the first rows; the next ones are asked for when the last one comes into view.
"""

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
)
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from advisor_desk.ui.widgets.wrapped import height_of, wrapped

_ROLE: Final = Qt.ItemDataRole.UserRole
_LONGEST: Final = 500
"""Characters of a title that are shown; Qt takes ten seconds for a word of 200,000."""
_TITLES_KEPT: Final = 500
_BESIDE: Final = 10
"""Pixels left and right of the text of an entry."""
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
        reason: a line of its own below, that says why it is there.
        struck: whether it counts no more, such as a retracted visit.
        heading: whether it only stands above the entries that follow; the keys pass it by.
    """

    key: str
    title: str
    detail: str = ""
    tag: str = ""
    warn: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    reason: str = ""
    struck: bool = False
    heading: bool = False

    def spoken(self) -> str:
        """Return the entry as one line for a screen reader."""
        parts = (self.title, self.tag, self.warn, self.detail, self.reason.removesuffix("."))
        return ". ".join(part for part in parts if part)


class EntryModel(QAbstractListModel):
    """Entries as a list model, which may be told that there are more than it has.

    Signals:
        more_wanted: the view has come to the last row and there are more.
    """

    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._more = False

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

    def canFetchMore(self, parent: _Index, /) -> bool:  # noqa: N802 - Qt's name
        """Tell whether there are more entries, and nobody has been asked for them yet."""
        return not parent.isValid() and self._more

    def fetchMore(self, _parent: _Index, /) -> None:  # noqa: N802 - Qt's name
        """Ask for more; they come with `add_entries`."""
        if self._more:
            self._more = False
            self.more_wanted.emit()

    def show_entries(self, entries: Sequence[Entry], *, more: bool = False) -> None:
        """Replace the entries.

        Args:
            entries: what to show.
            more: whether others follow, to be asked for.
        """
        self.beginResetModel()
        self._entries, self._more = list(entries), more
        self.endResetModel()

    def add_entries(self, entries: Sequence[Entry], *, more: bool = False) -> None:
        """Add entries below; see `show_entries`."""
        self._more = more
        if entries:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
            self._entries.extend(entries)
            self.endInsertRows()

    def entries(self) -> list[Entry]:
        """Return the entries shown."""
        return list(self._entries)


class _EntryDelegate(QStyledItemDelegate):
    """Draws an entry on two or more lines; text grows with the font."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._titles: dict[tuple[str, int, str], QTextLayout] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for a title of up to two lines and the lines of details."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 300
        entry: Entry = index.data(_ROLE)
        title = self._title(entry, option.font, width - 2 * _BESIDE)
        below = len(_lines(entry)) * _line_height(option.font)
        room = 20 if entry.heading and index.row() else 12
        return QSize(width, height_of(title) + below + room)

    def _title(self, entry: Entry, font: QFont, width: int) -> QTextLayout:
        """Return the title laid out in lines.

        Kept: it is asked for twice for every row that comes, and again with every letter typed.
        """
        key = (entry.title, width, font.key())
        if key not in self._titles:
            if len(self._titles) > _TITLES_KEPT:
                self._titles.clear()
            self._titles[key] = wrapped(entry.title[:_LONGEST], _title_font(font), max(width, 40))
        return self._titles[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        """Draw ground, title with marks, and the details."""
        entry: Entry = index.data(_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the frame of the list shows the focus
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        rect: QRect = option.rect.adjusted(_BESIDE, 6, -_BESIDE, -6)
        title = self._title(entry, option.font, rect.width())
        lines, height = _lines(entry), _line_height(option.font)
        below = rect.bottom() + 1 - len(lines) * height
        top = below - height_of(title) if entry.heading else rect.top()
        palette = widget.palette()
        painter.save()
        # The widget's own palette has this role faded by the style sheet.
        quiet = QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(quiet if entry.heading else palette.color(QPalette.ColorRole.Text))
        title.draw(painter, QPointF(rect.left(), top), _marked(entry, palette))
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(quiet)
        for number, line in enumerate(lines, 1):
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
            bottom = below + number * height
            painter.drawText(rect.left(), bottom - 1 - metrics.descent(), text)
        painter.restore()


def _title_font(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _line_height(font: QFont) -> int:
    return QFontMetrics(font).height() + 2


def _lines(entry: Entry) -> tuple[str, ...]:
    """Return the lines below the title."""
    return tuple(line for line in (_second_line(entry), entry.reason[:_LONGEST]) if line)


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
        more_wanted: the last row has come into view and there are more.
    """

    opened = Signal(str)
    key_pressed = Signal(int, str)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = EntryModel(self)
        self.entries.more_wanted.connect(self.more_wanted)
        self.setModel(self.entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        # Entries wrap by themselves; without this a new width would not give them new heights.
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._on_clicked)

    def show_entries(
        self, entries: Sequence[Entry], *, keep_current: bool = True, more: bool = False
    ) -> None:
        """Show entries; the current one stays current if it is still there, or the first is.

        Args:
            entries: what to show.
            keep_current: whether they answer the same question as before: then what is looked
                at stays where it is.
            more: whether others follow, which are asked for by `more_wanted`.
        """
        before = self.current_key() if keep_current else ""
        scrolled = self.verticalScrollBar().value() if before else 0
        self.entries.show_entries(entries, more=more)
        rows = [row for row, entry in enumerate(entries) if not entry.heading]
        if rows:
            row = next((row for row in rows if entries[row].key == before), rows[0])
            self.setCurrentIndex(self.entries.index(row, 0))
            if scrolled and entries[row].key == before:
                self.verticalScrollBar().setValue(scrolled)
                self.scrollTo(self.currentIndex())

    def add_entries(self, entries: Sequence[Entry], *, more: bool = False) -> None:
        """Add entries below; nothing moves."""
        self.entries.add_entries(entries, more=more)

    def width_of_words(self) -> int:
        """Return the width in pixels at which no word of a title has to be broken."""
        metrics = QFontMetrics(_title_font(self.font()))
        words = (word for entry in self.entries.entries() for word in entry.title.split())
        widest = max(map(metrics.horizontalAdvance, words), default=0)
        around = 2 * (self.frameWidth() + _BESIDE) + self.verticalScrollBar().sizeHint().width()
        return widest + around + 1  # words are laid out in fractions of a pixel

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
