"""Brings the shipped set into the desk's database when it is new."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_desk.storage.database import Database
from advisor_desk.storage.meta import get_meta, is_index_current, set_meta

if TYPE_CHECKING:
    from advisor_desk.exchange.shipped import Shipped
    from advisor_desk.storage.content import Loaded

_DIGEST = "shipped_digest"
_STAMP = "shipped_stamp"


def load_shipped(database: Database, resources: Path, today: date) -> Loaded | None:
    """Load the shipped set unless this very set is loaded already.

    Must be called where writing is allowed. Everything happens in one transaction: a set
    with an error changes nothing.

    Returns:
        What was done, or None where nothing had to be.

    Raises:
        Failure: a shipped file is wrong, or the database cannot be written.
    """
    stamp = file_stamp(resources)
    with database.reading() as connection:
        same = get_meta(connection, _STAMP) == stamp
        indexed = is_index_current(connection)
    if same and indexed:
        return None
    if same:
        _reindex(database)
        return None
    # Imported here: digests and the reading of YAML are needed once per shipped set.
    from advisor_desk.exchange.digests import shipped_digest

    digest = shipped_digest(resources)
    with database.reading() as connection:
        known = get_meta(connection, _DIGEST) == digest
    loaded = None if known else _load(database, resources, today)
    if known and not indexed:
        _reindex(database)
    with database.writing() as connection:
        set_meta(connection, _DIGEST, digest)
        set_meta(connection, _STAMP, stamp)
    return loaded


def _reindex(database: Database) -> None:
    """Make the search index anew: it is of another version, or holds too much that is gone."""
    from advisor_desk.services.indexing import reindex

    with database.writing() as connection:
        reindex(connection)


def is_loaded(database: Database) -> bool:
    """Tell whether any shipped set has been loaded: not so after a start that was cut short."""
    with database.reading() as connection:
        return bool(get_meta(connection, _DIGEST))


def file_stamp(resources: Path) -> str:
    """Return place, number, size and newest change of the shipped files: cheap to see anew."""
    files = [
        os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - a third of the time of paths
        for folder, _folders, names in os.walk(resources)
        for name in names
        if name.endswith((".yaml", ".csv"))
    ]
    newest = max((status.st_mtime_ns for status in files), default=0)
    size = sum(status.st_size for status in files)
    return f"{resources} {len(files)} {size} {newest}"


def _check_rules(resources: Path, content: Shipped) -> None:
    """Check the rules of the suggestions against the set that they come with.

    Raises:
        Failure: a rule is wrong, or names what the set does not have.
    """
    from advisor_desk.domain.codes import CodeBook
    from advisor_desk.exchange.suggestion_rules import (
        check_suggestion_rules,
        read_suggestion_rules,
    )

    check_suggestion_rules(
        read_suggestion_rules(resources),
        CodeBook(content.codes),
        {card.id for _, card in content.cards},
        {service.id for service in content.services if service.status == "listed"},
    )


def _load(database: Database, resources: Path, today: date) -> Loaded:
    from advisor_desk.exchange.digests import record_digest
    from advisor_desk.exchange.shipped import read_shipped
    from advisor_desk.services.indexing import reindex
    from advisor_desk.storage import content as tables
    from advisor_desk.storage.codes import replace_places
    from advisor_desk.storage.synonyms import load_synonyms

    content = read_shipped(resources)
    _check_rules(resources, content)
    day = today.isoformat()
    with database.writing() as connection:
        loaded = tables.load_codes(connection, content.codes, record_digest, day)
        replace_places(connection, content.municipalities, content.languages)
        loaded = loaded.plus(tables.load_services(connection, content.services, record_digest, day))
        loaded = loaded.plus(
            tables.load_guidance(
                connection, content.sources, content.cards, content.paths, record_digest, day
            )
        )
        load_synonyms(connection, content.synonyms)
        reindex(connection)
    return loaded
