"""Opens the window in which two records become one, and undoes that."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.directory import Service
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.undoing import WayBack, say_stored
from advisor_desk.ui.presenters.words import language


def merge_records(context: Context, parent: QWidget, keep: Service, gone: Service) -> None:
    """Let a supervisor merge two records.

    Args:
        context: what every part of the window is given.
        parent: the window that it stands above.
        keep: the record that stays, unless the supervisor swaps them.
        gone: the other one.
    """
    from advisor_desk.ui.directory.merge_dialog import MergeDialog

    dialog = MergeDialog(context, keep, gone, parent)
    dialog.merged.connect(partial(_on_merged, context))
    dialog.exec()
    dialog.deleteLater()


def _on_merged(context: Context, record: Service) -> None:
    desk = context.desk
    undo = partial(desk.curation.undo, desk.actor, record.id, record.revision)
    text = _("The two records are one now: {name}.").format(name=record.name.pick(language()))
    say_stored(context, text, WayBack(undo, _("They are two records again.")))
