"""The words people type, in their window: found, added, changed, retired and brought back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.text import LocalText
from advisor_desk.services.synonyms import Synonyms, Wording
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.preferences.words import WordsDialog
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.walk import during


@pytest.fixture
def words(window: MainWindow) -> Iterator[WordsDialog]:
    """Give the open window, not modal so that a test can act in it."""
    dialog = WordsDialog(window.context, window)
    dialog.show()
    QTest.qWaitForWindowActive(dialog)
    settle(window)
    dialog.words.search.setFocus()
    yield dialog
    settle(window)
    dialog.reject()
    dialog.reject()  # the first may warn of a word that is not saved
    dialog.deleteLater()


def shown(words: WordsDialog) -> list[str]:
    return [entry.title for entry in words.words.list.entries.entries()]


def button(words: WordsDialog, text: str) -> QPushButton:
    return next(b for b in words.findChildren(QPushButton) if b.text() == text)


def enter(words: WordsDialog, term: str, tag: str, meaning: str) -> None:
    """Fill the fields of a new word."""
    words.begin_new()
    words.form.enter(Wording(term, tag, LocalText(fi=meaning)))
    words.form.term.setFocus()


def test_it_opens_by_its_key_and_from_the_menu(window: MainWindow) -> None:
    seen: list[object] = []
    during(window, lambda: press(window, "Ctrl+Shift+Y"), seen.append)
    assert isinstance(seen[0], WordsDialog)


def test_the_list_narrows_as_one_types(window: MainWindow, words: WordsDialog) -> None:
    assert len(shown(words)) == 60, "one page of them"
    type_text(window, "vuokra-as")
    assert "kämppä" in shown(words), "by what it means"
    press(window, *["Backspace"] * 9)
    type_text(window, "KAMPP")
    assert shown(words)[0] == "kämppä", "what begins so stands first"
    assert all("kämpp" in word for word in shown(words))
    type_text(window, "zz")
    assert shown(words) == []


def test_more_rows_come_as_one_goes_down(words: WordsDialog) -> None:
    words.words.list.setFocus()
    for _step in range(130):
        QTest.keyClick(words.words.list, Qt.Key.Key_Down)
        QApplication.processEvents()
    assert len(shown(words)) >= 120
    assert words.words.list.currentIndex().row() >= 119


def test_a_word_is_opened_and_changed_with_keys(window: MainWindow, words: WordsDialog) -> None:
    type_text(window, "kamppa")
    press(window, "Enter")
    assert focused() is words.form.term
    assert words.form.term.selectedText() == "kämppä"
    (before,) = window.context.desk.synonyms.find("kämppä")
    type_text(window, "luukku")
    press(window, "Enter")
    assert words.notice() == "Saved: “luukku”."
    (made,) = window.context.desk.synonyms.find("luukku")
    assert made.canonical == before.canonical
    assert window.context.desk.synonyms.find("kämppä") == []


def test_a_new_word_is_added(window: MainWindow, words: WordsDialog) -> None:
    enter(words, "luukku", "fi", "vuokra-asunto")
    press(window, "Enter")
    (made,) = window.context.desk.synonyms.find("luukku")
    assert made.canonical.en == "rental home"
    assert words.form.meanings["en"].text() == "rental home", "taken over from the known meaning"
    assert button(words, "Restore as shipped").isEnabled()


@pytest.mark.parametrize(
    ("term", "tag", "meaning", "told"),
    [
        ("", "fi", "vuokra", "Type the word that people use."),
        ("luukku", "", "vuokra", "Choose the language of the word."),
        ("luukku", "fi", "", "Say what the word means, in one language at least."),
        ("kämppä", "fi", "vuokra-asunto", "This word is in the list already"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    window: MainWindow, words: WordsDialog, term: str, tag: str, meaning: str, told: str
) -> None:
    enter(words, term, tag, meaning)
    press(window, "Enter")
    assert words.notice().startswith(told)
    assert words.form.wording() == Wording(term, tag, LocalText(fi=meaning))


def test_a_failure_to_write_is_said_and_nothing_is_lost(
    window: MainWindow, words: WordsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise Failure(FailureKind.DISK_FULL)

    monkeypatch.setattr(Synonyms, "add", fail)
    enter(words, "luukku", "fi", "vuokra-asunto")
    press(window, "Enter")
    assert words.notice().startswith("The disk is full")
    assert words.form.term.text() == "luukku"


def test_delete_retires_and_it_can_be_undone(window: MainWindow, words: WordsDialog) -> None:
    synonyms = window.context.desk.synonyms
    (before,) = synonyms.find("kämppä")
    type_text(window, "kamppa")
    words.words.list.setFocus()
    press(window, "Delete")
    assert words.notice() == "“kämppä” was retired."
    assert synonyms.find("kämppä") == []
    assert "kämppä" not in shown(words)
    press(window, "Ctrl+Z")
    assert synonyms.find("kämppä") == [before]
    assert shown(words)[0] == "kämppä"
    assert not button(words, "Undo").isVisible()


def test_retired_words_are_shown_when_asked_for(window: MainWindow, words: WordsDialog) -> None:
    type_text(window, "kamppa")
    press(window, "Enter")
    button(words, "Retire").click()
    settle(window)
    assert "kämppä" not in shown(words)
    words.words.retired.click()
    assert words.words.list.entries.entries()[0].struck
    button(words, "Bring back").click()
    settle(window)
    (found,) = window.context.desk.synonyms.find("kämppä")
    assert found.edited
    button(words, "Restore as shipped").click()
    settle(window)
    (restored,) = window.context.desk.synonyms.find("kämppä")
    assert not restored.edited
    button(words, "Undo").click()
    settle(window)
    assert window.context.desk.synonyms.find("kämppä") == [found]


def test_saving_what_was_not_changed_leaves_a_shipped_word_shipped(
    window: MainWindow, words: WordsDialog
) -> None:
    type_text(window, "kamppa")
    press(window, "Enter", "Enter")
    assert words.notice() == "Nothing was changed."
    (found,) = window.context.desk.synonyms.find("kämppä")
    assert not found.edited


def test_what_was_begun_waits_while_another_word_is_looked_at(
    window: MainWindow, words: WordsDialog
) -> None:
    enter(words, "luukku", "fi", "vuokra-asunto")
    words.words.search.setFocus()
    type_text(window, "kamppa")
    press(window, "Enter")
    assert words.form.term.text() == "kämppä"
    words.begin_new()
    assert words.form.term.text() == "luukku"


def test_closing_with_something_unsaved_asks_once(window: MainWindow, words: WordsDialog) -> None:
    enter(words, "luukku", "fi", "vuokra-asunto")
    press(window, "Escape")
    assert words.isVisible()
    assert words.notice().startswith("A word is not saved yet.")
    press(window, "Escape")
    assert not words.isVisible()
