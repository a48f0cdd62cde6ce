"""The report on the quality of the directory: what is wrong, missing, stale or badly written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, get_args

from advisor_desk.domain.counties import PostalPlace
from advisor_desk.domain.directory import Service, public
from advisor_desk.domain.freshness import Freshness
from advisor_desk.domain.imports import Progress
from advisor_desk.domain.record_rules import Problem, problems
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.i18n import N_, _
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.storage.database import Database
from advisor_desk.storage.directory import handed_on_ids, read_services
from advisor_desk.storage.imports import Provenance, read_provenance

Group = Literal["invalid", "incomplete", "stale", "content"]
GROUPS: Final[tuple[Group, ...]] = get_args(Group)
"""In the order of weight: a record is no use, lacks something, is in doubt, reads badly."""

_CHUNK: Final = 200

_UNUSABLE: Final = frozenset({"contact-missing", "area-missing"})
"""Warnings while somebody types, for a record may be begun without; here it is no use so."""

_TITLES: Final[Mapping[str, tuple[Group, str]]] = {
    "name-missing": ("invalid", N_("No name")),
    "contact-missing": ("invalid", N_("No way to reach it")),
    "area-missing": ("invalid", N_("Not said whom it serves")),
    "phone-invalid": ("invalid", N_("Not a telephone number")),
    "email-invalid": ("invalid", N_("Not an e-mail address")),
    "url-invalid": ("invalid", N_("Not a web address")),
    "postal-code-form": ("invalid", N_("Not a postal code")),
    "age-range": ("invalid", N_("Age limit out of range")),
    "age-order": ("invalid", N_("Lowest age above the highest")),
    "description-missing": ("incomplete", N_("No description")),
    "description-language": ("incomplete", N_("Description missing in a language of the name")),
    "name-language": ("incomplete", N_("Name missing in a language of the description")),
    "one-language": ("incomplete", N_("Description in one language only, or not in Finnish")),
    "languages-missing": ("incomplete", N_("No language of service")),
    "hours-missing": ("incomplete", N_("Nothing about opening hours")),
    "topics-missing": ("incomplete", N_("No topic")),
    "street-missing": ("incomplete", N_("Address without a street")),
    "gone": ("stale", N_("Gone from its catalogue")),
    "outdated": ("stale", N_("May be out of date")),
    "doubted": ("stale", N_("Found wrong, or nobody was reached")),
    "contacts-never": ("stale", N_("Contacts and hours never verified")),
    "contacts-overdue": ("stale", N_("Contacts and hours overdue for a check")),
    "contacts-due": ("stale", N_("Contacts and hours soon due for a check")),
    "texts-never": ("stale", N_("Texts never verified")),
    "texts-overdue": ("stale", N_("Texts overdue for a check")),
    "texts-due": ("stale", N_("Texts soon due for a check")),
    "hours-ended": ("stale", N_("Hours that have ended")),
    "text-contacts": ("content", N_("Contacts or hours within a text")),
    "text-date": ("content", N_("Date or year within a text")),
    "text-elsewhere": ("content", N_("Text that points above or below")),
    "text-law": ("content", N_("Act cited in a text")),
    "text-long": ("content", N_("Text too long")),
    "text-long-sentence": ("content", N_("Sentence of more than 25 words")),
    "text-long-paragraph": ("content", N_("Paragraph of more than four sentences")),
    "text-repeats-name": ("content", N_("Text that only repeats the name")),
    "hours-undated": ("content", N_("Exceptional hours without dates")),
    "hours-untitled": ("content", N_("Exceptional hours without a title")),
    "phone-doubtful": ("content", N_("Telephone number that does not seem to exist")),
    "phone-price": ("content", N_("Costly number without its price")),
    "phone-label": ("content", N_("Several numbers without what they are for")),
    "postal-code-unknown": ("content", N_("Unknown postal code")),
    "postal-code-city": ("content", N_("Postal code of another place")),
}
"""The rules in the order of the report: the group of each, and its title."""

_RULES: Final = tuple(_TITLES)


def rule_title(rule: str) -> str:
    """Return the title of a rule in the current language; of an unknown one its name."""
    return _(_TITLES[rule][1]) if rule in _TITLES else rule


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is to be mended in a record.

    Attributes:
        service_id, name: of the record.
        rule: which rule it breaks.
        field: of the record, or empty for the record as a whole.
        sentence: what to mend, for the desk's own eyes.
        language: of the text it is about, or empty.
        private: whether the sentence quotes something confidential.
    """

    service_id: str
    name: LocalText
    group: Group
    rule: str
    field: str
    sentence: str
    language: Language | Literal[""] = ""
    private: bool = False

    @property
    def public_sentence(self) -> str:
        """The sentence as it may leave the program."""
        return rule_title(self.rule) if self.private else self.sentence


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many records break a rule."""

    rule: str
    group: Group
    records: int


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What is to be mended.

    Attributes:
        day: ISO local day of the report.
        records: services on offer, all of which were looked at.
        sound: how many of them break no rule.
        groups: how many break a rule of each group.
        rules: the rules that are broken, in the order of the report.
        findings: by name of the record.
    """

    day: str
    records: int
    sound: int
    groups: Mapping[Group, int]
    rules: tuple[RuleCount, ...]
    findings: tuple[Finding, ...]

    def of_rule(self, rule: str) -> tuple[Finding, ...]:
        """Return the findings of a rule."""
        return tuple(finding for finding in self.findings if finding.rule == rule)


FreshnessOf = Callable[[Sequence[Service]], Mapping[str, Freshness]]


class Quality:
    """Looks through the directory. May be called from any thread."""

    def __init__(
        self,
        database: Database,
        freshness_of: FreshnessOf,
        resources: Path,
        clock: Clock = local_now,
    ) -> None:
        self._database = database
        self._freshness_of = freshness_of
        self._resources = resources
        self._clock = clock

    def report(self, language: Language, progress: Progress | None = None) -> QualityReport:
        """Look at all services on offer.

        Args:
            language: for the order of names.
            progress: told of the records looked at, and whether to stop.

        Raises:
            Stopped: the work was cancelled.
            Failure: the database cannot be read.
        """
        from advisor_desk.exchange.reference import read_postal_places

        progress = progress or Progress()
        places = read_postal_places(self._resources)
        today = self._clock().date()
        findings: list[Finding] = []
        with self._database.reading() as connection:
            ids = handed_on_ids(connection, offered_only=True)
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            with self._database.reading() as connection:
                services = read_services(connection, chunk)
                provenance = read_provenance(connection, chunk)
            fresh = self._freshness_of(services)
            for number, service in enumerate(services, start + 1):
                progress.step(number / len(ids))
                findings += _written(service, places, today)
                findings += _missing(service)
                findings += _stale(service, fresh[service.id], provenance.get(service.id, ()))
        return _put_together(findings, len(ids), today, language)


def _put_together(
    findings: list[Finding], records: int, today: date, language: Language
) -> QualityReport:
    findings.sort(key=lambda one: (one.name.pick(language).casefold(), one.service_id))
    by_rule: dict[str, set[str]] = {}
    by_group: dict[Group, set[str]] = {group: set() for group in GROUPS}
    for finding in findings:
        by_rule.setdefault(finding.rule, set()).add(finding.service_id)
        by_group[finding.group].add(finding.service_id)
    order = {rule: position for position, rule in enumerate(_RULES)}
    groups = {finding.rule: finding.group for finding in findings}
    broken = set().union(*by_group.values())
    return QualityReport(
        day=today.isoformat(),
        records=records,
        sound=records - len(broken),
        groups={group: len(ids) for group, ids in by_group.items()},
        rules=tuple(
            RuleCount(rule, groups[rule], len(by_rule[rule]))
            for rule in sorted(by_rule, key=lambda rule: (order.get(rule, len(order)), rule))
        ),
        findings=tuple(findings),
    )


def _written(service: Service, places: Mapping[str, PostalPlace], today: date) -> Iterator[Finding]:
    """Yield what the rules of records find."""
    shown = public(service)
    open_to_all = None
    if shown != service:
        open_to_all = {problem.sentence for problem in problems(shown, places, today)}
    for problem in problems(service, places, today):
        yield Finding(
            service.id,
            service.name,
            _group(problem),
            problem.rule,
            problem.field,
            problem.sentence,
            problem.language,
            private=open_to_all is not None and problem.sentence not in open_to_all,
        )


def _group(problem: Problem) -> Group:
    if problem.severity == "error" or problem.rule in _UNUSABLE:
        return "invalid"
    return _TITLES[problem.rule][0] if problem.rule in _TITLES else "content"


def _missing(service: Service) -> Iterator[Finding]:
    """Yield what a complete record has and this one lacks."""
    texts = [tag for tag in LANGUAGES if service.description.get(tag)]
    if texts and ("fi" not in texts or len(texts) < 2):
        sentence = _("Describe it in Finnish and in one more language at least.")
        yield _finding(service, "one-language", "description", sentence)
    if not (service.hours or service.hours_text or _channel_hours(service)):
        sentence = _("Say when it is open, or that it is by appointment.")
        yield _finding(service, "hours-missing", "hours", sentence)
    if not service.topics:
        yield _finding(service, "topics-missing", "topics", _("Choose a topic."))


def _channel_hours(service: Service) -> bool:
    return any(channel.hours or channel.hours_text for channel in service.channels)


def _stale(
    service: Service, fresh: Freshness, provenance: Sequence[Provenance]
) -> Iterator[Finding]:
    """Yield why a record may not be true any more."""
    if provenance and all(one.gone_on for one in provenance):
        sentence = _("The catalogue has it no more: ask whether it is still offered.")
        yield _finding(service, "gone", "", sentence)
    if service.possibly_outdated:
        yield _finding(service, "outdated", "", _("It may be out of date: check it."))
    if fresh.doubted:
        sentence = _("The last check found it wrong, or nobody was reached: mend it.")
        yield _finding(service, "doubted", "", sentence)
    if fresh.contacts != "verified":
        sentence = _("Check contacts and hours by phone or on the spot.")
        yield _finding(service, f"contacts-{fresh.contacts}", "", sentence)
    if fresh.texts != "verified":
        sentence = _("Read the texts and check that they are still right.")
        yield _finding(service, f"texts-{fresh.texts}", "", sentence)


def _finding(service: Service, rule: str, field: str, sentence: str) -> Finding:
    return Finding(service.id, service.name, _TITLES[rule][0], rule, field, sentence)
