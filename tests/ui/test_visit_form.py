"""The visit form on the real desk, worked with keys."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.visit import Referral
from advisor_desk.i18n import _
from advisor_desk.settings.options import FieldUse
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.widgets.choice_row import ChoiceRow
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import button, click, focused, press, type_text
from tests.ui.walk import during


@pytest.fixture
def form(window: MainWindow) -> VisitForm:
    return window.desk_panel.form


def row_in_focus(form: VisitForm) -> str:
    """Return the field whose row has the focus."""
    for field in ("topics", "reason", "employment", "language", "municipality", "channel"):
        if form.row(field).has_focus():
            return field
    return "outcome" if form.row("outcome").has_focus() else ""


def open_search(window: MainWindow, text: str) -> None:
    """Search for a text and open what is found first."""
    press(window, "Ctrl+K")
    type_text(window, text)
    press(window, "Enter")


def said_in(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


# Choosing


def test_it_begins_at_the_topic(form: VisitForm) -> None:
    assert row_in_focus(form) == "topics"


def test_each_digit_goes_on_to_the_next_row_without_an_answer(
    window: MainWindow, form: VisitForm
) -> None:
    form.row("employment").focus_row()
    press(window, "2")
    form.focus_start()
    press(window, "1")
    assert row_in_focus(form) == "reason"
    press(window, "2")
    assert row_in_focus(form) == "language", "employment has an answer already"
    visit = form.visit()
    assert visit.topics == (form.row("topics").chosen()[0],)
    assert (visit.reason, visit.employment) == ("family", form.row("employment").chosen()[0])


def test_after_the_last_row_comes_save(window: MainWindow, form: VisitForm) -> None:
    form.row("outcome").focus_row()
    press(window, "1")
    assert focused() is button(window, "Save  ⏎")


def test_down_and_up_go_from_row_to_row_and_to_save(window: MainWindow, form: VisitForm) -> None:
    press(window, "Down")
    assert row_in_focus(form) == "reason"
    press(window, "Up", "Up")
    assert row_in_focus(form) == "topics"
    form.row("outcome").focus_row()
    press(window, "Down")
    assert focused() is button(window, "Save  ⏎")


def test_backspace_takes_the_choice_back(window: MainWindow, form: VisitForm) -> None:
    press(window, "1", "Up", "Backspace")
    assert form.visit().topics == ()
    assert row_in_focus(form) == "topics"


def test_the_row_in_focus_is_scrolled_into_view(window: MainWindow, form: VisitForm) -> None:
    window.resize(1366, 600)
    for _number in range(6):
        press(window, "Down")
    outcome = form.row("outcome")
    assert outcome.has_focus()
    assert outcome.visibleRegion().boundingRect().height() == outcome.height()


def test_letters_choose_nothing(window: MainWindow, form: VisitForm) -> None:
    before = form.draft()
    type_text(window, "kela")
    assert form.draft() == before
    assert row_in_focus(form) == "topics"


def test_the_last_digit_opens_all_choices_to_find_by_typing(
    window: MainWindow, form: VisitForm
) -> None:
    def pick(dialog: QWidget) -> None:
        assert isinstance(dialog, Picker)
        assert dialog.windowTitle() == "Language"
        type_text(window, "somal")
        press(window, "Enter")

    form.row("language").focus_row()
    during(window, partial(press, window, "7"), pick)
    assert form.visit().language == "so"
    assert "6  Somali" in [b.text() for b in form.row("language").findChildren(QPushButton)]
    assert row_in_focus(form) == "municipality"


def is_shown(picker: QWidget) -> None:
    assert picker.isVisible()


def test_leaving_the_list_of_all_choices_chooses_nothing(
    window: MainWindow, form: VisitForm
) -> None:
    during(window, partial(press, window, "7"), is_shown)
    assert form.visit().topics == ()
    assert row_in_focus(form) == "topics"


def test_a_topic_below_another_stands_with_it_in_the_list(
    window: MainWindow, form: VisitForm
) -> None:
    def pick(_dialog: QWidget) -> None:
        type_text(window, "social assistance")
        press(window, "Enter")

    during(window, partial(press, window, "7"), pick)
    assert form.visit().topics == ("social-assistance",)


# More fields


def test_more_fields_are_opened_by_a_key_and_closed_again(
    window: MainWindow, form: VisitForm
) -> None:
    more = button(window, "More fields")
    more.setFocus()
    press(window, "Space")
    assert form.row("age").isVisible()
    assert window.findChildren(QSpinBox)[0].isVisible()
    press(window, "Space")
    assert not form.row("age").isVisible()


def test_a_field_under_more_with_an_answer_stays_to_be_seen(
    window: MainWindow, form: VisitForm
) -> None:
    click(window, "More fields")
    form.row("age").focus_row()
    press(window, "2")
    click(window, "Fewer fields")
    assert form.row("age").isVisible()
    assert not form.row("client").isVisible()


def test_numbers_and_minutes_are_part_of_the_visit(window: MainWindow, form: VisitForm) -> None:
    click(window, "More fields")
    for name, key in (("adults", "3"), ("children", "2")):
        form.row(name).focus_row()
        press(window, key)
    (minutes,) = window.findChildren(QSpinBox)
    minutes.setFocus()
    minutes.selectAll()
    press(window, "1", "5")
    visit = form.visit()
    assert (visit.adults, visit.children, visit.minutes) == (3, 2, 15)


def test_a_barrier_is_asked_for_when_the_need_was_not_met(
    window: MainWindow, form: VisitForm
) -> None:
    form.row("outcome").focus_row()
    press(window, "6")
    assert form.visit().outcome == "unmet"
    barriers = form.row("barriers")
    assert barriers.isVisible()
    assert barriers.has_focus()
    press(window, "1")
    assert form.visit().barriers == barriers.chosen()
    form.row("outcome").focus_row()
    press(window, "1", "Up", "Backspace")
    assert barriers.isVisible(), "an answer that is part of the visit is not hidden"


@pytest.mark.parametrize(
    ("use", "shown"), [("main", True), ("required", True), ("hidden", False), ("more", False)]
)
def test_the_settings_say_which_fields_are_shown(
    settings: Settings, window: MainWindow, form: VisitForm, use: FieldUse, shown: bool
) -> None:
    settings.change(field_reason=use, field_project=use if use != "required" else "main")
    form.retranslate()
    QApplication.processEvents()
    assert form.row("reason").isVisible() == shown
    edits = [e for e in form.findChildren(QLineEdit) if e.accessibleName() == "Project"]
    assert any(edit.isVisible() for edit in edits) == shown
    assert window.isVisible()


# What is missing


def test_only_the_topic_is_mandatory_and_the_error_stands_at_the_field(
    window: MainWindow, form: VisitForm
) -> None:
    form.row("reason").focus_row()
    press(window, "3", "Enter")
    assert "Topic is missing: choose one." in said_in(form.row("topics"))
    assert window.message_text() == "Topic is missing: choose one."
    assert row_in_focus(form) == "topics"
    assert form.visit().reason == form.row("reason").chosen()[0]
    assert window.desk_panel.recent.latest() is None
    press(window, "1")
    assert "Topic is missing: choose one." not in said_in(form.row("topics"))
    press(window, "Enter")
    assert window.desk_panel.recent.latest() is not None


def test_what_is_missing_among_the_numbers_is_said_there(
    settings: Settings, window: MainWindow, form: VisitForm
) -> None:
    settings.change(field_minutes="required", field_channel="required")
    form.retranslate()
    press(window, "1", "Enter")
    assert row_in_focus(form) == "channel"
    press(window, "1", "Enter")
    (minutes,) = window.findChildren(QSpinBox)
    assert focused() is minutes
    assert "Minutes is missing: choose one." in said_in(form)
    press(window, "5")
    assert "Minutes is missing: choose one." not in said_in(form)
    press(window, "Ctrl+S")
    latest = window.desk_panel.recent.latest()
    assert latest is not None
    assert latest.minutes == 5


def test_what_is_missing_is_in_view_where_it_is_said(
    settings: Settings, application: Application, window: MainWindow, form: VisitForm
) -> None:
    settings.change(text_size=200, field_outcome="required")
    application.apply_look()
    window.resize(1024, 700)
    form.retranslate()
    form.focus_start()
    press(window, "1", "Enter")
    (told,) = [
        label
        for label in form.row("outcome").findChildren(QLabel)
        if label.text() == "Outcome is missing: choose one."
    ]
    assert told.visibleRegion().boundingRect() == told.rect()


def test_the_focus_never_leaves_the_view_in_a_row_that_is_higher_than_the_form(
    settings: Settings, application: Application, window: MainWindow, form: VisitForm
) -> None:
    settings.change(text_size=200)
    application.apply_look()
    window.resize(1024, 640)
    form.row("outcome").focus_row()
    for _number in range(8):
        press(window, "Right")
        assert focused().visibleRegion().boundingRect() == focused().rect()


# Referrals and suggestions


def test_a_referral_fills_topic_outcome_and_help(window: MainWindow, form: VisitForm) -> None:
    open_search(window, "kela")
    press(window, "Ctrl+R")
    visit = form.visit()
    assert visit.referrals == (Referral("kela"),)
    assert visit.topics == ("social-assistance",)
    assert (visit.outcome, visit.help_given) == ("signposted", ("referral",))
    assert window.message_text().startswith("Referred to Kela")
    assert "Kela, Social Insurance Institution of Finland" in said_in(form)


def test_a_referral_leaves_what_was_filled_in(window: MainWindow, form: VisitForm) -> None:
    press(window, "1")
    topics = form.visit().topics
    form.row("outcome").focus_row()
    press(window, "1")
    outcome = form.visit().outcome
    open_search(window, "kela")
    press(window, "Ctrl+Shift+R")
    visit = form.visit()
    assert (visit.topics, visit.outcome) == (topics, outcome)
    assert visit.referrals == (Referral("kela", "handed-over"),)


def test_the_same_service_is_referred_to_once(window: MainWindow, form: VisitForm) -> None:
    open_search(window, "kela")
    press(window, "Ctrl+R", "Ctrl+Shift+R")
    assert form.visit().referrals == (Referral("kela", "handed-over"),)


def test_a_referral_can_be_removed(window: MainWindow, form: VisitForm) -> None:
    open_search(window, "kela")
    press(window, "Ctrl+R")
    remove = button(form, "Remove")
    assert remove.accessibleName().endswith("Kela, Social Insurance Institution of Finland")
    remove.setFocus()
    press(window, "Space")
    assert form.visit().referrals == ()


def test_without_a_service_there_is_nothing_to_refer_to(
    window: MainWindow, form: VisitForm
) -> None:
    press(window, "Ctrl+R")
    assert form.visit().referrals == ()
    assert window.message_text() == "Open a service first, then refer to it."


def open_card(window: MainWindow) -> str:
    """Open a card and return its topic."""
    card = next(card for card in window.context.desk.guidance.cards if card.topics)
    window.desk_panel.open(f"card:{card.id}")
    return card.topics[0]


def test_a_card_suggests_its_topic_and_one_key_takes_it(
    window: MainWindow, form: VisitForm
) -> None:
    topic = open_card(window)
    label = window.context.desk.codes.book.label("topic", topic, "en")
    hint = f"Suggested: {label}. Ctrl+T takes it."
    assert hint in said_in(form.row("topics"))
    assert form.visit().topics == ()
    press(window, "Ctrl+T")
    assert form.visit().topics == (topic,)
    assert hint not in said_in(form.row("topics"))


def test_nothing_is_suggested_over_a_topic_that_was_chosen(
    window: MainWindow, form: VisitForm
) -> None:
    press(window, "1")
    before = form.visit().topics
    open_card(window)
    press(window, "Ctrl+T")
    assert form.visit().topics == before
    assert not any("Suggested" in text for text in said_in(form))


def test_a_suggestion_that_was_chosen_by_hand_is_not_taken_back_by_the_key(
    window: MainWindow, form: VisitForm
) -> None:
    topic = open_card(window)
    press(window, "Ctrl+T", "Ctrl+T")
    assert form.visit().topics == (topic,)


def test_a_suggestion_is_said_in_the_language_that_is_switched_to(
    application: Application, window: MainWindow, form: VisitForm
) -> None:
    topic = open_card(window)
    application.switch_language("sv")
    label = window.context.desk.codes.book.label("topic", topic, "sv")
    assert any(label in text for text in said_in(form.row("topics")))
    press(window, "Ctrl+T")
    assert form.visit().topics == (topic,)


# Language and look while a visit is filled in


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_language_switches_at_once_in_a_filled_form(
    application: Application, window: MainWindow, form: VisitForm, language: str
) -> None:
    press(window, "1", "2", "1", "3", "1")
    before, focus = form.draft(), row_in_focus(form)
    application.switch_language(language)
    assert form.draft() == before
    assert row_in_focus(form) == focus
    book = window.context.desk.codes.book
    chosen = [b.text() for b in form.row("reason").findChildren(QPushButton) if b.isChecked()]
    assert chosen == [f"2  {book.label('reason', 'family', 'fi' if language == 'fi' else 'sv')}"]
    assert form.row("reason").label.text() == _("Reason for immigration")
    assert window.windowTitle() == _("Advisor Desk")


def test_a_switch_by_key_goes_through_all_languages(window: MainWindow) -> None:
    titles = []
    for _number in range(3):
        press(window, "Ctrl+Shift+L")
        titles.append(button(window, _("Clear")).text())
    assert len(set(titles)) == 3


def test_larger_text_keeps_answers_and_focus(
    settings: Settings, application: Application, window: MainWindow, form: VisitForm
) -> None:
    press(window, "1", "2")
    before = form.visit()
    for percent in (200, 100):
        settings.change(text_size=percent)
        application.apply_look()
        QApplication.processEvents()
        assert form.visit() == before
        assert row_in_focus(form) == "employment"
        assert form.row("topics").chosen() == before.topics
        rows = form.findChildren(ChoiceRow)
        assert len({row.name for row in rows if row.isVisible()}) == 7


def test_nothing_is_asked_of_a_new_form(form: VisitForm) -> None:
    visit = form.visit()
    assert visit.topics == ()
    assert {visit.reason, visit.language, visit.channel} == {NOT_ASKED}
