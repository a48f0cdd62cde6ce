"""The contact directory: services and the ways to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

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
    """

    number: str
    dial: str
    label: LocalText = LocalText()
    hours: LocalText = LocalText()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """A visiting address; the street may carry a remark such as a floor."""

    street: LocalText = LocalText()
    postal_code: str = ""
    city: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        return bool(self.street or self.postal_code or self.city)


@dataclass(frozen=True, slots=True)
class Service:
    """Something a client can get, with its channels and the freshness of the record.

    Attributes:
        id: stable id, a readable slug in shipped data.
        municipalities: codes of those it serves, in order; empty and `nationwide` for all of
            Finland.
        price_free: True, False, or None where not known.
        hours: when it is open; None where not known in a form that can be computed.
        hours_text: the source's own words about the hours.
        bring: what the client needs to have along.
        last_verified: ISO day on which a person verified the record, or None: an import
            is never a verification.
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
    emails: tuple[str, ...] = ()
    website: str = ""
    hours: Hours | None = None
    hours_text: LocalText = LocalText()
    languages: tuple[str, ...] = ()
    eligibility: LocalText = LocalText()
    bring: LocalText = LocalText()
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
    edited: bool = False
    revision: int = 1

    def serves(self, municipality: str | None) -> bool:
        """Tell whether a resident of the municipality (code) is within its area."""
        return self.nationwide or municipality is None or municipality in self.municipalities
