"""Service paths among the results: those with the words in their title, or that fit the visit."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.services.browsing import holds_words
from advisor_desk.services.desk import Desk
from advisor_desk.ui.presenters.entries import path_entry
from advisor_desk.ui.widgets.hit_list import Entry

_BELOW: Final = 3
"""The best rows stay where they are: Enter in the search opens the first."""
_SHORTEST: Final = 3


def with_paths(
    desk: Desk, entries: tuple[Entry, ...], query: str, visit: Visit | None
) -> tuple[Entry, ...]:
    """Return the rows with those of paths among them.

    Args:
        desk: for the paths.
        entries: the first rows of an answer.
        query: what was typed; without it the best path for the visit is proposed.
        visit: what the form holds.
    """
    rows: list[Entry] = []
    if len(query) >= _SHORTEST:
        found = [path for path in desk.guidance.paths if holds_words(path.title, query)]
        rows = [replace(path_entry(path), tag=_("Path")) for path in found]
    elif not query and visit is not None:
        for path in desk.guidance.fitting_paths(visit)[:1]:
            rows.append(replace(path_entry(path), tag=_("Path"), reason=_("Fits the visit.")))
    return (*entries[:_BELOW], *rows, *entries[_BELOW:])
