"""The visit form: rows of choices, referrals, a few numbers, and Save."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.failures import InvalidVisit
from advisor_desk.domain.visit import Draft, ReferralMode, Visit
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.services.explain import explain_problem, field_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.fields import (
    EXTRAS,
    FIELDS,
    Field,
    all_choices,
    choice,
    is_shown,
    quick_choices,
)
from advisor_desk.ui.desk.referrals import ReferralList
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice, ChoiceRow
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.properties import NO_FOCUS, SCROLL_BAR_OFF, set_focus_policy
from advisor_desk.ui.widgets.scrolling import keep_focus_in_view

if TYPE_CHECKING:
    from advisor_desk.domain.directory import Service
    from advisor_desk.ui.desk.extras import Extras

FIRST_ROWS: Final = 3
"""Rows that the first picture has room for; the others are made right after it."""

_DRAFT_DELAY: Final = 120
"""Milliseconds from the last change until the draft is written."""
_UNBROKEN: Final = 120
"""Text size in per cent up to which each choice fits on one line of the form."""


class VisitForm(QWidget):
    """Holds one visit while it is filled in.

    Signals:
        save_requested: the visit, whether it corrects a saved one, and whether values are
            kept for the next.
        cancelled: a correction was given up.
        changed: a value was changed by the user, or another visit is shown.
    """

    save_requested = Signal(object, bool, bool)
    cancelled = Signal()
    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._draft = context.desk.visits.new_draft(context.desk.actor)
        self._rows: dict[str, ChoiceRow] = {}
        self._kept = True
        self._more_open = False
        self._complete = False
        self._breaks = context.style.percent > _UNBROKEN
        self._suggested = ""
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_DELAY)
        self._timer.timeout.connect(self._keep_draft)
        self._build()
        self.retranslate()

    # Building

    def _build(self) -> None:
        self._title = PlainLabel(role="heading")
        self._notice = PlainLabel(role="warn", wrap=True)
        self._notice.hide()
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(2, 2, 8, 2)
        self._column.setSpacing(9)
        self._referrals = ReferralList()
        self._referrals.removed.connect(self._on_referral_removed)
        self._extras: Extras | None = None
        self._more = QPushButton()
        self._more.setCheckable(True)
        self._more.setProperty("role", "quiet")
        self._more.toggled.connect(self._on_more_toggled)
        self._column.addWidget(self._referrals)
        line = QHBoxLayout()
        line.addWidget(self._more)
        line.addStretch(1)
        self._column.addLayout(line)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("horizontalScrollBarPolicy", SCROLL_BAR_OFF)
        set_focus_policy(self._scroll, NO_FOCUS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 6, 10)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self._notice)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(self._make_buttons())

    def _make_row(self, field: Field) -> ChoiceRow:
        """Make the row of a field in its place; rows are made when first shown."""
        row = ChoiceRow(field.name, several=field.several, breaks=self._breaks)
        row.changed.connect(self._on_row_changed)
        row.finished.connect(self._on_row_finished)
        row.more_requested.connect(self._on_more_requested)
        row.row_left.connect(self._on_row_left)
        order = [f.name for f in FIELDS]
        before = order[: order.index(field.name)]
        place = 1 + sum(name in self._rows for name in before)
        self._column.insertWidget(place, row)
        self._rows[field.name] = row
        self._rows = {name: self._rows[name] for name in order if name in self._rows}
        self._retranslate_row(field)
        return row

    def complete(self) -> None:
        """Make the rows that the first picture had no room for; call it once."""
        self._complete = True
        self._place_rows()

    def follow_look(self) -> None:
        """Make the rows anew where the text has become so large, or small, that it changes them."""
        breaks = self._context.style.percent > _UNBROKEN
        if breaks == self._breaks:
            return
        self._breaks = breaks
        focused = next((n for n, row in self._rows.items() if row.has_focus()), None)
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        self._place_rows()
        self._show_values()
        if focused is not None:
            self._go_to(self._rows[focused])

    def _make_extras(self) -> None:
        """Make numbers and texts below the rows, when first shown."""
        from advisor_desk.ui.desk.extras import Extras

        self._extras = Extras()
        self._extras.changed.connect(self._on_extras_changed)
        self._extras.retranslate()
        self._extras.show_visit(self._draft.visit)
        # Above the line of "More fields" and the stretch, which are the last two.
        self._column.insertWidget(self._column.count() - 2, self._extras)

    def _make_buttons(self) -> QHBoxLayout:
        self._save = QPushButton()
        self._save.setProperty("role", "primary")
        self._save.clicked.connect(self._on_save_clicked)
        self._clear = QPushButton()
        self._clear.clicked.connect(self._on_clear_clicked)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, 6, 0)
        buttons.addWidget(self._save, 1)
        buttons.addWidget(self._clear)
        return buttons

    def retranslate(self) -> None:
        """Take the words of the current language and the fields of the settings."""
        for field in FIELDS:
            if field.name in self._rows:
                self._retranslate_row(field)
        if self._extras is not None:
            self._extras.retranslate()
        self._referrals.retranslate()
        self._place_rows()
        self._show_values()
        self._show_state()

    def _retranslate_row(self, field: Field) -> None:
        desk = self._context.desk
        day = desk.visits.today().isoformat()
        quick = quick_choices(desk.codes, desk.settings, field, language(), day)
        self._rows[field.name].set_words(field_label(field.name), _("More…"), quick)

    def _show_state(self) -> None:
        """Show in words whether a visit is new or corrected."""
        editing = self._draft.editing
        self._title.setText(_("Correct a visit") if editing else _("New visit"))
        words = _("Save the correction  ⏎") if editing else _("Save  ⏎")
        self._save.setText(words)
        self._save.setAccessibleName(words.replace("⏎", "").strip())
        self._save.setToolTip(_("Enter saves and keeps carried-over values, Shift+Enter clears."))
        self._clear.setText(_("Cancel") if editing else _("Clear"))
        if editing:
            text = _("You are correcting a visit of {day}. Escape leaves it as it was.")
            self._notice.setText(text.format(day=format_day(self._draft.visit.day)))
        self._notice.setVisible(editing)
        more = _("Fewer fields") if self._more_open else _("More fields")
        self._more.setText(more)

    def _shown(self, field: Field) -> bool:
        """Tell whether the settings and the answers call for the row of a field."""
        name, visit = field.name, self._draft.visit
        if name == "topics" or (name == "barriers" and visit.outcome == "unmet"):
            return True
        use = self._context.desk.settings.field_use(name)
        filled = getattr(visit, name) not in (NOT_ASKED, ())
        carried = name in self._draft.carried
        if use == "more":
            return self._more_open or (filled and not carried)
        return use != "hidden"

    def _place_rows(self) -> None:
        """Show the rows that are called for, making those that were never shown."""
        for field in FIELDS:
            shown = self._shown(field)
            if shown and field.name not in self._rows:
                if len(self._rows) == FIRST_ROWS and not self._complete:
                    break
                self._make_row(field)
                self._show_value(field)
            if field.name in self._rows:
                self._rows[field.name].setVisible(shown)
        settings = self._context.desk.settings
        wanted = any(is_shown(settings, name, more_open=self._more_open) for name in EXTRAS)
        if self._extras is None and wanted:
            self._make_extras()
        if self._extras is not None:
            self._extras.place(settings, more_open=self._more_open)

    # Values

    def show_draft(self, draft: Draft, *, kept: bool = True) -> None:
        """Show a draft in place of what was shown; it is kept on disk unless told otherwise."""
        self._draft = draft
        self._kept = kept
        self._suggested = ""
        self._place_rows()
        self._show_values()
        self._show_state()
        self.changed.emit()

    def _show_values(self) -> None:
        for field in FIELDS:
            if field.name in self._rows:
                self._show_value(field)
        visit = self._draft.visit
        if self._extras is not None:
            self._extras.show_visit(visit)
        desk = self._context.desk
        ids = [referral.service_id for referral in visit.referrals]
        names = desk.directory.names(ids, language()) if ids else {}
        self._referrals.show_referrals(visit.referrals, names)

    def _show_value(self, field: Field) -> None:
        value = getattr(self._draft.visit, field.name)
        ids = value if field.several else (() if value == NOT_ASKED else (value,))
        codes = self._context.desk.codes
        chosen = [choice(codes, field.list_name, code_id, language()) for code_id in ids]
        row = self._rows[field.name]
        row.set_chosen(chosen, carried=field.name in self._draft.carried)
        row.set_hint(self._hint_for(field))

    def _hint_for(self, field: Field) -> str:
        if field.name in self._draft.carried:
            return _("Carried over from the visit before.")
        if field.name == "topics" and self._suggested and not self._draft.visit.topics:
            label = self._context.desk.codes.book.label("topic", self._suggested, language())
            return _("Suggested: {topic}. Ctrl+T takes it.").format(topic=label)
        return ""

    def draft(self) -> Draft:
        """Return what the form holds."""
        return self._draft

    def visit(self) -> Visit:
        """Return the visit as filled in so far."""
        return self._draft.visit

    def _set(self, **values: Any) -> None:  # noqa: ANN401 - values of any field
        """Change values of the visit and let the draft be written soon."""
        carried = self._draft.carried - set(values)
        self._draft = replace(
            self._draft, visit=replace(self._draft.visit, **values), carried=carried
        )
        self.keep_soon()
        self.changed.emit()

    def keep_soon(self) -> None:
        """Let the draft be written in a moment."""
        if self._kept:
            self._timer.start()

    def _keep_draft(self) -> None:
        log = self._context.desk.visits
        self._context.background.write(partial(log.keep_draft, self._draft))

    def flush_draft(self) -> None:
        """Write a waiting draft now, as when the window closes."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep_draft()

    def forget_waiting_draft(self) -> None:
        """Do not write a waiting draft: the visit is being saved."""
        self._timer.stop()

    # Working

    def refer(self, service: Service, mode: ReferralMode) -> None:
        """Add a referral; fill topic, outcome and help where they are still empty."""
        visit = self._draft.visit.with_referral(service.id, mode)
        values: dict[str, Any] = {"referrals": visit.referrals}
        if not visit.topics and service.topics:
            values["topics"] = (service.topics[0],)
        if visit.outcome == NOT_ASKED:
            values["outcome"] = mode
        if "referral" not in visit.help_given:
            values["help_given"] = (*visit.help_given, "referral")
        self._set(**values)
        self._place_rows()
        self._show_values()

    def suggest_topic(self, topic: str) -> None:
        """Offer a topic where none is chosen; `accept_topic` takes it."""
        if topic and not self._draft.visit.topics:
            self._suggested = topic
            self._rows["topics"].set_hint(self._hint_for(FIELDS[0]))

    def accept_topic(self) -> None:
        """Take the suggested topic; where one was chosen meanwhile, nothing is suggested."""
        suggested, self._suggested = self._suggested, ""
        if suggested and not self._draft.visit.topics:
            picked = choice(self._context.desk.codes, "topic", suggested, language())
            self._rows["topics"].pick(picked)

    def show_problems(self, error: InvalidVisit) -> None:
        """Say at each field what is wrong, and go to the first."""
        told = {problem.field: explain_problem(problem) for problem in error.problems}
        wrong = [name for name in self._rows if name in told]
        for name in wrong:
            self._rows[name].set_hint(told[name], "bad")
        first = self._extras.show_problems(told) if self._extras is not None else None
        if wrong:
            self._go_to(self._rows[wrong[0]])
            # Once more when the row has grown by what is said in it.
            QTimer.singleShot(0, self, partial(self._reveal, wrong[0]))
        elif first is not None:
            # As Tab comes to it: the value is selected, so that typing replaces it.
            first.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(first, 0, 40)

    def focus_first(self) -> None:
        """Go to the first row that has no answer yet."""
        visible = [row for row in self._rows.values() if row.isVisible()]
        target = next((row for row in visible if not row.chosen()), visible[0])
        self._go_to(target)

    def focus_start(self) -> None:
        """Go to the topic."""
        self._go_to(self._rows["topics"])
        if self.isVisible():
            # Once more when what stood above it, such as the referrals saved, is gone.
            QTimer.singleShot(0, self, partial(self._reveal, "topics"))

    def _go_to(self, row: ChoiceRow) -> None:
        row.focus_row()
        self._reveal(row.name)

    def _reveal(self, name: str) -> None:
        """Scroll to a row; of one that is higher than the form its name and its focus are seen."""
        # Before the first picture nothing is scrolled, and to ask where the mouse is costs 24 ms.
        if not self.isVisible():
            return
        row = self._rows[name]
        if row.height() > self._scroll.viewport().height():
            self._scroll.verticalScrollBar().setValue(row.y())
        else:
            self._scroll.ensureWidgetVisible(row, 0, 40)
        keep_focus_in_view(None, self.focusWidget())

    # Slots

    def _on_row_changed(self, name: str) -> None:
        row = self._rows[name]
        row.set_hint("")
        chosen = row.chosen()
        self._set(**{name: chosen if row.several else (chosen[0] if chosen else NOT_ASKED)})
        self._place_rows()

    def _on_row_finished(self, name: str) -> None:
        """Go on to the next row without an answer, or to Save."""
        rows = list(self._rows.values())
        later = rows[rows.index(self._rows[name]) + 1 :]
        target = next((row for row in later if row.isVisible() and not row.chosen()), None)
        if target is None:
            self._save.setFocus()
        else:
            self._go_to(target)

    def _on_row_left(self, name: str, step: int) -> None:
        self._move(name, step)

    def _move(self, name: str, step: int) -> None:
        """Go from a row to the next visible one; from the last to Save."""
        names = [n for n, row in self._rows.items() if row.isVisible()]
        index = names.index(name) + step
        if 0 <= index < len(names):
            self._go_to(self._rows[names[index]])
        elif index >= len(names):
            self._save.setFocus()

    def _on_more_requested(self, name: str) -> None:
        from advisor_desk.ui.widgets.picker import Picker

        field = next(f for f in FIELDS if f.name == name)
        desk, tag = self._context.desk, language()
        day = desk.visits.today().isoformat()
        label = field_label(name)
        picker = Picker(
            label,
            _("Type to find: {field}").format(field=label),
            all_choices(desk.codes, field, tag, day),
            self,
        )
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        if picked is not None:
            label = desk.codes.book.label(field.list_name, picked.id, tag)
            self._rows[name].pick(Choice(picked.id, label))

    def _on_extras_changed(self) -> None:
        if self._extras is not None:
            self._set(**self._extras.values())

    def _on_referral_removed(self, service_id: str) -> None:
        left = tuple(r for r in self._draft.visit.referrals if r.service_id != service_id)
        self._set(referrals=left)
        self._show_values()

    def _on_more_toggled(self, opened: bool) -> None:
        self._more_open = opened
        self._place_rows()
        self._show_state()

    def _on_save_clicked(self) -> None:
        self.request_save(keep=True)

    def request_save(self, *, keep: bool) -> None:
        """Ask for the visit to be saved; with `keep` its sticky values stay."""
        visit = self._draft.visit
        if not self._draft.editing:  # a form left open over midnight is saved on the new day
            visit = replace(visit, day=self._context.desk.visits.today().isoformat())
        self.save_requested.emit(visit, self._draft.editing, keep)

    def _on_clear_clicked(self) -> None:
        self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter saves, Shift+Enter saves and clears, Escape leaves a correction."""
        keys = QtCore.Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            keep = not event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier
            self.request_save(keep=keep)
        elif event.key() == keys.Key_Escape and self._draft.editing:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def row(self, name: str) -> ChoiceRow:
        """Return the row of a field."""
        return self._rows[name]
