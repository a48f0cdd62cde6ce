"""Starts walks from where the focus is, and finds the path that fits the visit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.hit_list import HitList
from advisor_desk.ui.widgets.picker import Picker


def open_marked() -> None:
    """Open the marked row of the list that has the focus, where it is a card or a path."""
    hits = QApplication.focusWidget()
    if isinstance(hits, HitList) and hits.current_key().startswith(("card:", "path:")):
        hits.open_current()


def walk_fitting_path(context: Context, parent: QWidget, walk: Callable[[str], None]) -> None:
    """Walk the path that fits the visit; where not exactly one does, let it be picked.

    Args:
        context: for the paths and what the form holds.
        parent: of the dialog.
        walk: is given the key of the path.
    """
    guidance, visit = context.desk.guidance, context.talk.ask_visit
    fitting = guidance.fitting_paths(visit()) if visit is not None else ()
    if len(fitting) == 1:
        walk(f"path:{fitting[0].id}")
        return
    others = [path for path in guidance.paths if path not in fitting]
    choices = [
        Choice(f"path:{path.id}", path.title.pick(language()), path.for_whom.pick(language()))
        for path in (*fitting, *others)
    ]
    picker = Picker(_("Service paths"), _("Type a part of the path"), choices, parent)
    picker.exec()
    picked = picker.picked
    picker.deleteLater()
    if picked is not None:
        walk(picked.id)
