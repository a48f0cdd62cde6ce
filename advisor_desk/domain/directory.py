"""The contact directory: organisations, services and the ways to reach them.

A service has contacts of its own, as HSDS 3.0 `service` has; `channels` are the offices, lines
and e-services that it shares with other services, as PTV and HSDS `service_at_location` have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeVar, get_args

from advisor_desk.domain.opening import Hours
from advisor_desk.domain.text import LocalText

Confidence = Literal["high", "medium", "low"]
Kind = Literal[
    "authority",
    "advice-point",
    "employment",
    "education",
    "health",
    "housing",
    "legal",
    "crisis",
    "ngo",
    "web",
    "other",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
Status = Literal["listed", "closed", "withdrawn"]
ChannelKind = Literal["place", "phone", "email", "chat", "e-service", "web", "form"]
CHANNEL_KINDS: Final[tuple[ChannelKind, ...]] = get_args(ChannelKind)
AreaKind = Literal["region", "county"]
"""A region (maakunta) or a wellbeing services county (hyvinvointialue)."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read.

    Attributes:
        title: name of the page or publication.
        url: address, or an empty string.
        page_date: the date on the page as text (`2025-09-27`, `2020`), empty if undated.
        official: whether an authority or the service itself publishes it.
        show_link: whether the address may be shown to users.
        id: key of a source that several facts share; empty for a record's own source.
    """

    title: str
    url: str = ""
    page_date: str = ""
    official: bool = True
    show_link: bool = True
    id: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number.

    Attributes:
        number: as people write it, e.g. `09 310 32889`.
        dial: digits to dial, `+` first where international.
        label, hours: what the number is for, and when it answers.
        languages: tags of the languages spoken.
        confidential: for the desk's own use; never leaves the program.
    """

    number: str
    dial: str
    label: LocalText = LocalText()
    hours: LocalText = LocalText()
    languages: tuple[str, ...] = ()
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address; a confidential one never leaves the program."""

    address: str
    label: LocalText = LocalText()
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """A visiting address; the street may carry a remark such as a floor.

    Attributes:
        access: how to get there and in.
        latitude, longitude: degrees, WGS 84.
        confidential: of a shelter and the like; never leaves the program.
    """

    street: LocalText = LocalText()
    postal_code: str = ""
    city: str = ""
    access: LocalText = LocalText()
    latitude: float | None = None
    longitude: float | None = None
    confidential: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        return bool(self.street or self.postal_code or self.city)


@dataclass(frozen=True, slots=True)
class Organization:
    """Who gives services.

    Attributes:
        id: stable id.
        business_id: Y-tunnus, `1234567-8`, or an empty string.
    """

    id: str
    name: LocalText
    description: LocalText = LocalText()
    business_id: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the country larger than a municipality, as its official code."""

    kind: AreaKind
    code: str


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """A class of a foreign scheme.

    Attributes:
        scheme: `ptv-service-class`, `ptv-life-event`, `ptv-target-group`, `tpr-life-event` …
        code: as the scheme has it.
        label: in whatever language the source has it.
    """

    scheme: str
    code: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach services that several of them may share.

    Attributes:
        id: stable id.
        organization: id of whose it is, or an empty string.
        url: web address by language of the page.
        hours, hours_text: as of a service.
        languages: tags of the languages spoken there.
        note: what holds for this one service; belongs to the connection, not to the channel.
    """

    id: str
    kind: ChannelKind
    name: LocalText = LocalText()
    description: LocalText = LocalText()
    organization: str = ""
    address: Address = Address()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    url: LocalText = LocalText()
    hours: Hours | None = None
    hours_text: LocalText = LocalText()
    languages: tuple[str, ...] = ()
    note: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Service:
    """Something a client can get, with its channels and the freshness of the record.

    Attributes:
        id: stable id, a readable slug in shipped data.
        organization: id of who gives it, or an empty string.
        other_names: what else it is called, parted by line ends.
        municipalities: codes of those it serves, in order; empty and `nationwide` for all of
            Finland.
        price_free: True, False, or None where not known.
        hours: when it is open; None where not known in a form that can be computed.
        areas: regions and counties the source names; `municipalities` holds their members too.
        hours_text: the source's own words about the hours.
        languages: tags of the languages spoken; `interpreted` with an interpreter, `written`
            only in writing.
        bring: what the client needs to have along, a line for each.
        how_to_apply: the steps to get it.
        minimum_age, maximum_age: in years, or None where there is no limit or none is known.
        last_verified: ISO day on which a person last verified the contacts and hours, or None:
            an import is never a verification.
        text_verified: the same for all other texts.
        merged_into: id of the record that took the place of this duplicate.
        confidence: how sure the compiler was of the record as a whole.
        edited: whether somebody changed it at this desk; shipped updates leave it alone then.
    """

    id: str
    kind: Kind
    name: LocalText
    description: LocalText = LocalText()
    municipalities: tuple[str, ...] = ()
    nationwide: bool = False
    region: str = ""
    address: Address = Address()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    website: str = ""
    hours: Hours | None = None
    hours_text: LocalText = LocalText()
    languages: tuple[str, ...] = ()
    eligibility: LocalText = LocalText()
    bring: LocalText = LocalText()
    organization: str = ""
    other_names: LocalText = LocalText()
    how_to_apply: LocalText = LocalText()
    minimum_age: float | None = None
    maximum_age: float | None = None
    interpreted: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    codes: tuple[ForeignCode, ...] = ()
    channels: tuple[Channel, ...] = ()
    price_free: bool | None = None
    price_note: LocalText = LocalText()
    topics: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence = "medium"
    possibly_outdated: bool = False
    outdated_note: LocalText = LocalText()
    unverified_fields: tuple[str, ...] = ()
    note: LocalText = LocalText()
    status: Status = "listed"
    last_verified: str | None = None
    text_verified: str | None = None
    merged_into: str = ""
    edited: bool = False
    revision: int = 1

    def serves(self, municipality: str | None) -> bool:
        """Tell whether a resident of the municipality (code) is within its area."""
        return self.nationwide or municipality is None or municipality in self.municipalities


_ReachedT = TypeVar("_ReachedT", Service, Channel)


def public(service: Service) -> Service:
    """Return a service without anything confidential: what may be exported, printed or copied."""
    return replace(
        _reached_in_public(service), channels=tuple(map(_reached_in_public, service.channels))
    )


def _reached_in_public(reached: _ReachedT) -> _ReachedT:
    return replace(
        reached,
        address=_public_address(reached.address),
        phones=tuple(phone for phone in reached.phones if not phone.confidential),
        emails=tuple(email for email in reached.emails if not email.confidential),
    )


def _public_address(address: Address) -> Address:
    return Address() if address.confidential else address
