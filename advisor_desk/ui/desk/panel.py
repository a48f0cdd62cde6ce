"""The desk: visit, results and detail side by side, where the day is spent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.failures import InvalidVisit
from advisor_desk.domain.visit import Draft, ReferralMode, Visit
from advisor_desk.i18n import _
from advisor_desk.services.explain import explain
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.labels import panel

if TYPE_CHECKING:
    from advisor_desk.domain.directory import Service
    from advisor_desk.ui.desk.recent import RecentVisits
    from advisor_desk.ui.desk.results import ResultsPanel
    from advisor_desk.ui.presenters.page_view import PageView
    from advisor_desk.ui.presenters.pages import Page

_WIDE_CHARACTERS = 165
"""Below this many average characters the results stand above the detail, not beside it."""


@dataclass(frozen=True, slots=True)
class _Undo:
    """What Ctrl+Z takes back: a saved visit, or a retraction."""

    visit_id: str
    retract: bool


class DeskPanel(QWidget):
    """Places form, results, last visits and detail, and does what they ask for.

    Signals:
        count_changed: how many visits of today count.
    """

    count_changed = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._undo: _Undo | None = None
        self._set_aside: Draft | None = None
        self.form = VisitForm(context)
        self.form.save_requested.connect(self._on_save_requested)
        self.form.cancelled.connect(self._on_cancelled)
        self.form.changed.connect(self._on_form_changed)
        self._pages = QSplitter()
        self._pages.setChildrenCollapsible(False)
        self._all = QSplitter()
        self._all.addWidget(_framed(self.form))
        self._all.addWidget(self._pages)
        self._all.setStretchFactor(0, 34)
        self._all.setStretchFactor(1, 66)
        self._all.setSizes([460, 900])
        self._all.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._all)

    @cached_property
    def results(self) -> ResultsPanel:
        """The results; made after the first picture, as are the two below."""
        from advisor_desk.ui.desk.results import ResultsPanel

        results = ResultsPanel(self._context)
        results.opened.connect(self._on_opened)
        return results

    @cached_property
    def recent(self) -> RecentVisits:
        """The last visits."""
        from advisor_desk.ui.desk.recent import RecentVisits

        recent = RecentVisits(self._context)
        recent.correct_requested.connect(self.correct)
        recent.retract_requested.connect(self._on_retract_requested)
        return recent

    @cached_property
    def detail(self) -> PageView:
        """The page of a service or card."""
        from advisor_desk.ui.presenters.page_view import PageView

        detail = PageView(self._context, refers=True)
        detail.page_shown.connect(self._on_page_shown)
        detail.refer_requested.connect(self._on_refer_requested)
        return detail

    def _place_pages(self) -> None:
        """Place results, last visits and detail beside the form."""
        lists = QSplitter(QtCore.Qt.Orientation.Vertical)
        lists.addWidget(_framed(self.results))
        lists.addWidget(_framed(self.recent))
        lists.setStretchFactor(0, 3)
        lists.setStretchFactor(1, 1)
        lists.setSizes([420, 170])
        lists.setChildrenCollapsible(False)
        self._pages.addWidget(lists)
        self._pages.addWidget(_framed(self.detail))
        self._pages.setStretchFactor(0, 44)
        self._pages.setStretchFactor(1, 56)
        self._pages.setSizes([400, 500])
        self._turn_pages()

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stand results and detail below each other where the window is narrow."""
        super().resizeEvent(event)
        if self._pages.count():
            self._turn_pages()

    def _turn_pages(self) -> None:
        orientation = QtCore.Qt.Orientation
        characters = self.width() / max(self.fontMetrics().averageCharWidth(), 1)
        wide = characters >= _WIDE_CHARACTERS
        wanted = orientation.Horizontal if wide else orientation.Vertical
        if self._pages.orientation() != wanted:
            self._pages.setOrientation(wanted)

    # Life of the panel

    def start(self) -> None:
        """Place what was not in the first picture; show a draft, the last visits, the count."""
        self.form.complete()
        self._place_pages()
        draft = self._context.desk.visits.kept_draft()
        if draft is not None and not _is_empty(draft.visit):
            self.form.show_draft(draft)
            self._context.messages.say(_("The visit you were filling in was brought back."), "info")
        self._reload()
        self.results.search("", self.form.visit())

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self.form.retranslate()
        if self._pages.count():
            self.results.retranslate()
            self.recent.retranslate()
            self.detail.retranslate()

    def repaint_colours(self) -> None:
        """Take the colours of the theme."""
        if self._pages.count():
            self.detail.repaint_colours()

    def focus_start(self) -> None:
        """Go to the form."""
        self.form.focus_first()

    def close_down(self) -> None:
        """Keep the draft before the window goes."""
        self.form.flush_draft()

    def _reload(self) -> None:
        self.recent.reload()
        log = self._context.desk.visits
        self._context.background.read(log.count_today, self.count_changed.emit)

    def focus_list(self) -> None:
        """Go to the results."""
        self.results.focus_list()

    # Search and detail

    def search(self, text: str) -> None:
        """Look for a text."""
        self.results.search(text, self.form.visit())

    def open(self, key: str) -> None:
        """Show a record in the detail."""
        self.detail.set_municipality(self._municipality())
        self.detail.open(key)

    def _municipality(self) -> str:
        code = self.form.visit().municipality
        return code if code != NOT_ASKED else self._context.desk.settings.text("municipality")

    def _on_opened(self, key: str) -> None:
        self.open(key)

    def _on_page_shown(self, page: Page) -> None:
        if page.card is not None and page.card.topics:
            self.form.suggest_topic(page.card.topics[0])
        elif page.service is not None and len(page.service.topics) == 1:
            self.form.suggest_topic(page.service.topics[0])

    def _on_form_changed(self) -> None:
        self.results.follow_visit(self.form.visit())
        self.detail.set_municipality(self._municipality())

    def _on_refer_requested(self, service: Service, mode: ReferralMode) -> None:
        self.form.refer(service, mode)
        shown = service.name.pick(language())
        text = (
            _("Handed over to {service}. Enter in the form saves.")
            if mode == "handed-over"
            else _("Referred to {service}. Enter in the form saves.")
        )
        self._context.messages.say(text.format(service=shown), "good")

    # Saving

    def save(self, *, keep: bool) -> None:
        """Save what the form holds."""
        self.form.request_save(keep=keep)

    def _on_save_requested(self, visit: Visit, editing: bool, keep: bool) -> None:
        log, actor = self._context.desk.visits, self._context.desk.actor
        self.form.forget_waiting_draft()
        if not editing:
            # The point or the alias may have been named after the form was opened.
            visit = log.signed(actor, visit)
        work = partial(log.correct if editing else log.save, actor, visit)
        done = self._on_corrected if editing else partial(self._on_saved, keep)
        self._context.background.write(work, done, self._on_not_saved)

    def _on_saved(self, keep: bool, visit: Visit) -> None:
        self._undo = _Undo(visit.id, retract=True)
        draft = self._context.desk.visits.new_draft(
            self._context.desk.actor, visit if keep else None
        )
        self.form.show_draft(draft)
        self.form.focus_start()
        self._say_with_undo(_("Saved."))
        self._reload()

    def _on_corrected(self, visit: Visit) -> None:
        self._leave_correction()
        text = _("The correction was saved as revision {number}.").format(number=visit.revision)
        self._context.messages.say(text, "good")
        self._reload()

    def _on_not_saved(self, error: Exception) -> None:
        if isinstance(error, InvalidVisit):
            self.form.show_problems(error)
        self._context.messages.say(explain(error), "bad")  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def _say_with_undo(self, text: str) -> None:
        self._context.messages.say(text, "good", action=_("Undo"), act=self.undo)

    def undo(self) -> None:
        """Take the last saved change back."""
        undo, self._undo = self._undo, None
        if undo is None:
            self._context.messages.say(_("There is nothing to undo."))
            return
        self._set_retracted(undo.visit_id, retracted=undo.retract, again=False)

    def clear(self) -> None:
        """Clear the form; what was in it can be brought back."""
        before = self.form.draft()
        self.form.forget_waiting_draft()
        log, actor = self._context.desk.visits, self._context.desk.actor
        self.form.show_draft(log.new_draft(actor))
        self._context.background.write(partial(log.keep_draft, None))
        self.form.focus_start()
        if not _is_empty(before.visit):
            self._context.messages.say(
                _("The form was cleared."), action=_("Undo"), act=partial(self._bring_back, before)
            )

    def _bring_back(self, draft: Draft) -> None:
        self.form.show_draft(draft)
        log = self._context.desk.visits
        self._context.background.write(partial(log.keep_draft, draft))

    # Correcting

    def correct(self, visit_id: str) -> None:
        """Show a saved visit in the form to correct it; what was being filled in waits."""
        visit = self._context.desk.visits.visit(visit_id)
        if visit is None:
            return
        if not self.form.draft().editing:
            self._set_aside = self.form.draft()
        self.form.show_draft(Draft(visit, editing=True))
        self.form.focus_start()

    def correct_last(self) -> None:
        """Correct the newest visit that counts."""
        latest = self.recent.latest()
        if latest is None:
            self._context.messages.say(_("There is no visit to correct yet."))
        else:
            self.correct(latest.id)

    def _on_cancelled(self) -> None:
        if self.form.draft().editing:
            self._leave_correction()
        else:
            self.clear()

    def _leave_correction(self) -> None:
        self.form.forget_waiting_draft()
        log, actor = self._context.desk.visits, self._context.desk.actor
        draft = self._set_aside or log.new_draft(actor)
        self._set_aside = None
        self.form.show_draft(draft)
        kept = None if _is_empty(draft.visit) else draft
        self._context.background.write(partial(log.keep_draft, kept))
        self.form.focus_start()

    def _on_retract_requested(self, visit_id: str, retracted: bool) -> None:
        self._set_retracted(visit_id, retracted=retracted, again=True)

    def _set_retracted(self, visit_id: str, *, retracted: bool, again: bool) -> None:
        log, actor = self._context.desk.visits, self._context.desk.actor
        work = partial(log.retract, actor, visit_id, retracted=retracted)
        self._context.background.write(work, partial(self._on_retracted, again))

    def _on_retracted(self, again: bool, visit: Visit) -> None:
        text = _("The visit was taken back.") if visit.retracted else _("The visit counts again.")
        if again:
            self._undo = _Undo(visit.id, retract=not visit.retracted)
            self._say_with_undo(text)
        else:
            self._context.messages.say(text, "good")
        self._reload()


def _framed(widget: QWidget) -> QFrame:
    """Return the widget on a panel."""
    frame = panel()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    return frame


def _is_empty(visit: Visit) -> bool:
    """Tell whether nothing worth keeping was filled in."""
    return not (visit.topics or visit.referrals or visit.reason != NOT_ASKED or visit.observation)
