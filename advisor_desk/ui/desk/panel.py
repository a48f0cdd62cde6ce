"""The desk: visit, results and detail side by side, where the day is spent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.failures import InvalidVisit
from advisor_desk.domain.visit import Draft, ReferralMode, Visit, changed_fields
from advisor_desk.i18n import _
from advisor_desk.services.explain import explain
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.side import Side, framed
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from advisor_desk.domain.directory import Service
    from advisor_desk.ui.desk.effort_meter import EffortMeter
    from advisor_desk.ui.desk.group_session import GroupWork
    from advisor_desk.ui.desk.preset_keys import PresetKeys
    from advisor_desk.ui.desk.recent import RecentVisits
    from advisor_desk.ui.desk.results import ResultsPanel
    from advisor_desk.ui.desk.rush import Rush
    from advisor_desk.ui.desk.sweeper import Sweeper
    from advisor_desk.ui.presenters.page_view import PageView
    from advisor_desk.ui.presenters.pages import Page

_WIDE_CHARACTERS: Final = 165
"""Below this many average characters results, last visits and detail take turns."""
_FORM_OF_WIDE: Final = 0.34
_FORM_OF_NARROW: Final = 0.42
"""The part of the width that the form takes until somebody moves the line beside it."""


class DeskPanel(QWidget):
    """Places form, results, last visits and detail, and does what they ask for.

    Signals:
        count_changed: how many visits of today count.
    """

    count_changed = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._undo: Callable[[], None] | None = None
        self._sweeper: Sweeper | None = None
        self._set_aside: Draft | None = None
        self._untouched: Draft | None = None
        self._corrected: Visit | None = None
        self.form = VisitForm(context)
        self.form.save_requested.connect(self._on_save_requested)
        self.form.cancelled.connect(self._on_cancelled)
        self.form.changed.connect(self._on_form_changed)
        self.side = Side(context)
        self.side.opened.connect(self.open)
        self.side.correct_requested.connect(self.correct)
        self.side.retract_requested.connect(self._on_retract_requested)
        self.side.page_shown.connect(self._on_page_shown)
        self.side.refer_requested.connect(self._on_refer_requested)
        self._all = QSplitter()
        self._all.addWidget(framed(self.form))
        self._all.addWidget(self.side)
        self._all.setChildrenCollapsible(False)
        self._all.splitterMoved.connect(self._on_splitter_moved)
        self._narrow = False
        self._form_share = _FORM_OF_WIDE
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._all)

    @property
    def results(self) -> ResultsPanel:
        """The results."""
        return self.side.results

    @property
    def recent(self) -> RecentVisits:
        """The last visits."""
        return self.side.recent

    @property
    def detail(self) -> PageView:
        """The page of a service or card."""
        return self.side.detail

    @cached_property
    def presets(self) -> PresetKeys:
        """Kinds of visits that are saved by one key."""
        from advisor_desk.ui.desk.preset_keys import PresetKeys

        return PresetKeys(self._context, self)

    @cached_property
    def effort(self) -> EffortMeter:
        """What the visit in the form takes."""
        from advisor_desk.ui.desk.effort_meter import EffortMeter

        window = self.window()
        meter = EffortMeter(window, (self.form, *window.findChildren(SearchField)))
        self.form.picked.connect(meter.note_pick)
        return meter

    @cached_property
    def rush(self) -> Rush:
        """Visits that are counted in a rush, and filled in later."""
        from advisor_desk.ui.desk.rush import Rush

        return Rush(self._context, self)

    @cached_property
    def groups(self) -> GroupWork:
        """Group sessions and events."""
        from advisor_desk.ui.desk.group_session import GroupWork

        return GroupWork(self._context, self)

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Show one page at a time where the window is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Divide the width; where it is narrow the form needs more of it."""
        characters = self.width() / max(self.fontMetrics().averageCharWidth(), 1)
        narrow = characters < _WIDE_CHARACTERS
        if narrow != self._narrow:
            self._narrow = narrow
            self._form_share = _FORM_OF_NARROW if narrow else _FORM_OF_WIDE
            self.side.set_narrow(narrow=narrow)
        form = round(self.width() * self._form_share)
        self._all.setSizes([form, self.width() - form])

    def _on_splitter_moved(self) -> None:
        self._form_share = self._all.sizes()[0] / max(sum(self._all.sizes()), 1)

    # Life of the panel

    def start(self) -> None:
        """Place what was not in the first picture; show a draft, the last visits, the count."""
        self.form.complete()
        self._context.talk.ask_visit = self.form.visit
        self.side.build()
        self._sweep_when_idle()
        log = self._context.desk.visits
        draft = log.kept_draft()
        if draft is not None and not _is_empty(draft):
            self._corrected = log.visit(draft.visit.id) if draft.editing else None
            self.form.show_draft(draft)
            self._context.messages.say(_("The visit you were filling in was brought back."), "info")
        self._reload()
        self.presets.strip.reload()
        self.effort.forget()
        self.results.search("", self.form.visit())

    def _sweep_when_idle(self) -> None:
        from advisor_desk.ui.desk.sweeper import Sweeper

        self._sweeper = Sweeper(self._context, self)

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self.form.retranslate()
        self.side.retranslate()
        if "rush" in self.__dict__:
            self.rush.strip.retranslate()
        if "presets" in self.__dict__:
            self.presets.strip.retranslate()

    def repaint_colours(self) -> None:
        """Take the colours of the theme and the size of the text."""
        self.form.follow_look()
        self.side.repaint_colours()
        self._fit()

    def focus_start(self) -> None:
        """Go to the form."""
        self.form.focus_first()

    def close_down(self) -> None:
        """Keep the draft before the window goes."""
        self.form.flush_draft()
        if self._sweeper is not None:
            self._sweeper.stop()

    def _reload(self) -> None:
        self.recent.reload()
        self.rush.reload()
        log = self._context.desk.visits
        self._context.background.read(log.count_today, self.count_changed.emit)

    def focus_list(self) -> None:
        """Go to the results."""
        self.side.bring("results")
        self.results.focus_list()

    def focus_recent(self) -> None:
        """Go to the last visits."""
        self.side.bring("recent")
        self.recent.focus_list()

    def focus_page(self) -> None:
        """Go to the text of the detail."""
        self.side.bring("detail")
        self.detail.focus_page()

    # Search and detail

    def search(self, text: str) -> None:
        """Look for a text."""
        self.side.bring("results")
        self.results.search(text, self.form.visit())

    def search_as_typed(self) -> None:
        """Look for exactly what was typed, or again with its spelling corrected."""
        self.side.bring("results")
        self.results.search_as_typed()

    def open(self, key: str) -> None:
        """Show a record in the detail."""
        self.side.bring("detail")
        self.detail.set_municipality(self._municipality())
        self.detail.open(key)

    def follow_record(self, service_id: str) -> None:
        """Show what has become of a record if its page is open."""
        self.detail.refresh(service_id)

    def _municipality(self) -> str:
        desk, code = self._context.desk, self.form.visit().municipality
        # An own choice, such as a part of a town, is served by the official one above it.
        top = desk.codes.book.top("municipality", code)
        return top if code != NOT_ASKED else desk.settings.text("municipality")

    def _on_page_shown(self, page: Page) -> None:
        if page.card is not None and page.card.topics:
            self.form.suggest_topic(page.card.topics[0])
        elif page.service is not None and len(page.service.topics) == 1:
            self.form.suggest_topic(page.service.topics[0])

    def _on_form_changed(self) -> None:
        self.results.follow_visit(self.form.visit())
        self.detail.set_municipality(self._municipality())

    def _on_refer_requested(self, service: Service, mode: ReferralMode) -> None:
        self.form.services.refer(service, mode)
        shown = service.name.pick(language())
        text = (
            _("Handed over to {service}. Enter in the form saves.")
            if mode == "handed-over"
            else _("Referred to {service}. Enter in the form saves.")
        )
        self._context.messages.say(text.format(service=shown), "good")

    def note_tried(self, service: Service) -> None:
        """Name a service in the visit that was tried in vain."""
        self.form.services.note_tried(service.id, service.topics)
        text = _("Tried in vain: {service}. Enter in the form saves.")
        self._context.messages.say(text.format(service=service.name.pick(language())), "good")

    # Saving

    def save(self, *, keep: bool) -> None:
        """Save what the form holds."""
        self.form.request_save(keep=keep)

    def _on_save_requested(self, visit: Visit, editing: bool, keep: bool) -> None:
        """Save in the background; the next visit can be typed meanwhile."""
        log, actor = self._context.desk.visits, self._context.desk.actor
        if not editing:
            # The point or the alias may have been named after the form was opened.
            visit = log.signed(actor, visit)
        tried = self.form.draft()
        try:
            log.check(visit, self._corrected if editing else None)
        except InvalidVisit as error:
            self._refuse(error)
            return
        failed = partial(self._on_not_saved, tried, self._corrected)
        if editing:
            done = partial(self._on_corrected, self._corrected)
            self._context.background.write(partial(log.correct, actor, visit), done, failed)
            self.leave_correction()
        else:
            self.form.forget_waiting_draft()
            self._context.talk.end()
            work = partial(log.save, actor, visit, effort=self.effort.take())
            self._context.background.write(work, self._on_saved, failed)
            self._show_next(log.new_draft(actor, visit if keep else None))

    def _show_next(self, draft: Draft) -> None:
        """Show what waits, else a draft."""
        self.effort.forget()
        draft, self._set_aside = self._set_aside or draft, None
        self.form.show_draft(draft)
        self.form.focus_start()

    def _on_saved(self, visit: Visit) -> None:
        self.form.forget_time(visit.id)
        self._undo = partial(self._set_retracted, visit.id, retracted=True, again=False)
        self._say_with_undo(_("Saved."))
        self._reload()

    def _on_corrected(self, before: Visit | None, visit: Visit) -> None:
        text = _("The correction was saved as revision {number}.").format(number=visit.revision)
        if before is not None and before.waiting and not visit.waiting:
            text = _("The visit was filled in.")
        if before is None:
            self._context.messages.say(text, "good")
        else:
            self._undo = partial(self._take_back_correction, before)
            self._say_with_undo(text)
        self._reload()

    def _take_back_correction(self, before: Visit) -> None:
        log, actor = self._context.desk.visits, self._context.desk.actor
        self._context.background.write(
            partial(log.correct, actor, before, from_form=False), self._on_correction_taken_back
        )

    def _on_correction_taken_back(self, _visit: Visit) -> None:
        self._context.messages.say(_("The visit is again as it was before."), "good")
        self._reload()

    def _on_not_saved(self, tried: Draft, corrected: Visit | None, error: Exception) -> None:
        """Bring back what could not be saved; what was begun meanwhile waits."""
        self._corrected = corrected
        begun = self.form.draft()
        if not begun.editing and not _is_empty(begun):
            self._set_aside = begun
        self._show_and_keep(tried)
        if isinstance(error, InvalidVisit):
            self._refuse(error)
        else:
            self._context.messages.say(explain(error), "bad")  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def _refuse(self, error: InvalidVisit) -> None:
        self.form.show_problems(error)
        self._context.messages.say(explain(error), "warn")

    def is_form_empty(self) -> bool:
        """Tell whether nothing was filled in that would be lost."""
        return not self.form.draft().editing and _is_empty(self.form.draft())

    def show_begun(self, draft: Draft) -> None:
        """Show a visit that is begun; call it where the form is empty."""
        self._show_and_keep(draft)
        self.form.focus_first()

    def say_saved(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was saved beside the form, with a way back, and show it."""
        self._undo = undo
        self._say_with_undo(text)
        self._reload()

    def say_corrected(self, before: Visit, visit: Visit) -> None:
        """Say that a correction was saved beside the form, with a way back, and show it."""
        self._on_corrected(before, visit)

    def say_done(self, text: str) -> None:
        """Say what was changed in the log, and show it."""
        self._context.messages.say(text, "good")
        self._reload()

    def retract(self, visit_id: str) -> None:
        """Take a visit back."""
        self._set_retracted(visit_id, retracted=True, again=False)

    def carried(self) -> dict[str, str]:
        """Return what is carried over from the visit before, by field."""
        shown = self.form.draft()
        draft = (self._set_aside or self._untouched) if shown.editing else shown
        if draft is None:
            return {}
        return {name: getattr(draft.visit, name) for name in draft.carried}

    def _say_with_undo(self, text: str) -> None:
        self._context.messages.say(text, "good", action=_("Undo"), act=self.undo)

    def undo(self) -> None:
        """Take the last saved change back, or bring back what was cleared."""
        undo, self._undo = self._undo, None
        if undo is None:
            self._context.messages.say(_("There is nothing to undo."))
        else:
            undo()

    def clear(self) -> None:
        """Clear the form, which can be undone; a correction is left as by Escape."""
        before = self.form.draft()
        if before.editing:
            self.rush.stop()
            self.leave_correction()
            return
        log, actor = self._context.desk.visits, self._context.desk.actor
        self.form.forget_waiting_draft()
        self.form.forget_time(before.visit.id)
        self._context.talk.end()
        self._context.background.write(partial(log.keep_draft, None))
        self._show_next(log.new_draft(actor))
        if not _is_empty(before):
            self._undo = partial(self._bring_back, before)
            text = _("The form was cleared.")
            self._context.messages.say(text, action=_("Undo"), act=self.undo)

    def _bring_back(self, draft: Draft) -> None:
        """Show what was cleared; what was typed since can be brought back in the same way."""
        begun = self.form.draft()
        if not _is_empty(begun):
            self._undo = partial(self._bring_back, begun)
        self._show_and_keep(draft)
        self.form.focus_first()

    def _show_and_keep(self, draft: Draft) -> None:
        self.form.forget_waiting_draft()
        self.form.show_draft(draft, kept=not draft.editing or self._set_aside is None)
        self.form.keep_soon()

    # Correcting

    def correct(self, visit_id: str) -> None:
        """Show a saved visit in the form to correct it; what was being filled in waits."""
        visit = self._context.desk.visits.visit(visit_id)
        if visit is not None and visit.kind == "group":
            self.groups.correct(visit, self.window())
        elif visit is not None:
            self.show_saved(visit)

    def show_saved(self, visit: Visit) -> None:
        """Show a saved visit in the form to correct it or to fill it in; see `correct`."""
        self.form.flush_draft()
        begun = self.form.draft()
        if not begun.editing:
            if _is_empty(begun):
                self._untouched = begun
            else:
                self._set_aside = begun
        self._corrected = visit
        # One draft is kept on disk: a visit that nobody has saved yet goes before a correction.
        self.form.show_draft(Draft(visit, editing=True), kept=self._set_aside is None)
        self.form.focus_start()

    def correct_last(self) -> None:
        """Correct the newest visit that counts."""
        latest = self.recent.latest()
        if latest is None:
            self._context.messages.say(_("There is no visit to correct yet."))
        else:
            self.correct(latest.id)

    def _on_cancelled(self) -> None:
        self.clear()

    def leave_correction(self) -> None:
        """Show the next visit that is to be filled in, or what waited, or an empty form."""
        self.form.forget_waiting_draft()
        log, actor = self._context.desk.visits, self._context.desk.actor
        self._context.background.write(partial(log.keep_draft, self._set_aside))
        self._corrected = None
        if not self.rush.go_on():
            self._show_next(self._untouched or log.new_draft(actor))
            self._untouched = None

    def _on_retract_requested(self, visit_id: str, retracted: bool) -> None:
        self._set_retracted(visit_id, retracted=retracted, again=True)

    def _set_retracted(self, visit_id: str, *, retracted: bool, again: bool) -> None:
        log, actor = self._context.desk.visits, self._context.desk.actor
        work = partial(log.retract, actor, visit_id, retracted=retracted)
        self._context.background.write(work, partial(self._on_retracted, again))

    def _on_retracted(self, again: bool, visit: Visit) -> None:
        text = _("The visit was taken back.") if visit.retracted else _("The visit counts again.")
        if again:
            back = not visit.retracted
            self._undo = partial(self._set_retracted, visit.id, retracted=back, again=False)
            self._say_with_undo(text)
        else:
            self._context.messages.say(text, "good")
        self._reload()


_HOUSEKEEPING: Final = frozenset({"id", "day", "part_of_day", "point", "desk", "advisor"})


def _is_empty(draft: Draft) -> bool:
    """Tell whether nothing was filled in but what was carried over."""
    visit = draft.visit
    blank = Visit(visit.id, visit.day, visit.part_of_day, ())
    return not set(changed_fields(blank, visit)) - draft.carried - _HOUSEKEEPING
