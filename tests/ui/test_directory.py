"""The directory: narrowing by keys, neighbours, what to loosen, and referring from it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication

from advisor_desk.domain.visit import Referral
from advisor_desk.ui.directory.panel import DirectoryPanel
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import click, press, settle, type_text

ESPOO, PORNAINEN = "049", "611"


@pytest.fixture
def directory(window: MainWindow) -> DirectoryPanel:
    """Return the directory, opened by its key."""
    press(window, "Alt+2")
    panel = window.panel("directory")
    assert isinstance(panel, DirectoryPanel)
    settle(window)
    return panel


def keys_of(panel: DirectoryPanel) -> list[str]:
    """Return the keys of the services listed."""
    return [entry.key for entry in panel.list.entries.entries() if not entry.heading]


def headings_of(panel: DirectoryPanel) -> list[str]:
    """Return the headings in the list."""
    return [entry.title for entry in panel.list.entries.entries() if entry.heading]


def choose(window: MainWindow, panel: DirectoryPanel, field: str, typed: str) -> None:
    """Go to a filter with the Tab key and type the beginning of a value."""
    box = panel.filters.boxes[field].box
    panel.filters.name.setFocus()
    for _ in range(8):
        if box.hasFocus():
            break
        press(window, "Tab")
    assert box.hasFocus(), f"the Tab key does not come to {field}"
    type_text(window, typed)


def test_everything_is_listed_at_first_and_the_name_has_the_focus(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    offered = window.context.desk.directory.offered()
    assert directory.count.text() == f"{len(offered)} services"
    assert len(keys_of(directory)) == len(offered)
    assert directory.filters.name.hasFocus()
    assert directory.note.isHidden()


def test_a_municipality_is_chosen_by_keys(window: MainWindow, directory: DirectoryPanel) -> None:
    choose(window, directory, "municipality", "Espoo")
    count = len(keys_of(directory))
    assert directory.count.text() == f"{count} services for Espoo"
    assert headings_of(directory) == ["Espoo", "All of Finland"]
    own = [s for s in window.context.desk.directory.offered() if ESPOO in s.municipalities]
    assert directory.note.text() == f"{len(own)} of its own, {count - len(own)} for all of Finland."


def test_the_municipality_of_the_point_is_offered_first(directory: DirectoryPanel) -> None:
    box = directory.filters.boxes["municipality"].box
    assert [box.itemText(0), box.itemText(1)] == ["All municipalities", "Espoo"]


def test_filters_narrow_together(window: MainWindow, directory: DirectoryPanel) -> None:
    choose(window, directory, "topic", "Housing")
    choose(window, directory, "language", "Arabic")
    desk = window.context.desk
    shown = [desk.directory.get(key.partition(":")[2]) for key in keys_of(directory)]
    assert shown
    for service in shown:
        assert service is not None
        assert "ar" in service.languages
        assert any(desk.codes.book.top("topic", topic) == "housing" for topic in service.topics)


def test_open_now_says_how_many_are_not_known(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    directory.filters.open_now.setFocus()
    press(window, "Space")
    entries = directory.list.entries.entries()
    assert entries
    assert all("Open" in entry.detail for entry in entries)
    assert directory.note.text().startswith("The hours of ")


def test_neighbours_are_offered_and_said_to_be_so(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    choose(window, directory, "municipality", "Pornainen")
    choose(window, directory, "topic", "Basic")
    assert headings_of(directory) == ["All of Finland", "Neighbouring municipalities"]
    assert directory.note.text().startswith("Pornainen has none of its own")
    marked = [e for e in directory.list.entries.entries() if e.tag == "Neighbour"]
    assert f"{len(marked)} services of neighbouring" in directory.note.text()
    assert all("Neighbour" in entry.spoken() for entry in marked)
    directory.detail.open(marked[0].key)
    assert "not the municipality of the client" in directory.detail.view.text_of()


def test_where_nothing_is_left_a_button_loosens_the_filter(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    choose(window, directory, "municipality", "Espoo")
    choose(window, directory, "language", "Thai")
    choose(window, directory, "kind", "Legal")
    assert directory.count.text() == "0 services for Espoo"
    assert "Without “Language” there are 4." in directory.note.text()
    click(window, "Without “Language”: 4")
    assert directory.count.text() == "4 services for Espoo"
    assert directory.filters.boxes["language"].value() == ""
    assert directory.filters.boxes["kind"].value() == "legal"
    assert directory.filters.name.hasFocus()


def test_a_name_that_nothing_has_can_be_taken_away(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    before = len(keys_of(directory))
    type_text(window, "zzzz")
    assert keys_of(directory) == []
    click(window, f"Without “Name”: {before}")
    assert directory.filters.name.text() == ""
    assert len(keys_of(directory)) == before


def test_where_no_single_filter_helps_it_says_so(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    choose(window, directory, "language", "Thai")
    choose(window, directory, "kind", "Legal")
    directory.filters.name.setFocus()
    type_text(window, "zzzz")
    assert directory.note.text().endswith("Clear them.")
    click(window, "Clear filters")
    assert directory.count.text() == f"{len(keys_of(directory))} services"
    assert directory.filters.wanted() == type(directory.filters.wanted())()


def test_the_name_narrows_while_one_types_and_enter_opens(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    type_text(window, "neuvon")
    assert len(keys_of(directory)) > 1
    first = directory.list.current_key()
    press(window, "Down")
    second = directory.list.current_key()
    assert first != second
    press(window, "Enter")
    assert directory.detail.page is not None
    assert directory.detail.page.key == second


def test_arrows_pass_the_headings_by(window: MainWindow, directory: DirectoryPanel) -> None:
    choose(window, directory, "municipality", "Pornainen")
    choose(window, directory, "topic", "Basic")
    press(window, "F3")
    assert directory.list.hasFocus()
    reached = [directory.list.current_key()]
    for _ in keys_of(directory)[1:]:
        press(window, "Down")
        reached.append(directory.list.current_key())
    assert reached == keys_of(directory)
    press(window, "Home")
    assert directory.list.current_key() == keys_of(directory)[0]
    press(window, "End")
    assert directory.list.current_key() == keys_of(directory)[-1]


def test_keys_go_round_filter_list_and_page(window: MainWindow, directory: DirectoryPanel) -> None:
    press(window, "Escape")
    assert directory.list.hasFocus()
    press(window, "Enter", "F4")
    assert directory.detail.view.hasFocus()
    press(window, "F3")
    assert directory.list.hasFocus()
    press(window, "Escape")
    assert directory.filters.name.hasFocus()


@pytest.mark.parametrize(
    ("keys", "mode"), [("Ctrl+R", "signposted"), ("Ctrl+Shift+R", "handed-over")]
)
def test_a_key_refers_to_the_service_of_the_directory(
    window: MainWindow, directory: DirectoryPanel, keys: str, mode: str
) -> None:
    window.desk_panel.open("service:migri")
    directory.detail.open("service:kela")
    press(window, keys)
    referrals = window.desk_panel.form.visit().referrals
    assert referrals == (Referral("kela", mode),)  # type: ignore[arg-type]  # a mode by the table above
    assert window.desk_panel.isVisible()
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == "service:kela"


def test_the_button_refers(window: MainWindow, directory: DirectoryPanel) -> None:
    directory.detail.open("service:kela")
    click(window, "Refer")
    assert window.desk_panel.form.visit().referrals == (Referral("kela"),)


def test_referring_without_a_page_says_what_to_do(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    window.desk_panel.open("service:migri")
    press(window, "Ctrl+R")
    assert window.message_text() == "Open a service first, then refer to it."
    assert directory.isVisible()
    assert window.desk_panel.form.visit().referrals == ()


def test_keys_copy_from_the_page_shown(window: MainWindow, directory: DirectoryPanel) -> None:
    window.desk_panel.open("service:migri")
    directory.detail.open("service:kela")
    press(window, "Ctrl+Shift+D")
    assert QGuiApplication.clipboard().text().startswith("Kela")


def test_a_page_can_be_taken_to_the_desk(window: MainWindow, directory: DirectoryPanel) -> None:
    press(window, "Ctrl+D")
    assert window.message_text() == "Open a page first, then show it at the desk."
    directory.detail.open("service:kela")
    press(window, "Ctrl+D")
    page = window.desk_panel.detail.page
    assert page is not None
    assert page.key == "service:kela"
    assert window.desk_panel.detail.view.hasFocus()


def test_another_language_keeps_the_filters(window: MainWindow, directory: DirectoryPanel) -> None:
    choose(window, directory, "municipality", "Espoo")
    choose(window, directory, "topic", "Housing")
    before = sorted(keys_of(directory))
    window.language_chosen.emit("sv")
    settle(window)
    assert directory.filters.boxes["municipality"].text() == "Esbo"
    assert "Esbo" in headings_of(directory)
    assert sorted(keys_of(directory)) == before


def test_an_answer_to_an_older_question_is_dropped(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    directory.filters.name.setText("kela")
    directory.filters.name.setText("zzzz")
    settle(window)
    assert keys_of(directory) == []


def test_the_wheel_turns_no_filter(window: MainWindow, directory: DirectoryPanel) -> None:
    box = directory.filters.boxes["topic"].box
    at = QPointF(box.rect().center())
    turn = QWheelEvent(
        at,
        QPointF(box.mapToGlobal(at.toPoint())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    settle(window)
    assert directory.filters.wanted().topic == ""


def test_clicking_a_heading_opens_nothing(window: MainWindow, directory: DirectoryPanel) -> None:
    choose(window, directory, "municipality", "Espoo")
    directory.list.clicked.emit(directory.list.entries.index(0, 0))
    assert directory.detail.page is None
    directory.list.clicked.emit(directory.list.entries.index(1, 0))
    assert directory.detail.page is not None


def test_a_narrow_window_stands_the_filters_above(
    window: MainWindow, directory: DirectoryPanel
) -> None:
    filters, services = directory.filters, directory.list
    assert services.mapTo(directory, QPoint()).x() > filters.mapTo(directory, QPoint()).x() + 50
    window.context.desk.settings.change(text_size=200)
    window.look_changed.emit()
    window.resize(1366, 740)
    settle(window)
    assert services.mapTo(directory, QPoint()).y() > filters.mapTo(directory, QPoint()).y() + 50
    assert services.height() > 100
