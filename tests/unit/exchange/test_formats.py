"""The format of a file, told by what it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from advisor_desk.domain.failures import Failure
from advisor_desk.exchange.formats import detect
from tests.house.tree import REPOSITORY

DATA = REPOSITORY / "tests" / "data"
PTV_SERVICE: dict[str, Any] = {"contentId": "1", "languageVersions": {}}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("servicemap/services.json", "tpr"),
        ("servicemap/unit.json", "tpr"),
        ("ptv/v11", "ptv"),
        ("ptv/v12/service-1.json", "ptv"),
        ("hsds/examples/service_full.json", "hsds"),
        ("hsds/examples/organization_full.json", "hsds"),
        ("hsds/examples/csv", "hsds"),
        ("hsds/examples/csv/services.csv", "csv"),
    ],
)
def test_samples_are_told_apart(source: str, expected: str) -> None:
    assert detect(str(DATA / source)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"page_of_services": {"page": 1, "items": [PTV_SERVICE]}}, "ptv"),
        ({"note": "two answers", "service": PTV_SERVICE, "connection": {"x": 1}}, "ptv"),
        ({"id": "1", "name": "Advice", "status": "active"}, "hsds"),
    ],
)
def test_an_object_is_told_by_its_keys(value: object, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    assert detect(str(path)) == expected


@pytest.mark.parametrize("value", [{}, {"organization": {"name": "x"}}, [], [1, "a"]])
def test_what_is_of_no_format_is_refused(value: object, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(Failure, match="none of the formats"):
        detect(str(path))
