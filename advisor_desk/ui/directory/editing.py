"""Opens the editor of a record: what it needs is read off the UI thread first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.directory import Service
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.checking import given_for
from advisor_desk.ui.directory.editor.sections import Given
from advisor_desk.ui.presenters.undoing import WayBack, say_stored
from advisor_desk.ui.presenters.words import language

Stored = Callable[[Service], None]


def edit_record(
    context: Context, parent: QWidget, service_id: str = "", stored: Stored | None = None
) -> None:
    """Open the editor of a record.

    Args:
        context: what every part of the window is given.
        parent: the window that it stands above.
        service_id: of the record; empty for a new one.
        stored: called with the record once it is saved.
    """
    work = partial(given_for, context.desk, service_id)
    context.background.read(work, partial(_open, context, parent, stored))


def _open(context: Context, parent: QWidget, stored: Stored | None, given: Given | None) -> None:
    from advisor_desk.ui.directory.editor.window import EditorDialog

    if given is None:
        context.messages.say(_("This record is no longer there."), "warn")
        return
    dialog = EditorDialog(context, given, parent)
    dialog.saved.connect(partial(_on_saved, context))
    if stored is not None:
        dialog.saved.connect(stored)
    dialog.exec()
    wanted = dialog.wanted
    dialog.deleteLater()
    if wanted:
        edit_record(context, parent, wanted, stored)


def _on_saved(context: Context, record: Service) -> None:
    desk = context.desk
    undo = partial(desk.curation.undo, desk.actor, record.id, record.revision)
    text = _("{name} is saved.").format(name=record.name.pick(language()))
    say_stored(context, text, WayBack(undo, _("The record is again as it was before.")))
