"""Suggestions beside the form: each with its reason, opened by Enter, and never in the way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from advisor_desk.domain.visit import Referral, Visit
from advisor_desk.services.suggestions import Suggested, Suggestions
from advisor_desk.ui.desk.results import ResultsPanel
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.widgets.hit_list import Entry
from tests.ui.acting import focused, press, settle


@pytest.fixture
def results(window: MainWindow) -> ResultsPanel:
    return window.desk_panel.results


def entries(results: ResultsPanel) -> list[Entry]:
    return results.list.entries.entries()


def says(results: ResultsPanel) -> list[str]:
    return [label.text() for label in results.findChildren(QLabel)]


def log(window: MainWindow, count: int, **values: Any) -> None:  # noqa: ANN401 - of any field
    """Save so many visits, in the thread that writes."""
    desk = window.context.desk

    def save() -> None:
        for _ in range(count):
            draft = desk.visits.new_draft(desk.actor)
            desk.visits.save(desk.actor, replace(draft.visit, **values))

    window.background.write(save)
    settle(window)


def test_each_stands_there_with_its_reason(window: MainWindow, results: ResultsPanel) -> None:
    assert all(entry.reason == "Urgent help." for entry in entries(results))
    press(window, "1", "1")
    assert "Suggested for this visit. Type above to search." in says(results)
    assert all(entry.reason for entry in entries(results))
    assert {entry.key.partition(":")[0] for entry in entries(results)} >= {"card", "service"}


def test_what_is_done_in_like_visits_is_said_in_one_line(
    window: MainWindow, results: ResultsPanel
) -> None:
    log(window, 14, topics=("permits",), reason="work", referrals=(Referral("migri"),))
    log(window, 6, topics=("permits",), reason="work")
    press(window, "1", "1")
    first = entries(results)[0]
    assert first.key == "service:migri"
    assert first.reason == "Referred in 14 of 20 like visits."
    assert "Suggested for this visit. Like visits share: Topic, Reason for immigration." in says(
        results
    )


def test_what_does_not_serve_the_municipality_is_said_to_be_elsewhere(
    window: MainWindow, results: ResultsPanel
) -> None:
    log(window, 20, topics=("permits",), referrals=(Referral("ih-oulu"), Referral("helsinki-info")))
    press(window, "1")
    found = {entry.key: entry for entry in entries(results)}
    assert found["service:ih-oulu"].tag == "Elsewhere"
    assert found["service:helsinki-info"].tag == "Neighbour"
    tags = [entry.tag in ("Elsewhere", "Neighbour") for entry in entries(results)]
    assert tags == sorted(tags)


def test_enter_opens_one_like_a_hit(window: MainWindow, results: ResultsPanel) -> None:
    press(window, "1", "F3")
    wanted = entries(results)[1].key
    press(window, "Down", "Enter")
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == wanted
    assert window.desk_panel.form.visit().referrals == ()


def test_enter_in_the_search_right_after_a_choice_opens_what_fits_it(
    window: MainWindow, results: ResultsPanel
) -> None:
    before = entries(results)[0].key
    QTest.keyClicks(focused(), "1")
    window.focus_search()
    QTest.keyClicks(focused(), "\r")
    settle(window)
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == entries(results)[0].key != before


def test_they_never_move_the_focus_and_are_never_applied(
    window: MainWindow, results: ResultsPanel
) -> None:
    """Many changes of the form: the focus and the visit are what the form made of them."""
    log(window, 20, topics=("permits",), referrals=(Referral("vero"),))
    chance, form = random.Random(22), window.desk_panel.form
    codes = {name: row for name, row in form.rows.choices.items() if row.isVisible()}
    shown: set[tuple[str, ...]] = set()
    form.focus_first()
    for _ in range(60):
        name = chance.choice(list(codes))
        codes[name].focus_row()
        press(window, chance.choice("123456"))
        before, where = form.visit(), focused()
        settle(window)
        QTest.qWait(2)
        settle(window)
        shown.add(tuple(entry.key for entry in entries(results)))
        assert focused() is where
        assert form.visit() == before
        assert before.referrals == ()
        assert not results.isAncestorOf(where)
    assert len(shown) > 10, "the suggestions did follow"


def test_several_changes_at_once_are_one_question(
    window: MainWindow, results: ResultsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Visit] = []
    suggest: Callable[..., Suggested] = Suggestions.suggest

    def note(self: Suggestions, visit: Visit, *given: Any) -> Suggested:  # noqa: ANN401 - handed on
        asked.append(visit)
        return suggest(self, visit, *given)

    monkeypatch.setattr(Suggestions, "suggest", note)
    visit = window.desk_panel.form.visit()
    for topic in ("permits", "work", "housing"):
        results.follow_visit(replace(visit, topics=(topic,)))
    settle(window)
    assert [one.topics for one in asked] == [("housing",)]
    results.follow_visit(replace(visit, topics=("housing",), minutes=15, observation="seen"))
    settle(window)
    assert len(asked) == 1, "what does not matter is not asked about"


def test_the_language_turns_the_reasons(window: MainWindow, results: ResultsPanel) -> None:
    press(window, "1")
    window.language_chosen.emit("fi")
    settle(window)
    assert any(entry.reason == "Koskee käynnin aihetta." for entry in entries(results))
