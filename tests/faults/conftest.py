"""A desk on which faults are tried, and processes that end with the test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.conftest import clock, database, desk, paths, shipped_database
from tests.unit.processes import environment

__all__ = ["clock", "database", "desk", "paths", "shipped_database"]

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Give a function that starts a module of `tests.faults` with arguments, in a process."""
    started: list[subprocess.Popen[bytes]] = []

    def run(module: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", f"tests.faults.{module}", *map(str, arguments)],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()
