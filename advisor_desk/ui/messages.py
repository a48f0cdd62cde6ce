"""The only way to say something to the advisor: a passing line, with undo where it fits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

Level = Literal["info", "good", "warn", "bad"]
_LOG = logging.getLogger(__name__)


class Message(NamedTuple):
    """What is said.

    Attributes:
        text: whole sentences; never client data.
        level: how it looks and whether it stays.
        action: words of a button, or empty.
        act: what the button does.
    """

    text: str
    level: Level = "info"
    action: str = ""
    act: Callable[[], None] | None = None


class Messages(QObject):
    """Takes messages and hands them to whoever shows them.

    Signals:
        said: a `Message`.
    """

    said = Signal(object)

    def say(
        self,
        text: str,
        level: Level = "info",
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Say something; it replaces what was said before.

        Only trouble goes to the log: what was done for a client, and when, is nobody's there.
        """
        if level == "bad":
            _LOG.error("%s", text)
        self.said.emit(Message(text, level, action, act))
