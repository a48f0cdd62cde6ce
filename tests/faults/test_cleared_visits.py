"""No client data survives a cleared visit: not in the database, its side files, nor any other.

What was typed into a visit and cleared, or saved and later corrected to nothing, is looked for
as canaries in all files of the data folder and of the temporary one, byte by byte.

Named sabotage, each tried and seen red here: `secure_delete` off; no checkpoint after a clear;
the log of corrections keeping free texts; a sweep that believes what it was refused.
"""

from __future__ import annotations

import random
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor_desk.domain.visit import MAX_OBSERVATION, Visit
from advisor_desk.services import maintenance
from advisor_desk.services.desk import Desk
from advisor_desk.storage import database as database_module
from advisor_desk.storage.database import Database

FIELDS = ("observation", "project", "title")
SEED = 20261122


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the temporary folder of this test, which SQLite and Python use."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


def canary(length: int = 40) -> str:
    """Return a text of letters that stands nowhere else."""
    letters = uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    return ("Kanarialintu " + letters * 9)[:length]


def typed(desk: Desk, *canaries: str) -> Visit:
    """Return a visit that holds canaries in its free texts, in the order of `FIELDS`."""
    draft = desk.visits.new_draft(desk.actor)
    values = dict(zip(FIELDS, canaries, strict=False))
    return replace(draft.visit, topics=("housing",), **values)  # type: ignore[arg-type]  # names are checked at run time


def keep(desk: Desk, visit: Visit) -> None:
    """Keep a visit as the draft, as the form does while it is typed."""
    draft = desk.visits.new_draft(desk.actor)
    for end in range(5, len(visit.observation), 7):
        part = replace(visit, observation=visit.observation[:end])
        desk.visits.keep_draft(replace(draft, visit=part))
    desk.visits.keep_draft(replace(draft, visit=visit))


def files(desk: Desk, temporary: Path) -> Iterator[Path]:
    for folder in (desk.paths.data, temporary):
        yield from (path for path in folder.rglob("*") if path.is_file())


def found(desk: Desk, temporary: Path, *canaries: str) -> set[str]:
    """Return the names of the files in which a canary, or what tells it apart, is left."""
    marks = {
        part.encode(coding)
        for text in canaries
        for part in (text[13:25], text[-12:])
        for coding in ("utf-8", "utf-16-le", "utf-16-be")
    }
    return {
        path.name
        for path in files(desk, temporary)
        if any(mark in path.read_bytes() for mark in marks)
    }


def stored(desk: Desk) -> list[Visit]:
    return desk.visits.between(date(2000, 1, 1), date(2100, 1, 1))


def test_a_cleared_form_is_gone_at_once(desk: Desk, temporary: Path) -> None:
    texts = [canary() for _field in FIELDS]
    keep(desk, typed(desk, *texts))
    assert found(desk, temporary, *texts), "the draft was never on disk"
    desk.visits.keep_draft(None)
    assert found(desk, temporary, *texts) == set()


def test_a_saved_visit_that_is_corrected_to_nothing_is_gone(desk: Desk, temporary: Path) -> None:
    texts = [canary() for _field in FIELDS]
    visit = typed(desk, *texts)
    keep(desk, visit)
    saved = desk.visits.save(desk.actor, visit)
    assert found(desk, temporary, *texts) >= {desk.paths.database.name + "-wal"}
    empty = dict.fromkeys(FIELDS, "")
    corrected = desk.visits.correct(desk.actor, replace(saved, **empty))  # type: ignore[arg-type]  # names are checked at run time
    assert desk.visits.sweep()
    assert found(desk, temporary, *texts) == set()
    assert stored(desk) == [corrected]


def test_what_was_typed_and_taken_out_before_the_save_is_gone(desk: Desk, temporary: Path) -> None:
    text = canary()
    visit = typed(desk, text)
    keep(desk, visit)
    desk.visits.save(desk.actor, replace(visit, observation=""))
    assert desk.visits.sweep()
    assert found(desk, temporary, text) == set()


def test_nothing_is_left_in_pages_that_were_moved_about(desk: Desk, temporary: Path) -> None:
    chance = random.Random(SEED)
    texts: list[str] = []
    saved: list[Visit] = []
    for number in range(120):
        new = [canary(chance.randrange(30, 80)) for _field in FIELDS]
        new[0] = canary(chance.randrange(30, MAX_OBSERVATION))
        texts += new
        visit = typed(desk, *new)
        keep(desk, visit)
        if number % 3:
            saved.append(desk.visits.save(desk.actor, visit))
        else:
            desk.visits.keep_draft(None)
    chance.shuffle(saved)
    for visit in saved:
        empty = dict.fromkeys(FIELDS, "")
        desk.visits.correct(desk.actor, replace(visit, **empty))  # type: ignore[arg-type]  # names are checked at run time
    assert desk.visits.sweep()
    assert found(desk, temporary, *texts) == set()
    assert len(stored(desk)) == len(saved)


def test_a_reader_in_the_way_is_not_waited_for_and_it_is_tried_again(
    desk: Desk, temporary: Path
) -> None:
    text = canary()
    keep(desk, typed(desk, text))
    with closing(sqlite3.connect(desk.paths.database)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM draft_value").fetchone()
        desk.visits.keep_draft(None)
        assert not desk.visits.sweep(), "somebody still reads the draft"
        assert found(desk, temporary, text)
        reader.rollback()
        assert desk.visits.sweep()
        assert found(desk, temporary, text) == set()


def test_what_could_not_be_swept_is_when_the_desk_is_closed(
    desk: Desk, database: Database, temporary: Path
) -> None:
    text = canary()
    keep(desk, typed(desk, text))
    with closing(
        sqlite3.connect(desk.paths.database)
    ) as other:  # another process, such as a command
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM draft_value").fetchone()
        desk.visits.keep_draft(None)
        other.rollback()
        assert found(desk, temporary, text)
        database.close()
        assert found(desk, temporary, text) == set()


def test_a_backup_holds_nothing_of_what_was_only_typed(desk: Desk, temporary: Path) -> None:
    text = canary()
    keep(desk, typed(desk, text))
    backup = maintenance.daily_backup(desk.paths)
    assert backup is not None
    assert desk.visits.kept_draft() is not None
    desk.visits.keep_draft(None)
    assert found(desk, temporary, text) == set()


def test_a_shared_place_keeps_nothing_in_its_rollback_journal(
    desk: Desk, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "is_shared_place", lambda _path: True)
    text = canary()
    visit = typed(desk, text)
    keep(desk, visit)
    saved = desk.visits.save(desk.actor, visit)
    assert found(desk, temporary, text) == {desk.paths.database.name}
    desk.visits.correct(desk.actor, replace(saved, observation=""))
    assert desk.visits.sweep()
    assert found(desk, temporary, text) == set()


def test_sabotage_without_secure_delete_the_file_keeps_what_was_cleared(
    desk: Desk, database: Database, temporary: Path
) -> None:
    text = canary(MAX_OBSERVATION)
    with database.writing() as writer:
        pass
    writer.execute("PRAGMA secure_delete = OFF")
    keep(desk, typed(desk, text))
    desk.visits.sweep()
    desk.visits.keep_draft(None)
    assert desk.visits.sweep()
    assert found(desk, temporary, text) == {desk.paths.database.name}


def test_sabotage_without_a_checkpoint_the_wal_keeps_what_was_cleared(
    desk: Desk, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = canary()
    monkeypatch.setattr(Database, "sweep", lambda _self: True)
    keep(desk, typed(desk, text))
    desk.visits.keep_draft(None)
    assert found(desk, temporary, text) == {desk.paths.database.name + "-wal"}
