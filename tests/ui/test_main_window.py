"""The window: views, top bar, language, theme, text size, and what is kept for the next time."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QToolButton

from advisor_desk.bootstrap import WindowSession
from advisor_desk.i18n import LANGUAGE_NAMES, _, current_language
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk.panel import DeskPanel
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.theme.tokens import THEMES
from advisor_desk.ui.views import VIEWS
from advisor_desk.ui.widgets.top_bar import TopBar
from tests.ui.acting import button, click, focused, press, settle, type_text


def bar(window: MainWindow) -> TopBar:
    found = window.findChild(TopBar)
    assert isinstance(found, TopBar)
    return found


def view_buttons(window: MainWindow) -> dict[str, QPushButton]:
    """Return the buttons of the views by their accessible name."""
    found = bar(window).findChildren(QPushButton)
    return {button.accessibleName(): button for button in found}


def view_shown(window: MainWindow) -> str:
    (checked,) = [name for name, b in view_buttons(window).items() if b.isChecked()]
    return checked


# Views


@pytest.mark.parametrize(("key", "name"), [("Alt+2", "Directory"), ("Alt+3", "Guidance")])
def test_views_are_a_key_away_and_back(window: MainWindow, key: str, name: str) -> None:
    press(window, key)
    assert view_shown(window) == name
    assert not window.desk_panel.isVisible()
    press(window, "Alt+1")
    assert view_shown(window) == "Desk"
    assert window.desk_panel.isVisible()


def test_a_view_is_shown_by_its_button_too(window: MainWindow) -> None:
    click(window, "Statistics")
    assert view_shown(window) == "Statistics"


def test_a_view_is_made_once(window: MainWindow) -> None:
    first = window.panel("directory")
    press(window, "Alt+1", "Alt+2")
    assert window.panel("directory") is first
    with pytest.raises(KeyError):
        window.panel("no such view")


def test_what_was_filled_in_is_there_after_another_view(window: MainWindow) -> None:
    press(window, "1", "2")
    before = window.desk_panel.form.draft()
    press(window, "Alt+4", "Alt+1")
    assert window.desk_panel.form.draft() == before


def test_searching_in_another_view_comes_to_the_desk(window: MainWindow) -> None:
    press(window, "Alt+4", "Ctrl+K")
    type_text(window, "kela")
    assert view_shown(window) == "Desk"
    assert focused() is window.search


@pytest.mark.parametrize("key", ["Ctrl+S", "Ctrl+N", "Ctrl+E", "F2", "F6"])
def test_keys_of_the_visit_come_to_the_desk(window: MainWindow, key: str) -> None:
    press(window, "1", "Enter", "2", "Alt+2", key)
    assert view_shown(window) == "Desk"


def test_keys_of_a_page_belong_to_the_view_that_is_shown(window: MainWindow) -> None:
    window.desk_panel.open("service:kela")
    press(window, "Alt+2")
    type_text(window, "dvv")
    press(window, "Enter", "Ctrl+Shift+D")
    assert "DVV" in QGuiApplication.clipboard().text() or "Digital" in (
        QGuiApplication.clipboard().text()
    )
    press(window, "F4")
    assert not window.desk_panel.isVisible()


def test_a_referral_from_the_directory_comes_to_the_visit(window: MainWindow) -> None:
    press(window, "Alt+2")
    type_text(window, "kela")
    press(window, "Enter", "Ctrl+R")
    assert view_shown(window) == "Desk"
    assert [r.service_id for r in window.desk_panel.form.visit().referrals] != []


# Language


def test_the_box_of_languages_switches_at_once_and_it_is_kept(
    window: MainWindow, settings: Settings
) -> None:
    box = bar(window).findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setFocus()
    box.setCurrentIndex(box.findData("sv"))
    box.activated.emit(box.currentIndex())
    settle(window)
    assert current_language() == "sv"
    assert settings.text("language") == "sv"
    assert window.windowTitle() == _("Advisor Desk")
    assert window.locale().name().startswith("sv")
    assert box.currentText() == LANGUAGE_NAMES["sv"]


def test_the_next_language_is_a_key_away(window: MainWindow) -> None:
    seen = []
    for _number in range(3):
        press(window, "Ctrl+Shift+L")
        seen.append(current_language())
    assert sorted(seen) == ["en", "fi", "sv"]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_all_views_made_so_far_take_the_language(
    application: Application, window: MainWindow, language: str
) -> None:
    for name in VIEWS:
        window.show_view(name)
    window.show_view("desk")
    application.switch_language(language)
    settle(window)
    texts = {b.text().strip() for b in window.findChildren(QPushButton)}
    texts |= {label.text() for label in window.findChildren(QLabel)}
    for english in ("Directory", "Clear filters", "Cards and paths", "Copy table", "New visit"):
        assert english not in texts
        assert _(english) in texts
    (clear,) = [b for b in window.search.findChildren(QToolButton)]
    assert clear.accessibleName() == _("Clear the search")


# Theme and text size


def test_the_next_theme_is_a_key_away_and_kept(window: MainWindow, settings: Settings) -> None:
    seen = []
    for _number in range(3):
        press(window, "Ctrl+Shift+T")
        seen.append(window.context.style.theme)
        assert settings.text("theme") == seen[-1]
        ground = window.grab().toImage().pixelColor(2, window.height() - 2).name()
        assert ground == THEMES[seen[-1]].window
    assert seen == ["dark", "high-contrast", "light"]


def test_a_page_takes_the_colours_of_the_theme(window: MainWindow) -> None:
    window.desk_panel.open("service:kela")
    press(window, "Ctrl+Shift+T")
    document = window.desk_panel.detail.view.document()
    colour = document.begin().begin().fragment().charFormat().foreground().color().name()
    assert colour == THEMES["dark"].text


def test_text_grows_and_shrinks_by_keys_within_bounds(
    window: MainWindow, settings: Settings
) -> None:
    size = window.font().pointSizeF()
    press(window, "Ctrl++", "Ctrl++")
    assert settings.number("text_size") == 120
    assert QApplication.font().pointSizeF() == pytest.approx(size * 1.2, rel=0.05)
    press(window, *["Ctrl+-"] * 9)
    assert settings.number("text_size") == 80
    press(window, *["Ctrl++"] * 15)
    assert settings.number("text_size") == 200
    press(window, "Ctrl+0")
    assert settings.number("text_size") == 100


def test_the_system_theme_is_followed_only_where_it_is_asked_for(
    window: MainWindow, settings: Settings
) -> None:
    changed: list[bool] = []
    window.look_changed.connect(partial(changed.append, True))
    hints = QApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert changed == []
    settings.change(theme="system")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert changed == [True]


# The top bar where there is little room


def texts_of_views(window: MainWindow) -> list[str]:
    return [b.text().strip() for b in bar(window).findChildren(QPushButton)]


def test_a_wide_bar_has_all_words(window: MainWindow) -> None:
    assert texts_of_views(window) == ["Desk", "Directory", "Guidance", "Statistics"]
    assert window.search.placeholderText() == "Search services and guidance (Ctrl+K)"


def test_a_narrow_bar_keeps_the_word_of_the_view_that_is_shown(
    application: Application, window: MainWindow, settings: Settings
) -> None:
    settings.change(text_size=200)
    application.apply_look()
    window.resize(1024, 700)
    settle(window)
    assert window.size() == QSize(1024, 700)
    assert texts_of_views(window) == ["Desk", "", "", ""]
    press(window, "Alt+3")
    assert texts_of_views(window) == ["", "", "Guidance", ""]
    assert list(view_buttons(window)) == ["Desk", "Directory", "Guidance", "Statistics"]
    assert view_buttons(window)["Directory"].toolTip() == "Directory"
    assert all(not b.icon().isNull() for b in bar(window).findChildren(QPushButton))
    box = bar(window).findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert not box.isVisible(), "the languages are in the menus"
    assert "0 today" in [label.text() for label in bar(window).findChildren(QLabel)]
    assert window.search.placeholderText() == "Search (Ctrl+K)"


def test_words_come_back_with_the_room(
    application: Application, window: MainWindow, settings: Settings
) -> None:
    settings.change(text_size=200)
    application.apply_look()
    window.resize(1024, 700)
    settle(window)
    window.resize(2400, 900)
    settle(window)
    assert texts_of_views(window) == ["Desk", "Directory", "Guidance", "Statistics"]
    assert "0 visits today" in [label.text() for label in bar(window).findChildren(QLabel)]


# Start and end


def test_the_form_is_ready_before_the_rest_is_made(
    application: Application, session: WindowSession
) -> None:
    window = application.open_window(session.open())
    window.show()
    QTest.qWaitForWindowActive(window)
    assert window.desk_panel.form.row("topics").has_focus()
    QTest.keyClick(focused(), Qt.Key.Key_1)
    window.search.setText("kela")
    window.start()
    settle(window)
    assert window.desk_panel.form.visit().topics
    assert window.desk_panel.results.list.current_key() == "service:kela"


def test_the_title_names_the_point(window: MainWindow, settings: Settings) -> None:
    assert window.windowTitle() == "Advisor Desk"
    settings.change(point="Espoo centre")
    window.retranslate()
    assert window.windowTitle() == "Espoo centre – Advisor Desk"


def test_size_and_place_are_kept(
    application: Application, window: MainWindow, settings: Settings
) -> None:
    window.resize(760, 720)  # within the screen there is
    window.close()
    assert settings.text("window")
    again = MainWindow(
        window.context.desk, application.messages, application.background, application.style
    )
    again.restore_place()
    assert again.size() == QSize(760, 720)
    again.deleteLater()


def test_a_place_that_cannot_be_read_is_left_alone(window: MainWindow, settings: Settings) -> None:
    settings.change(window="no geometry at all")
    before = window.size()
    window.restore_place()
    assert window.size() == before


def test_quitting_by_key_closes_the_window(window: MainWindow) -> None:
    press(window, "Ctrl+Q")
    assert not window.isVisible()


def test_the_desk_stays_usable_with_the_smallest_window(window: MainWindow) -> None:
    window.resize(640, 480)
    settle(window)
    panel = window.desk_panel
    assert isinstance(panel, DeskPanel)
    assert button(window, "Save  ⏎").visibleRegion().boundingRect().height() >= 24
    press(window, "1", "Enter")
    assert window.message_text() == "Saved."
