"""The results: what is found as one types, what is suggested, and answers that come too late."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from advisor_desk.services.finder import Finder, Hit, SearchResult
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk import answers as module
from advisor_desk.ui.desk.results import ResultsPanel
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import click, focused, press, settle, type_text


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


def test_what_the_first_search_needs_can_be_read_before_it(
    window: MainWindow, results: ResultsPanel
) -> None:
    before, said = keys(results), says(results)
    desk = window.context.desk
    assert "by_id" not in vars(desk.guidance)
    results.prepare()
    settle(window)
    assert "by_id" in vars(desk.guidance)
    assert (keys(results), says(results)) == (before, said)


# Suggestions


def test_without_a_search_urgent_help_is_shown(results: ResultsPanel) -> None:
    assert keys(results)
    assert any("Urgent help" in text for text in says(results))


def test_a_topic_brings_its_cards_and_services(window: MainWindow, results: ResultsPanel) -> None:
    before = keys(results)
    press(window, "1")
    assert keys(results) != before
    assert any(key.startswith("card:") for key in keys(results))
    assert "Suggested for this visit. Type above to search." in says(results)


def test_filling_in_the_form_leaves_a_search_alone(
    window: MainWindow, results: ResultsPanel
) -> None:
    search(window, "kela")
    press(window, "Down", "F2", "1", "2")
    assert "The best 12 results for “kela”." in says(results)
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


# Answers that come late


class SlowFinder:
    """A search that takes as long as a test lets it, in place of the real one.

    Attributes:
        asked: the texts that were looked for, in order.
        let_go: set to let the searches answer.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.let_go = threading.Event()
        self._search = Finder.search

    def search(self, finder: Finder, text: str, **given: object) -> SearchResult:
        """Answer once it is let go."""
        self.asked.append(text)
        assert self.let_go.wait(20)
        return self._search(finder, text, **given)  # type: ignore[arg-type]  # handed on as it came


@pytest.fixture
def slow(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowFinder]:
    """Give a search that waits, and let it go at the end, else the program could not close."""
    made = SlowFinder()

    def search(finder: Finder, text: str, **given: object) -> SearchResult:
        return made.search(finder, text, **given)

    monkeypatch.setattr(Finder, "search", search)
    yield made
    made.let_go.set()
    settle(window)


def test_typing_never_waits_for_a_search_and_the_newest_wins(
    window: MainWindow, results: ResultsPanel, slow: SlowFinder
) -> None:
    """The search hangs while twelve letters are typed; two of the questions are worked on."""
    told: list[list[str]] = []
    results.list.entries.modelReset.connect(partial(note, told, results))
    press(window, "Ctrl+K")
    QTest.keyClicks(focused(), "m")
    wait_until(lambda: slow.asked == ["m"])
    for letter in "igrimigri dvv":
        QTest.keyClicks(focused(), letter)
        QApplication.processEvents()
    assert window.search.text() == "migrimigri dvv"
    assert told == [], "nothing was found yet, and typing went on"
    press_and_leave(window, "dvv")
    slow.let_go.set()
    settle(window)
    assert slow.asked == ["m", "dvv"], "what was overtaken while it waited is not worked on"
    assert told == [keys(results)], "only the last answer was shown"
    assert keys(results)[0] == "service:dvv"


def test_enter_while_a_search_hangs_opens_what_it_finds(
    window: MainWindow, slow: SlowFinder
) -> None:
    press(window, "Ctrl+K")
    QTest.keyClicks(focused(), "kela")
    QTest.keyClicks(focused(), "\r")
    assert window.desk_panel.detail.page is None
    slow.let_go.set()
    settle(window)
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == "service:kela"


def wait_until(true: Callable[[], bool]) -> None:
    """Wait until something another thread does has happened."""
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.002)


def press_and_leave(window: MainWindow, text: str) -> None:
    """Set a text as one types it, without waiting for the answer."""
    window.search.setText(text)


def note(told: list[list[str]], results: ResultsPanel) -> None:
    """Note what the list shows."""
    told.append(keys(results))


# Rows that are made when they are seen


def test_rows_are_made_a_page_at_a_time_and_the_end_is_reached(
    window: MainWindow, results: ResultsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT", 8)
    monkeypatch.setattr(module, "PAGE", 3)
    search(window, "permit")
    first = keys(results)
    everything = window.context.desk.finder.search("permit", language="en", limit=200)
    assert len(first) < len(everything.hits)
    results.focus_list()
    for _press in range(len(everything.hits) + 3):
        press(window, "Down")
    found = keys(results)
    assert found[: len(first)] == first, "what was shown stays where it is"
    assert len(found) == len(set(found)), "nothing comes twice"
    assert len(found) > 16
    assert results.list.current_key() == found[-1]
    assert f"{len(found)} results for “permit”." in says(results)


def test_what_is_looked_at_stays_when_more_comes(
    window: MainWindow, results: ResultsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 12)
    search(window, "kela")
    results.focus_list()
    press(window, *["Down"] * 4)
    marked, place = results.list.current_key(), results.list.verticalScrollBar().value()
    window.desk_panel.form.row("language").focus_row()
    press(window, "2")
    assert results.list.current_key() == marked
    assert results.list.verticalScrollBar().value() == place


# Spelling, reasons, places


def hit(number: int, **given: object) -> Hit:
    """Return a hit for a real service."""
    ids = ("kela", "dvv", "vero")
    values: dict[str, object] = {
        "kind": "service",
        "id": ids[number],
        "title": ids[number],
        "subtitle": "",
        "score": 1,
        "why": "title",
    }
    return Hit(**(values | given))  # type: ignore[arg-type]  # made of parts


@pytest.fixture
def corrected(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Let the search correct “kelq”; return a list of whether it was asked for as typed."""
    asked: list[bool] = []

    def answer(
        _finder: Finder, text: str, *, as_typed: bool = False, **_given: object
    ) -> SearchResult:
        asked.append(as_typed)
        if text != "kelq":
            return SearchResult(text, 1.0, (hit(1),))
        if as_typed:
            return SearchResult(text, 1.0, ())
        reason = "Synonym of Kela."
        return SearchResult(text, 1.0, (hit(0, reason=reason, near="elsewhere"),), "kela")

    monkeypatch.setattr(Finder, "search", answer)
    return asked


def test_a_corrected_spelling_is_said_and_can_be_undone_by_key(
    window: MainWindow, results: ResultsPanel, corrected: list[bool]
) -> None:
    search(window, "kelq")
    assert "Showing results for “kela” instead of “kelq”." in says(results)
    assert keys(results) == ["service:kela"]
    assert not corrected[-1]
    press(window, "Ctrl+Shift+K")
    assert corrected[-1]
    assert keys(results) == []
    assert "Nothing found for “kelq”. Try another word or fewer letters." in says(results)
    press(window, "Ctrl+Shift+K")
    assert keys(results) == ["service:kela"], "the key leads back"


def test_there_is_a_button_to_search_as_typed_only_where_it_helps(
    window: MainWindow, results: ResultsPanel, corrected: list[bool]
) -> None:
    search(window, "kelq")
    click(window, "Search as typed")
    assert corrected[-1]
    type_into_search(window, "dvv")
    assert not corrected[-1], "a new text is corrected again"
    assert shown_buttons(results) == []
    press(window, "Ctrl+Shift+K")
    assert window.message_text() == "These are the results for exactly what was typed."


def test_a_row_says_why_it_is_there_and_whether_it_is_near(
    window: MainWindow, results: ResultsPanel, corrected: list[bool]
) -> None:
    search(window, "kelq")
    entry = results.list.entries.entries()[0]
    assert (entry.reason, entry.tag) == ("Synonym of Kela.", "Elsewhere")
    assert "Synonym of Kela" in entry.spoken()
    assert corrected and not any(corrected)


def type_into_search(window: MainWindow, text: str) -> None:
    """Type a new text in place of the old one."""
    press(window, "Ctrl+K")
    type_text(window, text)


def shown_buttons(results: ResultsPanel) -> list[str]:
    return [b.text() for b in results.findChildren(QPushButton) if b.isVisible()]
