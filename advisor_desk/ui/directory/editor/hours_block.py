"""The opening hours of a record, as a week, seasons and exceptions."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.opening import Hours
from advisor_desk.ui.directory.editor.blocks import Block
from advisor_desk.ui.directory.editor.week_grid import WeekGrid


class HoursBlock(Block):
    """When something is open; nothing where that is not known."""

    def __init__(self, field: str, label: str) -> None:
        super().__init__(field, label)
        self.grid = WeekGrid()
        self.grid.setAccessibleName(label)
        self.grid.changed.connect(self.changed)
        self.body.addWidget(self.grid)

    def value(self) -> Hours | None:
        """Return the hours; while something typed is not understood, those that last were."""
        return self.grid.hours()

    def show_value(self, value: Hours | None) -> None:
        """Show hours."""
        self.grid.set_hours(value)

    def own_problem(self) -> str:
        """Return what is typed and not understood; it stands beside the day."""
        return " ".join(self.grid.problems())

    def first(self) -> QWidget:
        """Return the first control of the grid."""
        chosen = [button for button in self.grid.kinds.values() if button.isChecked()]
        return (chosen or list(self.grid.kinds.values()))[0]
