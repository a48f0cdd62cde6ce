"""Work off the UI thread: order, results, failures, and the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from advisor_desk.domain.failures import Failure, FailureKind, InvalidVisit
from advisor_desk.domain.visit import Problem
from advisor_desk.ui.background import Background
from advisor_desk.ui.messages import Message, Messages

FULL = Failure(FailureKind.DISK_FULL)


class Heard:
    """What came back from the background."""

    def __init__(self) -> None:
        self.said: list[Message] = []
        self.caught: list[BaseException] = []
        self.results: list[object] = []
        self.threads: list[threading.Thread] = []

    def take(self, result: object) -> None:
        """Take a result, and note where it came."""
        self.results.append(result)
        self.threads.append(threading.current_thread())


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def background(qapp: QApplication, heard: Heard) -> Iterator[Background]:
    assert qapp is not None
    messages = Messages()
    messages.said.connect(heard.said.append)
    made = Background(messages, heard.caught.append)
    yield made
    made.close()


def wait(background: Background) -> None:
    deadline = time.monotonic() + 5
    while not background.idle:
        assert time.monotonic() < deadline
        QCoreApplication.processEvents()


def fail(error: Exception) -> None:
    raise error


@pytest.mark.parametrize("kind", ["read", "write"])
def test_work_is_done_elsewhere_and_its_result_comes_back_here(
    background: Background, heard: Heard, kind: str
) -> None:
    submit: Callable[..., None] = getattr(background, kind)
    submit(threading.current_thread, heard.take)
    assert not background.idle
    wait(background)
    (worker,) = heard.results
    assert isinstance(worker, threading.Thread)
    assert worker.name == f"advisor-desk-{kind}"
    assert heard.threads == [threading.main_thread()]


def test_writes_keep_their_order(background: Background, heard: Heard) -> None:
    for number in range(50):
        background.write(partial(int, number), heard.take)
    wait(background)
    assert heard.results == list(range(50))


def test_a_long_read_does_not_hold_up_a_write(background: Background, heard: Heard) -> None:
    written = threading.Event()
    background.read(partial(written.wait, 5), heard.take)
    background.write(written.set)
    wait(background)
    assert heard.results == [True]


def test_nothing_is_returned_where_nobody_asks(background: Background, heard: Heard) -> None:
    background.write(partial(int, 1))
    wait(background)
    assert (heard.results, heard.said) == ([], [])


@pytest.mark.logs_errors
def test_a_failure_of_the_world_is_said(background: Background, heard: Heard) -> None:
    background.write(partial(fail, FULL), heard.take)
    wait(background)
    (message,) = heard.said
    assert message.level == "bad"
    assert message.text.startswith("The disk is full")
    assert (heard.results, heard.caught) == ([], [])


@pytest.mark.parametrize("error", [FULL, InvalidVisit([Problem("topics", "missing")])])
def test_who_asks_for_the_failure_gets_it(
    background: Background, heard: Heard, error: Exception
) -> None:
    background.write(partial(fail, error), heard.take, heard.take)
    wait(background)
    assert heard.results == [error]
    assert heard.threads == [threading.main_thread()]
    assert heard.said == []


def test_a_bug_goes_to_the_last_net_and_not_to_the_advisor(
    background: Background, heard: Heard
) -> None:
    bug = KeyError("a value")
    background.read(partial(fail, bug), heard.take, heard.take)
    wait(background)
    assert heard.caught == [bug]
    assert (heard.said, heard.results) == ([], [])


def test_after_a_failure_the_next_work_is_done(background: Background, heard: Heard) -> None:
    background.write(partial(fail, KeyError()))
    background.write(partial(int, 7), heard.take)
    wait(background)
    assert heard.results == [7]


def test_closing_finishes_what_was_begun(heard: Heard, qapp: QApplication) -> None:
    assert qapp is not None
    done: list[int] = []
    closed = Background(Messages(), heard.caught.append)
    for number in range(20):
        closed.write(partial(done.append, number))
    closed.close()
    assert done == list(range(20))


def test_one_that_was_never_used_starts_no_thread(qapp: QApplication) -> None:
    assert qapp is not None
    before = threading.active_count()
    unused = Background(Messages(), print)
    assert threading.active_count() == before
    unused.close()
    assert unused.idle


def test_other_reads_take_their_turns_between_steps(background: Background, heard: Heard) -> None:
    steps: list[str] = []

    def step() -> str | None:
        steps.append("step")
        if len(steps) == 1:
            background.read(partial(steps.append, "other"))
        return "all" if len(steps) > 3 else None

    background.read_in_steps(step, heard.take)
    wait(background)
    assert steps == ["step", "other", "step", "step"]
    assert heard.results == ["all"]
    assert heard.threads == [threading.main_thread()]


def test_a_step_that_fails_is_told(background: Background, heard: Heard) -> None:
    failed: list[Exception] = []
    background.read_in_steps(partial(fail, FULL), heard.take, failed.append)
    wait(background)
    assert failed == [FULL]
    assert heard.results == []
