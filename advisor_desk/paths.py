"""Where data, resources and translations are: from source, installed, or frozen.

Also what all that write files need of a folder, whichever layer they are in.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

_PACKAGE = Path(__file__).resolve().parent


class Paths(NamedTuple):
    """The folders and files of one desk.

    Attributes:
        data: folder of the database, its backups and the settings.
        resources: shipped data and art; read only.
        translations: folder of compiled translations; read only.
    """

    data: Path
    resources: Path
    translations: Path

    @property
    def database(self) -> Path:
        """The desk's database file."""
        return self.data / "desk.sqlite3"

    @property
    def backups(self) -> Path:
        """Folder of verified copies of the database."""
        return self.data / "backups"

    @property
    def lock(self) -> Path:
        """The file on which the running desk holds an operating-system lock."""
        return self.data / "desk.lock"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.data / "settings.json"

    @property
    def log(self) -> Path:
        """The program's log, without client data."""
        return self.data / "advisor-desk.log"


def find_paths(data: Path | None = None) -> Paths:
    """Return the paths of this installation.

    Args:
        data: the data folder; by default `ADVISOR_DESK_DATA`, else the platform's place for
            the user's application data.
    """
    if data is None:
        named = os.environ.get("ADVISOR_DESK_DATA")
        data = Path(named) if named else _platform_data()
    root = _shipped_root()
    return Paths(data.expanduser().resolve(), root / "resources", root / "translations")


def _platform_data() -> Path:
    # Imported here: with the folder named, as tests and scripts do, it is not needed.
    from platformdirs import user_data_path

    return user_data_path("advisor-desk", appauthor=False)


def _shipped_root() -> Path:
    """Return the folder that holds `resources/` and `translations/`."""
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS", _PACKAGE.parent))
    if (_PACKAGE / "resources").is_dir():  # a wheel carries them inside the package
        return _PACKAGE
    return _PACKAGE.parent


def flush_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system allows it (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
