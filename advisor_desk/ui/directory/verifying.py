"""Noting checks of records from wherever one is shown, with undo."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.directory import Service
from advisor_desk.domain.freshness import Method, Verification
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.undoing import WayBack, say_stored
from advisor_desk.ui.presenters.words import language


def verify_unchanged(context: Context, service: Service, method: Method = "phone") -> None:
    """Note that all of a record was checked by phone and stands."""
    desk = context.desk
    work = partial(desk.curation.verify, desk.actor, service.id, method, "unchanged", texts=True)
    context.background.write(work, partial(_on_verified, context, service.name.pick(language())))


def verify_in_detail(context: Context, parent: QWidget, service: Service) -> None:
    """Ask how a record was checked and what came of it."""
    from advisor_desk.ui.directory.verify_dialog import VerifyDialog

    name = service.name.pick(language())
    dialog = VerifyDialog(context, service.id, name, parent)
    dialog.verified.connect(partial(_on_verified, context, name))
    dialog.exec()
    dialog.deleteLater()


def _on_verified(context: Context, name: str, check: Verification) -> None:
    if check.outcome in ("unchanged", "changed"):
        text = _("{name} is verified as of today.").format(name=name)
    else:
        text = _("The check of {name} was noted; it stays among what is to be verified.").format(
            name=name
        )
    desk = context.desk
    undo = partial(desk.curation.take_back, desk.actor, check.id)
    say_stored(context, text, WayBack(undo, _("The check was taken back.")))
