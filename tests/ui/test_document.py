"""Rich text from our own blocks: no text becomes markup, loads a file or takes long (T1 to T3)."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QTextCharFormat, QTextDocument
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QVBoxLayout, QWidget

from advisor_desk.bootstrap import WindowSession
from advisor_desk.domain.visit import Referral
from advisor_desk.paths import Paths
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk.referrals import ReferralList
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.widgets.choice_row import Choice, ChoiceRow
from advisor_desk.ui.widgets.document import (
    Block,
    DocumentView,
    Heading,
    Item,
    Pair,
    Paragraph,
    Rows,
    Run,
    clean,
    is_safe_link,
)
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.message_bar import MessageBar
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import button, press, settle, type_text
from tests.ui.pixels import colours
from tests.unit.visits import visit

RED: Final = QColor(255, 0, 0)
SLOWEST: Final = 0.2
"""Seconds of work that showing any text may take."""
ENDLESS: Final = "a" * 200_000


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """Return a picture that is red all over, and would be seen if it were loaded."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(RED)
    path = tmp_path / "marker.png"
    assert image.save(str(path))
    return path


@pytest.fixture
def hostile(marker: Path) -> str:
    """Return a text that asks for the picture as HTML and as Markdown."""
    url = QUrl.fromLocalFile(str(marker)).toString()
    return f"<img src='{url}'><b>bold</b> ![]({url}) <a href='{url}'>open</a>"


def red_pixels(widget: QWidget) -> int:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return colours(image)[RED.rgb()]


@pytest.fixture
def show(qapp: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """Give a function that shows a widget for as long as the test lasts."""
    shown: list[QWidget] = []

    def do(widget: QWidget) -> QWidget:
        widget.resize(400, 300)
        widget.show()
        qapp.processEvents()
        shown.append(widget)
        return widget

    yield do
    for widget in shown:
        widget.close()
        widget.deleteLater()


# T1 and T2: a picture in an imported text


def test_the_red_pixels_would_be_seen(show: Callable[[QWidget], QWidget], hostile: str) -> None:
    browser = QTextBrowser()
    browser.setHtml(hostile)
    label = QLabel(hostile)
    assert red_pixels(show(browser)) > 500
    assert red_pixels(show(label)) > 500


def document(text: str) -> QWidget:
    view = DocumentView()
    view.show_blocks(every_block(text))
    return view


def every_block(text: str) -> list[Block]:
    runs = (Run(text), Run(text, strong=True, tone="muted"))
    return [
        Heading(text, 1),
        Heading(text),
        Paragraph(runs, "warn"),
        Item(runs, below=runs),
        Item(runs, numbered=True),
        Pair(text, runs),
    ]


def plain_label(text: str) -> QWidget:
    return PlainLabel(text, "bad", wrap=True)


def message_bar(text: str) -> QWidget:
    bar = MessageBar()
    bar.show_message(text, "bad", "Undo", None)
    return bar


def hit_list(text: str) -> QWidget:
    entries = HitList()
    entries.show_entries([Entry("a", text, text, text, text), Entry("b", text, struck=True)])
    return entries


def referrals(text: str) -> QWidget:
    lines = ReferralList()
    referrals = (Referral("kela", "handed-over"), Referral("dvv"))
    lines.show_visit(visit(referrals=referrals, tried=("kela",)), {"kela": text})
    return lines


def choice_row(text: str) -> QWidget:
    row = ChoiceRow("topic")
    row.set_words(text, "More…", [Choice("a", text)])
    row.set_chosen([Choice("b", text)])
    row.set_hint(text)
    return row


def picker(text: str) -> QWidget:
    return Picker("Topic", "Type to find", [Choice("a", text), Choice("b", "b")])


VIEWERS = pytest.mark.parametrize(
    "viewer",
    [document, plain_label, message_bar, hit_list, referrals, choice_row, picker],
    ids=lambda viewer: viewer.__name__,
)


@VIEWERS
def test_no_viewer_loads_a_picture(
    show: Callable[[QWidget], QWidget], hostile: str, viewer: Callable[[str], QWidget]
) -> None:
    assert red_pixels(show(viewer(hostile))) == 0


def test_a_document_shows_markup_as_it_is_written(qapp: QApplication, hostile: str) -> None:
    assert qapp is not None
    view = DocumentView()
    view.show_blocks([Paragraph((Run(hostile),))])
    assert view.text_of() == hostile


def test_even_a_picture_that_got_into_the_document_is_not_loaded(
    show: Callable[[QWidget], QWidget], hostile: str
) -> None:
    view = DocumentView()
    view.setHtml(hostile)
    assert red_pixels(show(view)) == 0
    kind = QTextDocument.ResourceType.ImageResource.value
    loaded = view.loadResource(kind, QUrl("//host/share/x.png"))
    assert isinstance(loaded, QImage)
    assert not loaded.isNull()


def test_imported_records_cannot_load_a_picture_anywhere(
    application: Application, session: WindowSession, paths: Paths, hostile: str
) -> None:
    """Every text of a service and a card is hostile; the real window shows both."""
    spoil(paths.database, hostile)
    window = application.open_window(session.open())
    window.resize(1366, 768)
    window.show()
    window.start()
    settle(window)
    desk = window.context.desk
    for key in ("service:kela", f"card:{desk.guidance.cards[0].id}"):
        window.desk_panel.open(key)
        settle(window)
        assert "<img" in window.desk_panel.detail.view.text_of()
        assert red_pixels(window) == 0
    press(window, "Ctrl+K")
    type_text(window, "bold")
    assert red_pixels(window) == 0
    for view in ("Alt+2", "Alt+3"):
        press(window, view)
        assert red_pixels(window) == 0


def spoil(database: Path, text: str) -> None:
    """Put a text into every column of services and cards that holds words."""
    words = ("name", "description", "note", "title", "question", "answer", "text", "label", "bring")
    with closing(sqlite3.connect(database)) as connection, connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            if not table.startswith(("service", "card", "fact")):
                continue
            columns = connection.execute(f"SELECT name FROM pragma_table_info('{table}')")  # noqa: S608 - names of the schema
            for (column,) in columns.fetchall():
                if any(word in column for word in words) and column[-3:] in ("_fi", "_sv", "_en"):
                    connection.execute(f"UPDATE {table} SET {column} = ?", (text,))  # noqa: S608 - names of the schema


# Links


@pytest.mark.parametrize(
    "href",
    [
        "https://www.kela.fi",
        "tel:+358206342550",
        "mailto:info@example.org",
        "service:kela",
        "card:permits",
        "path:student",
    ],
)
def test_links_that_are_followed(href: str) -> None:
    assert is_safe_link(href)


REFUSED = pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "file:///etc/passwd",
        "data:text/html,<script>alert(1)</script>",
        "smb://host/share",
        "//host/share/x.png",
        "\\\\host\\share",
        "http://www.kela.fi",
        "ftp://host/file",
        "vbscript:x",
        "ms-settings:",
        " https://www.kela.fi\nfile:///etc",
        "",
        "kela.fi",
    ],
)


@REFUSED
def test_links_that_are_refused(qapp: QApplication, href: str) -> None:
    assert qapp is not None
    assert not is_safe_link(href)
    view = DocumentView()
    told = QSignalSpy(view.link_activated)
    view.show_blocks([Paragraph((Run("open", href=href),))])
    assert anchors(view) == []
    view.anchorClicked.emit(QUrl(href))
    assert told.count() == 0


def anchors(view: DocumentView) -> list[str]:
    """Return the addresses of the links in a document."""
    found, block = [], view.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            form: QTextCharFormat = pieces.fragment().charFormat()
            if form.isAnchor():
                found.append(form.anchorHref())
            pieces += 1
        block = block.next()
    return found


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that were handed to the system."""
    asked: list[str] = []

    def take(url: QUrl) -> bool:
        asked.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return asked


def test_a_web_page_is_opened_only_after_its_address_was_shown(
    window: MainWindow, opened: list[str]
) -> None:
    window.desk_panel.open("service:kela")
    window.desk_panel.detail.view.anchorClicked.emit(QUrl("https://www.kela.fi/in-english"))
    assert opened == []
    assert window.message_text() == "Open https://www.kela.fi/in-english in the browser?"
    button(window, "Open in the browser").click()
    assert opened == ["https://www.kela.fi/in-english"]


def test_a_mail_carries_nothing_but_the_address(window: MainWindow, opened: list[str]) -> None:
    view = window.desk_panel.detail.view
    view.anchorClicked.emit(QUrl("mailto:info@example.org?attach=/etc/passwd&body=x"))
    assert window.message_text().startswith("Write to info@example.org")
    button(window, "Write an e-mail").click()
    assert opened == ["mailto:info@example.org"]


@REFUSED
def test_a_refused_link_opens_nothing(window: MainWindow, opened: list[str], href: str) -> None:
    before = window.message_text()
    window.desk_panel.detail.view.anchorClicked.emit(QUrl(href))
    settle(window)
    assert (opened, window.message_text()) == ([], before)


def test_a_phone_number_is_copied(window: MainWindow, opened: list[str]) -> None:
    window.desk_panel.detail.view.anchorClicked.emit(QUrl("tel:+358206342550"))
    assert QApplication.clipboard().text() == "+358206342550"
    assert (opened, window.message_text()) == ([], "Copied: +358206342550")


def test_tab_and_enter_follow_a_link_of_ours(window: MainWindow) -> None:
    card = next(
        card
        for card in window.context.desk.guidance.cards
        if any(key in {c.id for c in window.context.desk.guidance.cards} for key in card.related)
    )
    window.desk_panel.open(f"card:{card.id}")
    detail = window.desk_panel.detail
    press(window, "F4")
    href = ""
    for _number in range(60):
        press(window, "Tab")
        href = detail.view.textCursor().charFormat().anchorHref()
        if href.startswith("card:"):
            break
    assert href.startswith("card:")
    press(window, "Enter")
    assert detail.page is not None
    assert detail.page.key == href


# T3: texts that take long to lay out


@VIEWERS
@pytest.mark.parametrize(
    "text",
    [ENDLESS, "\N{LATIN SMALL LETTER A WITH DIAERESIS}" * 100_000, "a b " * 50_000, "\n" * 100_000],
    ids=["one word", "one word of two bytes", "many words", "many lines"],
)
def test_no_text_takes_long_to_show(
    show: Callable[[QWidget], QWidget], viewer: Callable[[str], QWidget], text: str
) -> None:
    show(viewer("what is loaded once"))
    begun = time.process_time()  # of this process, whatever else the machine does
    show(viewer(text)).grab()
    assert time.process_time() - begun < SLOWEST


def test_a_long_word_is_parted_and_a_long_text_bounded() -> None:
    parted = clean(ENDLESS)
    assert len(parted) < 21_000
    assert max(map(len, parted.split(" "))) == 500
    assert clean("one two") == "one two"


def test_control_characters_become_spaces() -> None:
    assert clean("a\x00b\x1bc\u202ed\ne") == "a b c d e"


# Layout


def test_items_of_a_list_belong_together_and_a_paragraph_ends_it(qapp: QApplication) -> None:
    assert qapp is not None
    view = DocumentView()
    run = (Run("text"),)
    view.show_blocks(
        [Item(run, numbered=True), Item(run, numbered=True), Paragraph(run), Item(run)]
    )
    blocks = [view.document().findBlockByNumber(number) for number in range(4)]
    lists = [block.textList() for block in blocks]
    assert lists[0] is not None
    assert lists[0].count() == 2
    assert lists[2] is None
    assert lists[3] is not None
    assert lists[3].count() == 1


def test_a_tone_sets_the_ground_and_the_colour(qapp: QApplication) -> None:
    assert qapp is not None
    view = DocumentView()
    view.set_colours({"text": "#111111", "warn": "#222222", "warn_soft": "#eeeeee"})
    view.show_blocks([Paragraph((Run("careful"),), "warn"), Paragraph((Run("plain"),))])
    first, second = (view.document().findBlockByNumber(number) for number in range(2))
    assert first.blockFormat().background().color().name() == "#eeeeee"
    assert first.begin().fragment().charFormat().foreground().color().name() == "#222222"
    assert second.begin().fragment().charFormat().foreground().color().name() == "#111111"
    assert second.blockFormat().background().style() == Qt.BrushStyle.NoBrush


def test_showing_other_blocks_begins_at_the_top(show: Callable[[QWidget], QWidget]) -> None:
    view = DocumentView()
    holder = QWidget()
    QVBoxLayout(holder).addWidget(view)
    show(holder)
    many = [Paragraph((Run(f"line {number}"),)) for number in range(100)]
    view.show_blocks(many)
    view.verticalScrollBar().setValue(500)
    QTest.qWait(1)
    view.show_blocks(many)
    assert view.verticalScrollBar().value() == 0


ROWS: Final = Rows((("Mon–Thu", "9–16"), ("Exceptions", ""), ("24.12.–26.12.", "closed")))


def test_the_right_texts_of_a_table_stand_under_each_other(
    show: Callable[[QWidget], QWidget],
) -> None:
    view = DocumentView()
    show(view)
    view.resize(400, 300)
    view.show_blocks([Pair("Opening hours", (Run("Open now"),)), ROWS])
    assert view.text_of() == (
        "Opening hours: Open now\nMon–Thu\t9–16\nExceptions\n24.12.–26.12.\tclosed"
    )
    edges = set()
    for right in ("9–16", "closed"):
        cursor = view.document().find(right)
        cursor.setPosition(cursor.selectionStart())
        edges.add(view.cursorRect(cursor).left())
    assert len(edges) == 1


def test_a_table_is_never_markup_and_long_words_are_bounded(
    show: Callable[[QWidget], QWidget], hostile: str
) -> None:
    view = DocumentView()
    show(view)
    begun = time.process_time()
    view.show_blocks([Rows(((hostile, hostile), (ENDLESS, ENDLESS)))])
    assert time.process_time() - begun < SLOWEST
    assert "<b>bold</b>" in view.text_of()
    assert red_pixels(view) == 0
