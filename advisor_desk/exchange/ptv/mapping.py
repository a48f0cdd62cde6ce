"""Drafts of PTV as services of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypedDict, get_args

from advisor_desk.domain.directory import (
    Channel,
    ChannelKind,
    ForeignCode,
    Kind,
    Organization,
    Service,
    Source,
)
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.ids import foreign_id
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.ptv.model import (
    ChannelDraft,
    GeneralDraft,
    Link,
    OrganizationDraft,
    ServiceDraft,
    Words,
)
from advisor_desk.exchange.ptv.places import Places, read_places
from advisor_desk.exchange.ptv.selection import KindRule, read_class_names, read_kinds
from advisor_desk.exchange.ptv.texts import joined
from advisor_desk.exchange.topic_rules import (
    SERVICE_CLASS,
    TopicRules,
    belongs,
    read_rules,
    word_pattern,
)

SOURCE: Final = "Suomi.fi PTV"

_NOT_ON_ALAND: Final = LocalText(
    "Ei koske Ahvenanmaata.", "Gäller inte Åland.", "Does not apply to Åland."
)
_PROCESSING: Final = LocalText(
    "Käsittelyaika: {text}", "Handläggningstid: {text}", "Processing time: {text}"
)
_DEADLINE: Final = LocalText("Määräaika: {text}", "Tidsfrist: {text}", "Deadline: {text}")
_VALIDITY: Final = LocalText(
    "Voimassaoloaika: {text}", "Giltighetstid: {text}", "Period of validity: {text}"
)
"""Words of the record, in the language of its own text and not of the interface."""

_KINDS_OF_GIVERS: Final[Mapping[str, Kind]] = {
    "State": "authority",
    "Municipality": "authority",
    "RegionalOrganization": "authority",
    "Organization": "ngo",
}
_EMPTY: Final = GeneralDraft(LocalText(), Words())


@dataclass(frozen=True, slots=True)
class Lists:
    """What our own lists and rules say of PTV.

    Attributes:
        names: of classes, by scheme and code.
    """

    places: Places
    topics: TopicRules
    kinds: tuple[KindRule, ...]
    names: Mapping[tuple[str, str], LocalText]


def read_lists(resources: Path) -> Lists:
    """Return the lists and rules of the shipped data.

    Raises:
        Failure: one is missing or wrong.
    """
    kinds = read_kinds(resources)
    for rule in kinds:
        if rule.kind not in get_args(Kind):
            raise Failure(FailureKind.BAD_FILE, f"ptv.yaml: '{rule.kind}' is no kind of service")
    return Lists(read_places(resources), read_rules(resources), kinds, read_class_names(resources))


class Mapper:
    """Makes services of one catalogue.

    Args:
        catalogue: id that the ids of the records are made with.
        lists: our lists and rules.
    """

    def __init__(self, catalogue: str, lists: Lists) -> None:
        self._catalogue = catalogue
        self._lists = lists
        self._kinds = tuple((rule, word_pattern(rule.words)) for rule in lists.kinds)

    def service(
        self,
        draft: ServiceDraft,
        general: GeneralDraft | None,
        giver: OrganizationDraft | None,
        channels: Iterable[Channel],
    ) -> Service:
        """Return a service of ours.

        Args:
            draft: the service.
            general: the general description that it completes.
            giver: the organisation that is responsible.
            channels: how to reach it, as `channel` makes them.
        """
        national = general or _EMPTY
        name = draft.name or national.name
        codes = self._named(dict.fromkeys((*draft.codes, *national.codes)))
        whole = draft.served.whole or draft.served.without_aland
        return Service(
            **_texts(draft, national),
            id=foreign_id(self._catalogue, "service", draft.id),
            kind=self._kind(codes, name, giver),
            name=name,
            other_names=_without(joined(draft.other_names, national.name, between="\n"), name),
            municipalities=() if whole else self._lists.places.municipalities(draft.served),
            nationwide=whole,
            note=_NOT_ON_ALAND if draft.served.without_aland else LocalText(),
            areas=self._lists.places.areas(draft.served),
            languages=draft.languages,
            organization=self.organization_id(draft.organization),
            codes=codes,
            channels=tuple(channels),
            topics=self._lists.topics.topics(codes, name),
            sources=(Source(SOURCE, page_date=draft.modified),),
            status="withdrawn" if draft.standing == "archived" else "listed",
        )

    def _named(self, codes: Iterable[ForeignCode]) -> tuple[ForeignCode, ...]:
        """Return classes with their names; version 12 tells their codes alone."""
        found: dict[tuple[str, str], ForeignCode] = {}
        for code in codes:
            key = (code.scheme, code.code)
            label = code.label or self._lists.names.get(key, LocalText()).pick("fi")
            found.setdefault(key, code if code.label == label else replace(code, label=label))
        return tuple(found.values())

    def _kind(
        self, codes: Iterable[ForeignCode], name: LocalText, giver: OrganizationDraft | None
    ) -> Kind:
        classes = [code.code for code in codes if code.scheme == SERVICE_CLASS]
        words = "\n".join(name.all()).lower()
        for rule, pattern in self._kinds:
            by_word = pattern is not None and pattern.search(words) is not None
            if by_word or any(belongs(code, rule.classes) for code in classes):
                return next(kind for kind in get_args(Kind) if kind == rule.kind)
        return _KINDS_OF_GIVERS.get(giver.type, "other") if giver else "other"

    def organization_id(self, key: str) -> str:
        """Return our id of an organisation."""
        return foreign_id(self._catalogue, "organization", key) if key else ""

    def organization(self, draft: OrganizationDraft) -> Organization:
        """Return an organisation of ours."""
        found = draft.organization
        return replace(found, id=self.organization_id(found.id))

    def named_organization(self, key: str, name: str) -> Organization | None:
        """Return an organisation of which only the name is known; None without one."""
        if not key or not name:
            return None
        return Organization(self.organization_id(key), LocalText(fi=name))

    def channel(self, draft: ChannelDraft) -> Channel:
        """Return a channel of ours, as all its services share it."""
        found = draft.channel
        return replace(
            found,
            id=foreign_id(self._catalogue, "channel", found.id),
            organization=self.organization_id(found.organization),
            address=self._lists.places.with_city(found.address),
        )

    def linked(self, shared: Channel, link: Link, service: str) -> Channel:
        """Return a channel as it is for one service.

        Where the connection has hours or contacts of its own, the channel becomes one of its
        own too: the other services keep theirs.

        Args:
            shared: as `channel` makes it.
            link: the connection.
            service: PTV's id of the service.
        """
        if not link.overrides:
            return replace(shared, note=link.note)
        return replace(
            shared,
            id=foreign_id(self._catalogue, "channel", f"{link.channel}/{service}"),
            note=link.note,
            hours=link.hours or shared.hours,
            phones=link.phones or shared.phones,
            emails=link.emails or shared.emails,
            url=link.url or shared.url,
            address=self._lists.places.with_city(link.address) if link.address else shared.address,
        )

    def unknown_channel(self, link: Link, service: str) -> Channel | None:
        """Return a channel that is not in the download, of what its connection says; or None."""
        if not link.overrides:
            return None
        kind: ChannelKind = "web"
        if link.address:
            kind = "place"
        elif link.phones:
            kind = "phone"
        elif link.emails:
            kind = "email"
        return self.linked(Channel("", kind, name=LocalText(fi=link.name)), link, service)


class _Texts(TypedDict):
    """The fields of a service that are texts, and what it costs."""

    description: LocalText
    eligibility: LocalText
    how_to_apply: LocalText
    price_free: bool | None
    price_note: LocalText


def _texts(draft: ServiceDraft, national: GeneralDraft) -> _Texts:
    """Return the texts of a service; its own stand before those of the general description."""
    own, general = draft.words, national.words
    times = (
        _labelled(_PROCESSING, joined(own.processing, general.processing)),
        _labelled(_DEADLINE, joined(own.deadline, general.deadline)),
        _labelled(_VALIDITY, joined(own.validity, general.validity)),
    )
    return _Texts(
        description=joined(own.summary, own.description, general.summary, general.description),
        eligibility=joined(own.conditions, general.conditions),
        how_to_apply=joined(own.instructions, general.instructions, *times),
        price_free=national.free if draft.free is None else draft.free,
        price_note=joined(own.charge, general.charge),
    )


def _without(names: LocalText, name: LocalText) -> LocalText:
    """Return names without those that the record has as its name in the same language."""
    return LocalText(
        *(
            "\n".join(part for part in found.split("\n") if part != own)
            for found, own in zip(names, name, strict=True)
        )
    )


def _labelled(label: LocalText, text: LocalText) -> LocalText:
    return LocalText(
        *(form.format(text=part) if part else "" for form, part in zip(label, text, strict=True))
    )
