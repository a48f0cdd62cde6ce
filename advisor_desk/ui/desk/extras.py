"""The fields of a visit that are not choices: minutes, project, observation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from advisor_desk.domain.visit import MAX_MINUTES, MAX_OBSERVATION, Visit
from advisor_desk.i18n import _
from advisor_desk.services.explain import field_label
from advisor_desk.settings.store import Settings
from advisor_desk.ui.desk.fields import is_shown
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel


class _Field(QWidget):
    """A field below its label, with room for a line about it."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self._label = PlainLabel(role="heading", wrap=True)
        self._label.setBuddy(editor)
        self._note = PlainLabel(role="muted", wrap=True)
        self._problem = PlainLabel(role="bad", wrap=True)
        self._note.hide()
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in (self._label, editor, self._note, self._problem):
            layout.addWidget(part)

    def set_words(self, label: str, note: str = "") -> None:
        """Set what the field is called, and what to mind."""
        self._label.setText(label)
        self.editor.setAccessibleName(label)
        self.editor.setAccessibleDescription(note)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the value, or nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))


class Extras(QWidget):
    """Numbers and texts of a visit.

    Signals:
        changed: the user changed a value.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._minutes = self._spin(MAX_MINUTES)
        self._minutes.setMinimum(-1)
        self._project = QLineEdit()
        self._observation = QLineEdit()
        self._observation.setMaxLength(MAX_OBSERVATION)
        for edit in (self._project, self._observation):
            edit.textEdited.connect(self._on_changed)
        self._fields = {
            "minutes": _Field(self._minutes),
            "project": _Field(self._project),
            "observation": _Field(self._observation),
        }
        self._numbers = QWidget()
        flow = FlowLayout(self._numbers, 12, breaks=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(9)
        layout.addWidget(self._numbers)
        for field in self._fields.values():
            if isinstance(field.editor, QSpinBox):
                flow.addWidget(field)
            else:
                layout.addWidget(field)

    def _spin(self, highest: int) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(0, highest)
        spin.setMinimumWidth(1)  # Qt reserves the room of the arrows twice
        spin.lineEdit().setTextMargins(10, 0, 0, 0)  # style sheets cannot move it
        spin.valueChanged.connect(self._on_changed)
        return spin

    def retranslate(self) -> None:
        """Take the words of the current language."""
        for name, field in self._fields.items():
            field.set_words(field_label(name))
        self._minutes.setSpecialValueText(_("not noted"))
        self._fields["observation"].set_words(
            field_label("observation"),
            _("About a phenomenon, never about a person: no names, numbers or addresses."),
        )

    def place(self, settings: Settings, *, more_open: bool) -> None:
        """Show the fields that the settings call for."""
        for name, field in self._fields.items():
            field.setVisible(is_shown(settings, name, more_open=more_open))
        numbers = [f for f in self._fields.values() if f.parentWidget() is self._numbers]
        self._numbers.setVisible(any(not field.isHidden() for field in numbers))

    def show_visit(self, visit: Visit) -> None:
        """Show the values of a visit, without telling."""
        self._showing = True
        self._minutes.setValue(-1 if visit.minutes is None else visit.minutes)
        self._project.setText(visit.project)
        self._observation.setText(visit.observation)
        self.show_problems({})
        self._showing = False

    def show_problems(self, told: Mapping[str, str]) -> QWidget | None:
        """Say at each field what is wrong; return the first such field."""
        for name, field in self._fields.items():
            field.show_problem(told.get(name, ""))
        return next((f.editor for name, f in self._fields.items() if name in told), None)

    def values(self) -> dict[str, Any]:
        """Return the values by field of the visit."""
        minutes = self._minutes.value()
        return {
            "minutes": None if minutes < 0 else minutes,
            "project": self._project.text().strip(),
            "observation": self._observation.text().strip(),
        }

    def _on_changed(self) -> None:
        if not self._showing:
            self.show_problems({})
            self.changed.emit()
