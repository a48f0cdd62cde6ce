"""The desk lock: held by one, told by name, given back. Processes: `tests/faults`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.storage.desk_lock import DeskLock


def test_a_lock_is_held_until_it_is_released(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "desk.lock"
    with DeskLock(path, "Aino's computer, process 7"):
        with pytest.raises(Failure) as caught:
            DeskLock(path, "another")
        assert (caught.value.kind, caught.value.detail) == (
            FailureKind.HELD,
            "Aino's computer, process 7",
        )
    DeskLock(path, "another").release()


def test_a_second_release_does_nothing(tmp_path: Path) -> None:
    lock = DeskLock(tmp_path / "desk.lock", "one")
    lock.release()
    second = DeskLock(tmp_path / "desk.lock", "two")
    lock.release()
    with pytest.raises(Failure):
        DeskLock(tmp_path / "desk.lock", "three")
    second.release()


def test_the_lock_holds_where_the_name_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the desk opens all the same."""

    class Full:
        """An opened file on a full disk."""

        def __init__(self, path: Path) -> None:
            self._file = path.open("ab+", buffering=0)
            self.fileno = self._file.fileno
            self.close = self._file.close

        def truncate(self, _size: int) -> None:
            """Succeed, as it needs no room."""

        def write(self, _text: bytes) -> int:
            """Fail."""
            raise OSError(28, os.strerror(28))

    opened = Full(tmp_path / "desk.lock")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", lambda *_args, **_options: opened)
        lock = DeskLock(tmp_path / "desk.lock", "one")
    with pytest.raises(Failure) as caught:
        DeskLock(tmp_path / "desk.lock", "two")
    assert caught.value.kind is FailureKind.HELD
    lock.release()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(Failure) as caught:
        DeskLock(tmp_path / "data" / "desk.lock", "one")
    assert caught.value.kind is FailureKind.READ_ONLY
