"""Icons from the shipped SVG files, in the colours of the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class Icons:
    """Makes icons by name; each colour and size is drawn once.

    Attributes:
        folder: where the SVG files are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[tuple[str, str, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Return an icon as a picture.

        Args:
            name: of the file without its ending.
            colour: `#rrggbb`.
            size: edge in logical pixels.
            ratio: device pixels per logical pixel.

        Raises:
            FileNotFoundError: there is no such icon.
        """
        key = (name, colour, round(size * ratio))
        if key not in self._made:
            self._made[key] = self._draw(name, colour, round(size * ratio))
            self._made[key].setDevicePixelRatio(ratio)
        return self._made[key]

    def icon(self, name: str, colour: str, chosen: str | None = None) -> QIcon:
        """Return an icon in a colour, and another colour for the checked state if given."""
        icon = QIcon()
        icon.addPixmap(self.pixmap(name, colour, 20, 2.0))
        if chosen:
            picture = self.pixmap(name, chosen, 20, 2.0)
            icon.addPixmap(picture, QIcon.Mode.Normal, QIcon.State.On)
        return icon

    def _draw(self, name: str, colour: str, pixels: int) -> QPixmap:
        source = (self.folder / f"{name}.svg").read_text(encoding="utf-8")
        coloured = source.replace("currentColor", QColor(colour).name())
        renderer = QSvgRenderer(QByteArray(coloured.encode()))
        picture = QPixmap(pixels, pixels)
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        return picture
