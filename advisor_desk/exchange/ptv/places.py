"""Where municipalities, areas and postal codes of PTV are, by our own lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from advisor_desk.domain.counties import PostalPlace
from advisor_desk.domain.directory import Address, Area
from advisor_desk.exchange.ptv.model import Served
from advisor_desk.exchange.reference import read_divisions, read_postal_places

_ALAND: Final = {Area("region", "21"): Area("region", "20")}
"""The region of Åland, which Statistics Finland numbers otherwise than PTV's code list."""


@dataclass(frozen=True, slots=True)
class Places:
    """Our lists of places.

    Attributes:
        members: codes of municipalities by the region or county.
        postal: where each postal code is.
        known: codes of the municipalities there are; those that were merged are not among them.
    """

    members: dict[Area, tuple[str, ...]]
    postal: dict[str, PostalPlace]
    known: frozenset[str]

    def municipalities(self, served: Served) -> tuple[str, ...]:
        """Return the codes of the municipalities in an area, those of its parts among them."""
        found = list(served.municipalities)
        for area in self.areas(served):
            found += self.members[area]
        return tuple(dict.fromkeys(code for code in found if code in self.known))

    def areas(self, served: Served) -> tuple[Area, ...]:
        """Return the regions and counties of an area that our lists have."""
        areas = (_ALAND.get(area, area) for area in served.areas)
        return tuple(area for area in areas if area in self.members)

    def with_city(self, address: Address) -> Address:
        """Return an address with its city, which version 12 leaves to the postal code."""
        place = self.postal.get(address.postal_code)
        if address.city or place is None:
            return address
        return replace(address, city=place.municipality_name.pick("fi"))


def read_places(resources: Path) -> Places:
    """Return the places of our lists.

    Raises:
        Failure: a list is missing or wrong.
    """
    members = {one.area: one.municipalities for one in read_divisions(resources)}
    known = frozenset(code for codes in members.values() for code in codes)
    return Places(members, read_postal_places(resources), known)
