"""The fields of a visit that are not choices: people, minutes, project, observation."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QWidget

from advisor_desk.domain.visit import MAX_MINUTES, MAX_OBSERVATION, MAX_PEOPLE, Visit
from advisor_desk.i18n import _
from advisor_desk.services.explain import field_label
from advisor_desk.settings.store import Settings
from advisor_desk.ui.widgets.labels import PlainLabel

GROUPS: Final = ("people", "minutes", "project", "observation")


def extras_wanted(settings: Settings, *, more_open: bool) -> bool:
    """Tell whether the settings call for any of these fields."""
    return any(_is_shown(settings, name, more_open=more_open) for name in GROUPS)


def _is_shown(settings: Settings, name: str, *, more_open: bool) -> bool:
    use = settings.field_use(name)
    return use in ("main", "required") or (use == "more" and more_open)


class Extras(QWidget):
    """Numbers and texts of a visit.

    Signals:
        changed: the user changed a value.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._adults = self._spin(MAX_PEOPLE)
        self._children = self._spin(MAX_PEOPLE)
        self._minutes = self._spin(MAX_MINUTES)
        self._minutes.setMinimum(-1)
        self._project = QLineEdit()
        self._observation = QLineEdit()
        self._observation.setMaxLength(MAX_OBSERVATION)
        for edit in (self._project, self._observation):
            edit.textEdited.connect(self._on_changed)
        self._labels: dict[str, PlainLabel] = {}
        self._warning = PlainLabel(role="muted", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        for line, (name, group, widget) in enumerate(
            (
                ("adults", "people", self._adults),
                ("children", "people", self._children),
                ("minutes", "minutes", self._minutes),
                ("project", "project", self._project),
                ("observation", "observation", self._observation),
            )
        ):
            label = PlainLabel(role="heading")
            label.setBuddy(widget)
            self._labels[name] = label
            grid.addWidget(label, line, 0)
            grid.addWidget(widget, line, 1)
            self._rows[group] = (*self._rows.get(group, ()), label, widget)
        grid.addWidget(self._warning, 5, 0, 1, 2)
        self._rows["observation"] += (self._warning,)

    def _spin(self, highest: int) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(0, highest)
        spin.lineEdit().setTextMargins(10, 0, 0, 0)  # style sheets cannot move it
        spin.valueChanged.connect(self._on_changed)
        return spin

    def retranslate(self) -> None:
        """Take the words of the current language."""
        fields = {
            "adults": self._adults,
            "children": self._children,
            "minutes": self._minutes,
            "project": self._project,
            "observation": self._observation,
        }
        for name, widget in fields.items():
            self._labels[name].setText(field_label(name))
            widget.setAccessibleName(field_label(name))
        self._minutes.setSpecialValueText(_("not noted"))
        self._warning.setText(
            _("About a phenomenon, never about a person: no names, numbers or addresses.")
        )

    def place(self, settings: Settings, *, more_open: bool) -> None:
        """Show the rows that the settings call for."""
        for name, widgets in self._rows.items():
            for widget in widgets:
                widget.setVisible(_is_shown(settings, name, more_open=more_open))

    def show_visit(self, visit: Visit) -> None:
        """Show the values of a visit, without telling."""
        self._showing = True
        self._adults.setValue(visit.adults)
        self._children.setValue(visit.children)
        self._minutes.setValue(-1 if visit.minutes is None else visit.minutes)
        self._project.setText(visit.project)
        self._observation.setText(visit.observation)
        self._showing = False

    def values(self) -> dict[str, Any]:
        """Return the values by field of the visit."""
        minutes = self._minutes.value()
        return {
            "adults": self._adults.value(),
            "children": self._children.value(),
            "minutes": None if minutes < 0 else minutes,
            "project": self._project.text().strip(),
            "observation": self._observation.text().strip(),
        }

    def _on_changed(self) -> None:
        if not self._showing:
            self.changed.emit()
