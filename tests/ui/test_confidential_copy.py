"""What is copied has nothing confidential; each way has a sabotage that shows it.

The sabotages: `public` hands everything on (the contacts of a record); a page copies as Qt does it,
private runs and all (pages); `confidential_fields` names none (histories, reviews, merges).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication, QTextBrowser

from advisor_desk.domain.directory import Service
from advisor_desk.domain.record_fields import as_text, differences
from advisor_desk.domain.reviews import Review, ReviewField
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.directory import write_service
from advisor_desk.ui.directory import merge_dialog
from advisor_desk.ui.directory.compare import SIDES, CompareBoard
from advisor_desk.ui.directory.editor import history
from advisor_desk.ui.directory.editor.history import HistoryPage
from advisor_desk.ui.directory.merge_dialog import MergeDialog
from advisor_desk.ui.directory.todo import review_board
from advisor_desk.ui.directory.todo.review_board import ReviewBoard
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.presenters import service_page
from advisor_desk.ui.presenters.service_page import service_blocks
from advisor_desk.ui.widgets.document import DocumentView
from tests.ui.acting import settle
from tests.unit.secrets import PUBLIC, leaked, shelter, unmarked

Copy = Callable[[MainWindow], str]


def test_the_contacts_copied_are_the_public_ones() -> None:
    text = service_page.contact_text(shelter())
    assert all(contact in text for contact in PUBLIC)
    assert leaked(text) == []


def test_sabotage_without_the_rule_the_copy_leaks(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(service: Service) -> Service:
        return service

    monkeypatch.setattr(service_page, "public", everything)
    assert leaked(service_page.contact_text(shelter()))


def copied(view: DocumentView) -> str:
    """Return what comes of selecting all of a page that shows something secret, and copying it."""
    assert leaked(view.text_of()), "nothing secret is shown"
    view.selectAll()
    view.copy()
    return QApplication.clipboard().text()


def page(window: MainWindow) -> str:
    desk, view = window.context.desk, DocumentView()
    view.show_blocks(service_blocks(shelter(), desk.codes, desk.directory.opening(shelter())))
    return copied(view)


def test_a_page_copied_has_nothing_confidential(window: MainWindow) -> None:
    text = page(window)
    assert all(contact in text for contact in PUBLIC)
    assert leaked(text) == []


def test_sabotage_copied_as_qt_does_it_a_page_leaks(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = QTextBrowser.createMimeDataFromSelection
    monkeypatch.setattr(DocumentView, "createMimeDataFromSelection", own)
    assert leaked(page(window))


def from_history(window: MainWindow) -> str:
    """Copy a revision in which contacts were marked confidential."""
    desk, before = window.context.desk, unmarked(shelter())
    with desk.database.writing() as connection:
        write_service(connection, before)
    stored = desk.directory.get("shelter")
    assert stored is not None
    window.background.write(lambda: desk.curation.save(desk.actor, stored, shelter()))
    settle(window)
    shown = HistoryPage(window.context, "shelter")
    shown.reload()
    settle(window)
    return copied(shown.view)


def from_board(board: CompareBoard) -> str:
    """Copy both versions of each field; those of contacts are secret."""
    texts = list[str]()
    for row in range(board.list.entries.rowCount()):
        board.list.setCurrentIndex(board.list.entries.index(row, 0))
        for side in SIDES:
            view = board.views[side]
            view.selectAll()
            view.copy()
            texts.append(QApplication.clipboard().text() if view.text_of() else "")
            QApplication.clipboard().clear()
    return "\n".join(texts)


def from_review(window: MainWindow) -> str:
    """Copy a review whose own side has the confidential contacts."""
    ours, theirs = shelter(), unmarked(shelter())
    fields = tuple(
        ReviewField(one.field, "differs", one.old, one.new)
        for one in (*differences(ours, theirs), *differences(ours, replace(ours, region="Lappi")))
    )
    board = ReviewBoard(window.context)
    board.show_review(Review(1, ours.id, ours.name, "tpr", "Map", "2026-11-21", fields))
    return from_board(board.board)


def from_merge(window: MainWindow) -> str:
    """Copy the fields of a merge with a record that has none of the contacts."""
    gone = Service("other", "crisis", LocalText("Turvakoti"), region="Lappi")
    dialog = MergeDialog(window.context, shelter(), gone)
    text = from_board(dialog.board)
    dialog.deleteLater()
    return text


WAYS: dict[str, tuple[Copy, ModuleType, str]] = {
    "history": (from_history, history, "Before"),
    "review": (from_review, review_board, "Lappi"),
    "merge": (from_merge, merge_dialog, "Lappi"),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_comparison_copied_has_anything_confidential(window: MainWindow, way: str) -> None:
    copy, _module, expected = WAYS[way]
    text = copy(window)
    assert expected in text
    assert leaked(text) == []


@pytest.mark.parametrize("way", WAYS)
def test_sabotage_without_the_rule_comparisons_leak(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def none(_changes: object) -> frozenset[str]:
        return frozenset()

    copy, module, _expected = WAYS[way]
    monkeypatch.setattr(module, "confidential_fields", none)
    assert leaked(copy(window))


def test_the_record_before_it_was_marked_has_the_same_contacts() -> None:
    assert leaked(as_text(unmarked(shelter()), "phones")) == leaked(as_text(shelter(), "phones"))
