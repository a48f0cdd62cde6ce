"""Identifiers: random for visits, time-ordered for everything else."""

from __future__ import annotations

import os
import time
import uuid


def new_visit_id() -> str:
    """Return a random UUID (version 4).

    A version 7 id would keep the clock time of a visit for ever; the exact time is
    dropped when the day ends.
    """
    return str(uuid.uuid4())


def new_id() -> str:
    """Return a time-ordered UUID (version 7, RFC 9562 section 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76  # version
    value = value & ~(0b11 << 62) | 0b10 << 62  # variant
    return str(uuid.UUID(int=value))
