"""Reads the rules of the suggestions from `resources/suggestions/rules.yaml`.

Every error names the file, the rule and the field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
import yaml
from msgspec import Meta, field

from advisor_desk.domain.codes import CodeBook
from advisor_desk.domain.directory import Kind
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.suggestions import CONDITIONS, Basis, Offer, Rule, RuleSet
from advisor_desk.exchange.shipped_schema import FullTextRecord, Record, Slug

FILE: Final = "suggestions/rules.yaml"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMED_FIELD: Final = re.compile(r"(?:missing required|unknown) field `(\w+)`$")

Weight = Annotated[int, Meta(ge=1, le=100)]


class _Plain(Record):
    weight: Weight
    reason: FullTextRecord


class _Shown(_Plain):
    cards: list[Slug] = field(default_factory=list)
    services: list[Slug] = field(default_factory=list)
    topics: list[Slug] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse an offer of nothing.

        Raises:
            ValueError: no card, service, topic or kind is named.
        """
        if not (self.cards or self.services or self.topics or self.kinds):
            raise ValueError("names no card, service, topic or kind")


class _Basis(Record):
    topic: _Plain
    aside: _Plain
    near: _Plain
    further: _Plain
    reason: _Plain
    employment: _Plain
    language: _Plain


class _Rule(Record):
    rule: Slug
    when: dict[str, Annotated[list[str], Meta(min_length=1)]]
    show: Annotated[list[_Shown], Meta(min_length=1)]


class _File(Record):
    history: Weight
    basis: _Basis
    nothing: _Shown
    rules: Annotated[list[Any], Meta(min_length=1)]


def read_suggestion_rules(resources: Path) -> RuleSet:
    """Read the rules.

    Raises:
        Failure: the file is missing or not of its form; the detail names file, rule and field.
    """
    try:
        loaded = yaml.load((resources / FILE).read_bytes(), Loader=_Loader)  # noqa: S506 - a safe loader
    except OSError as error:
        raise Failure(FailureKind.BAD_FILE, f"{FILE}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Failure(FailureKind.BAD_FILE, f"{FILE}: {error}") from error
    whole = _convert(loaded, _File, "the file")
    rules: dict[str, Rule] = {}
    for number, item in enumerate(whole.rules, 1):
        shown = item.get("rule") if isinstance(item, dict) else None
        rule = _rule(_convert(item, _Rule, str(shown or f"number {number}")))
        if rule.id in rules:
            raise _error(rule.id, "rule", "stands twice")
        rules[rule.id] = rule
    basis = Basis(*(_plain(getattr(whole.basis, name)) for name in Basis._fields))
    return RuleSet(basis, tuple(rules.values()), whole.history, _offer(whole.nothing))


def check_suggestion_rules(
    rules: RuleSet, codes: CodeBook, cards: Collection[str], services: Collection[str]
) -> None:
    """Check that every code is in its list, and that cards and services are on offer.

    Args:
        rules: as read.
        codes: the lists.
        cards: ids of the cards on offer.
        services: ids of the services on offer.

    Raises:
        Failure: something named does not exist; the detail names file, rule and field.
    """
    for rule in rules.rules:
        for name, wanted in rule.when.items():
            _check_codes(rule.id, f"when.{name}", codes, CONDITIONS[name], wanted)
    for record, offer in _offers(rules):
        _check_codes(record, "topics", codes, "topic", offer.topics)
        for name, wanted, there in (
            ("cards", offer.cards, cards),
            ("services", offer.services, services),
        ):
            for key in sorted(wanted):
                if key not in there:
                    raise _error(record, name, f"'{key}' is not on offer")


def _offers(rules: RuleSet) -> Iterator[tuple[str, Offer]]:
    yield "nothing", rules.nothing
    for rule in rules.rules:
        for offer in rule.offers:
            yield rule.id, offer


def _check_codes(
    record: str, name: str, codes: CodeBook, list_name: str, wanted: Iterable[str]
) -> None:
    known = {code.id for code in codes.members(list_name)}
    for code in sorted(wanted):
        if code not in known:
            raise _error(record, name, f"'{code}' is not in the list '{list_name}'")


def _convert(item: object, form: Any, record: str) -> Any:  # noqa: ANN401 - of the form given
    try:
        return msgspec.convert(item, form)
    except msgspec.ValidationError as error:
        problem, _, where = str(error).partition(" - at `$")
        named = _NAMED_FIELD.search(problem)
        name = ".".join(filter(None, (where.strip("`."), named[1] if named else "")))
        raise _error(record, name or "record", problem) from error


def _rule(record: _Rule) -> Rule:
    if not record.when:
        raise _error(record.rule, "when", "is empty")
    for name in record.when:
        if name not in CONDITIONS:
            raise _error(record.rule, f"when.{name}", f"is none of {', '.join(CONDITIONS)}")
    when = {name: frozenset(codes) for name, codes in record.when.items()}
    return Rule(record.rule, when, tuple(map(_offer, record.show)))


def _plain(record: _Plain) -> Offer:
    return Offer(record.weight, record.reason.text())


def _offer(record: _Shown) -> Offer:
    return Offer(
        record.weight,
        record.reason.text(),
        cards=frozenset(record.cards),
        services=frozenset(record.services),
        topics=frozenset(record.topics),
        kinds=frozenset(record.kinds),
    )


def _error(record: str, name: str, problem: str) -> Failure:
    return Failure(FailureKind.BAD_FILE, f"{FILE}, record '{record}', field '{name}': {problem}")
