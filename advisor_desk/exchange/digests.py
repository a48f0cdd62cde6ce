"""Digests of the shipped set; apart from its reader, which is costly to import."""

from __future__ import annotations

import hashlib
from pathlib import Path


def shipped_digest(resources: Path) -> str:
    """Return a digest of all shipped data files, to see whether a newer set came."""
    digest = hashlib.sha256()
    for path in sorted([*resources.rglob("*.yaml"), *resources.rglob("*.csv")]):
        digest.update(path.relative_to(resources).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def record_digest(record: object) -> str:
    """Return a digest of one domain record, to see whether a newer set changed it."""
    return hashlib.sha256(repr(record).encode()).hexdigest()
