"""What is only for the talk with the client at the desk: gone with the visit.

It lives in memory alone: nothing of it is stored, logged or sent anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from advisor_desk.domain.path_walk import PathWalk
    from advisor_desk.domain.visit import Visit
    from advisor_desk.domain.walks import Walk


@dataclass(frozen=True, slots=True)
class Decision:
    """How far the questions of a card have been answered.

    Attributes:
        walk: the questions.
        numbers: of the answers so far.
        whole: whether the facts that do not apply are shown as well.
    """

    walk: Walk
    numbers: tuple[int, ...] = ()
    whole: bool = False


class Talk(QObject):
    """Keeps the walks of one talk by the key of their page, such as `path:student`.

    Both pages that can show a walk, at the desk and in the guidance, follow the same talk.

    Attributes:
        ask_visit: returns what the visit form holds; without a form there is no such thing.

    Signals:
        changed: the key of the page whose walk has changed.
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decisions: dict[str, Decision] = {}
        self._paths: dict[str, PathWalk] = {}
        self._left: set[str] = set()
        self.ask_visit: Callable[[], Visit] | None = None

    def decision(self, key: str) -> Decision | None:
        """Return the answers for a card, unless its questions are not asked."""
        return self._decisions.get(key)

    def path(self, key: str) -> PathWalk | None:
        """Return the walk along a path, unless it is not walked or has been left."""
        return None if key in self._left else self._paths.get(key)

    def kept_path(self, key: str) -> PathWalk | None:
        """Return the walk along a path, one that has been left too."""
        return self._paths.get(key)

    def decide(self, key: str, decision: Decision) -> None:
        """Keep the answers for a card."""
        self._decisions[key] = decision
        self.changed.emit(key)

    def walk(self, key: str, walk: PathWalk) -> None:
        """Keep the walk along a path."""
        self._paths[key] = walk
        self._left.discard(key)
        self.changed.emit(key)

    def leave(self, key: str) -> None:
        """Show a page as it is without a walk; ticked steps stay for the talk."""
        self._decisions.pop(key, None)
        self._left.add(key)
        self.changed.emit(key)

    def end(self) -> None:
        """Forget everything: the visit was saved or cleared."""
        keys = {*self._decisions, *self._paths}
        self._decisions.clear()
        self._paths.clear()
        self._left.clear()
        for key in keys:
            self.changed.emit(key)
