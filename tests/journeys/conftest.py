"""Journeys run in a thread of their own, beside the program."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.driver import Advisor
from tests.journeys.supervisor import Supervisor
from tests.unit.conftest import FrozenClock, clock, paths, shipped_database

__all__ = ["clock", "paths", "shipped_database"]


@pytest.fixture
def newcomer(data_folder: Path, clock: FrozenClock, qapp: object) -> Advisor:
    """Return an advisor whose desk was never started."""
    assert qapp is not None
    return Advisor(data_folder, clock)


@pytest.fixture
def advisor(paths: object, newcomer: Advisor) -> Advisor:
    """Return an advisor at a desk in Espoo that has been in use."""
    assert paths is not None
    newcomer.works_at("Iso Omena", "049")
    return newcomer


@pytest.fixture
def supervisor(paths: object, data_folder: Path, clock: FrozenClock, qapp: object) -> Supervisor:
    """Return a supervisor at a desk in Helsinki that has been in use."""
    assert paths is not None
    assert qapp is not None
    found = Supervisor(data_folder, clock)
    found.works_at("Oodi", "091", advisor="sirkka")
    return found


@pytest.fixture(autouse=True)
def qt_does_not_complain(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a journey in which Qt warned: while the program runs, it takes Qt's messages."""
    yield
    warnings = [each for each in caplog.get_records("call") if each.levelno >= logging.WARNING]
    told = [
        text
        for text in (record.getMessage() for record in warnings)
        if text.startswith("Qt: ") and "plugin does not support" not in text
    ]
    if told:
        pytest.fail(f"Qt warned: {'; '.join(told)}", pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a journey beside the program instead of in Qt's thread."""
    given = pyfuncitem.funcargs
    advisor = next((each for each in given.values() if isinstance(each, Advisor)), None)
    if advisor is None:
        return None
    arguments = {name: given[name] for name in inspect.signature(pyfuncitem.obj).parameters}
    advisor.stage.play(partial(pyfuncitem.obj, **arguments))
    return True
