"""The command line on a desk of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from advisor_desk import bootstrap
from advisor_desk.cli.main import Openers, run
from advisor_desk.paths import Paths
from tests.unit.conftest import FrozenClock


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """The output read as JSON."""
        return json.loads(self.out)


Cli = Callable[..., Said]


@pytest.fixture
def toured() -> list[tuple[Path, str]]:
    """Return the tours that were asked for."""
    return []


@pytest.fixture
def empty_cli(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    clock: FrozenClock,
    toured: list[tuple[Path, str]],
) -> Cli:
    """Return the command line on a data folder without a database; its clock stands still."""
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(bootstrap, "build_desk", partial(bootstrap.build_desk, clock=clock))

    def tour(output: Path, size: str) -> int:
        toured.append((output, size))
        return 0

    openers = Openers(bootstrap.reading_desk, bootstrap.writing_desk, tour)

    def call(*arguments: str) -> Said:
        code = run(arguments, openers)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return call


@pytest.fixture
def cli(empty_cli: Cli, paths: Paths) -> Cli:
    """Return the command line on a desk with the shipped content."""
    assert paths.database.exists()
    return empty_cli
