"""An unmet need in two picks, and the services that were tried in vain."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from advisor_desk.domain.visit import Referral, Visit
from advisor_desk.ui.desk.referrals import ReferralList
from advisor_desk.ui.desk.visit_form import VisitForm
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import button, focused, press, type_text


@pytest.fixture
def form(window: MainWindow) -> VisitForm:
    return window.desk_panel.form


def last(window: MainWindow) -> Visit:
    (found,) = window.context.desk.visits.latest(1)
    return found


def open_service(window: MainWindow, text: str) -> str:
    """Open the first service found for a text, and return its id."""
    press(window, "Ctrl+K")
    type_text(window, text)
    press(window, "Enter")
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.service is not None
    return page.service.id


def buttons(form: VisitForm) -> list[str]:
    """Return what the buttons beside the services do, as a screen reader says it."""
    lines = form.findChildren(ReferralList)[0].findChildren(QPushButton)
    return [each.accessibleName() for each in lines if each.isVisible()]


def test_topic_and_barrier_are_enough(window: MainWindow, form: VisitForm) -> None:
    press(window, "1", "Ctrl+U")
    assert form.visit().outcome == "unmet"
    assert form.row("barriers").has_focus()
    press(window, "3")
    assert focused() is button(window, "Save  ⏎"), "nothing else is asked for"
    press(window, "Enter")
    assert (last(window).outcome, last(window).barriers) == ("unmet", ("queue",))


def test_the_barrier_may_come_first(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+U", "1")
    assert form.row("topics").has_focus()
    press(window, "6")
    assert focused() is button(window, "Save  ⏎")
    press(window, "Enter")
    assert last(window).barriers == ("no-service",)


def test_the_next_visit_asks_for_everything_again(window: MainWindow, form: VisitForm) -> None:
    press(window, "1", "Ctrl+U", "3", "Enter", "1")
    assert form.row("reason").has_focus()


def test_another_outcome_asks_for_everything_again(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+U")
    form.row("outcome").focus_row()
    press(window, "1")
    form.focus_start()
    press(window, "1")
    assert form.row("reason").has_focus()


def test_the_service_shown_was_tried_in_vain(window: MainWindow, form: VisitForm) -> None:
    service = open_service(window, "kela")
    press(window, "Ctrl+Shift+U")
    visit = form.visit()
    assert (visit.tried, visit.outcome) == ((service,), "unmet")
    assert visit.topics, "the topic is that of the service"
    assert window.message_text().startswith("Tried in vain: Kela")
    press(window, "Ctrl+Shift+U", "Ctrl+U", "1", "Ctrl+S")
    assert last(window).tried == (service,)


def test_no_page_no_service(window: MainWindow, form: VisitForm) -> None:
    press(window, "Ctrl+Shift+U")
    assert form.visit().tried == ()
    assert window.message_text() == "Open a service first."


def test_an_outcome_that_was_chosen_stays(window: MainWindow, form: VisitForm) -> None:
    form.row("outcome").focus_row()
    press(window, "1")
    open_service(window, "kela")
    press(window, "Ctrl+Shift+U")
    assert form.visit().outcome == "resolved"


def test_a_referral_is_taken_over_and_taken_out_by_keys(
    window: MainWindow, form: VisitForm
) -> None:
    service = open_service(window, "kela")
    press(window, "Ctrl+R")
    assert [name.split()[0] for name in buttons(form)] == ["Remove"]
    press(window, "Ctrl+U", "1")
    assert len(buttons(form)) == 2, "only where the need is unmet something was in vain"
    spoken = next(name for name in buttons(form) if name.startswith("Tried in vain: "))
    walk_to(window, spoken)
    press(window, "Space")
    assert (form.visit().referrals, form.visit().tried) == ((), (service,))
    shown = [each.text() for each in form.findChildren(QLabel) if each.isVisible()]
    assert "Tried in vain" in shown
    assert "Referred to" not in shown
    walk_to(window, next(name for name in buttons(form) if name.endswith("from what was tried")))
    press(window, "Space")
    assert form.visit().tried == ()
    assert buttons(form) == []


def walk_to(window: MainWindow, name: str) -> None:
    """Go by Tab to what a screen reader calls so."""
    window.desk_panel.form.focus_start()
    for _step in range(80):
        if focused().accessibleName() == name:
            return
        press(window, "Shift+Tab")
    raise AssertionError(name)


def test_a_service_is_referred_to_or_was_tried(window: MainWindow, form: VisitForm) -> None:
    service = open_service(window, "kela")
    press(window, "Ctrl+R", "Ctrl+Shift+U")
    assert (form.visit().referrals, form.visit().tried) == ((), (service,))
    press(window, "Ctrl+R")
    assert form.visit().referrals == (Referral(service),)


def test_what_was_tried_is_corrected(window: MainWindow, form: VisitForm) -> None:
    service = open_service(window, "kela")
    press(window, "Ctrl+Shift+U", "Ctrl+S", "Ctrl+E")
    assert form.visit().tried == (service,)
    assert len(buttons(form)) == 1
