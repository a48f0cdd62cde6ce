"""What every command gets: where the data are, the language, and how to open the desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from advisor_desk.domain.text import LANGUAGES, Language
from advisor_desk.paths import Paths
from advisor_desk.services.desk import Desk
from advisor_desk.settings.store import Settings

Opener = Callable[[Paths, Settings], AbstractContextManager[Desk]]


@dataclass(frozen=True, slots=True)
class Openers:
    """What only `bootstrap` can do.

    Attributes:
        reading: gives a desk to read from, beside an open window too.
        writing: gives a desk to work with, under the desk lock.
        tour: draws the pictures of the tour into a folder, in a size such as `1366x768`.
    """

    reading: Opener
    writing: Opener
    tour: Callable[[Path, str], int]


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a command."""

    paths: Paths
    settings: Settings
    language: Language
    openers: Openers

    def reading(self) -> AbstractContextManager[Desk]:
        """Open the desk to read from it."""
        return self.openers.reading(self.paths, self.settings)

    def writing(self) -> AbstractContextManager[Desk]:
        """Open the desk to work with it; refused while another process holds it."""
        return self.openers.writing(self.paths, self.settings)


def choose_language(named: str | None, settings: Settings | None) -> Language:
    """Return the language of a run: the one named, else the settings', else the system's."""
    kept = settings.text("language") if settings else ""
    return _known(named) or _known(kept) or _known(system_language()) or "en"


def _known(tag: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == tag), None)


def system_language() -> str:
    """Return the two letters of the system's language, or an empty text."""
    if sys.platform == "win32":
        import ctypes
        import locale

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return locale.windows_locale.get(number, "")[:2]
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name[:2].lower() for name in names if name), "")
