"""The findings of a report on quality as a CSV file, a finding a row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Final, TextIO

from advisor_desk.exchange.csv_cells import guard

ENCODING: Final = "utf-8-sig"
COLUMNS: Final = ("service", "name", "group", "rule", "field", "language", "finding")


def write_findings(file: TextIO, rows: Iterable[Sequence[str]]) -> int:
    """Write a header and the rows, with cells in the order of `COLUMNS`; return how many.

    Args:
        file: opened with `ENCODING` and without translation of line ends.
        rows: the findings; nothing confidential may be in them.
    """
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for row in rows:
        writer.writerow([guard(cell) for cell in row])
        count += 1
    return count
