"""Regions and wellbeing services counties, and the post offices of municipalities.

A region (maakunta) and a county (hyvinvointialue) have codes of Statistics Finland. Since 2021
their borders are the same but in Uusimaa, where there are four counties and Helsinki, which
has the duties of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from advisor_desk.domain.directory import Area, AreaKind
from advisor_desk.domain.text import LocalText


class Division(NamedTuple):
    """A region or county.

    Attributes:
        code: two digits.
        municipalities: codes of its members.
    """

    kind: AreaKind
    code: str
    name: LocalText
    municipalities: tuple[str, ...]

    @property
    def area(self) -> Area:
        """The area it is in a record."""
        return Area(self.kind, self.code)


class PostalPlace(NamedTuple):
    """Where a postal code is.

    Attributes:
        code: five digits.
        municipality: code of the municipality; a few codes reach into a second one.
        office: name of the post office, which need not be that of the municipality.
        municipality_name: in Finnish and Swedish.
    """

    code: str
    municipality: str
    office: LocalText
    municipality_name: LocalText

    def is_called(self, city: str) -> bool:
        """Tell whether a city of an address may stand beside the code."""
        wanted = city.strip().casefold()
        names = (*self.office.all(), *self.municipality_name.all())
        return any(wanted == name.casefold() for name in names)


def members(areas: Iterable[Area], divisions: Iterable[Division]) -> tuple[str, ...]:
    """Return the codes of the municipalities in some areas, each once; unknown areas have none."""
    by_area = {division.area: division.municipalities for division in divisions}
    codes = (code for area in areas for code in by_area.get(area, ()))
    return tuple(dict.fromkeys(codes))


def follow_areas(
    before: Iterable[Area],
    after: Iterable[Area],
    municipalities: Iterable[str],
    divisions: Sequence[Division],
) -> tuple[str, ...]:
    """Return the municipalities of a record whose areas were chosen anew.

    Members of an area that came are added, those of one that went are taken away unless an
    area that stays has them too; all others stay.
    """
    before, after = tuple(before), tuple(after)
    staying = members(after, divisions)
    gone = set(members((a for a in before if a not in after), divisions)) - set(staying)
    came = members((a for a in after if a not in before), divisions)
    return tuple(dict.fromkeys([*(code for code in municipalities if code not in gone), *came]))
