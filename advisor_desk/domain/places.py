"""Reference data about municipalities and languages."""

from __future__ import annotations

from dataclasses import dataclass

from advisor_desk.domain.text import LocalText


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of Finland.

    Attributes:
        code: three digits, as Statistics Finland numbers them.
        name: in Finnish and Swedish.
        official_languages: `fi`, `sv`, or both, and Sámi languages.
        region_code: two digits.
    """

    code: str
    name: LocalText
    official_languages: tuple[str, ...]
    region_code: str
    region: LocalText


@dataclass(frozen=True, slots=True)
class LanguageEntry:
    """A language spoken in Finland.

    Attributes:
        tag: short language tag, e.g. `ckb`.
        native: its name in itself.
        script: ISO 15924 code.
        speakers: persons in Finland by the newest figure at hand, or None.
    """

    tag: str
    name: LocalText
    native: str
    script: str
    right_to_left: bool
    speakers: int | None
