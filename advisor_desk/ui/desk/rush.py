"""A rush at the desk: visits counted with one key, and the walk that fills them in later."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.explain import explain
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.tally_strip import TallyStrip
from advisor_desk.ui.desk.visit_form import VisitForm

if TYPE_CHECKING:
    from advisor_desk.ui.desk.catch_up import CatchUpWork


class Host(Protocol):
    """What the rush needs of the desk: its form, its way back, its log."""

    form: VisitForm

    def carried(self) -> dict[str, str]:
        """Return what is carried over from the visit before, by field."""

    def show_saved(self, visit: Visit) -> None:
        """Show a saved visit in the form."""

    def leave_correction(self) -> None:
        """Go on to the next visit, or back to what waited."""

    def say_saved(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was saved, with a way back."""

    def say_done(self, text: str) -> None:
        """Say what was changed in the log."""

    def retract(self, visit_id: str) -> None:
        """Take a visit back."""


class Rush(QObject):
    """Counts visits, and shows those that wait one after the other in the form.

    Args:
        context: the collaborators.
        desk: whose form is used.

    Attributes:
        strip: says how many visits wait; placed above the form.
    """

    def __init__(self, context: Context, desk: Host) -> None:
        super().__init__(desk.form)
        self._context = context
        self._desk = desk
        self._not_counted: list[Visit] = []
        self._left: deque[str] = deque()
        self._total = 0
        self._shown = ""
        self.strip = TallyStrip()
        self.strip.wanted.connect(self.enrich)
        desk.form.place_on_top(self.strip)

    @cached_property
    def catching_up(self) -> CatchUpWork:
        """Counting the visits of a past half day."""
        from advisor_desk.ui.desk.catch_up import CatchUpWork

        return CatchUpWork(self._context, self._desk)

    def reload(self) -> None:
        """Read anew how many visits wait."""
        tally = self._context.desk.tally
        self._context.background.read(tally.count_waiting, self.strip.show_waiting)

    # Counting

    def count(self) -> None:
        """Count a visit: it is on disk at once, and what the form holds stays there."""
        desk = self._context.desk
        self._count_all([desk.tally.begin(desk.actor, self._desk.carried())])

    def _count_all(self, visits: list[Visit]) -> None:
        for visit in visits:
            work = partial(self._work, visit)
            failed = partial(self._on_not_counted, visit)
            self._context.background.write(work, self._on_counted, failed)

    def _work(self, visit: Visit) -> tuple[Visit, int]:
        desk = self._context.desk
        return desk.tally.count(desk.actor, visit), desk.tally.count_waiting()

    def _on_counted(self, counted: tuple[Visit, int]) -> None:
        visit, waiting = counted
        text = ngettext(
            "Counted. {count} visit waits to be filled in.",
            "Counted. {count} visits wait to be filled in.",
            waiting,
        )
        self._desk.say_saved(
            text.format(count=format_number(waiting)),
            partial(self._desk.retract, visit.id),
        )

    def _on_not_counted(self, visit: Visit, error: Exception) -> None:
        """Keep what could not be counted, so that nobody has to remember how many they were."""
        self._not_counted.append(visit)
        text = explain(error)  # type: ignore[arg-type]  # background hands on the expected kinds alone
        again = _("Try again")
        self._context.messages.say(text, "bad", action=again, act=self._try_again)

    def _try_again(self) -> None:
        visits, self._not_counted = self._not_counted, []
        self._count_all(visits)

    # Filling in

    def enrich(self) -> None:
        """Begin the walk through the visits that wait; in it, go on to the next one."""
        if self._shown:
            self._desk.leave_correction()
        else:
            self._context.background.read(self._context.desk.tally.waiting, self._begin)

    def _begin(self, ids: list[str]) -> None:
        if self._shown:
            return  # asked for twice
        self._left, self._total = deque(ids), len(ids)
        if not self.go_on():
            self._context.messages.say(_("No visit waits to be filled in."))

    def go_on(self) -> bool:
        """Show the next visit that waits; return False when the walk is over, or none is on.

        A visit in whose place another was corrected meanwhile has its turn again.
        """
        if self._shown and self._shown != self._desk.form.visit().id:
            self._left.appendleft(self._shown)
        self._shown = ""
        while self._left:
            visit = self._context.desk.visits.visit(self._left.popleft())
            if visit is not None and visit.waiting and not visit.retracted:
                self._shown = visit.id
                self._desk.show_saved(visit)
                self.strip.show_place((self._total - len(self._left), self._total))
                return True
        self.strip.show_place(None)
        return False

    def stop(self) -> None:
        """Leave the walk."""
        self._left.clear()
        self._shown = ""
        self.strip.show_place(None)
