"""What a page says about a record beside the record itself: who gives it, where it is from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor_desk.domain.directory import Organization, Service
from advisor_desk.domain.freshness import Freshness
from advisor_desk.domain.imports import Catalogue
from advisor_desk.storage.channels import read_organizations
from advisor_desk.storage.imports import read_provenance

if TYPE_CHECKING:
    from advisor_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Origin:
    """A catalogue that has a record.

    Attributes:
        last_seen: ISO day on which the record was last there.
        gone_on: ISO day on which it was missing first, or None.
    """

    catalogue: Catalogue
    last_seen: str
    gone_on: str | None = None


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What is known about a record.

    Attributes:
        organizations: who gives the service and its channels, by id.
        origins: the catalogues it came from.
        freshness: when it was verified; None where nobody asked.
    """

    organizations: dict[str, Organization]
    origins: tuple[Origin, ...] = ()
    freshness: Freshness | None = None


NO_FACTS = RecordFacts({})


def record_facts(desk: Desk, service: Service) -> RecordFacts:
    """Return what is known about a record.

    Raises:
        Failure: the database is damaged or out of reach.
    """
    givers = {service.organization, *(channel.organization for channel in service.channels)}
    with desk.database.reading() as connection:
        organizations = read_organizations(connection, givers - {""})
        found = read_provenance(connection, [service.id]).get(service.id, [])
    origins = tuple(Origin(one.catalogue, one.last_seen, one.gone_on) for one in found)
    return RecordFacts(organizations, origins, desk.curation.freshness(service))
