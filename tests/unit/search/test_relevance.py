"""Whether what is meant is found, over the shipped data and two sets of queries.

`search_dev.json` was there before the search; `queries.json` was written before the first line of
it and not changed since. Both were run while it was built, so they are no proof for queries that
nobody has seen; no query, id or word of them is known to the program.
"""

import json
import random
import statistics
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor_desk.paths import find_paths
from advisor_desk.search import folding
from advisor_desk.services.content import load_shipped
from advisor_desk.services.finder import Finder
from advisor_desk.storage.database import open_database

HERE = Path(__file__).parent
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    """Give a finder over the shipped data."""
    folder = tmp_path_factory.mktemp("relevance")
    database = open_database(folder / "desk.sqlite3", folder / "backups")
    load_shipped(database, find_paths(folder).resources, DAY)
    yield Finder(database)
    database.close()


def is_found(finder: Finder, query: dict[str, Any]) -> bool:
    """Tell whether one of the right records stands high enough."""
    hits = finder.search(query["q"], language="en").hits[: query["must_be_in_top"]]
    return any(f"{hit.kind}:{hit.id}" in query["relevant"] for hit in hits)


@pytest.mark.parametrize(("name", "least"), [("search_dev.json", 0.95), ("queries.json", 0.95)])
def test_what_is_meant_is_found(finder: Finder, name: str, least: float) -> None:
    queries = json.loads((HERE / name).read_text(encoding="utf-8"))
    missed = [query["q"] for query in queries if not is_found(finder, query)]
    assert 1 - len(missed) / len(queries) >= least, missed


def test_every_kind_of_query_is_served(finder: Finder) -> None:
    queries = json.loads((HERE / "queries.json").read_text(encoding="utf-8"))
    kinds: dict[str, list[bool]] = {}
    for query in queries:
        kinds.setdefault(query["category"], []).append(is_found(finder, query))
    assert len(kinds) == 11
    assert {kind: sum(found) for kind, found in kinds.items() if statistics.mean(found) < 0.8} == {}


def test_results_do_not_jump_about_while_one_types(finder: Finder) -> None:
    titles = [hit.title for text in "aehkmnopstv" for hit in _first(finder, text, 60)]
    words = sorted({word for title in titles for word in folding.words(title) if len(word) > 5})
    random.Random(7).shuffle(words)
    kept = []
    for word in words[:100]:
        before = [hit.id for hit in _first(finder, word[:5], 3)]
        for end in range(6, len(word) + 1):
            after = [hit.id for hit in _first(finder, word[:end], 3)]
            kept.append(len(set(before) & set(after)) / max(len(after), 1))
            before = after
    assert statistics.mean(kept) > 0.8


def _first(finder: Finder, text: str, limit: int) -> Any:  # noqa: ANN401 - hits, as they come
    return finder.search(text, language="fi", limit=limit).hits
