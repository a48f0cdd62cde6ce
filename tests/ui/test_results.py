"""The results: what is found as one types, what is suggested, and answers that come too late."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from advisor_desk.services.finder import Finder, SearchResult
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk import results as module
from advisor_desk.ui.desk.results import ResultsPanel
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import focused, press, settle, type_text


@pytest.fixture
def results(window: MainWindow) -> ResultsPanel:
    return window.desk_panel.results


def search(window: MainWindow, text: str) -> None:
    press(window, "Ctrl+K")
    type_text(window, text)


def keys(results: ResultsPanel) -> list[str]:
    return [entry.key for entry in results.list.entries.entries()]


def says(results: ResultsPanel) -> list[str]:
    return [label.text() for label in results.findChildren(QLabel)]


def test_services_and_cards_are_found_together_as_one_types(
    window: MainWindow, results: ResultsPanel
) -> None:
    search(window, "kel")
    assert "service:kela" in keys(results)
    assert any(key.startswith("card:") for key in keys(results))
    assert results.list.current_key() == keys(results)[0]


def test_each_letter_narrows(window: MainWindow, results: ResultsPanel) -> None:
    search(window, "residence")
    before = len(keys(results))
    type_text(window, " citizenship")
    assert 0 < len(keys(results)) <= before
    assert "“residence citizenship”" in " ".join(says(results))


def test_the_best_is_marked_for_each_new_text(window: MainWindow, results: ResultsPanel) -> None:
    search(window, "kela")
    press(window, "Down", "Down")
    assert results.list.currentIndex().row() == 2
    press(window, "Ctrl+K")
    type_text(window, "dvv")
    assert results.list.currentIndex().row() == 0


def test_arrows_in_the_search_move_and_enter_opens(
    window: MainWindow, results: ResultsPanel
) -> None:
    search(window, "kela")
    press(window, "Down")
    wanted = keys(results)[1]
    press(window, "Enter")
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == wanted
    assert focused() is window.search, "one can type on"


def test_enter_right_after_the_last_letter_opens_the_new_best(window: MainWindow) -> None:
    search(window, "dvv")
    press(window, "Ctrl+K")
    for letter in "kela":
        QTest.keyClicks(focused(), letter)
    QTest.keyClicks(focused(), "\r")
    settle(window)
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == "service:kela"


def test_escape_clears_the_search_and_then_goes_to_the_form(
    window: MainWindow, results: ResultsPanel
) -> None:
    search(window, "kela")
    press(window, "Escape")
    assert window.search.text() == ""
    assert focused() is window.search
    assert any("Urgent help" in text for text in says(results))
    press(window, "Escape")
    assert window.desk_panel.form.row("topics").has_focus()


def test_nothing_found_is_said_with_what_to_do(window: MainWindow, results: ResultsPanel) -> None:
    search(window, "zzzz")
    assert keys(results) == []
    assert "Nothing found for “zzzz”. Try another word or fewer letters." in says(results)
    press(window, "Enter")
    assert window.desk_panel.detail.page is None


def test_a_phone_number_is_found_by_its_digits(window: MainWindow, results: ResultsPanel) -> None:
    search(window, "0206342550")
    assert keys(results)[0] == "service:kela"


# Suggestions


def test_without_a_search_urgent_help_is_shown(results: ResultsPanel) -> None:
    assert keys(results)
    assert any("Urgent help" in text for text in says(results))


def test_a_topic_brings_its_cards_and_services(window: MainWindow, results: ResultsPanel) -> None:
    before = keys(results)
    press(window, "1")
    assert keys(results) != before
    assert any(key.startswith("card:") for key in keys(results))
    assert "Suggested for the topic of the visit. Type above to search." in says(results)


def test_filling_in_the_form_leaves_a_search_alone(
    window: MainWindow, results: ResultsPanel
) -> None:
    search(window, "kela")
    press(window, "Down", "F2", "1", "2")
    assert "22 results for “kela”." in says(results)
    assert results.list.currentIndex().row() == 1


def test_the_clients_municipality_comes_first(
    window: MainWindow, results: ResultsPanel, settings: Settings
) -> None:
    assert settings.text("municipality") == "049"
    search(window, "library")
    own = keys(results)
    window.desk_panel.form.row("municipality").focus_row()
    press(window, "2")
    assert keys(results) != own


def test_the_language_switches_what_is_found(
    application: Application, window: MainWindow, results: ResultsPanel
) -> None:
    search(window, "kela")
    application.switch_language("sv")
    settle(window)
    titles = [entry.title for entry in results.list.entries.entries()]
    assert titles[0] == "FPA"


# Answers that come too late


def test_an_answer_to_an_older_question_is_dropped(
    window: MainWindow, results: ResultsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first question is held up until the second has been asked."""
    held, ask = threading.Event(), Finder.search
    asked: list[str] = []
    told: list[list[str]] = []

    def slow(self: Finder, text: str, **given: object) -> SearchResult:
        asked.append(text)
        if text == "k":
            held.wait(5)
        return ask(self, text, **given)  # type: ignore[arg-type]  # handed on as it came

    results.list.entries.modelReset.connect(partial(note, told, results))
    monkeypatch.setattr(Finder, "search", slow)
    press_and_leave(window, "k")
    press_and_leave(window, "dvv")
    held.set()
    settle(window)
    assert asked[0] == "k"
    assert asked[-1] == "dvv"
    assert told == [keys(results)], "only the last answer was shown"
    assert keys(results)[0] == "service:dvv"


def press_and_leave(window: MainWindow, text: str) -> None:
    """Set a text as one types it, without waiting for the answer."""
    window.search.setText(text)


def note(told: list[list[str]], results: ResultsPanel) -> None:
    """Note what the list shows."""
    told.append(keys(results))


def test_at_most_so_many_are_shown_and_that_is_said(
    window: MainWindow, results: ResultsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT", 3)
    search(window, "permit")
    assert len(keys(results)) == 3
    assert "The best 3 results for “permit”." in says(results)
