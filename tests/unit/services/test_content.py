"""The shipped set comes into the desk, and a newer one updates what nobody edited."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.text import LocalText
from advisor_desk.paths import Paths, find_paths
from advisor_desk.services import session
from advisor_desk.services.content import is_loaded, load_shipped
from advisor_desk.services.desk import Desk
from advisor_desk.storage.content import review_queue
from advisor_desk.storage.database import Database, open_database, table_counts
from advisor_desk.storage.directory import service_ids
from tests.unit.conftest import NOW, FrozenClock

TODAY = NOW.date()
Edit = Callable[[str, str, str], None]


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Return a copy of the shipped files, to be changed."""
    copy = tmp_path / "resources"
    shutil.copytree(find_paths().resources, copy, ignore=shutil.ignore_patterns("*.svg"))
    return copy


@pytest.fixture
def edit(newer: Path) -> Edit:
    """Return a function that replaces the first occurrence of a text in a file of the copy."""

    def change(name: str, old: str, new: str) -> None:
        path = newer / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def queue(database: Database) -> list[tuple[str, str]]:
    with database.reading() as connection:
        return review_queue(connection)


def test_a_new_desk_is_filled_in_under_two_seconds(tmp_path: Path) -> None:
    paths = find_paths(tmp_path / "new")
    started = time.process_time()  # of this process: other work on the machine is not counted
    with session.take_desk(paths):
        database = session.open_desk(paths, FrozenClock(NOW))
    took = time.process_time() - started
    counts = table_counts(database)
    assert is_loaded(database)
    database.close()
    assert min(counts[name] for name in ("service", "card", "path", "code", "synonym")) > 0
    assert took < 2.0


def test_the_same_set_is_not_loaded_twice(database: Database, paths: Paths) -> None:
    assert load_shipped(database, paths.resources, TODAY) is None


def test_the_same_set_in_another_place_changes_nothing(database: Database, newer: Path) -> None:
    before = table_counts(database)
    assert load_shipped(database, newer, TODAY) is None
    assert table_counts(database) == before
    assert queue(database) == []


def test_a_newer_set_updates_what_nobody_edited(desk: Desk, newer: Path, edit: Edit) -> None:
    edit("directory/kainuu.yaml", "en: Kajaani integration services", "en: Kajaani newcomers")
    edit("guidance/cards/tax-card.yaml", "en: How do I get a tax card?", "en: Tax cards")
    loaded = load_shipped(desk.database, newer, TODAY)
    assert loaded is not None
    assert (loaded.written, loaded.kept, loaded.withdrawn) == (2, 0, 0)
    service = desk.directory.get("kajaani-integration")
    card = desk.guidance.card("tax-card")
    assert service is not None
    assert card is not None
    assert (service.name.en, service.revision) == ("Kajaani newcomers", 2)
    assert (card.title.en, card.revision) == ("Tax cards", 2)
    hits = desk.finder.search("kajaani newcomers", language="en").hits
    assert hits[0].id == "kajaani-integration"


def test_a_newer_set_never_updates_what_somebody_edited(
    desk: Desk, newer: Path, edit: Edit
) -> None:
    service = desk.directory.get("kajaani-integration")
    assert service is not None
    ours = replace(service, name=LocalText(en="Ours"))
    ours = desk.curation.save(desk.actor, service, ours)
    edit("directory/kainuu.yaml", "en: Kajaani integration services", "en: Kajaani newcomers")
    loaded = load_shipped(desk.database, newer, TODAY)
    assert loaded is not None
    assert (loaded.written, loaded.kept) == (0, 1)
    assert desk.directory.get("kajaani-integration") == ours
    assert queue(desk.database) == [("service", "kajaani-integration")]


def test_an_edited_record_is_queued_only_if_its_shipped_form_changed(
    desk: Desk, newer: Path, edit: Edit
) -> None:
    service = desk.directory.get("kela")
    assert service is not None
    ours = desk.curation.save(desk.actor, service, replace(service, website=""))
    edit("directory/kainuu.yaml", "en: Kajaani integration services", "en: Kajaani newcomers")
    load_shipped(desk.database, newer, TODAY)
    assert desk.directory.get("kela") == ours
    assert queue(desk.database) == []


def test_what_is_not_shipped_any_more_is_withdrawn_but_can_be_opened(
    desk: Desk, newer: Path, edit: Edit
) -> None:
    edit("directory/kainuu.yaml", "- id: suomussalmi-immigration", "- id: another")
    loaded = load_shipped(desk.database, newer, TODAY)
    assert loaded is not None
    assert (loaded.written, loaded.withdrawn) == (1, 1)
    service = desk.directory.get("suomussalmi-immigration")
    assert service is not None
    assert service.status == "withdrawn"
    assert service not in desk.directory.offered()
    found = [hit.id for hit in desk.finder.search("suomussalmi immigration", language="en").hits]
    assert "suomussalmi-immigration" not in found
    assert "another" in found


def test_a_code_that_is_not_shipped_any_more_is_retired_and_keeps_its_words(
    desk: Desk, newer: Path
) -> None:
    path = newer / "codes" / "codes.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("barrier,declined-help,")]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")
    load_shipped(desk.database, newer, TODAY)
    code = desk.codes.book.find("barrier", "declined-help")
    assert code is not None
    assert code.label.fi
    assert not code.valid_on(TODAY.isoformat())
    assert code.valid_on((TODAY - timedelta(days=1)).isoformat())
    assert code not in desk.codes.book.members("barrier", day=TODAY.isoformat())


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("directory/kainuu.yaml", "kind: advice-point", "kind: castle"),
        ("guidance/cards/tax-card.yaml", "id: tax-card", "id: [tax-card"),
        ("codes/codes.csv", "topic,", "topic,,"),
    ],
)
def test_a_set_with_an_error_changes_nothing_and_is_named(
    desk: Desk, newer: Path, edit: Edit, name: str, old: str, new: str
) -> None:
    edit(name, old, new)
    edit("guidance/cards/find-work.yaml", "position:", "position: 1 #")
    before = table_counts(desk.database)
    with pytest.raises(Failure) as caught:
        load_shipped(desk.database, newer, TODAY)
    assert caught.value.kind is FailureKind.BAD_FILE
    assert caught.value.detail.startswith(name)
    assert table_counts(desk.database) == before


def test_a_load_that_fails_in_the_middle_leaves_the_old_set(
    desk: Desk, newer: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("directory/kainuu.yaml", "en: Kajaani integration services", "en: Kajaani newcomers")

    def fail(*_: object) -> None:
        raise KeyError

    with monkeypatch.context() as patch:
        patch.setattr("advisor_desk.storage.synonyms.load_synonyms", fail)
        with pytest.raises(KeyError):
            load_shipped(desk.database, newer, TODAY)
    service = desk.directory.get("kajaani-integration")
    assert service is not None
    assert service.name.en == "Kajaani integration services"
    loaded = load_shipped(desk.database, newer, TODAY)
    assert loaded is not None
    assert loaded.written == 1


def test_an_empty_database_has_nothing_loaded(tmp_path: Path) -> None:
    paths = find_paths(tmp_path)
    database = open_database(paths.database, paths.backups)
    assert not is_loaded(database)
    with database.reading() as connection:
        assert service_ids(connection) == []
    database.close()
