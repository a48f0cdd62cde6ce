"""From the metres of Finnish maps to degrees.

EPSG:3067 (ETRS-TM35FIN) is the transverse Mercator projection of the GRS 80 ellipsoid around
27 degrees east, with a scale of 0.9996 and 500 km added to the easting, as recommendation
JHS 197 lays down; its degrees are ETRS89, which differ from WGS 84 by less than a metre. The
inverse is Krüger's series as JHS 197 (annex 1) and Snyder, Map Projections, USGS 1395, have it:
good to a millimetre. A library would be much for these forty lines.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

_AXIS: Final = 6_378_137.0
_FLATTENING: Final = 1 / 298.257222101
_SCALE: Final = 0.9996
_MERIDIAN: Final = math.radians(27.0)
_FALSE_EASTING: Final = 500_000.0

_N: Final = _FLATTENING / (2 - _FLATTENING)
_RADIUS: Final = _AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ECCENTRICITY: Final = math.sqrt(2 * _FLATTENING - _FLATTENING**2)
_H: Final = (
    _N / 2 - 2 / 3 * _N**2 + 37 / 96 * _N**3 - 1 / 360 * _N**4,
    1 / 48 * _N**2 + 1 / 15 * _N**3 - 437 / 1440 * _N**4,
    17 / 480 * _N**3 - 37 / 840 * _N**4,
    4397 / 161_280 * _N**4,
)
"""Coefficients of the inverse series."""

_ROUNDS: Final = 5
"""Steps of the iteration from conformal to geodetic latitude; each gains two to three digits."""

_NORTHINGS: Final = (6_582_000.0, 7_800_000.0)
_EASTINGS: Final = (43_000.0, 765_000.0)
"""Finland with its waters: what is outside is a mistake."""


class Degrees(NamedTuple):
    """A place on the globe, in degrees."""

    latitude: float
    longitude: float


def degrees(northing: float, easting: float) -> Degrees | None:
    """Return where a point of EPSG:3067 is, or None if it is not in Finland.

    Args:
        northing: in metres from the equator.
        easting: in metres, 500,000 at 27 degrees east.
    """
    if not _NORTHINGS[0] <= northing <= _NORTHINGS[1]:
        return None
    if not _EASTINGS[0] <= easting <= _EASTINGS[1]:
        return None
    return to_degrees(northing, easting)


def to_degrees(northing: float, easting: float) -> Degrees:
    """Return where a point of EPSG:3067 is, in Finland or not."""
    xi = northing / (_RADIUS * _SCALE)
    eta = (easting - _FALSE_EASTING) / (_RADIUS * _SCALE)
    xi_1, eta_1 = xi, eta
    for step, h in enumerate(_H, 1):
        xi_1 -= h * math.sin(2 * step * xi) * math.cosh(2 * step * eta)
        eta_1 -= h * math.cos(2 * step * xi) * math.sinh(2 * step * eta)
    beta = math.asin(math.sin(xi_1) / math.cosh(eta_1))
    longitude = _MERIDIAN + math.asin(math.tanh(eta_1) / math.cos(beta))
    conformal = math.asinh(math.tan(beta))
    isometric = conformal
    for _round in range(_ROUNDS):
        isometric = conformal + _ECCENTRICITY * math.atanh(_ECCENTRICITY * math.tanh(isometric))
    latitude = math.atan(math.sinh(isometric))
    return Degrees(math.degrees(latitude), math.degrees(longitude))
