"""Which services of PTV concern people who move to Finland: shown, and changeable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from advisor_desk.domain.directory import ForeignCode, Service
from advisor_desk.domain.imports import Incoming
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.reference import read_codes
from advisor_desk.exchange.topic_rules import (
    LIFE_EVENT,
    SERVICE_CLASS,
    belongs,
    read_yaml,
    word_pattern,
)
from advisor_desk.i18n import _

KEYWORD: Final = "ptv-keyword"
_SUMMARY: Final = 300
"""Characters of the description that are searched: the summary, and not all that is linked."""


@dataclass(frozen=True)
class Selection:
    """What is wanted of a catalogue: a service that meets any of three is taken.

    Attributes:
        classes: PTV service classes; `P22` stands for all below it, too.
        life_events: PTV life events, in the same way.
        keywords: beginnings of words in name, summary and keywords, in any language.
        municipalities: codes; only services for one of them or for all of Finland. Empty for
            all municipalities.
    """

    classes: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    _names: Mapping[tuple[str, str], LocalText] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return word_pattern(self.keywords)

    def matches(self, incoming: Incoming) -> str:
        """Return why a service is wanted, as a sentence, or an empty string if it is not."""
        service = incoming.service
        if not self._serves(service):
            return ""
        if not (self.classes or self.life_events or self.keywords):
            return _("Everything is taken.")
        return (
            self._class_reason(service.codes, SERVICE_CLASS, self.classes)
            or self._class_reason(service.codes, LIFE_EVENT, self.life_events)
            or self._word_reason(service)
        )

    def _serves(self, service: Service) -> bool:
        return (
            not self.municipalities
            or service.nationwide
            or not service.municipalities
            or not set(self.municipalities).isdisjoint(service.municipalities)
        )

    def _class_reason(
        self, codes: tuple[ForeignCode, ...], scheme: str, wanted: tuple[str, ...]
    ) -> str:
        for code in codes:
            if code.scheme == scheme and belongs(code.code, wanted):
                name = self._names.get((scheme, code.code), LocalText(code.label)).pick("fi")
                if scheme == SERVICE_CLASS:
                    return _("Service class {code} {name}").format(code=code.code, name=name)
                return _("Life event {code} {name}").format(code=code.code, name=name)
        return ""

    def _word_reason(self, service: Service) -> str:
        if self._pattern is None:
            return ""
        words = [code.code for code in service.codes if code.scheme == KEYWORD]
        words += service.name.all()
        words += (text[:_SUMMARY] for text in service.description.all())
        found = self._pattern.search("\n".join(words).lower())
        return _("Word “{word}”").format(word=found.group()) if found else ""


class _Chosen(msgspec.Struct, forbid_unknown_fields=True):
    """The selection as the file has it."""

    classes: list[str] = []
    life_events: list[str] = []
    keywords: dict[str, list[str]] = {}


class KindRule(msgspec.Struct, forbid_unknown_fields=True):
    """A rule for the kind of a service, as the file has it."""

    kind: str
    classes: list[str] = []
    words: list[str] = []


class _Rules(msgspec.Struct, forbid_unknown_fields=True):
    """The file."""

    selection: _Chosen
    kinds: list[KindRule]


def read_selection(resources: Path) -> Selection:
    """Return what is taken of PTV unless somebody chooses otherwise.

    Raises:
        Failure: the file is missing or not of its form.
    """
    chosen = _rules(resources).selection
    return Selection(
        classes=tuple(chosen.classes),
        life_events=tuple(chosen.life_events),
        keywords=tuple(word for words in chosen.keywords.values() for word in words),
        _names=read_class_names(resources),
    )


def read_kinds(resources: Path) -> tuple[KindRule, ...]:
    """Return the rules for the kinds of services, in their order.

    Raises:
        Failure: the file is missing or not of its form.
    """
    return tuple(_rules(resources).kinds)


def _rules(resources: Path) -> _Rules:
    found: _Rules = read_yaml(resources / "imports" / "ptv.yaml", _Rules)
    return found


def read_class_names(resources: Path) -> dict[tuple[str, str], LocalText]:
    """Return the names of service classes, life events and target groups by scheme and code.

    Raises:
        Failure: the file is missing or wrong.
    """
    return {
        (row["scheme"], row["code"]): LocalText(row["name_fi"], row["name_sv"], row["name_en"])
        for row in read_codes(resources, "ptv_classes")
    }
