"""The rows of the visit form: choices, people, own questions and what is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.visit import Draft
from advisor_desk.i18n import _
from advisor_desk.services.explain import field_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.fields import (
    EXTRAS,
    FIELDS,
    SEVERAL,
    Field,
    all_choices,
    are_several,
    choice,
    is_called_for,
    is_shown,
    quick_choices,
)
from advisor_desk.ui.desk.row_area import RowArea
from advisor_desk.ui.desk.visit_services import VisitServices
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice, ChoiceRow

if TYPE_CHECKING:
    from advisor_desk.ui.desk.extras import Extras
    from advisor_desk.ui.desk.own_questions import OwnQuestions, Row
    from advisor_desk.ui.desk.people import People

FIRST_ROWS: Final = 3
"""Rows that the first picture has room for; the others are made right after it."""

_UNBROKEN: Final = 120
"""Text size in per cent up to which each choice fits on one line of the form."""


class FormRows(RowArea):
    """Shows a draft in rows, goes from one to the next, and tells what is chosen in them.

    Args:
        context: the collaborators.
        services: shown above the rows: those that the visit names.
        draft: tells what is to be shown; whoever holds it takes over what is changed.

    Attributes:
        choices: the rows of choices made so far, by field, in their order.
        breaks: whether choices break into lines.

    Signals:
        changed: the values by field that the user changed, as a dict.
        picked: the user made a choice.
        passed: the user went on behind the last row.
    """

    changed = Signal(object)
    picked = Signal()
    passed = Signal()

    def __init__(
        self,
        context: Context,
        services: VisitServices,
        draft: Callable[[], Draft],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, parent)
        self._context = context
        self._services = services
        self._draft = draft
        self.choices: dict[str, ChoiceRow] = {}
        self.breaks = context.style.percent > _UNBROKEN
        self._narrow = False
        self._complete = False
        self._more_open = False
        self._suggested = ""
        self._people: People | None = None
        self._people_wanted = False
        self._own: OwnQuestions | None = None
        self._unmet_alone = False
        self._extras: Extras | None = None
        self._order_day = context.desk.choices.day
        self.more.toggled.connect(self._on_more_toggled)

    # Making the rows

    def _make_row(self, field: Field) -> ChoiceRow:
        """Make the row of a field in its place; rows are made when first shown."""
        row = ChoiceRow(field.name, several=field.several, breaks=self.breaks)
        self._listen(row)
        order = [f.name for f in FIELDS]
        before = order[: order.index(field.name)]
        place = 1 + sum(name in self.choices for name in before)
        self.column.insertWidget(place, row)
        self.choices[field.name] = row
        self.choices = {name: self.choices[name] for name in order if name in self.choices}
        self._retranslate_row(field)
        return row

    def _listen(self, row: ChoiceRow) -> None:
        row.changed.connect(self._on_row_changed)
        row.finished.connect(self._on_row_finished)
        row.more_requested.connect(self._on_more_requested)
        row.row_left.connect(self._move)

    def _make_people(self) -> People:
        """Make the rows of adults and children below the others, when first shown."""
        from advisor_desk.ui.desk.people import People

        people = People(breaks=self.breaks)
        for row in people.rows.values():
            self._listen(row)
        people.retranslate()
        people.show_visit(self._draft().visit)
        self._insert_above_extras(people)
        return people

    def _make_own(self) -> OwnQuestions:
        """Make the rows of the point's own questions below the others, when first shown."""
        from advisor_desk.ui.desk.own_questions import OwnQuestions

        own = OwnQuestions()
        own.answered.connect(self._on_answered)
        own.finished.connect(self._on_row_finished)
        own.row_left.connect(self._move)
        self._insert_above_extras(own)
        return own

    def _insert_above_extras(self, part: QWidget) -> None:
        self.insert_last(part, above=int(self._extras is not None))

    def _make_extras(self) -> Extras:
        """Make numbers and texts below the rows, when first shown."""
        from advisor_desk.ui.desk.extras import Extras

        extras = Extras()
        extras.changed.connect(self._on_extras_changed)
        extras.retranslate()
        extras.show_visit(self._draft().visit)
        self.insert_last(extras)
        return extras

    def complete(self) -> None:
        """Make the rows that the first picture had no room for; call it once."""
        self._complete = True
        self.place()

    def set_narrow(self, *, narrow: bool) -> None:
        """Let choices break, for a form that is narrower than the window usually leaves it."""
        self._narrow = narrow
        self.follow_look()

    def follow_look(self) -> None:
        """Make the rows anew where the text has become so large, or small, that it changes them."""
        breaks = self._narrow or self._context.style.percent > _UNBROKEN
        if breaks == self.breaks:
            return
        self.breaks = breaks
        focused = next((n for n, row in self.made().items() if row.has_focus()), None)
        for part in (*self.choices.values(), *([self._people] if self._people else [])):
            self.column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.choices, self._people = {}, None
        self.place()
        self.show_values()
        if focused is not None:
            self.go_to(focused)

    # Words

    def retranslate(self) -> None:
        """Take the words of the current language and the fields of the settings."""
        self._retranslate_rows()
        if self._extras is not None:
            self._extras.retranslate()
        if self._people is not None:
            self._people.retranslate()
        self._services.retranslate()
        self.place()
        self.show_values()
        self._show_more()

    def _retranslate_rows(self) -> None:
        for field in FIELDS:
            if field.name in self.choices:
                self._retranslate_row(field)

    def _retranslate_row(self, field: Field) -> None:
        desk = self._context.desk
        quick = quick_choices(desk.codes, desk.settings, desk.choices, field, language())
        self.choices[field.name].set_words(field_label(field.name), _("More…"), quick)
        if field.name == "topics":
            self.choices["topics"].set_main_words(_("main topic"))

    def _show_more(self) -> None:
        self.more.setText(_("Fewer fields") if self._more_open else _("More fields"))

    # Placing

    def place(self) -> None:
        """Show the rows that are called for, making those that were never shown."""
        settings = self._context.desk.settings
        for field in FIELDS:
            shown = is_called_for(settings, field, self._draft(), more_open=self._more_open)
            if shown and field.name not in self.choices:
                if len(self.choices) == FIRST_ROWS and not self._complete:
                    break
                self._make_row(field)
                self._show_value(field)
            if field.name in self.choices:
                self.choices[field.name].setVisible(shown)
        self._place_people()
        self._place_own()
        wanted = any(is_shown(settings, name, more_open=self._more_open) for name in EXTRAS)
        if self._extras is None and wanted:
            self._extras = self._make_extras()
        if self._extras is not None:
            self._extras.place(settings, more_open=self._more_open)

    def _place_people(self) -> None:
        """Show adults and children where the settings, the answers or the user call for them."""
        settings = self._context.desk.settings
        shown = settings.field_use("people") != "hidden" and (
            self._people_wanted
            or are_several(self._draft().visit)
            or is_shown(settings, "people", more_open=self._more_open)
        )
        if shown and self._people is None:
            self._people = self._make_people()
        if self._people is not None:
            self._people.setVisible(shown)

    def _place_own(self, *, values: bool = False) -> None:
        """Show the own questions that are asked then and there; with `values` the answers too."""
        if not self._complete:
            return
        draft, desk = self._draft(), self._context.desk
        visit = draft.visit
        if not draft.editing:  # the point may have been named after the form was opened
            visit = replace(visit, point=desk.settings.text("point"))
        questions = desk.questions.for_visit(visit)
        if self._own is None and questions:
            self._own = self._make_own()
        if self._own is not None:
            self._own.show_questions(questions, visit, values=values)

    # Showing a draft

    def forget_wishes(self) -> None:
        """Forget what was suggested and asked for in the draft shown before."""
        self._suggested = ""
        self._people_wanted = self._unmet_alone = False

    def follow_day(self) -> None:
        """On a new day offer the choices in its order, and what is asked on that day."""
        if self._order_day != self._context.desk.choices.day:
            self._order_day = self._context.desk.choices.day
            self._retranslate_rows()
        self._place_own()

    def show_values(self) -> None:
        """Show the values of the draft."""
        for field in FIELDS:
            if field.name in self.choices:
                self._show_value(field)
        visit = self._draft().visit
        if self._people is not None:
            self._people.show_visit(visit)
        self._place_own(values=True)
        if self._extras is not None:
            self._extras.show_visit(visit)
        self._services.show_names()

    def _show_value(self, field: Field) -> None:
        draft = self._draft()
        value = getattr(draft.visit, field.name)
        ids = value if field.several else (() if value == NOT_ASKED else (value,))
        codes = self._context.desk.codes
        chosen = [choice(codes, field.list_name, code_id, language()) for code_id in ids]
        row = self.choices[field.name]
        row.set_chosen(chosen, carried=field.name in draft.carried)
        row.set_hint(self._hint_for(field, draft))

    def _hint_for(self, field: Field, draft: Draft) -> str:
        if field.name in draft.carried:
            return _("Carried over from the visit before.")
        if field.name == "topics" and self._suggested and not draft.visit.topics:
            label = self._context.desk.codes.book.label("topic", self._suggested, language())
            return _("Suggested: {topic}. Ctrl+T takes it.").format(topic=label)
        return ""

    def suggest_topic(self, topic: str) -> None:
        """Offer a topic where none is chosen; `accept_topic` takes it."""
        draft = self._draft()
        if topic and not draft.visit.topics:
            self._suggested = topic
            self.choices["topics"].set_hint(self._hint_for(FIELDS[0], draft))

    def accept_topic(self) -> None:
        """Take the suggested topic; where one was chosen meanwhile, nothing is suggested."""
        suggested, self._suggested = self._suggested, ""
        if suggested and not self._draft().visit.topics:
            picked = choice(self._context.desk.codes, "topic", suggested, language())
            self.choices["topics"].pick(picked)

    def show_problems(self, told: Mapping[str, str]) -> None:
        """Say at each field what is wrong, and go to the first.

        Args:
            told: what is wrong in words, by field.
        """
        rows = self.made()
        wrong = [name for name in rows if name in told]
        for name in wrong:
            rows[name].set_hint(told[name], "bad")
        first = self._extras.show_problems(told) if self._extras is not None else None
        if wrong:
            self.go_to(wrong[0])
            # Once more when the row has grown by what is said in it.
            QTimer.singleShot(0, self, partial(self._reveal, wrong[0]))
        elif first is not None:
            # As Tab comes to it: the value is selected, so that typing replaces it.
            first.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(first, 0, 40)

    # Going from row to row

    def made(self) -> dict[str, Row]:
        """Return the rows made so far, in their order on the screen."""
        people = self._people.rows if self._people else {}
        return {**self.choices, **people, **(self._own.rows if self._own else {})}

    def ask_unmet_alone(self) -> None:
        """Ask for nothing but the topic and what kept the need from being met."""
        self._unmet_alone = True

    def ask_people(self) -> bool:
        """Go to adults and children; return False where the settings hide them."""
        self._people_wanted = True
        self._place_people()
        if self._people is None or self._people.isHidden():
            return False
        self.go_to("adults")
        return True

    def focus_first(self) -> None:
        """Go to the first row that has no answer yet."""
        visible = [row for row in self.choices.values() if row.isVisible()]
        target = next((row for row in visible if not row.chosen()), visible[0])
        self.go_to(target.name)

    def focus_start(self) -> None:
        """Go to the topic, with what stands above it in view."""
        if self.isVisible():
            self.verticalScrollBar().setValue(0)
        self.go_to("topics")
        if self.isVisible():
            # Once more when what stood above it, such as the referrals saved, is gone.
            QTimer.singleShot(0, self, partial(self._reveal, "topics"))

    def go_to(self, name: str) -> None:
        """Go to a row and scroll to it."""
        self.made()[name].focus_row()
        self._reveal(name)

    def _reveal(self, name: str) -> None:
        self.reveal(self.made()[name])

    def _move(self, name: str, step: int) -> None:
        """Go from a row to the next visible one; from the last to Save."""
        rows = self.made()
        names = [n for n, row in rows.items() if row.isVisible()]
        index = names.index(name) + step
        if 0 <= index < len(names):
            self.go_to(names[index])
        elif index >= len(names):
            self.passed.emit()

    def _row_after(self, name: str) -> Row | None:
        """Return the row to go to once a row has its answer; None where none is left."""
        rows, people = self.made(), self._people
        if people is not None and not people.isHidden():
            if name == "client" and self._draft().visit.client in SEVERAL:
                return people.rows["adults"]
            if name == "adults":
                return people.rows["children"]
        if self._unmet_alone:
            later = [rows["topics"], rows["barriers"]]
        elif name == "children":  # which may have been asked for first
            later = list(rows.values())
        else:
            later = list(rows.values())[list(rows).index(name) + 1 :]
        return next((row for row in later if row.isVisible() and self._is_asked(row)), None)

    def _is_asked(self, row: Row) -> bool:
        """Tell whether a row still wants an answer.

        A language that was carried over is one press away, to be kept or changed: it is the
        next client's. Channel and municipality are mostly the same all day.
        """
        carried = row.name == "language" and row.name in self._draft().carried
        return carried or not row.chosen()

    # Slots

    def _on_row_changed(self, name: str) -> None:
        if self._people is not None and name in self._people.rows:
            self._people.rows[name].set_hint("")
            self.changed.emit({name: self._people.rows[name].number()})
            self.picked.emit()
            return
        row = self.choices[name]
        row.set_hint("")
        chosen = row.chosen()
        value = chosen if row.several else (chosen[0] if chosen else NOT_ASKED)
        self.changed.emit({name: value})
        self.picked.emit()
        self.place()
        if name == "outcome":  # only an unmet need has something that was tried in vain
            self._unmet_alone = False
            self._services.show_names()

    def _on_answered(self) -> None:
        if self._own is not None:
            self.changed.emit({"answers": self._own.answers(self._draft().visit)})
            self.picked.emit()

    def _on_extras_changed(self) -> None:
        if self._extras is not None:
            self.changed.emit(self._extras.values())

    def _on_row_finished(self, name: str) -> None:
        """Go on to the next row without an answer, or to Save."""
        target = self._row_after(name)
        if target is None:
            self.passed.emit()
        else:
            self.go_to(target.name)

    def _on_more_requested(self, name: str) -> None:
        if self._people is not None and name in self._people.rows:
            self._people.pick_any(name, self)
            return
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
            self.choices[name].pick(Choice(picked.id, label))

    def _on_more_toggled(self, opened: bool) -> None:
        self._more_open = opened
        self.place()
        self._show_more()
