"""The palette: every command by typing a part of its name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from advisor_desk.i18n import _
from advisor_desk.services.actor import Actor
from advisor_desk.ui.commands.registry import shortcut_text
from advisor_desk.ui.commands.table import COMMANDS
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.picker import Picker


def command_choices(actor: Actor) -> list[Choice]:
    """Return the commands that the actor's role allows, each with its keys."""
    return [
        Choice(command.id, _(command.label), shortcut_text(command))
        for command in COMMANDS
        if actor.role >= command.role
    ]


def pick_command(actor: Actor, parent: QWidget) -> str | None:
    """Let a command be picked; return its id, or None when the palette was left."""
    picker = Picker(
        _("All commands"), _("Type a part of a command"), command_choices(actor), parent
    )
    picker.exec()
    picked = picker.picked
    picker.deleteLater()
    return picked.id if picked else None
