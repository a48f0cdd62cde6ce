"""A file stands at its name whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.exchange.whole_file import whole_file
from tests.unit.processes import environment

WRITES_AND_IS_KILLED = """
import os, signal, sys
from pathlib import Path
{opening}
with {call} as file:
    file.write("half of it" * 10_000)
    file.flush()
    os.kill(os.getpid(), {signal})
"""
SAFE = ("from advisor_desk.exchange.whole_file import whole_file", "whole_file(target, print)")
NAIVE = ("", "target.open('w')")


def killed_in_the_middle(target: Path, way: tuple[str, str]) -> None:
    """Write a file in another process, which is killed before it is done."""
    opening = f"{way[0]}\ntarget = Path(sys.argv[1])"
    kill = int(getattr(signal, "SIGKILL", signal.SIGTERM))
    code = WRITES_AND_IS_KILLED.format(opening=opening, call=way[1], signal=kill)
    done = subprocess.run([sys.executable, "-c", code, str(target)], env=environment(), check=False)
    assert done.returncode != 0


def nothing() -> None:
    """Journal nothing."""


def test_a_kill_in_the_middle_leaves_no_half_file(tmp_path: Path) -> None:
    target = tmp_path / "visits.csv"
    killed_in_the_middle(target, SAFE)
    assert not target.exists()
    target.write_text("the file of last week")
    killed_in_the_middle(target, SAFE)
    assert target.read_text() == "the file of last week"


def test_sabotage_writing_straight_to_the_name_leaves_a_half_file(tmp_path: Path) -> None:
    target = tmp_path / "visits.csv"
    killed_in_the_middle(target, NAIVE)
    assert target.exists()


def test_what_a_killed_process_left_is_written_over(tmp_path: Path) -> None:
    target = tmp_path / "visits.csv"
    killed_in_the_middle(target, SAFE)
    with whole_file(target, nothing) as file:
        file.write("whole")
    assert target.read_text() == "whole"
    assert list(tmp_path.iterdir()) == [target]


def test_the_name_is_given_last(tmp_path: Path) -> None:
    target = tmp_path / "visits.csv"
    seen = []

    def look() -> None:
        seen.append((target.exists(), (tmp_path / "visits.csv.part").read_text()))

    with whole_file(target, look) as file:
        file.write("whole")
    assert seen == [(False, "whole")]


def test_what_fails_before_the_naming_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "visits.csv"
    target.write_text("old")

    def refuse() -> None:
        raise Failure(FailureKind.DISK_FULL)

    with pytest.raises(Failure), whole_file(target, refuse) as file:
        file.write("new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, FailureKind.DISK_FULL),
        (errno.EACCES, FailureKind.READ_ONLY),
        (errno.EIO, FailureKind.UNREACHABLE),
    ],
)
def test_what_the_system_says_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: FailureKind
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Failure) as caught, whole_file(tmp_path / "v.csv", nothing) as file:
        file.write("x")
    assert caught.value.kind is kind
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["no such folder/v.csv", "."])
def test_a_place_that_cannot_be_is_told_before_anything_is_journaled(
    tmp_path: Path, target: str
) -> None:
    def note() -> None:
        pytest.fail("journaled")

    with pytest.raises(Failure), whole_file(tmp_path / target, note) as file:
        file.write("x")
