"""The commands of the day: appointments, the door count, and the staff questionnaire."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from advisor_desk.ui.context import Context
    from advisor_desk.ui.desk.panel import DeskPanel


def day_handlers(
    context: Context, window: QWidget, panel: DeskPanel, show_desk: Callable[[], None]
) -> dict[str, Callable[[], object]]:
    """Return what the commands do, by their ids; each part loads when first asked for.

    Args:
        context: what every part of the window is given.
        window: what the dialogs stand above.
        panel: takes the visit that is begun from an appointment.
        show_desk: shows the panel.
    """
    return {
        "day.appointments": partial(_open_appointments, context, window, panel, show_desk),
        "day.door": partial(_open_door, context, window),
        "day.questionnaire": partial(_open_questionnaire, context, window),
        "day.questionnaire-counts": partial(_open_counts, context, window),
    }


def _open_appointments(
    context: Context, window: QWidget, panel: DeskPanel, show_desk: Callable[[], None]
) -> None:
    from advisor_desk.ui.desk.appointments import show_appointments

    draft = show_appointments(context, window, free=panel.is_form_empty())
    if draft is None:
        return
    # An appointment does not say where the client lives; that is carried over as always.
    carried = panel.carried()
    kept = {name: carried[name] for name in ("municipality",) if name in carried}
    visit = replace(draft.visit, municipality=carried.get("municipality", draft.visit.municipality))
    show_desk()
    panel.show_begun(replace(draft, visit=visit, carried=frozenset(kept)))


def _open_door(context: Context, window: QWidget) -> None:
    from advisor_desk.ui.desk.door_dialog import show_door

    show_door(context, window)


def _open_questionnaire(context: Context, window: QWidget) -> None:
    from advisor_desk.ui.desk.questionnaire import show_questionnaire

    show_questionnaire(context, window)


def _open_counts(context: Context, window: QWidget) -> None:
    from advisor_desk.ui.desk.questionnaire_counts import show_counts

    show_counts(context, window)
