"""What an import does with each record: the rules, the same for preview and import.

A record of ours that came from this catalogue and that nobody edited follows it. Everything
else, edited here or first made elsewhere, is never overwritten: what differs goes to review,
but for texts that somebody here has decided against before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from msgspec import msgpack

from advisor_desk.domain.directory import Service
from advisor_desk.domain.duplicates import Finder, Match, marks
from advisor_desk.domain.imports import Catalogue, Chooser, Fate, Incoming
from advisor_desk.domain.opening import Hours, HoursSet
from advisor_desk.domain.record_fields import FIELDS, Change, differences
from advisor_desk.i18n import _
from advisor_desk.storage import imports as tables
from advisor_desk.storage.curation import iter_marks
from advisor_desk.storage.database import Connection
from advisor_desk.storage.directory import read_services

CONTACT_FIELDS: Final = frozenset(
    {"address", "phones", "emails", "website", "hours", "hours_text", "channels"}
)
"""What `last_verified` vouches for; all else is text."""

_SETS: Final = frozenset({"languages", "interpreted", "written", "municipalities"})
"""Fields whose order says nothing, so that nobody is asked about it."""
_NOT_COMPARED: Final = frozenset(
    {
        "kind",
        "region",
        "topics",
        "codes",
        "sources",
        "confidence",
        "organization",
        "possibly_outdated",
        "outdated_note",
        "unverified_fields",
    }
)
"""Fields in which two catalogues differ without telling anything to a person."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one record.

    Attributes:
        service: as it is to be written, or as it came where nothing is written.
        changes: fields that are written (`own`) or that go to review.
        own: whether the record follows the catalogue.
        reason: why, as a sentence, where the fate alone does not say.
        settled: whether this very record was seen before, so that nothing is to be noted.
    """

    fate: Fate
    incoming: Incoming
    service: Service
    digest: str
    changes: tuple[Change, ...] = ()
    own: bool = True
    reason: str = ""
    settled: bool = False

    @property
    def writes(self) -> bool:
        """Whether the record itself is written."""
        return self.fate == "new" or (self.own and bool(self.changes))

    @property
    def for_review(self) -> bool:
        """Whether a person is asked about the changes."""
        return bool(self.changes) and not self.own


def digest_of(incoming: Incoming) -> str:
    """Return a digest of what was read, to see at the next import whether it changed."""
    content = (incoming.service, incoming.organization, incoming.withdrawn)
    return hashlib.sha256(msgpack.encode(content)).hexdigest()


class Judge:
    """Judges the records of one import against what is in the tables.

    Args:
        connection: to read from.
        catalogue: where the records come from.
        chooser: which new records are wanted; None for all. Records that were taken before
            are followed in any case.
        duplicates: of which of our services the records are duplicates, by their ids there;
            None to look for them.
    """

    def __init__(
        self,
        connection: Connection,
        catalogue: Catalogue,
        chooser: Chooser | None = None,
        duplicates: Mapping[str, str] | None = None,
    ) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._chooser = chooser
        self.refs = tables.read_refs(connection, catalogue.id)
        self._duplicates = duplicates
        self._here: Container[str] = ()
        """Our own ids among those of the batch: of lists that were exported here."""
        self._others = Finder() if duplicates is not None else _finder(connection, catalogue)

    def judge(
        self, batch: Sequence[Incoming], digests: Sequence[str] | None = None
    ) -> Iterator[Verdict]:
        """Give what becomes of some records, which are looked up together.

        Args:
            batch: the records.
            digests: of them, where these are known.
        """
        if digests is None:
            digests = [digest_of(incoming) for incoming in batch]
        if self._duplicates is None:
            self._here = tables.read_origins(self._connection, [one.external_id for one in batch])
        ids = [self._service_id(incoming) for incoming in batch]
        wanted = [
            key
            for key, incoming, digest in zip(ids, batch, digests, strict=True)
            if not self._is_unchanged(incoming, digest)
        ]
        current = {service.id: service for service in read_services(self._connection, wanted)}
        origins = tables.read_origins(self._connection, list(current))
        answered = tables.read_answered(
            self._connection, [key for key in current if not self._follows(current, origins, key)]
        )
        for key, incoming, digest in zip(ids, batch, digests, strict=True):
            if self._is_unchanged(incoming, digest):
                yield Verdict("unchanged", incoming, incoming.service, digest, settled=True)
            elif key in current:
                own = self._follows(current, origins, key)
                foreign = origins[key] != self._catalogue.id
                decided = answered.get(key, set())
                yield self._known(incoming, digest, current[key], own, foreign, decided)
            else:
                yield self._first_seen(incoming, digest)

    def _follows(self, current: dict[str, Service], origins: dict[str, str], key: str) -> bool:
        """Tell whether a service is this catalogue's own and was never edited here."""
        return origins[key] == self._catalogue.id and not current[key].edited

    def _service_id(self, incoming: Incoming) -> str:
        ref = self.refs.get(incoming.external_id)
        return ref.service_id if ref else incoming.service.id

    def _is_unchanged(self, incoming: Incoming, digest: str) -> bool:
        ref = self.refs.get(incoming.external_id)
        return ref is not None and ref.digest == digest and not ref.gone

    def _first_seen(self, incoming: Incoming, digest: str) -> Verdict:
        service = incoming.service
        if service.edited or service.revision != 1:
            service = replace(service, edited=False, revision=1)
        if incoming.withdrawn:
            reason = _("It is no longer offered.")
            return Verdict("left-out", incoming, service, digest, reason=reason)
        known = incoming.external_id in self.refs
        if not known and self._chooser is not None and not self._chooser.matches(incoming):
            reason = _("It is not in the selection.")
            return Verdict("left-out", incoming, service, digest, reason=reason)
        if not known and (found := self._duplicate_of(incoming)):
            return self._duplicate(incoming, digest, found)
        return Verdict("new", incoming, service, digest)

    def _duplicate_of(self, incoming: Incoming) -> str | None:
        """Return the id of the service of another source that a record describes as well.

        It has our own id, as a list that was exported here has; or a number, an address or the
        Y-tunnus is the same and the name nearly so, or the name is wholly the same. Where
        several fit, none is taken.
        """
        if self._duplicates is not None:
            return self._duplicates.get(incoming.external_id)
        if incoming.external_id in self._here:
            return incoming.external_id
        business_id = incoming.organization.business_id if incoming.organization else ""
        found = self._others.like(marks(incoming.service, business_id))
        sure = [match.id for match in found if _is_sure(match)]
        return sure[0] if len(sure) == 1 else None

    def _duplicate(self, incoming: Incoming, digest: str, service_id: str) -> Verdict:
        found = read_services(self._connection, [service_id])
        if not found:  # gone since the preview
            return Verdict("new", incoming, incoming.service, digest)
        ours = found[0]
        decided = tables.read_answered(self._connection, [service_id]).get(service_id, set())
        service = _in_place_of(ours, incoming)
        changes = _for_review(ours, service, decided, foreign=True)
        reason = _("It is here as “{name}”.").format(name=ours.name.pick("fi"))
        return Verdict("duplicate", incoming, service, digest, changes, own=False, reason=reason)

    def _known(
        self,
        incoming: Incoming,
        digest: str,
        ours: Service,
        own: bool,
        foreign: bool,
        decided: set[tuple[str, str]],
    ) -> Verdict:
        service = _in_place_of(ours, incoming)
        if not own:
            changes = _for_review(ours, service, decided, foreign=foreign)
            fate: Fate = "changed" if changes else "unchanged"
            return Verdict(fate, incoming, service, digest, changes, own=False)
        changes = differences(ours, service)
        ref = self.refs.get(incoming.external_id)
        back = ref is not None and ref.gone
        if incoming.withdrawn:
            # Said by the source itself; what merely is not there any more is found at the end.
            fate = "gone" if changes else "unchanged"
        else:
            fate = "changed" if changes or back else "unchanged"
        reason = _("It is back in the catalogue.") if back else ""
        return Verdict(fate, incoming, service, digest, changes, reason=reason)


def _finder(connection: Connection, catalogue: Catalogue) -> Finder:
    """Return what finds the services of other sources."""
    return Finder(iter_marks(connection, catalogue.id))


def _is_sure(match: Match) -> bool:
    return match.because != "name" or match.score == 100


def _in_place_of(ours: Service, incoming: Incoming) -> Service:
    """Return a record that came, with what our record keeps of its own."""
    changed = any(getattr(ours, name) != getattr(incoming.service, name) for name in CONTACT_FIELDS)
    texts = any(
        getattr(ours, name) != getattr(incoming.service, name)
        for name in FIELDS
        if name not in CONTACT_FIELDS and name not in _NOT_COMPARED
    )
    return replace(
        incoming.service,
        id=ours.id,
        status="withdrawn" if incoming.withdrawn else incoming.service.status,
        # What a person verified was the text before; an import is never a verification.
        last_verified=None if changed else ours.last_verified,
        text_verified=None if texts else ours.text_verified,
        merged_into=ours.merged_into,
        edited=ours.edited,
        revision=ours.revision + 1,
    )


def _for_review(
    ours: Service, theirs: Service, decided: set[tuple[str, str]], *, foreign: bool
) -> tuple[Change, ...]:
    """Return the differences that a person should see.

    Args:
        ours: the record here.
        theirs: the record there.
        decided: fields with texts that somebody here has decided against.
        foreign: whether our record was first made elsewhere: what the catalogue leaves empty
            says nothing then.
    """
    names = [name for name in FIELDS if not foreign or name not in _NOT_COMPARED]
    found = differences(ours, theirs, names)
    return tuple(
        change
        for change in found
        if (change.field, change.new) not in decided
        and (not foreign or getattr(theirs, change.field))
        and not _is_same_set(ours, theirs, change.field)
        and not (foreign and _is_same_contact(ours, theirs, change.field))
    )


def _is_same_set(ours: Service, theirs: Service, field: str) -> bool:
    """Tell whether a field holds the same codes, only in another order."""
    return field in _SETS and set(getattr(ours, field)) == set(getattr(theirs, field))


def _is_same_contact(ours: Service, theirs: Service, field: str) -> bool:
    """Tell whether a foreign source has the same numbers or times, only less said about them."""
    if field == "phones":
        return {one.dial for one in ours.phones} == {one.dial for one in theirs.phones}
    if field != "hours" or theirs.hours is None:
        return False
    if all(one.kind == "unknown" for one in theirs.hours.sets):
        return True  # words alone, which are a field of their own
    return ours.hours is not None and _times(ours.hours) == _times(theirs.hours)


def _times(hours: Hours) -> list[HoursSet]:
    """Return opening hours without what is told about them in words."""
    plain = HoursSet()
    return [
        replace(one, heading=plain.heading, text=plain.text, origin=plain.origin)
        for one in hours.sets
    ]
