"""The only way to leave the UI thread: one thread that writes, one that reads.

Writes keep their order. Results and failures come back on the UI thread. Plain threads and
queues: `concurrent.futures` takes 20 ms to import.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from advisor_desk.domain.failures import (
    Failure,
    InvalidRecord,
    InvalidSynonym,
    InvalidVisit,
    NotAllowed,
)
from advisor_desk.services.explain import explain
from advisor_desk.ui.messages import Level, Messages

if TYPE_CHECKING:
    from queue import SimpleQueue

ResultT = TypeVar("ResultT")
_EXPECTED = (Failure, InvalidRecord, InvalidVisit, InvalidSynonym, NotAllowed)


class _Job:
    """Work with what became of it."""

    def __init__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        self.work = work
        self.done = done
        self.failed = failed
        self.result: Any = None
        self.error: BaseException | None = None


class _Worker:
    """A thread that does one job after the other; it begins with the first."""

    def __init__(self, name: str, report: Callable[[_Job], None]) -> None:
        self._jobs: SimpleQueue[_Job | None] | None = None
        self._report = report
        self._thread = threading.Thread(target=self._run, name=name)

    def submit(self, job: _Job) -> None:
        """Take a job; it is done after all earlier ones."""
        if self._jobs is None:
            from queue import SimpleQueue  # 3 ms that the first picture can do without

            self._jobs = SimpleQueue()
            self._thread.start()
        self._jobs.put(job)

    def close(self) -> None:
        """Finish all jobs and end the thread."""
        if self._jobs is not None:
            self._jobs.put(None)
            self._thread.join()

    def _run(self) -> None:
        while self._jobs is not None and (job := self._jobs.get()) is not None:
            try:
                job.result = job.work()
            except BaseException as error:  # noqa: BLE001 - handed to the UI thread, which decides
                job.error = error
            self._report(job)


class Background(QObject):
    """Runs work off the UI thread.

    Args:
        messages: where failures of the world are said unless the caller takes them.
        unexpected: what to do with an error that is our bug.
    """

    _finished = Signal(object)

    def __init__(self, messages: Messages, unexpected: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._messages = messages
        self._unexpected = unexpected
        self._writer = _Worker("advisor-desk-write", self._finished.emit)
        self._reader = _Worker("advisor-desk-read", self._finished.emit)
        self._open = 0
        # Told in the workers' threads, so Qt queues it for this object's own.
        self._finished.connect(self._on_finished)

    def write(
        self,
        work: Callable[[], ResultT],
        done: Callable[[ResultT], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run work that writes, after all earlier writes.

        Args:
            work: called in the writing thread.
            done: called with the result on the UI thread.
            failed: called on the UI thread with a failure of the world or an invalid visit,
                in place of saying it.
        """
        self._open += 1
        self._writer.submit(_Job(work, done, failed))

    def read(
        self,
        work: Callable[[], ResultT],
        done: Callable[[ResultT], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run work that only reads; see `write`."""
        self._open += 1
        self._reader.submit(_Job(work, done, failed))

    def read_in_steps(
        self,
        step: Callable[[], ResultT | None],
        done: Callable[[ResultT], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run reading work that takes seconds; other reads take their turns between its steps.

        Args:
            step: does some of the work, at most a few hundredths of a second, and is called
                again until it returns the result.
            done: called with the result on the UI thread.
            failed: see `write`.
        """

        def go_on(result: ResultT | None) -> None:
            if result is None:
                self.read(step, go_on, failed)
            else:
                done(result)

        self.read(step, go_on, failed)

    @property
    def idle(self) -> bool:
        """Whether all work is done and reported."""
        return self._open == 0

    def close(self) -> None:
        """Finish all work and end the threads; results are not reported any more."""
        self._writer.close()
        self._reader.close()

    def _on_finished(self, job: _Job) -> None:
        self._open -= 1
        error = job.error
        if error is None:
            if job.done is not None:
                job.done(job.result)
        elif not isinstance(error, _EXPECTED):
            self._unexpected(error)
        elif job.failed is not None:
            job.failed(error)
        else:
            # What was typed wrongly is no trouble of the program, so not one for the log.
            level: Level = "warn" if isinstance(error, InvalidRecord) else "bad"
            self._messages.say(explain(error), level)
