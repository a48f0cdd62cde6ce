"""Texts in the three languages of the program."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

Language = Literal["fi", "sv", "en"]
"""A language of the interface and of shipped texts."""

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_FALLBACKS: Final[dict[Language, tuple[Language, ...]]] = {
    "fi": ("fi", "en", "sv"),
    "sv": ("sv", "fi", "en"),
    "en": ("en", "fi", "sv"),
}


class LocalText(NamedTuple):
    """One text in up to three languages; an empty string means "not there"."""

    fi: str = ""
    sv: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is text in any language."""
        return bool(self.fi or self.sv or self.en)

    def pick(self, language: Language) -> str:
        """Return the text in the language, or in the nearest one that has it."""
        for tag in _FALLBACKS[language]:
            text = self.get(tag)
            if text:
                return text
        return ""

    def get(self, language: Language) -> str:
        """Return the text in exactly this language, or an empty string."""
        if language == "fi":
            return self.fi
        return self.sv if language == "sv" else self.en

    def language_of_pick(self, language: Language) -> Language | None:
        """Return the language in which `pick` answers, or None where there is no text."""
        return next((tag for tag in _FALLBACKS[language] if self.get(tag)), None)

    def all(self) -> tuple[str, ...]:
        """Return the texts that are there, each once."""
        return tuple(dict.fromkeys(text for text in (self.fi, self.sv, self.en) if text))
