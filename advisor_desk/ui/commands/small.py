"""Which commands the small window has room for."""

from __future__ import annotations

from typing import Final

_STAYS_SMALL: Final = (
    "visit.",
    "preset.",
    "tally.",
    "detail.copy",
    "help.",
    "app.",
    "find.search",
    "find.as-typed",
    "find.form",
    "view.mini",
    "view.language",
    "view.theme",
    "view.larger",
    "view.smaller",
    "view.normal-size",
)
"""What ids of commands begin with that work in the small window."""
_NEEDS_ROOM: Final = ("visit.recent",)


def needs_full_window(command_id: str) -> bool:
    """Tell whether a command shows something that the small window has no room for."""
    return command_id in _NEEDS_ROOM or not command_id.startswith(_STAYS_SMALL)
