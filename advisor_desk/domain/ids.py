"""Identifiers: random for visits, time-ordered for everything else.

Written here and not by `uuid`, whose import costs as much as reading the settings, and which
has version 7 only from Python 3.14 on.
"""

from __future__ import annotations

import os
import time
from functools import lru_cache
from typing import Final

_CATALOGUES: Final = "5b0c5f0e-4b0a-4d6e-9f4e-5c1d2a7e8f31"
"""The name space of foreign records; it never changes."""


def new_visit_id() -> str:
    """Return a random UUID (version 4, RFC 9562 section 5.4).

    A version 7 id would keep the clock time of a visit for ever; the exact time is
    dropped when the day ends.
    """
    return _uuid(int.from_bytes(os.urandom(16), "big"), version=4)


def new_id() -> str:
    """Return a time-ordered UUID (version 7, RFC 9562 section 5.7)."""
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    return _uuid(milliseconds << 80 | int.from_bytes(os.urandom(10), "big"), version=7)


def _uuid(value: int, *, version: int) -> str:
    """Return a 128-bit number as a UUID of a version, with the variant of the RFC."""
    value = value & ~(0xF << 76) | version << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@lru_cache(maxsize=4096)  # each record of an import asks for the same ones several times
def foreign_id(catalogue: str, kind: str, external_id: str) -> str:
    """Return the id at our desks of a record of a foreign catalogue.

    The same on every desk (UUID version 5, RFC 9562), so that desks that import the same
    catalogue mean the same record.

    Args:
        catalogue: id of the catalogue.
        kind: `service`, `channel` or `organization`.
        external_id: its id there.
    """
    from hashlib import sha1  # imported here: see above

    name = f"{catalogue}/{kind}/{external_id}".encode()
    digest = sha1(bytes.fromhex(_CATALOGUES.replace("-", "")) + name, usedforsecurity=False)
    return _uuid(int.from_bytes(digest.digest()[:16], "big"), version=5)
