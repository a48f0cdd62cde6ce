"""Reads the tables of `resources/codes`: counties, postal codes, and any other by its rows.

Counties: Statistics Finland's classification of 2023. Postal codes: the list of the national
catalogue of services (CC0), with the mergers of municipalities since.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from advisor_desk.domain.counties import Division, PostalPlace
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.text import LocalText


def read_divisions(resources: Path) -> tuple[Division, ...]:
    """Return the regions and the wellbeing services counties, each in the order of their codes.

    Raises:
        Failure: a file is missing or wrong.
    """
    regions: dict[str, tuple[LocalText, list[str]]] = {}
    for row in read_codes(resources, "municipalities"):
        name = LocalText(row["region_fi"], row["region_sv"])
        regions.setdefault(row["region_code"], (name, []))[1].append(row["code"])
    counties = tuple(
        Division(
            "county",
            row["code"],
            LocalText(row["name_fi"], row["name_sv"], row["name_en"]),
            tuple(row["municipalities"].split()),
        )
        for row in read_codes(resources, "counties")
    )
    return (
        *(Division("region", code, n, tuple(m)) for code, (n, m) in sorted(regions.items())),
        *counties,
    )


def read_postal_places(resources: Path) -> dict[str, PostalPlace]:
    """Return where each postal code is.

    Raises:
        Failure: a file is missing or wrong.
    """
    names = {
        row["code"]: LocalText(row["name_fi"], row["name_sv"])
        for row in read_codes(resources, "municipalities")
    }
    places: dict[str, PostalPlace] = {}
    for row in read_codes(resources, "postal_codes"):
        office = LocalText(row["name_fi"], row["name_sv"])
        for code in row["codes"].split():
            place = PostalPlace(code, row["municipality"], office, names[row["municipality"]])
            places[code] = place
    return places


def read_codes(resources: Path, name: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table of `resources/codes` by their headings.

    Args:
        resources: the shipped data.
        name: of the file, without its ending.

    Raises:
        Failure: the file is missing or no CSV.
    """
    path = resources / "codes" / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, strict=True)
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise Failure(FailureKind.BAD_FILE, f"codes/{name}.csv: {error}") from error
