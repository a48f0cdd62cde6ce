"""Which of our topics a foreign record is about, by rules in a file that people edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml

from advisor_desk.domain.directory import ForeignCode
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.text import LocalText

SERVICE_CLASS: Final = "ptv-service-class"
LIFE_EVENT: Final = "ptv-life-event"
MAX_TOPICS: Final = 3

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Rule(msgspec.Struct, forbid_unknown_fields=True):
    """A rule as the file has it."""

    topic: str
    classes: list[str] = []
    events: list[str] = []
    words: list[str] = []


class TopicRules:
    """The rules of the file, in its order."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self.topic_names = tuple(rule.topic for rule in rules)
        self._rules = tuple(rules)
        self._patterns = tuple(word_pattern(rule.words) for rule in rules)
        self._first = lru_cache(1024)(self._first_rule)

    def topics(self, codes: Iterable[ForeignCode], name: LocalText) -> tuple[str, ...]:
        """Return the topics of a record, the main one first; none if no rule fits.

        Each class counts for the first rule that it fits: P22.3, language courses, does not
        make a record one of P22 as well.

        Args:
            codes: its classes; those of schemes without rules are passed over.
            name: its name in any languages.
        """
        words = "\n".join(name.all()).lower()
        found = {self._first(code.scheme, code.code) for code in codes}
        found.update(
            number
            for number, pattern in enumerate(self._patterns)
            if pattern is not None and pattern.search(words)
        )
        numbers = sorted(number for number in found if number is not None)
        return tuple(self.topic_names[number] for number in numbers[:MAX_TOPICS])

    def _first_rule(self, scheme: str, code: str) -> int | None:
        """Return the number of the first rule that a class fits, or None."""
        for number, rule in enumerate(self._rules):
            if scheme == SERVICE_CLASS and belongs(code, rule.classes):
                return number
            if scheme == LIFE_EVENT and code in rule.events:
                return number
        return None


def belongs(code: str, wanted: Iterable[str]) -> bool:
    """Tell whether a service class is one of those wanted or stands below one: P22.1 below P22."""
    return any(code == one or code.startswith(f"{one}.") for one in wanted)


def word_pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds words beginning so, in small letters; None for no words."""
    wanted = [re.escape(word.strip().lower()) for word in words if word.strip()]
    return re.compile(rf"\b(?:{'|'.join(wanted)})") if wanted else None


def read_rules(resources: Path) -> TopicRules:
    """Read `imports/topics.yaml`.

    Raises:
        Failure: the file is missing or not of its form.
    """
    return TopicRules(read_yaml(resources / "imports" / "topics.yaml", list[_Rule]))


def read_yaml(path: Path, form: Any) -> Any:  # noqa: ANN401 - of the form that is given
    """Return what a YAML file of ours holds, checked against a form.

    Raises:
        Failure: the file is missing or not of its form.
    """
    try:
        return msgspec.convert(yaml.load(path.read_bytes(), Loader=_Loader), form)  # noqa: S506 - a safe loader
    except OSError as error:
        raise Failure(FailureKind.BAD_FILE, f"{path.name}: {error.strerror}") from error
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise Failure(FailureKind.BAD_FILE, f"{path.name}: {error}") from error
