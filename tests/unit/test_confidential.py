"""Confidential contacts leave by no way out; each way has its test, and a sabotage that shows it.

The sabotage: `domain.directory.public` hands everything on. Every test that passes with the rule
must then fail, else it would not see a leak.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from advisor_desk.domain.directory import Service
from advisor_desk.services import handing_on
from advisor_desk.services.desk import Desk
from advisor_desk.services.handing_on import FORMATS, Format
from advisor_desk.services.indexing import reindex_service
from advisor_desk.storage.directory import write_service
from tests.unit.secrets import CANARIES, PUBLIC, leaked, shelter

WayOut = Callable[[Desk, Path], str]


@pytest.fixture
def hidden(desk: Desk) -> Desk:
    """Return a desk with the shelter in its directory and in its search index."""
    with desk.database.writing() as connection:
        write_service(connection, shelter())
        reindex_service(connection, shelter())
    return desk


def unpacked(path: Path) -> str:
    """Return all text of a file, of an archive that of its files."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        # Unfolded as a reader of vCards does, so that nothing hides behind a line end.
        return data.decode("utf-8-sig").replace("\r\n ", "")
    with ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def exported(file_format: Format) -> WayOut:
    def way(desk: Desk, folder: Path) -> str:
        target = folder / f"out.{file_format}"
        desk.handing_on.export(desk.actor, file_format, target, "fi", "a test")
        return unpacked(target)

    return way


def quality(name: str) -> WayOut:
    def way(desk: Desk, folder: Path) -> str:
        wrong = replace(
            shelter(),
            phones=tuple(replace(phone, number=f"{phone.number} x") for phone in shelter().phones),
        )
        with desk.database.writing() as connection:
            write_service(connection, wrong)
        report = desk.quality.report("fi")
        target = folder / name
        desk.handing_on.export_quality(desk.actor, report, target, "fi")
        return unpacked(target)

    return way


WAYS: dict[str, WayOut] = {
    **{f"export {name}": exported(name) for name in FORMATS},
    "quality csv": quality("q.csv"),
    "quality json": quality("q.json"),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_file_has_what_is_confidential(hidden: Desk, tmp_path: Path, way: str) -> None:
    text = WAYS[way](hidden, tmp_path)
    assert "shelter" in text or "Turvakoti" in text
    assert leaked(text) == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_public_contacts_are_in_the_files(hidden: Desk, tmp_path: Path, name: Format) -> None:
    text = exported(name)(hidden, tmp_path)
    assert all(contact in text for contact in PUBLIC)


@pytest.mark.parametrize("way", WAYS)
def test_sabotage_without_the_rule_every_file_leaks(
    hidden: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    from advisor_desk.services import quality as looked_at

    def everything(service: Service) -> Service:
        return service

    monkeypatch.setattr(handing_on, "public", everything)
    monkeypatch.setattr(looked_at, "public", everything)
    assert leaked(WAYS[way](hidden, tmp_path))


def test_the_canaries_are_all_in_the_record_itself() -> None:
    assert leaked(repr(shelter())) == list(CANARIES)
