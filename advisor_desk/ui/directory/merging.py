"""Opens the window in which two records become one, and undoes that."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.directory import Service
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
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
    name = record.name.pick(language())
    context.messages.say(
        _("The two records are one now: {name}.").format(name=name),
        "good",
        action=_("Undo"),
        act=partial(_undo, context, record),
    )


def _undo(context: Context, record: Service) -> None:
    desk = context.desk
    work = partial(desk.curation.undo, desk.actor, record.id, record.revision)
    context.background.write(work, partial(_on_undone, context))


def _on_undone(context: Context, _record: Service) -> None:
    context.messages.say(_("They are two records again."), "good")
