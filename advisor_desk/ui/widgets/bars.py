"""A painted picture of counts: horizontal bars with label, count and share in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFocusEvent, QPainter, QPaintEvent, QPalette, QPen, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor_desk.i18n import ngettext
from advisor_desk.ui.widgets.wrapped import height_of, wrapped

SPOKEN: Final = 25
"""Bars whose figures the description tells; the table beside the picture has all."""

_LABEL_CHARACTERS: Final = 14
"""Below this much room for labels the figures stand on a line of their own."""

_ROLE: Final = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        count: decides the length; the longest bar has the largest count.
        figures: count and share as shown beside the label.
        spoken: the whole bar as one sentence for a screen reader.
        hatched: whether it stands for the lack of an answer: drawn with a pattern, so that
            it differs from the others not by colour alone.
    """

    label: str
    count: int
    figures: str
    spoken: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one bar and its texts stand; `whole` includes the gap below.

    Attributes:
        label: its lines, drawn from `label_at`.
    """

    whole: QRect
    label: QTextLayout
    label_at: QPointF
    figures: QRect
    bar: QRect


class BarPicture(QWidget):
    """Draws bars below each other, as high as they need; to be put into a scroll area.

    It takes the focus so that the keys scroll it and a screen reader tells its figures.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._places: list[_Place] = []
        self._placed_at = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_bars(self, title: str, bars: Sequence[Bar]) -> None:
        """Replace the bars.

        Args:
            title: what is counted; the accessible name.
            bars: from top to bottom.
        """
        self._bars = tuple(bars)
        self.setAccessibleName(title)
        self.setAccessibleDescription(_description(self._bars))
        self._place_anew()

    def bars(self) -> tuple[Bar, ...]:
        """Return the bars shown."""
        return self._bars

    def bar_rects(self) -> list[QRect]:
        """Return where each bar is painted at the present width; empty ones have no width."""
        return [
            QRect(place.bar.topLeft(), QSize(self._length(bar, place.bar), place.bar.height()))
            for bar, place in zip(self._bars, self._laid_out(self.width()), strict=True)
        ]

    # Layout

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size for a comfortable width."""
        width = self.fontMetrics().averageCharWidth() * 44
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a width at which the longest figures fit; the height follows from the width."""
        metrics = self.fontMetrics()
        figures = (metrics.horizontalAdvance(bar.figures) for bar in self._bars)
        width = max(metrics.averageCharWidth() * _LABEL_CHARACTERS, *figures, 0)
        return QSize(width + 2 * self._margin(), metrics.height() * 3)

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802 - Qt's name
        """Return the height of all bars at a width."""
        places = self._laid_out(width)
        return places[-1].whole.bottom() + self._margin() if places else self._margin() * 2

    def _margin(self) -> int:
        return self.fontMetrics().height() // 2

    def _place_anew(self) -> None:
        self._placed_at = -1
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> list[_Place]:
        """Return the places of all bars at a width."""
        if width != self._placed_at:
            self._places = self._lay_out(width)
            self._placed_at = width
        return self._places

    def _lay_out(self, width: int) -> list[_Place]:
        metrics, margin = self.fontMetrics(), self._margin()
        line = metrics.height()
        inner = max(width - 2 * margin, 1)
        widest = max((metrics.horizontalAdvance(bar.figures) for bar in self._bars), default=0)
        beside = inner - widest - line >= metrics.averageCharWidth() * _LABEL_CHARACTERS
        room = inner - widest - line if beside else inner
        places, top = [], margin
        for bar in self._bars:
            label = wrapped(bar.label, self.font(), room)
            below = top + max(height_of(label), line)
            figures = QRect(margin + inner - widest, top, widest, line)
            if not beside:
                figures = QRect(margin, below, inner, line)
                below += line
            drawn = QRect(margin, below + line // 6, inner, max(line // 2, 6))
            bottom = drawn.bottom() + 1 + line * 2 // 3
            whole = QRect(0, top, width, bottom - top)
            places.append(_Place(whole, label, QPointF(margin, top), figures, drawn))
            top = bottom
        return places

    def _length(self, bar: Bar, room: QRect) -> int:
        """Return the length of a bar in pixels; the smallest count can still be seen."""
        if bar.count <= 0:
            return 0
        largest = max(other.count for other in self._bars)
        return max(round(room.width() * bar.count / largest), 3)

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's name
        """Grow with the font, and take the colours of the theme."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place_anew()
        elif event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's name
        """Draw the bars of the part that is shown."""
        painter = QPainter(self)
        for bar, place in zip(self._bars, self._laid_out(self.width()), strict=True):
            if place.whole.intersects(event.rect()):
                self._paint_texts(painter, bar, place)
                self._paint_bar(painter, bar, place)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def _paint_texts(self, painter: QPainter, bar: Bar, place: _Place) -> None:
        painter.setPen(self.palette().color(_ROLE.Text))
        place.label.draw(painter, place.label_at)
        beside = place.figures.top() == place.whole.top()
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place.figures, int(side | Qt.AlignmentFlag.AlignTop), bar.figures)

    def _paint_bar(self, painter: QPainter, bar: Bar, place: _Place) -> None:
        palette, radius = self.palette(), place.bar.height() / 4
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(_ROLE.AlternateBase))
        painter.drawRoundedRect(place.bar, radius, radius)
        length = self._length(bar, place.bar)
        if length:
            accent = palette.color(_ROLE.Accent)
            drawn = QRectF(place.bar.x(), place.bar.y(), length, place.bar.height())
            painter.setBrush(accent)
            if bar.hatched:
                painter.setPen(QPen(accent, 1.5))
                painter.setBrush(QBrush(accent, Qt.BrushStyle.BDiagPattern))
                drawn.adjust(0.75, 0.75, -0.75, -0.75)
            painter.drawRoundedRect(drawn, radius, radius)
        painter.restore()

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.palette().color(_ROLE.Accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent, /) -> None:  # noqa: N802 - Qt's name
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:  # noqa: N802 - Qt's name
        """Show that the focus has gone."""
        super().focusOutEvent(event)
        self.update()


def _description(bars: Sequence[Bar]) -> str:
    """Return the figures in words, and how many of them only the table tells."""
    told = [bar.spoken for bar in bars[:SPOKEN]]
    left = len(bars) - len(told)
    if left > 0:
        text = ngettext(
            "{count} more row is in the table", "{count} more rows are in the table", left
        )
        told.append(text.format(count=left))
    return ". ".join(told)
