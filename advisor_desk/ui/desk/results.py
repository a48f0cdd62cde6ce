"""The results: what is found for the typed text, or suggested for the visit."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.suggestions import CONDITIONS
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.answers import (
    Answer,
    Question,
    find_answer,
    find_more,
    prepare,
    state_text,
)
from advisor_desk.ui.widgets.hit_list import HitList
from advisor_desk.ui.widgets.labels import PlainLabel

_TURN_SEARCH: Final = ("municipality", "language")
"""Answers that turn what a search finds."""
_TURN_SUGGESTIONS: Final = (*CONDITIONS, "referrals")
"""Answers that turn what is suggested."""


class ResultsPanel(QWidget):
    """Shows hits as one types; without a search, what fits the visit.

    Signals:
        opened: the key of an entry, `service:ID` or `card:ID`.
    """

    opened = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._question = Question(0, "", None)
        self._answer: Answer | None = None
        self._opens_best = False
        self._visit: Visit | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)
        self._title = PlainLabel(role="heading")
        self._state = PlainLabel(role="muted", wrap=True)
        self._as_typed = QPushButton()
        self._as_typed.clicked.connect(self.search_as_typed)
        self._as_typed.hide()
        self.list = HitList()
        self.list.opened.connect(self.opened)
        self.list.more_wanted.connect(self._look_further)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 10, 6, 4)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._state)
        self._layout.addWidget(self._as_typed, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(self.list, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the current language and look again."""
        self._title.setText(_("Results"))
        self.list.setAccessibleName(_("Results"))
        self._as_typed.setText(_("Search as typed"))
        self._as_typed.setAccessibleDescription(_("Searches for exactly what was typed."))
        if self._question.visit is not None or self._question.query:
            self._look()

    def show_title(self, *, shown: bool) -> None:
        """Show what this is called; not where a switch above says it."""
        self._title.setVisible(shown)

    def prepare(self) -> None:
        """Have read, off the UI thread, what the first search would wait for."""
        self._context.background.read(partial(prepare, self._context.desk))

    def search(self, query: str, visit: Visit) -> None:
        """Look for a text, or without one for what fits the visit."""
        self._opens_best = False
        self._soon.stop()
        self._look(query=query.strip(), visit=visit, as_typed=False)

    def search_as_typed(self) -> None:
        """Look for exactly what was typed, where its spelling was corrected, or back again."""
        asked, answer = self._question, self._answer
        if asked.as_typed or (answer is not None and answer.corrected):
            self._look(as_typed=not asked.as_typed)
        else:
            self._context.messages.say(_("These are the results for exactly what was typed."))

    def follow_visit(self, visit: Visit) -> None:
        """Take over the values of the visit where they matter for what is shown.

        What is asked for changes with several answers at once only when all of them are there.
        Nothing but the rows changes: the focus stays where it is, and nothing is applied.
        """
        self._visit = visit
        before = self._question.visit
        turning = _TURN_SEARCH if self._question.query else _TURN_SUGGESTIONS
        if before is None or any(getattr(before, n) != getattr(visit, n) for n in turning):
            self._soon.start()

    def _follow(self) -> None:
        self._soon.stop()
        self._look(visit=self._visit)

    def _look(
        self,
        *,
        query: str | None = None,
        visit: Visit | None = None,
        as_typed: bool | None = None,
    ) -> None:
        """Ask off the UI thread; what is not given stays as it was asked before.

        A question that a newer one has overtaken while it waited is not worked on, and an answer
        to one is dropped: typing never waits for a search.
        """
        before = self._question
        question = Question(
            before.number + 1,
            before.query if query is None else query,
            before.visit if visit is None else visit,
            before.as_typed if as_typed is None else as_typed,
        )
        self._question = question
        desk = self._context.desk

        def work() -> Answer | None:
            return find_answer(desk, question) if self._question is question else None

        self._context.background.read(work, self._on_found)

    def _on_found(self, answer: Answer | None) -> None:
        if answer is None or answer.question is not self._question:
            return
        shown, self._answer = self._answer, answer
        asked = answer.question
        # For a new text the best is marked, so that Enter opens it.
        same = shown is not None and shown.question.query == asked.query
        self._as_typed.setVisible(bool(answer.corrected))
        self._say_state(state_text(answer))
        self._layout.activate()  # before the rows come: they are painted once, where they stay
        self.list.show_entries(answer.entries, keep_current=same, more=answer.more)
        if self._opens_best:
            self.open_current()

    def _look_further(self) -> None:
        """Ask for the rows below those shown."""
        answer = self._answer
        if answer is not None:
            work = partial(find_more, self._context.desk, answer)
            self._context.background.read(work, self._on_found_more)

    def _on_found_more(self, answer: Answer) -> None:
        shown = self._answer
        if shown is None or answer.question is not shown.question:
            return
        self._answer = answer
        self.list.add_entries(answer.entries[len(shown.entries) :], more=answer.more)
        self._state.setText(state_text(answer))

    def _say_state(self, text: str) -> None:
        """Show what the rows are.

        A screen reader is told of a search, for the focus is in it; suggestions come by
        themselves and do not speak into what is being filled in.
        """
        if text != self._state.text():
            self._state.setText(text)
            if not self._question.query:
                return
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._state, text))

    def open_current(self) -> None:
        """Open the marked entry; while an answer is on its way, the one it will mark."""
        if self._soon.isActive():
            self._follow()
        answer = self._answer
        self._opens_best = answer is None or answer.question is not self._question
        if not self._opens_best:
            self.list.open_current()

    def focus_list(self) -> None:
        """Go to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
