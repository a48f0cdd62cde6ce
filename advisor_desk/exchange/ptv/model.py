"""What a version of PTV tells, without how it tells it: what the two adapters give.

Ids are those of PTV here; `mapping` makes ours of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from advisor_desk.domain.directory import (
    Address,
    Area,
    Channel,
    Email,
    ForeignCode,
    Organization,
    Phone,
)
from advisor_desk.domain.opening import Hours
from advisor_desk.domain.text import LocalText

Standing = Literal["published", "draft", "archived"]
_NOWHERE: Final = Address()


class BadField(ValueError):
    """A field cannot be read.

    Attributes:
        field: its path in the record.
        problem: a whole sentence in the language of the interface.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a service or of a general description.

    Attributes:
        processing, deadline, validity: of permits: how long it takes, until when to apply,
            and how long it holds.
    """

    summary: LocalText = LocalText()
    description: LocalText = LocalText()
    instructions: LocalText = LocalText()
    conditions: LocalText = LocalText()
    charge: LocalText = LocalText()
    processing: LocalText = LocalText()
    deadline: LocalText = LocalText()
    validity: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Served:
    """The area that is served.

    Attributes:
        whole: all of Finland; `without_aland` all but Åland.
        municipalities: codes, those of the members of larger areas among them if told.
        areas: regions and wellbeing services counties.
    """

    whole: bool = False
    without_aland: bool = False
    municipalities: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """How a channel serves one service; what it holds goes before the channel's own.

    Attributes:
        channel: PTV's id of the channel.
        note: what is to be known besides.
    """

    channel: str
    name: str = ""
    note: LocalText = LocalText()
    hours: Hours | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    url: LocalText = LocalText()
    address: Address = _NOWHERE

    @property
    def overrides(self) -> bool:
        """Whether the channel is another one for this service."""
        return bool(self.hours or self.phones or self.emails or self.url or self.address)


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """A service.

    Attributes:
        free: True, False, or None where not told.
        general: id of the general description that it completes, or an empty string.
        organization: id of who is responsible, or an empty string.
        modified: ISO day, or an empty string.
        links: its channels, where the version tells them with the service.
    """

    id: str
    name: LocalText
    words: Words
    other_names: LocalText = LocalText()
    free: bool | None = None
    languages: tuple[str, ...] = ()
    codes: tuple[ForeignCode, ...] = ()
    served: Served = Served()
    general: str = ""
    organization: str = ""
    organization_name: str = ""
    modified: str = ""
    standing: Standing = "published"
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelDraft:
    """A channel, as ours but with PTV's ids."""

    channel: Channel
    standing: Standing = "published"


@dataclass(frozen=True, slots=True)
class OrganizationDraft:
    """An organisation, as ours but with PTV's id.

    Attributes:
        type: `State`, `Municipality`, `RegionalOrganization`, `Organization` or `Company`.
    """

    organization: Organization
    type: str = ""


@dataclass(frozen=True, slots=True)
class GeneralDraft:
    """A general description, written once for the services of all municipalities."""

    name: LocalText
    words: Words
    free: bool | None = None
    codes: tuple[ForeignCode, ...] = ()


class Adapter(NamedTuple):
    """How a version of PTV is read.

    Each function takes a record as JSON makes it, and raises `msgspec.ValidationError` or
    `BadField` where a field is not of its form.

    Attributes:
        version: 11 or 12.
        link: reads a connection that is a record of its own: the service's id and the link;
            None where services hold their connections.
    """

    version: int
    service: Callable[[Any], ServiceDraft]
    channel: Callable[[Any], ChannelDraft]
    organization: Callable[[Any], OrganizationDraft]
    general: Callable[[Any], GeneralDraft]
    link: Callable[[Any], tuple[str, Link]] | None = None
