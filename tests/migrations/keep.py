"""Keeps a small database of this release as text, for the tests of later ones.

Run as `python -m tests.migrations.keep` when a release is made: it writes
`tests/migrations/<version>.sql` and prints the digests that `test_released.py` holds. What
was kept of earlier releases is never written anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database as Tables

from advisor_desk import __version__
from advisor_desk.bootstrap import build_desk
from advisor_desk.domain.codes import Code
from advisor_desk.domain.directory import Service
from advisor_desk.domain.guidance import Card
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.visit import Draft, Referral
from advisor_desk.paths import find_paths
from advisor_desk.services.actor import Actor, Role
from advisor_desk.settings.store import Settings
from advisor_desk.storage.codes import write_code
from advisor_desk.storage.database import Database, open_database
from advisor_desk.storage.directory import write_service
from advisor_desk.storage.guidance import write_card
from advisor_desk.storage.migrations import migrations
from advisor_desk.storage.visits import insert_visit, write_draft
from tests.unit.conftest import NOW, FrozenClock
from tests.unit.visits import visit

FOLDER = Path(__file__).resolve().parent
#: The journal of the migrations keeps the moment of each, which would differ every time.
MOMENT = "2026-11-21 12:00:00.000000+00:00"
SAMPLES = (
    visit(1, minutes=15, referrals=(Referral("kela", "handed-over"),), help_given=("form",)),
    visit(2, topics=("permits", "work"), reason="work", language="ckb", municipality="049"),
    visit(3, retracted=True, observation="A new phenomenon"),
)


def main() -> int:
    """Write the file of this version unless it is there."""
    target = FOLDER / f"{__version__}.sql"
    if target.exists():
        sys.stderr.write(f"{target.name} is kept already; a released one stays as it is\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite3"
        fill(path)
        target.write_text("\n".join(dump(path)) + "\n", encoding="utf-8")
    for name, digest in migration_digests().items():
        sys.stdout.write(f'    "{name}": "{digest}",\n')
    return 0


def fill(path: Path) -> None:
    """Make a database with a record or two of each kind."""
    paths = find_paths(path.parent)
    with closing(open_database(path, paths.backups)) as database:
        with database.writing() as connection:
            _write_content(connection)
        _log_visits(database)


def _write_content(connection: sqlite3.Connection) -> None:
    for name in ("housing", "work", "permits"):
        write_code(connection, Code("topic", name, LocalText(en=name)), 1, "")
    write_service(connection, Service("kela", "authority", LocalText("Kela", "FPA", "Kela")))
    card = Card("tax-card", LocalText(en="Tax card"), LocalText(), LocalText(), ())
    write_card(connection, card, position=1)


def _log_visits(database: Database) -> None:
    paths = find_paths(database.path.parent)
    desk = build_desk(paths, Settings(paths.settings), database, FrozenClock(NOW))
    with database.writing() as connection:
        for one in SAMPLES:
            insert_visit(connection, one)
        write_draft(connection, Draft(visit(4, topics=()), frozenset({"language"})))
    eve = Actor("eve", Role.ADVISOR)
    desk.visits.retract(eve, SAMPLES[0].id)
    desk.visits.retract(eve, SAMPLES[0].id, retracted=False)


def dump(path: Path) -> Iterator[str]:
    """Give the statements that make a database anew; indexes for search stay empty."""
    with closing(sqlite3.connect(path)) as connection:
        for name in ("application_id", "user_version"):
            yield f"PRAGMA {name} = {connection.execute(f'PRAGMA {name}').fetchone()[0]};"
        made = schema(connection)
        for statement in made.values():
            yield f"{statement};"
        for table, statement in made.items():
            if statement.startswith("CREATE TABLE"):
                yield from _rows(connection, table)


def schema(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the statements of a schema by name, in their order, without what SQLite adds."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT IN"
        " (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY rowid"
    )
    return dict(rows.fetchall())


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    """Give the statements that insert the rows of a table, by its stored columns."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_xinfo('{table}')") if not row[6]]
    values = " || ', ' || ".join(f'quote("{name}")' for name in names)
    for (row,) in connection.execute(f'SELECT {values} FROM "{table}"'):  # noqa: S608
        text = row if table != "_sqlite_migrations" else _without_moment(row)
        yield f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({text});'  # noqa: S608


def _without_moment(row: str) -> str:
    head, _, _moment = row.rpartition(", ")
    return f"{head}, '{MOMENT}'"


def migration_digests() -> dict[str, str]:
    """Return a digest of the statements that each migration runs, by its name."""
    digests: dict[str, str] = {}
    run: list[str] = []

    def note(statement: str, _values: object) -> None:
        run.append(" ".join(statement.split()))

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        tables = Tables(connection, tracer=note, execute_plugins=False)
        for migration in migrations.pending(tables):
            run.clear()
            migration.fn(tables)
            digests[migration.name] = hashlib.sha256("\n".join(run).encode()).hexdigest()
    return digests


if __name__ == "__main__":
    sys.exit(main())
