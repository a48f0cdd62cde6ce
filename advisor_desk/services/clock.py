"""The time at the desk, in one place so that tests can set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns the local time, without a zone: the desk's wall clock."""


def local_now() -> datetime:
    """Return the time on the desk's wall clock."""
    return datetime.now()  # noqa: DTZ005 - a desk lives by its wall clock
