"""Sizes that follow the text."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def fit_to_text(dialog: QDialog, *, columns: int, rows: int) -> None:
    """Give a dialog room for so many average characters and lines, within the screen."""
    metrics = dialog.fontMetrics()
    room = dialog.screen().availableSize()
    width = min(metrics.averageCharWidth() * columns, room.width() - 40)
    height = min(metrics.height() * rows, room.height() - 80)
    dialog.resize(width, height)
