"""How results are written: aligned text for people, JSON for programs."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import click

from advisor_desk.domain.opening import Hours
from advisor_desk.domain.opening_text import format_hours
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_number

if TYPE_CHECKING:
    from advisor_desk.services.release import ReleaseReport

_WIDEST = 100
_PRIVATE = ("clock", "observation")


def prepare_streams() -> None:
    """See that no character of a result can make the output fail.

    Into a file or another program goes UTF-8, unless the user asked for another encoding;
    a terminal keeps its own.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str = "") -> None:
    """Write a line of the result."""
    click.echo(text)


def warn(text: str) -> None:
    """Write a line that does not belong to the result."""
    click.echo(text, err=True)


def say_json(value: object) -> None:
    """Write a value as JSON, in plain letters where the output has no others."""
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    click.echo(json.dumps(plain(value), ensure_ascii=not unicode, indent=2))


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return a value as dictionaries, lists, texts and numbers."""
    if isinstance(value, Hours):
        return format_hours(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):  # a tuple with names
        return plain(value._asdict())
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def plain_visit(visit: Visit) -> dict[str, Any]:
    """Return a visit for JSON, without what never leaves the desk."""
    values: dict[str, Any] = plain(visit)
    return {name: value for name, value in values.items() if name not in _PRIVATE}


def table(
    headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()
) -> str:
    """Return rows under headers, each column as wide as its widest cell.

    Args:
        headers: names of the columns.
        rows: the cells as text.
        right: positions of the columns that stand flush right.
    """
    cells = [list(headers), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])

    def line(row: Sequence[str]) -> str:
        return "  ".join(
            cell.rjust(width) if position in right else cell.ljust(width)
            for position, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()

    return "\n".join(map(line, cells))


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Return a text broken to the width of the terminal.

    Args:
        text: paragraphs parted by line ends.
        indent: what every line begins with.
        first: what the first line begins with instead, such as a bullet.
    """
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    start = indent if first is None else first
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += textwrap.wrap(
            paragraph,
            max(width, len(indent) + 20),
            initial_indent=indent if lines else start,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


class Sheet:
    """A record written out: labelled values, headings and bullets. Empty values are left out."""

    def __init__(self, title: str) -> None:
        self._parts = [title]
        self._pairs: list[tuple[str, str]] = []

    def text(self, text: str) -> None:
        """Add a paragraph after an empty line."""
        if text:
            self._close()
            self._parts.append("\n" + wrapped(text))

    def pair(self, label: str, value: str) -> None:
        """Add a labelled value; neighbours stand aligned."""
        if value:
            self._pairs.append((label, value))

    def bullets(self, heading: str, items: Iterable[str]) -> None:
        """Add a heading with a list under it."""
        found = [wrapped(item, "  ", "- ") for item in items if item]
        if found:
            self._close()
            self._parts.append("\n" + "\n".join([heading, *found]))

    def _close(self) -> None:
        width = max((len(label) for label, _ in self._pairs), default=0) + 2
        lines = [wrapped(value, " " * width, label.ljust(width)) for label, value in self._pairs]
        if lines:
            self._parts.append("\n" + "\n".join(lines))
        self._pairs.clear()

    def __str__(self) -> str:
        self._close()
        return "\n".join(self._parts)


def say_release(
    report: ReleaseReport, file_format: str, records: str, message: str, *, as_json: bool
) -> None:
    """Write what left the program.

    Args:
        report: of what was written.
        file_format: its kind of file.
        records: the name of their number in JSON.
        message: the sentence for people, with {count} and {path} left open.
        as_json: for programs.
    """
    if as_json:
        told = {"release": report.release_id, "format": file_format, "file": str(report.target)}
        if report.legend is not None:
            told["legend"] = str(report.legend)
        say_json({**told, records: report.count})
    else:
        say(message.format(count=format_number(report.count), path=report.target))
        if report.legend is not None:
            say(_("What the ids of this desk mean is in {path}.").format(path=report.legend))
