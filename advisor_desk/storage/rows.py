"""Rows: columns for texts in the three languages, and inserting."""

from __future__ import annotations

import sqlite3

from advisor_desk.domain.text import LocalText


def text_columns(name: str, text: LocalText) -> dict[str, str]:
    """Return the column values of a text: `name_fi`, `name_sv`, `name_en`."""
    return {f"{name}_fi": text.fi, f"{name}_sv": text.sv, f"{name}_en": text.en}


def read_text(row: sqlite3.Row, name: str) -> LocalText:
    """Return the text kept in the columns `name_fi`, `name_sv` and `name_en`."""
    return LocalText(row[f"{name}_fi"], row[f"{name}_sv"], row[f"{name}_en"])


def insert(connection: sqlite3.Connection, table: str, values: dict[str, object]) -> None:
    """Insert one row; the table and the column names are constants of this package."""
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - constants only
        tuple(values.values()),
    )
