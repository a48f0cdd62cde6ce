"""What the keys of presets do at the desk: save a visit at once, keep one as a preset."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from advisor_desk.domain.presets import Preset
from advisor_desk.domain.visit import Draft, Visit
from advisor_desk.i18n import _
from advisor_desk.services.presets import Unsaved
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.preset_strip import PresetStrip
from advisor_desk.ui.desk.recent import RecentVisits
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.presenters.words import language


class Host(Protocol):
    """What the presets need of the desk: its form, its last visits, its way back."""

    form: VisitForm

    @property
    def recent(self) -> RecentVisits:
        """The last visits."""

    def window(self) -> QWidget:
        """Return the window."""

    def is_form_empty(self) -> bool:
        """Tell whether nothing was filled in that would be lost."""

    def show_begun(self, draft: Draft) -> None:
        """Show a visit that is begun."""

    def say_saved(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was saved, with a way back."""

    def retract(self, visit_id: str) -> None:
        """Take a visit back."""


class PresetKeys(QObject):
    """Ties the presets to the desk.

    Args:
        context: what every part of the window is given.
        panel: the desk.
    """

    def __init__(self, context: Context, panel: Host) -> None:
        super().__init__(panel.window())
        self._context = context
        self._panel = panel
        self.strip = PresetStrip(context)
        self.strip.saved.connect(self._on_saved)
        self.strip.unsaved.connect(self._on_unsaved)
        panel.form.place_above_rows(self.strip)

    def use(self, slot: int) -> None:
        """Save a visit by the preset on a number; what the form holds stays as it is."""
        self.strip.use(slot)

    def _on_saved(self, visit: Visit) -> None:
        words = self._context.desk.visits.summary(visit, language())
        if self._panel.is_form_empty():  # else the talk is about the visit in the form
            self._context.talk.end()
        text = _("Saved: {visit}").format(visit=words)
        self._panel.say_saved(text, partial(self._panel.retract, visit.id))

    def _on_unsaved(self, preset: Preset, told: Unsaved) -> None:
        """Show in an empty form what is left of a preset that could not be saved."""
        if self._panel.is_form_empty():
            self._panel.show_begun(Draft(told.visit))
            text = _("{why} The form shows the rest of the preset: check it and press Enter.")
        else:
            text = _("{why} Save or clear the form, then press Ctrl+{number} again.")
        self._context.messages.say(text.format(why=told.why, number=preset.slot), "warn")

    def keep(self) -> None:
        """Keep the visit in the form, or else the last one, as a preset."""
        from advisor_desk.ui.desk.preset_dialog import show_presets

        panel = self._panel
        visit = panel.recent.latest() if panel.is_form_empty() else panel.form.visit()
        show_presets(self._context, visit, panel.window(), self.strip.reload)
