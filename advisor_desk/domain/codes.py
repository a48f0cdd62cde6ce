"""Classifications of a visit: lists of codes that are retired, never deleted or reused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from advisor_desk.domain.text import Language, LocalText

NOT_ASKED: Final = "not-asked"
DECLINED: Final = "declined"
NOT_APPLICABLE: Final = "not-applicable"

UNANSWERED: Final = (NOT_ASKED, DECLINED, NOT_APPLICABLE)
"""Codes of the list `unanswered`: allowed in every single-choice field, own rows in reports."""

ABROAD: Final = "abroad"
"""Municipality code of a client who does not live in Finland."""

UNKNOWN_MUNICIPALITY: Final = "unknown"


OWN_PREFIX: Final = "own-"
"""What the id of a code of this desk begins with; no shipped one does, so they never meet."""


class Code(NamedTuple):
    """One entry of a list.

    Attributes:
        list: name of the list, e.g. `topic`.
        id: stable text id, unique in its list.
        parent: id of the parent in the same list, or None at the top level.
        order: position for display.
        quick: whether it stands among the first choices of a form row.
        label: the words shown.
        valid_from, valid_to: ISO days, or None where open; a retired code has `valid_to`.
    """

    list: str
    id: str
    label: LocalText
    parent: str | None = None
    order: int = 0
    quick: bool = False
    valid_from: str | None = None
    valid_to: str | None = None

    def valid_on(self, day: str) -> bool:
        """Tell whether the code may be chosen on an ISO day."""
        return (self.valid_from or "") <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def own(self) -> bool:
        """Whether it was added at this desk, below an official code."""
        return self.id.startswith(OWN_PREFIX)


class CodeBook:
    """All lists of codes, in their order; immutable once made."""

    def __init__(self, codes: Iterable[Code]) -> None:
        given = list(codes)
        self._by_id = {(code.list, code.id): code for code in given}
        lists: dict[str, list[Code]] = {}
        for code in sorted(given, key=self._display_order):
            lists.setdefault(code.list, []).append(code)
        self._lists: Mapping[str, tuple[Code, ...]] = {k: tuple(v) for k, v in lists.items()}

    def _display_order(self, code: Code) -> tuple[str, tuple[tuple[int, str], ...]]:
        """Return the place of a code: by list, and below its parent, whatever its own number."""
        above: tuple[tuple[int, str], ...] = ()
        parent = self._by_id.get((code.list, code.parent)) if code.parent else None
        if parent is not None and parent.id != code.id:
            above = self._display_order(parent)[1]
        return code.list, (*above, (code.order, code.id))

    @property
    def lists(self) -> tuple[str, ...]:
        """Names of the lists that have codes."""
        return tuple(self._lists)

    def members(self, list_name: str, *, day: str | None = None) -> tuple[Code, ...]:
        """Return the codes of a list in order; with a day, only those valid on it.

        Raises:
            KeyError: there is no such list.
        """
        members = self._lists[list_name]
        return members if day is None else tuple(c for c in members if c.valid_on(day))

    def find(self, list_name: str, code_id: str) -> Code | None:
        """Return a code of the list or, in any list, an unanswered code; None if unknown."""
        return self._by_id.get((list_name, code_id)) or self._by_id.get(("unanswered", code_id))

    def label(self, list_name: str, code_id: str, language: Language) -> str:
        """Return the words for a code; the id itself where the code is unknown."""
        code = self.find(list_name, code_id)
        return code.label.pick(language) if code else code_id

    def top(self, list_name: str, code_id: str) -> str:
        """Return the id of the top-level ancestor of a code (itself at the top level)."""
        code = self.find(list_name, code_id)
        while code and code.parent:
            code_id, code = code.parent, self.find(list_name, code.parent)
        return code_id

    def children(self, list_name: str, parent: str | None) -> tuple[Code, ...]:
        """Return the codes directly below a parent, or the top level for None."""
        return tuple(c for c in self._lists.get(list_name, ()) if c.parent == parent)
