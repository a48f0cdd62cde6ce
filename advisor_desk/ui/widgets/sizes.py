"""Sizes that follow the text."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog


def fit_to_text(dialog: QDialog, *, columns: int, rows: int) -> None:
    """Give a dialog room for so many average characters and lines, within the screen."""
    metrics = dialog.fontMetrics()
    room = dialog.screen().availableSize()
    width = min(metrics.averageCharWidth() * columns, room.width() - 40)
    height = min(metrics.height() * rows, room.height() - 80)
    dialog.resize(width, height)


def fit_to_parent(dialog: QDialog, *, columns: int, rows: int) -> None:
    """Give a dialog room for so many average characters and lines, within what it stands above."""
    metrics = dialog.fontMetrics()
    wanted = QSize(metrics.averageCharWidth() * columns, metrics.height() * rows)
    above = dialog.parentWidget()
    dialog.resize(wanted.boundedTo(above.size()) if above else wanted)
