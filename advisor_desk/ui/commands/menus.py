"""The menus, apart from the table of commands: their titles are in the first picture."""

from __future__ import annotations

from typing import Final

from advisor_desk.i18n import N_

MENUS: Final = {
    "visit": N_("&Visit"),
    "find": N_("&Find"),
    "record": N_("&Record"),
    "day": N_("&Day"),
    "view": N_("V&iew"),
    "help": N_("&Help"),
}
"""Menus in their order."""
