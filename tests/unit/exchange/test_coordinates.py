"""Metres of EPSG:3067 against known points.

The degrees were computed with PROJ 9 (EPSG:3067 to EPSG:4258); the first point and its degrees
are the worked example of JHS 197.
"""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.exchange.coordinates import degrees, to_degrees

POINTS = [
    (6_715_706.37708, 106_256.35961, 60.385106872, 19.848136769),
    (6_672_280, 385_820, 60.171408675, 24.942067481),
    (6_636_000, 275_000, 59.800453414, 22.988631758),
    (7_776_000, 541_000, 70.087555241, 28.078681632),
    (6_686_000, 107_000, 60.121149474, 19.919194781),
    (6_983_000, 733_000, 62.902174129, 31.587500139),
]


@pytest.mark.parametrize(("northing", "easting", "latitude", "longitude"), POINTS)
def test_known_points(northing: float, easting: float, latitude: float, longitude: float) -> None:
    found = to_degrees(northing, easting)
    assert found.latitude == pytest.approx(latitude, abs=1e-8)
    assert found.longitude == pytest.approx(longitude, abs=1e-8)


def test_the_central_meridian_is_27_degrees_east() -> None:
    assert to_degrees(6_700_000, 500_000).longitude == pytest.approx(27)


@pytest.mark.parametrize(
    ("northing", "easting"),
    [(0, 0), (385_820, 6_672_280), (6_672_280, 3_385_820), (60.17, 24.94), (math.nan, 385_820)],
)
def test_what_is_not_in_finland_is_nowhere(northing: float, easting: float) -> None:
    assert degrees(northing, easting) is None


@given(st.floats(6_582_000, 7_800_000), st.floats(43_000, 765_000))
def test_every_point_of_finland_is_in_finland(northing: float, easting: float) -> None:
    found = degrees(northing, easting)
    assert found is not None
    assert 59 < found.latitude < 70.5
    assert 15 < found.longitude < 35
