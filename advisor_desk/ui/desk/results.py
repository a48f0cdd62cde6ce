"""The results: what is found for the typed text, or suggested for the visit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _, ngettext
from advisor_desk.services.desk import Desk
from advisor_desk.services.directory import ServiceFilter
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.entries import card_entry, hit_entry, service_entry
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel

LIMIT = 30


class ResultsPanel(QWidget):
    """Shows hits as one types; without a search, what fits the visit.

    Signals:
        opened: the key of an entry, `service:ID` or `card:ID`.
    """

    opened = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        self._told = 0
        self._opens_best = False
        self._query = ""
        self._answered = ""
        self._visit: Visit | None = None
        self._title = PlainLabel(role="heading")
        self._state = PlainLabel(role="muted", wrap=True)
        self.list = HitList()
        self.list.opened.connect(self.opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._state)
        layout.addWidget(self.list, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the current language and look again."""
        self._title.setText(_("Results"))
        self.list.setAccessibleName(_("Results"))
        if self._visit is not None or self._query:
            self._look()

    def show_title(self, *, shown: bool) -> None:
        """Show what this is called; not where a switch above says it."""
        self._title.setVisible(shown)

    def search(self, query: str, visit: Visit) -> None:
        """Look for a text, or without one for what fits the visit."""
        self._query, self._visit = query, visit
        self._opens_best = False
        self._look()

    def follow_visit(self, visit: Visit) -> None:
        """Take over the values of the visit where they matter for what is shown."""
        before = self._visit
        self._visit = visit
        if before is None or not self._query or before.municipality != visit.municipality:
            self._look()

    def _look(self) -> None:
        """Ask off the UI thread; an answer that comes after a newer question is dropped."""
        self._asked += 1
        asked, query, visit = self._asked, self._query.strip(), self._visit
        desk = self._context.desk

        def work() -> tuple[int, str, list[Entry]]:
            if query:
                return asked, query, find_entries(desk, query, visit)
            return asked, query, suggested_entries(desk, visit)

        self._context.background.read(work, self._on_found)

    def _on_found(self, answer: tuple[int, str, list[Entry]]) -> None:
        asked, query, entries = answer
        if asked != self._asked:
            return
        # For a new text the best is marked, so that Enter opens it.
        self.list.show_entries(entries, keep_current=query == self._answered)
        self._answered, self._told = query, asked
        if self._opens_best:
            self.open_current()
        self._state.setText(self._state_text(query, len(entries)))

    def _state_text(self, query: str, count: int) -> str:
        if not query:
            if self._visit is not None and self._visit.topics:
                return _("Suggested for the topic of the visit. Type above to search.")
            return _("Urgent help. Type above to search, or choose a topic.")
        if count == 0:
            return _("Nothing found for “{query}”. Try another word or fewer letters.").format(
                query=query
            )
        if count >= LIMIT:
            return _("The best {count} results for “{query}”.").format(count=count, query=query)
        text = ngettext("{count} result for “{query}”.", "{count} results for “{query}”.", count)
        return text.format(count=count, query=query)

    def open_current(self) -> None:
        """Open the marked entry; while an answer is on its way, the one it will mark."""
        self._opens_best = self._told != self._asked
        if not self._opens_best:
            self.list.open_current()

    def focus_list(self) -> None:
        """Go to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _municipality(desk: Desk, visit: Visit | None) -> str:
    """Return the client's municipality, else the point's, or an empty string."""
    if visit is not None and visit.municipality != NOT_ASKED:
        return visit.municipality if visit.municipality.isdigit() else ""
    return desk.settings.text("municipality")


def find_entries(desk: Desk, query: str, visit: Visit | None) -> list[Entry]:
    """Return the entries found for a text."""
    own = _municipality(desk, visit)
    found = desk.finder.search(query, language=language(), municipality=own or None, limit=LIMIT)
    day = desk.visits.today().isoformat()
    return [entry for hit in found.hits if (entry := hit_entry(desk, hit, day, own))]


def suggested_entries(desk: Desk, visit: Visit | None) -> list[Entry]:
    """Return cards and services of the visit's main topic, or urgent help without one."""
    day, tag, own = desk.visits.today().isoformat(), language(), _municipality(desk, visit)
    if visit is None or not visit.topics:
        urgent = desk.directory.browse(ServiceFilter(kind="crisis", municipality=own), tag)
        return [service_entry(desk, s, municipality=own) for s in urgent[:LIMIT]]
    topic = visit.topics[0]
    family = {topic} | {code.id for code in desk.codes.book.children("topic", topic)}
    cards = [c for c in desk.guidance.cards if not family.isdisjoint(c.topics)]
    services = desk.directory.browse(ServiceFilter(topic=topic, municipality=own), tag)
    entries = [card_entry(card, day) for card in cards[:6]]
    return (entries + [service_entry(desk, s, municipality=own) for s in services])[:LIMIT]
