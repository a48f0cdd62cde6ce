"""Rich text from our own blocks: text can never become markup, load a file or reach the network.

The viewer is filled through a text cursor, never through HTML, so that no text is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextListFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

Tone = Literal["plain", "muted", "good", "warn", "bad"]
MAX_WORD: Final = 500
_GAP: Final = re.compile(" {3,}")
MAX_TEXT: Final = 20_000
_INDENT: Final = 22
"""Pixels from the edge to the text of a list entry."""
_LINE_BREAK: Final = "\N{LINE SEPARATOR}"
"""Begins a line without beginning a paragraph, and so without a bullet."""
_PRIVATE: Final = QTextFormat.Property.UserProperty.value + 1
"""Marks what is not copied."""
_SCHEMES: Final = frozenset({"https", "tel", "mailto", "service", "card", "path", "copy", "step"})


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one form.

    Attributes:
        href: makes it a link.
        private: shown on the screen alone; what is copied from the page leaves it out.
    """

    text: str
    href: str = ""
    strong: bool = False
    tone: Tone = "plain"
    private: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of text; a tone other than plain sets it on a coloured ground."""

    runs: tuple[Run, ...]
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; `below` stands on a line of its own under its text."""

    runs: tuple[Run, ...]
    numbered: bool = False
    below: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what stands for it."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A small table: each row has a left and a right text; without a right one it is a heading."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Item | Pair | Rows


def is_safe_link(href: str) -> bool:
    """Tell whether an address may be followed: https, tel, mailto, or one of our own."""
    return QUrl(href).scheme() in _SCHEMES


def clean(text: str) -> str:
    """Return text that is cheap to lay out: no control characters, words and length bounded.

    A word of 200,000 characters takes Qt ten seconds, and thousands of spaces a third of one.
    """
    kept = "".join(c if c.isprintable() or c == " " else " " for c in text[:MAX_TEXT])
    if len(kept) <= MAX_WORD:
        return kept
    kept = _GAP.sub("  ", kept)
    return " ".join(
        " ".join(word[i : i + MAX_WORD] for i in range(0, len(word), MAX_WORD)) or ""
        for word in kept.split(" ")
    )


class DocumentView(QTextBrowser):
    """Shows blocks; links are told by `link_activated` and never followed here.

    Signals:
        link_activated: the address of a link that was chosen by key or mouse.
    """

    link_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.document().setDocumentMargin(4)
        self.document().setIndentWidth(_INDENT)
        self.anchorClicked.connect(self._on_anchor)
        self._colours: dict[str, str] = {}
        self._blocks: tuple[Block, ...] = ()

    def loadResource(self, _kind: int, _name: QUrl | str, /) -> Any:  # noqa: N802, ANN401 - Qt's name and type
        """Load nothing: an empty picture keeps Qt from opening the file or address itself."""
        return QImage(1, 1, QImage.Format.Format_ARGB32)

    def set_colours(self, colours: dict[str, str]) -> None:
        """Take the colours of the theme (`text`, `muted`, `link`, `good`, `good_soft` …)."""
        self._colours = colours
        self.show_blocks(self._blocks)

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show blocks in place of what was shown."""
        self._blocks = tuple(blocks)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        before: Block | None = None
        for block in self._blocks:
            self._write(cursor, block, before)
            before = block
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def text_of(self) -> str:
        """Return the shown text, for tests and for copying."""
        return self.toPlainText()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the selected text, for copying and dragging, without what is private."""
        cursor, parts = self.textCursor(), list[str]()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            line = ""
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                if not fragment.charFormat().property(_PRIVATE):
                    text, at = fragment.text(), fragment.position()
                    line += text[max(start - at, 0) : max(end - at, 0)]
                fragments += 1
            parts.append(line.replace(_LINE_BREAK, "\n"))
            block = block.next()
        data = QMimeData()
        data.setText("\n".join(parts))
        return data

    def _on_anchor(self, url: QUrl) -> None:
        href = url.toString()
        if is_safe_link(href):
            self.link_activated.emit(href)

    def _write(self, cursor: QTextCursor, block: Block, before: Block | None) -> None:
        if isinstance(block, Heading):
            self._start(cursor, before, top=4 if block.level == 1 else 14, bottom=4)
            self._insert(cursor, Run(block.text, strong=True), size=_HEADING_SIZES[block.level])
        elif isinstance(block, Paragraph):
            self._start(cursor, before, top=2, bottom=6, tone=block.tone)
            self._insert_all(cursor, block.runs, block.tone)
        elif isinstance(block, Pair):
            self._start(cursor, before, top=2, bottom=4)
            self._insert(cursor, Run(f"{block.label}: ", tone="muted"))
            self._insert_all(cursor, block.runs, "plain")
        elif isinstance(block, Rows):
            self._write_rows(cursor, block)
        else:
            self._start(cursor, before, top=1, bottom=3)
            self._continue_list(cursor, block, before)
            self._insert_all(cursor, block.runs, "plain")
            if block.below:
                cursor.insertText(_LINE_BREAK)
                self._insert_all(cursor, block.below, "plain")

    def _write_rows(self, cursor: QTextCursor, block: Rows) -> None:
        """Write rows; the right texts stand under each other, unless that leaves them no room."""
        lefts = [clean(left) for left, right in block.rows if right]
        metrics = self.fontMetrics()
        column = max(map(metrics.horizontalAdvance, lefts), default=0)
        letter = metrics.averageCharWidth()
        column = min(column + 2 * letter, max(self.viewport().width() // 2, 12 * letter))
        for left, right in block.rows:
            self._start(cursor, block, top=0 if right else 4, bottom=1)
            form = cursor.blockFormat()
            form.setLeftMargin(_INDENT + column if right else _INDENT)
            form.setTextIndent(-column if right else 0)
            form.setTabPositions([QTextOption.Tab(column, QTextOption.TabType.LeftTab)])
            cursor.setBlockFormat(form)
            self._insert(cursor, Run(left, tone="plain" if right else "muted"))
            if right:
                cursor.insertText("\t")
                self._insert(cursor, Run(right))

    def _start(
        self,
        cursor: QTextCursor,
        before: Block | None,
        *,
        top: int,
        bottom: int,
        tone: Tone = "plain",
    ) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(top)
        form.setBottomMargin(bottom)
        form.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        ground = self._colours.get(f"{tone}_soft")
        if ground:
            form.setBackground(QColor(ground))
            form.setTextIndent(0)
        if before is None:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form, QTextCharFormat())
            if cursor.currentList() is not None:
                cursor.currentList().remove(cursor.block())
                cursor.setBlockFormat(form)

    def _continue_list(self, cursor: QTextCursor, block: Item, before: Block | None) -> None:
        previous = cursor.block().previous().textList()
        if isinstance(before, Item) and before.numbered == block.numbered and previous is not None:
            previous.add(cursor.block())
            return
        form = QTextListFormat()
        style = QTextListFormat.Style
        form.setStyle(style.ListDecimal if block.numbered else style.ListDisc)
        form.setIndent(1)
        cursor.createList(form)

    def _insert_all(self, cursor: QTextCursor, runs: Iterable[Run], tone: Tone) -> None:
        for run in runs:
            self._insert(cursor, run, tone=tone)

    def _insert(
        self, cursor: QTextCursor, run: Run, *, tone: Tone = "plain", size: int = 0
    ) -> None:
        form = QTextCharFormat()
        shown = run.tone if run.tone != "plain" else tone
        colour = self._colours.get("text" if shown == "plain" else shown)
        if colour:
            form.setForeground(QColor(colour))
        if run.strong:
            form.setFontWeight(QFont.Weight.DemiBold)
        if size:
            form.setProperty(QTextCharFormat.Property.FontSizeAdjustment, size)
        if run.href and is_safe_link(run.href):
            form.setAnchor(True)
            form.setAnchorHref(run.href)
            form.setFontUnderline(True)
            if "link" in self._colours:
                form.setForeground(QColor(self._colours["link"]))
        if run.private:
            form.setProperty(_PRIVATE, True)
        cursor.insertText(clean(run.text), form)


_HEADING_SIZES: Final = {1: 2, 2: 1, 3: 0}
"""Steps of size above the body text, as `FontSizeAdjustment` counts them."""
