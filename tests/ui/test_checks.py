"""The checks of accessibility turn red: each is shown a widget that has the fault it looks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.ui.widgets.labels import PlainLabel
from tests.ui import checks, fitting, pixels, walk
from tests.ui.checks import Check
from tests.ui.walk_day import DAY_ROOMS

Sample = Callable[[QVBoxLayout], None]


def middle_of(layout: QVBoxLayout) -> QWidget:
    """Return the widget in the middle of the window."""
    widget = layout.parentWidget()
    assert widget is not None
    return widget


def unnamed_button(layout: QVBoxLayout) -> None:
    layout.addWidget(QPushButton())


def button_of_a_sign(layout: QVBoxLayout) -> None:
    layout.addWidget(QPushButton("→"))


def button_called_by_its_class(layout: QVBoxLayout) -> None:
    button = QPushButton("x")
    button.setAccessibleName("QPushButton")
    layout.addWidget(button)


def unnamed_list(layout: QVBoxLayout) -> None:
    layout.addWidget(QListWidget())


def name_without_the_text(layout: QVBoxLayout) -> None:
    button = QPushButton("Save")
    button.setAccessibleName("Keep the visit")
    layout.addWidget(button)


def unlabelled_field(layout: QVBoxLayout) -> None:
    layout.addWidget(QLabel("Name"))
    layout.addWidget(QLineEdit())


def unlabelled_box(layout: QVBoxLayout) -> None:
    box = QComboBox()
    box.addItem("which reports its value as its name")
    layout.addWidget(box)


def auto_text(layout: QVBoxLayout) -> None:
    layout.addWidget(QLabel("a bare label"))


def rich_text(layout: QVBoxLayout) -> None:
    label = PlainLabel("a")
    label.setTextFormat(Qt.TextFormat.RichText)
    layout.addWidget(label)


def hidden_auto_text(layout: QVBoxLayout) -> None:
    label = QLabel()
    label.hide()
    layout.addWidget(label)


def rich_tooltip(layout: QVBoxLayout) -> None:
    button = QPushButton("Save")
    button.setToolTip("<img src='file:///etc/picture.png'>")
    layout.addWidget(button)


def low_button(layout: QVBoxLayout) -> None:
    button = QPushButton("Save")
    button.setFixedHeight(23)
    layout.addWidget(button)


def narrow_check_box(layout: QVBoxLayout) -> None:
    box = QCheckBox()
    box.setFixedSize(20, 30)
    layout.addWidget(box)


def equal_mnemonics(layout: QVBoxLayout) -> None:
    layout.addWidget(QPushButton("&Save"))
    layout.addWidget(QPushButton("&Send"))


def equal_shortcuts(layout: QVBoxLayout) -> None:
    for text in ("Save", "Send"):
        action = QAction(text, middle_of(layout))
        action.setShortcut("Ctrl+S")
        middle_of(layout).addAction(action)


def bare_shortcut(layout: QVBoxLayout) -> None:
    QShortcut("S", middle_of(layout))


def shifted_shortcut(layout: QVBoxLayout) -> None:
    QShortcut("Shift+S", middle_of(layout))


def list_that_jumps_to_letters(layout: QVBoxLayout) -> None:
    rows = QListWidget()
    rows.addItems(["First", "Second", "Kela"])
    rows.setCurrentRow(0)
    layout.addWidget(rows)


class ActingButton(QPushButton):
    """A button that a letter presses."""

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Take any letter for a press."""
        self.setText(f"{self.text()}{event.text()}")


def button_that_takes_letters(layout: QVBoxLayout) -> None:
    layout.addWidget(ActingButton("Save"))


def trap(layout: QVBoxLayout) -> None:
    layout.addWidget(QPushButton("Before"))
    layout.addWidget(QPlainTextEdit())
    layout.addWidget(QPushButton("After"))


class Skipper(QPushButton):
    """A button that hands the focus on as soon as it comes."""

    def focusInEvent(self, _event: object, /) -> None:  # noqa: N802 - Qt's name
        """Go on."""
        QTimer.singleShot(0, self.clearFocus)
        following = self.nextInFocusChain()
        assert following is not None
        following.setFocus()


def unreachable_button(layout: QVBoxLayout) -> None:
    layout.addWidget(QPushButton("Before"))
    layout.addWidget(Skipper("Never"))
    layout.addWidget(QPushButton("After"))


def focus_out_of_view(layout: QVBoxLayout) -> None:
    inside = QWidget()
    inside.setFixedSize(300, 600)
    QPushButton("Below", inside).move(0, 500)
    around = QWidget()
    around.setFixedSize(300, 60)
    inside.setParent(around)
    layout.addWidget(QPushButton("Before"))
    layout.addWidget(around)


def faint_label(layout: QVBoxLayout) -> None:
    label = PlainLabel("hard to read")
    label.setStyleSheet("color: #999999; background: #ffffff")
    layout.addWidget(label)


def faint_button(layout: QVBoxLayout) -> None:
    button = QPushButton("hard to read")
    button.setStyleSheet("color: #1a6aa0; background: #0a3a6c; border: 2px solid white")
    layout.addWidget(button)


def faint_placeholder(layout: QVBoxLayout) -> None:
    field = QLineEdit()
    field.setPlaceholderText("hard to read")
    field.setStyleSheet("placeholder-text-color: #aaaaaa; background: #ffffff")
    layout.addWidget(field)


def faint_row(layout: QVBoxLayout) -> None:
    rows = QListWidget()
    rows.addItem("hard to read")
    rows.setStyleSheet("color: #aaaaaa; background: #ffffff")
    layout.addWidget(rows)


def faint_run(layout: QVBoxLayout) -> None:
    page = QTextBrowser()
    page.setHtml("<p>plain <span style='color: #bbbbbb'>and faint</span></p>")
    page.setStyleSheet("background: #ffffff; color: #000000")
    layout.addWidget(page)


def focus_that_is_not_seen(layout: QVBoxLayout) -> None:
    for text in ("One", "Other"):
        button = QPushButton(text)
        button.setStyleSheet("border: 1px solid black; background: white; outline: none")
        layout.addWidget(button)


def clipped_label(layout: QVBoxLayout) -> None:
    label = PlainLabel("a text that is longer than its room")
    label.setFixedWidth(60)
    layout.addWidget(label)


def clipped_lines(layout: QVBoxLayout) -> None:
    label = PlainLabel("a text that is higher than its room", wrap=True)
    label.setFixedSize(60, 20)
    layout.addWidget(label)


def clipped_button(layout: QVBoxLayout) -> None:
    button = QPushButton("a text that is longer than its room")
    button.setFixedWidth(60)
    layout.addWidget(button)


def clipped_box(layout: QVBoxLayout) -> None:
    box = QComboBox()
    box.addItem("a text that is longer than its room")
    box.setFixedWidth(90)
    layout.addWidget(box)


def clipped_placeholder(layout: QVBoxLayout) -> None:
    field = QLineEdit()
    field.setPlaceholderText("a text that is longer than its room")
    field.setFixedWidth(60)
    layout.addWidget(field)


def clipped_cell(layout: QVBoxLayout) -> None:
    table = QTableWidget(1, 1)
    table.model().setData(table.model().index(0, 0), "averylongwordthatdoesnotbreak")
    table.setColumnWidth(0, 30)
    layout.addWidget(table)


def text_beside_the_page(layout: QVBoxLayout) -> None:
    inside = QWidget()
    QHBoxLayout(inside).addWidget(PlainLabel("a long text that makes the page wide " * 5))
    area = QScrollArea()
    area.setWidget(inside)
    area.setFixedWidth(120)
    layout.addWidget(area)


def button_beyond_the_window(layout: QVBoxLayout) -> None:
    button = QPushButton("Save", middle_of(layout))
    button.move(-30, 10)


def buttons_over_each_other(layout: QVBoxLayout) -> None:
    for place in (0, 10):
        button = QPushButton("Save", middle_of(layout))
        button.setGeometry(place, 20, 60, 30)


BAD: list[tuple[Check, Sample]] = [
    (checks.unnamed, unnamed_button),
    (checks.unnamed, button_of_a_sign),
    (checks.unnamed, button_called_by_its_class),
    (checks.unnamed, unnamed_list),
    (checks.other_name_than_text, name_without_the_text),
    (checks.unlabelled, unlabelled_field),
    (checks.unlabelled, unlabelled_box),
    (checks.unlabelled, unnamed_list),
    (checks.markup_labels, auto_text),
    (checks.markup_labels, rich_text),
    (checks.markup_labels, hidden_auto_text),
    (checks.markup_labels, rich_tooltip),
    (checks.small_targets, low_button),
    (checks.small_targets, narrow_check_box),
    (checks.shared_keys, equal_mnemonics),
    (checks.shared_keys, equal_shortcuts),
    (checks.bare_keys, bare_shortcut),
    (checks.bare_keys, shifted_shortcut),
    (checks.acting_letters, list_that_jumps_to_letters),
    (checks.acting_letters, button_that_takes_letters),
    (checks.unreachable, trap),
    (checks.unreachable, unreachable_button),
    (checks.unreachable, focus_out_of_view),
    (pixels.faint_text, faint_label),
    (pixels.faint_text, faint_button),
    (pixels.faint_text, faint_placeholder),
    (pixels.faint_text, faint_row),
    (pixels.faint_text, faint_run),
    (pixels.unseen_focus, focus_that_is_not_seen),
    (fitting.clipped_text, clipped_label),
    (fitting.clipped_text, clipped_lines),
    (fitting.clipped_text, clipped_button),
    (fitting.clipped_text, clipped_box),
    (fitting.clipped_text, clipped_placeholder),
    (fitting.clipped_text, clipped_cell),
    (fitting.beyond_the_edge, text_beside_the_page),
    (fitting.beyond_the_edge, button_beyond_the_window),
    (fitting.overlapping, buttons_over_each_other),
]
EVERY_CHECK = (*checks.STRUCTURE, pixels.faint_text, pixels.unseen_focus, *fitting.FITTING)


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Callable[[Sample], QMainWindow]]:
    """Give a function that shows a window with a sample in it."""
    windows: list[QMainWindow] = []

    def show(sample: Sample) -> QMainWindow:
        window = QMainWindow()
        middle = QWidget()
        layout = QVBoxLayout(middle)
        sample(layout)
        window.setCentralWidget(middle)
        window.menuBar().setMinimumHeight(checks.SMALLEST_TARGET)
        window.resize(500, 400)
        window.show()
        QTest.qWaitForWindowActive(window)
        windows.append(window)
        qapp.processEvents()
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize(
    ("check", "sample"), BAD, ids=[f"{check.__name__}: {sample.__name__}" for check, sample in BAD]
)
def test_a_fault_is_found_by(
    check: Check, sample: Sample, shown: Callable[[Sample], QMainWindow]
) -> None:
    assert check(shown(sample))


def test_every_check_has_a_sample() -> None:
    assert {check for check, _sample in BAD} == set(EVERY_CHECK)


def good(layout: QVBoxLayout) -> None:
    """What all windows are made of, without a fault."""
    middle_of(layout).setStyleSheet(
        "QWidget { background: #ffffff; color: #000000; border: 1px solid #000000; }"
        "QWidget:focus { border: 3px solid #0000ff; } QLabel { border: none; }"
    )
    label = PlainLabel("&Name")
    field = QLineEdit("Kela")
    label.setBuddy(field)
    button = QPushButton("Save  ⏎")
    button.setAccessibleName("Save")
    for part in (label, field, button):
        part.setMinimumHeight(32)
        layout.addWidget(part)


def test_a_window_without_faults_passes(shown: Callable[[Sample], QMainWindow]) -> None:
    assert checks.faults_of(shown(good), EVERY_CHECK) == []


# The list of windows


def test_no_window_of_the_code_is_left_out_of_the_walk() -> None:
    walked = set().union(*(room.windows for room in (*walk.ROOMS, *DAY_ROOMS)))
    assert walk.windows_in_code() == walked | set(walk.NOT_OURS)


def test_every_view_is_walked() -> None:
    from advisor_desk.ui.views import VIEWS

    names = {room.name.split()[0] for room in walk.ROOMS}
    assert set(VIEWS) <= names


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("class Box(QDialog): ...", "sample:Box"),
        ("class Box(QtWidgets.QDialog): ...", None),
        ("class Base(QDialog): ...\nclass Derived(Base): ...", "sample:Derived"),
        ("def ask():\n    QMessageBox().exec()", "sample:QMessageBox"),
        ("def ask():\n    return QFileDialog.getOpenFileName()", "sample:QFileDialog"),
        ("def ask():\n    return QLabel()", None),
    ],
)
def test_a_new_window_is_noticed(tmp_path: Path, source: str, found: str | None) -> None:
    (tmp_path / "sample.py").write_text(source, encoding="utf-8")
    windows = walk.windows_in_code(tmp_path)
    assert (found in windows) if found else not windows
