"""Translation of whole sentences through gettext, switched at run time.

`_` translates now; `N_` marks a text that is translated later by `_`. Messages are whole
sentences with named placeholders: `_("{count} visits today").format(count=3)`.
"""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("fi", "sv", "en")
LANGUAGE_NAMES: Final = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
"""Languages of the interface, each named in itself."""


class _Current:
    """The translations in use; one per process."""

    def __init__(self) -> None:
        self.language = "en"
        self.translations: _gettext.NullTranslations = _gettext.NullTranslations()


_current = _Current()


def set_language(language: str, folder: Path) -> None:
    """Switch the language of all later translations.

    Args:
        language: `fi`, `sv` or `en`.
        folder: the folder of compiled translations.

    Raises:
        ValueError: the language is none of the three.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no translation for language '{language}'")
    _current.language = language
    _current.translations = _load(folder / language / "LC_MESSAGES" / "advisor_desk.mo")


def _load(path: Path) -> _gettext.NullTranslations:
    """Return the translations of a file; English, the language of the code, has none.

    By hand and not by `gettext.translation`, which looks through the system's locales for
    what is known here.
    """
    if not path.is_file():
        return _gettext.NullTranslations()
    with path.open("rb") as file:
        return _gettext.GNUTranslations(file)


def current_language() -> str:
    """Return the language in use: `fi`, `sv` or `en`."""
    return _current.language


def _(message: str) -> str:
    """Return a message in the current language."""
    return _current.translations.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the singular or plural form for a count."""
    return _current.translations.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Return a message whose meaning depends on a context."""
    return _current.translations.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark a message for translators and return it unchanged."""
    return message
