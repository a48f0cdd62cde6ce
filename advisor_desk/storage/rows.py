"""Rows: columns for texts in the three languages, and inserting."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from advisor_desk.domain.text import LocalText


def text_columns(name: str, text: LocalText) -> dict[str, str]:
    """Return the column values of a text: `name_fi`, `name_sv`, `name_en`."""
    return {f"{name}_fi": text.fi, f"{name}_sv": text.sv, f"{name}_en": text.en}


_NO_TEXT: Final = LocalText()


def read_text(row: sqlite3.Row, name: str) -> LocalText:
    """Return the text kept in the columns `name_fi`, `name_sv` and `name_en`."""
    fi, sv, en = row[f"{name}_fi"], row[f"{name}_sv"], row[f"{name}_en"]
    # Most texts of thousands of records are empty: one object for all of them.
    return LocalText(fi, sv, en) if fi or sv or en else _NO_TEXT


_MOST: Final = 500
"""Values asked for at once; SQLite takes 999 at the least."""


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give values in pieces that fit into one statement."""
    for start in range(0, len(values), _MOST):
        yield values[start : start + _MOST]


def marks(values: Sequence[object]) -> str:
    """Return a question mark for each value, for `IN (...)`."""
    return ", ".join("?" * len(values))


def insert(
    connection: sqlite3.Connection,
    table: str,
    values: dict[str, object],
    *,
    update: str = "",
) -> None:
    """Insert one row; the table and the column names are constants of this package.

    Args:
        connection: a writing connection.
        table: its name.
        values: by column.
        update: the column whose value makes a row unique: one that is there is changed in
            place, so that what refers to it stays.
    """
    connection.execute(_insertion(table, tuple(values), update), tuple(values.values()))


def insert_all(
    connection: sqlite3.Connection, table: str, rows: Sequence[dict[str, object]]
) -> None:
    """Insert rows that have the same columns in the same order; see `insert`."""
    if rows:
        values = [tuple(row.values()) for row in rows]
        connection.executemany(_insertion(table, tuple(rows[0]), ""), values)


@cache
def _insertion(table: str, names: tuple[str, ...], update: str) -> str:
    """Return the statement that inserts a row; an import of thousands has few different ones."""
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks(names)})"  # noqa: S608 - constants only
    if update:
        changed = ", ".join(f"{name} = excluded.{name}" for name in names if name != update)
        statement += f" ON CONFLICT ({update}) DO UPDATE SET {changed}"
    return statement
