"""Guidance: cards by topic, paths, following links, and taking a page to the desk."""

from __future__ import annotations

import pytest

from advisor_desk.domain.visit import Referral
from advisor_desk.ui.guidance.panel import GuidancePanel
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import click, press, settle, type_text
from tests.unit.conftest import FrozenClock


@pytest.fixture
def guidance(window: MainWindow) -> GuidancePanel:
    """Return the guidance view, opened by its key."""
    press(window, "Alt+3")
    panel = window.panel("guidance")
    assert isinstance(panel, GuidancePanel)
    settle(window)
    return panel


def keys_of(panel: GuidancePanel) -> list[str]:
    """Return the keys of the cards and paths listed."""
    return [entry.key for entry in panel.list.entries.entries() if not entry.heading]


def sections_of(panel: GuidancePanel) -> dict[str, list[str]]:
    """Return the keys listed below each heading."""
    found: dict[str, list[str]] = {}
    title = ""
    for entry in panel.list.entries.entries():
        if entry.heading:
            title = entry.title
            found[title] = []
        else:
            found[title].append(entry.key)
    return found


def test_every_card_stands_below_its_topic_and_paths_come_last(
    window: MainWindow, guidance: GuidancePanel
) -> None:
    desk = window.context.desk
    sections = sections_of(guidance)
    for topic, cards in desk.guidance.by_topic().items():
        title = desk.codes.book.label("topic", topic, "en")
        assert sections[title] == [f"card:{card.id}" for card in cards]
    assert list(sections)[-1] == "Service paths"
    assert sections["Service paths"] == [f"path:{path.id}" for path in desk.guidance.paths]
    assert sum(map(len, sections.values())) == len(desk.guidance.cards) + len(desk.guidance.paths)
    assert guidance.count.text() == f"{len(keys_of(guidance))} cards and paths."
    assert guidance.filter.hasFocus()


def test_words_of_a_title_narrow_and_enter_opens(
    window: MainWindow, guidance: GuidancePanel
) -> None:
    type_text(window, "tax CARD")
    assert keys_of(guidance) == ["card:tax-card"]
    assert len(sections_of(guidance)) == 1
    assert guidance.count.text() == "1 card or path."
    press(window, "Enter")
    assert guidance.detail.page is not None
    assert guidance.detail.page.key == "card:tax-card"


def test_a_title_in_another_language_is_found(window: MainWindow, guidance: GuidancePanel) -> None:
    type_text(window, "verokor")
    assert "card:tax-card" in keys_of(guidance)


def test_words_that_no_title_has_lead_to_the_search(
    window: MainWindow, guidance: GuidancePanel
) -> None:
    type_text(window, "zzzz")
    assert keys_of(guidance) == []
    assert "“zzzz”" in guidance.count.text()
    assert "Ctrl+K" in guidance.count.text()


def test_a_path_is_shown_as_numbered_steps(window: MainWindow, guidance: GuidancePanel) -> None:
    path = window.context.desk.guidance.paths[0]
    guidance.detail.open(f"path:{path.id}")
    lines = guidance.detail.view.text_of().splitlines()
    for number, step in enumerate(path.steps, 1):
        assert f"{number}. {step.action.en}" in lines


def test_no_banner_while_no_review_date_has_passed(guidance: GuidancePanel) -> None:
    assert guidance.banner.isHidden()


def test_cards_past_their_review_date_are_counted_and_marked(
    clock: FrozenClock, window: MainWindow
) -> None:
    clock.now = clock.now.replace(month=12, day=22)
    press(window, "Alt+3")
    panel = window.panel("guidance")
    assert isinstance(panel, GuidancePanel)
    settle(window)
    due = [c for c in window.context.desk.guidance.cards if c.review_due("2026-12-22")]
    assert due
    assert panel.banner.isVisible()
    assert panel.banner.text().startswith(f"{len(due)} cards are past their review date")
    marked = [entry.key for entry in panel.list.entries.entries() if entry.warn]
    assert sorted(marked) == sorted(f"card:{card.id}" for card in due)
    type_text(window, "zzzz")
    assert panel.banner.isVisible()


def test_the_banner_follows_the_calendar(
    clock: FrozenClock, window: MainWindow, guidance: GuidancePanel
) -> None:
    clock.now = clock.now.replace(month=12, day=22)
    press(window, "Alt+1", "Alt+3")
    assert guidance.banner.isVisible()


def test_a_service_of_a_card_opens_in_the_same_place_with_a_way_back(
    window: MainWindow, guidance: GuidancePanel
) -> None:
    desk = window.context.desk
    card = next(c for c in desk.guidance.cards if any(r.services for r in c.refer_to))
    service_id = next(key for r in card.refer_to for key in r.services)
    guidance.detail.open(f"card:{card.id}")
    guidance.detail.view.link_activated.emit(f"service:{service_id}")
    assert guidance.detail.page is not None
    assert guidance.detail.page.key == f"service:{service_id}"
    press(window, "Alt+Left")
    assert guidance.detail.page.key == f"card:{card.id}"


@pytest.mark.parametrize("key", ["service:kela", "card:tax-card", "path:student"])
def test_any_page_can_be_shown_at_the_desk(
    window: MainWindow, guidance: GuidancePanel, key: str
) -> None:
    guidance.detail.open(key)
    click(window, "Show at the desk")
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == key
    assert window.desk_panel.isVisible()
    assert window.desk_panel.detail.view.hasFocus()


def test_the_key_shows_the_page_at_the_desk_too(
    window: MainWindow, guidance: GuidancePanel
) -> None:
    guidance.detail.open("card:tax-card")
    press(window, "Ctrl+D")
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == "card:tax-card"


def test_a_service_reached_from_a_card_can_be_referred_to_by_key(
    window: MainWindow, guidance: GuidancePanel
) -> None:
    guidance.detail.open("service:kela")
    press(window, "Ctrl+R")
    assert window.desk_panel.form.visit().referrals == (Referral("kela"),)
    assert window.desk_panel.isVisible()


def test_keys_go_round_filter_list_and_page(window: MainWindow, guidance: GuidancePanel) -> None:
    press(window, "F3")
    assert guidance.list.hasFocus()
    press(window, "Down", "Enter", "F4")
    assert guidance.detail.view.hasFocus()
    assert guidance.detail.page is not None
    assert guidance.detail.page.key == keys_of(guidance)[1]
    press(window, "F3", "Escape")
    assert guidance.filter.hasFocus()


def test_the_heading_is_seen_with_the_first_card_below_it(
    window: MainWindow, guidance: GuidancePanel
) -> None:
    press(window, "F3", "End", "Home")
    assert guidance.list.current_key() == keys_of(guidance)[0]
    assert guidance.list.visualRect(guidance.list.entries.index(0, 0)).top() >= 0


def test_another_language_shows_the_same_page(window: MainWindow, guidance: GuidancePanel) -> None:
    guidance.detail.open("card:tax-card")
    before = keys_of(guidance)
    window.language_chosen.emit("fi")
    settle(window)
    card = window.context.desk.guidance.card("tax-card")
    assert card is not None
    assert card.title.fi in guidance.detail.view.text_of()
    assert keys_of(guidance) == before
