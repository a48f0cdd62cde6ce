"""The desk lock: one running desk per data folder, by a lock of the operating system.

The system drops the lock when the process dies, however it dies. The file's text only says
who holds it; nobody decides by it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from advisor_desk.domain.failures import Failure, FailureKind

# Far beyond the text, so that others can read who holds the lock on Windows too.
_LOCKED_BYTE = 1 << 30


class DeskLock:
    """Holds the lock from construction until `release`.

    Raises:
        Failure: another process holds it (`HELD`, with the holder as detail), or the folder
            cannot be written.
    """

    def __init__(self, path: Path, holder: str) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] | None = path.open("ab+", buffering=0)
        except OSError as error:
            raise Failure(FailureKind.READ_ONLY, str(path.parent)) from error
        if not _try_lock(self._file.fileno()):
            self._file.seek(0)
            found = self._file.read(200).decode(errors="replace").strip()
            self._file.close()
            raise Failure(FailureKind.HELD, found)
        # On a full disk the name cannot be written: the lock holds without it.
        with suppress(OSError):
            self._file.truncate(0)
            self._file.write(holder.encode())

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._file is not None:
            with suppress(OSError):
                self._file.truncate(0)
            self._file.close()
            self._file = None

    def __enter__(self) -> DeskLock:
        """Return itself; the lock is held since construction."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back."""
        self.release()


def _try_lock(handle: int) -> bool:
    """Take an exclusive lock without waiting; False where another process holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
