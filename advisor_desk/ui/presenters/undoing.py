"""Saying what was stored with a way back, the same wherever something is stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from advisor_desk.i18n import _
from advisor_desk.ui.context import Context


class WayBack(NamedTuple):
    """What takes back what was stored.

    Attributes:
        undo: takes it back; called in the writing thread.
        undone: said once it is taken back.
        then: called on the UI thread once it is taken back.
    """

    undo: Callable[[], object]
    undone: str
    then: Callable[[], None] | None = None


def say_stored(context: Context, text: str, back: WayBack) -> None:
    """Say that something was stored, and offer to take it back."""
    context.messages.say(text, "good", action=_("Undo"), act=partial(_undo, context, back))


def _undo(context: Context, back: WayBack) -> None:
    context.background.write(back.undo, partial(_on_undone, context, back))


def _on_undone(context: Context, back: WayBack, _result: object) -> None:
    context.messages.say(back.undone, "good")
    if back.then is not None:
        back.then()
