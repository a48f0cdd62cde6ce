"""Journeys: a whole day's events in plain words, over the whole program, by keys alone."""

from __future__ import annotations

import pytest

# So that an assertion of the driver tells what it found.
pytest.register_assert_rewrite("tests.journeys.driver", "tests.journeys.supervisor")
