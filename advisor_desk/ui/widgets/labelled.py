"""A field with its name above."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_desk.ui.widgets.labels import PlainLabel


def labelled(text: str, field: QWidget) -> QWidget:
    """Return a field below its name, which a screen reader says too."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(3)
    label = PlainLabel(text, role="heading")
    label.setBuddy(field)
    field.setAccessibleName(text)
    layout.addWidget(label)
    layout.addWidget(field)
    return both
