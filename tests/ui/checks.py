"""What must hold of every window for people who cannot see, point or read small text.

Each check takes a shown window and returns a sentence for each fault. `tests/ui/walk.py` opens
the windows, `tests/ui/pixels.py` has the checks that look at the picture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

Check = Callable[[QWidget], list[str]]

SMALLEST_TARGET: Final = 24
"""Logical pixels (WCAG 2.2, 2.5.8)."""

_INPUTS: Final = (QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QPlainTextEdit)
_CLICKABLE: Final = (QAbstractButton, QAbstractItemView, QTabBar, *_INPUTS)
_TARGETS: Final = (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit)
_TYPED_IN: Final = (QLineEdit, QAbstractSpinBox, QComboBox)
"""Take letters as what is typed or, a box of choices, as every such box of the system does."""
_MOST_TABS: Final = 1500
_DECORATION: Final = re.compile(r"^\d+\s+|[⏎…]|&(?=\w)")
"""What a visible text has beside its words: the number key, the sign of Enter, a mnemonic."""


def parts_of(window: QWidget) -> list[QWidget]:
    """Return what is shown in a window, without what belongs to another window."""
    found = window.findChildren(QWidget)
    return [part for part in found if part.isVisible() and part.window() is window]


def describe(part: QWidget) -> str:
    """Return what a person can find a widget by."""
    text = getattr(part, "text", None)
    shown = text() if callable(text) else part.objectName()
    named = f"{type(part).__name__} “{shown or part.accessibleName()}”"
    parent = part.parentWidget()
    return f"{named} in {type(parent).__name__}" if parent else named


def spoken_name(part: QWidget) -> str:
    """Return the name that a screen reader is told."""
    interface = QAccessible.queryAccessibleInterface(part)
    return str(interface.text(QAccessible.Text.Name))


def indexes_of(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """Yield every cell of a list, table or tree."""
    waiting = [view.rootIndex()]
    while waiting:
        parent, model = waiting.pop(), view.model()
        # A list model hides how many columns it has from Python.
        columns = 1 if isinstance(view, QListView) else model.columnCount(parent)
        for row in range(model.rowCount(parent)):
            waiting.append(model.index(row, 0, parent))
            yield from (model.index(row, column, parent) for column in range(columns))
        if isinstance(view, QListView):
            return


# Names and labels


def unnamed(window: QWidget) -> list[str]:
    """Return the controls without a name, or with that of their class."""
    told = []
    for part in parts_of(window):
        focusable = part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.focusProxy() is None
        if (focusable or isinstance(part, _CLICKABLE)) and not _is_inner(part):
            name = spoken_name(part)
            classes = {kind.__name__ for kind in type(part).__mro__}
            if not any(c.isalnum() for c in name) or name in classes:
                told.append(f"{describe(part)} has the name “{name}”")
    return told


def _is_inner(part: QWidget) -> bool:
    """Tell whether a widget is a piece of a control of Qt, which speaks for it."""
    if part.focusProxy() is not None or isinstance(part, QHeaderView):
        return True
    return isinstance(part.parentWidget(), QAbstractSpinBox | QComboBox)


def other_name_than_text(window: QWidget) -> list[str]:
    """Return the buttons whose name lacks what stands on them (WCAG 2.1, 2.5.3)."""
    told = []
    for part in parts_of(window):
        if isinstance(part, QAbstractButton) and part.text():
            words = " ".join(_DECORATION.sub("", part.text()).split())
            name = spoken_name(part)
            if words.casefold() not in " ".join(name.split()).casefold():
                told.append(f"{describe(part)} is called “{name}”")
    return told


def unlabelled(window: QWidget) -> list[str]:
    """Return the inputs that neither a label nor a name of their own speaks for."""
    told = []
    for part in parts_of(window):
        if isinstance(part, (*_INPUTS, QAbstractItemView)) and not _is_inner(part):
            interface = QAccessible.queryAccessibleInterface(part)
            labels = interface.relations(QAccessible.RelationFlag.Label)
            if not labels and not part.accessibleName():
                told.append(f"{describe(part)} has no label")
    return told


def markup_labels(window: QWidget) -> list[str]:
    """Return the labels and tooltips, shown or not, that could take a text for markup."""
    told = []
    for part in window.findChildren(QWidget):
        if isinstance(part, QLabel):
            only_a_picture = not part.text() and not part.pixmap().isNull()
            if part.textFormat() != Qt.TextFormat.PlainText and not only_a_picture:
                told.append(f"{describe(part)} has {part.textFormat()}")
        if "<" in part.toolTip():  # Qt takes such a text for markup
            told.append(f"{describe(part)} has markup in its tooltip")
    return told


# Sizes


def small_targets(window: QWidget) -> list[str]:
    """Return what is smaller than a finger or an unsteady hand needs."""
    told = []
    for name, width, height in _targets(window):
        if width < SMALLEST_TARGET or height < SMALLEST_TARGET:
            told.append(f"{name} is {width}×{height}")
    return told


def _targets(window: QWidget) -> Iterator[tuple[str, int, int]]:
    for part in parts_of(window):
        # The cross in a field does what Escape does there.
        in_field = isinstance(part.parentWidget(), QLineEdit)
        if isinstance(part, _TARGETS) and not _is_inner(part) and not in_field:
            yield describe(part), part.width(), part.height()
        elif isinstance(part, QTabBar):
            for index in range(part.count()):
                rect = part.tabRect(index)
                yield f"tab “{part.tabText(index)}”", rect.width(), rect.height()
        elif isinstance(part, QMenuBar):
            for action in part.actions():
                rect = part.actionGeometry(action)
                yield f"menu “{action.text()}”", rect.width(), rect.height()
        elif isinstance(part, QAbstractItemView):
            rect = part.visualRect(part.currentIndex())
            if rect.isValid():
                yield f"row of {describe(part)}", rect.width(), rect.height()


# Keys


def shared_keys(window: QWidget) -> list[str]:
    """Return the keys of a window that stand for two things."""
    keys = Counter(key for key, _what in _keys_of(window))
    told = [
        f"{key}: {', '.join(what for other, what in _keys_of(window) if other == key)}"
        for key, count in keys.items()
        if count > 1
    ]
    for menu in window.findChildren(QMenu):
        letters = Counter(_mnemonic(action.text()) for action in menu.actions())
        told += [f"{key} twice in {menu.title()}" for key, n in letters.items() if key and n > 1]
    return told


def _keys_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield each key that works in all of a window, with what it is for."""
    owners = [window, *window.findChildren(QWidget)]
    for action in {action for owner in owners for action in owner.actions()}:
        for sequence in action.shortcuts():
            yield sequence.toString(), action.text()
    for shortcut in window.findChildren(QShortcut):
        yield shortcut.key().toString(), "a shortcut"
    texts = []
    for part in parts_of(window):
        if isinstance(part, QAbstractButton) and not part.shortcut().isEmpty():
            yield part.shortcut().toString(), part.text()
        elif isinstance(part, QLabel) and part.buddy() is not None:
            texts.append(part.text())
    if isinstance(window, QMainWindow):
        texts += [action.text() for action in window.menuBar().actions()]
    yield from ((_mnemonic(text), text) for text in texts if _mnemonic(text))


def _mnemonic(text: str) -> str:
    return QKeySequence.mnemonic(text).toString()


def bare_keys(window: QWidget) -> list[str]:
    """Return the shortcuts that a letter, digit or sign triggers without Ctrl or Alt."""
    told = []
    for key, what in _keys_of(window):
        if len(key.removeprefix("Shift+").split(",")[0]) == 1:
            told.append(f"{key} alone: {what}")
    return told


def acting_letters(window: QWidget) -> list[str]:
    """Return where a letter that is typed changes something, though nothing can be written."""
    stops, _faults = tab_stops(window)
    interval = QApplication.keyboardInputInterval()
    QApplication.setKeyboardInputInterval(1)  # each letter counts by itself
    told = []
    for stop in stops:
        if isinstance(stop, _TYPED_IN) or _is_written_in(stop):
            continue
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        before = _state_of(window)
        for letter in sorted(_letters_for(stop)):
            QTest.qWait(3)
            QTest.keyClicks(stop, letter)
            if _state_of(window) != before:
                told.append(f"“{letter}” acts in {describe(stop)}")
                break
    QApplication.setKeyboardInputInterval(interval)
    return told


def _letters_for(part: QWidget) -> set[str]:
    """Return letters to try; in a list those with which its rows begin."""
    letters = {"a", "k", "s"}
    if isinstance(part, QAbstractItemView):
        texts = (str(index.data() or "")[:1].lower() for index in indexes_of(part))
        letters |= {letter for letter in texts if letter in "abcdefghijklmnopqrstuvwxyz"}
    return letters - {""}


def _is_written_in(part: QWidget) -> bool:
    return isinstance(part, QTextEdit | QPlainTextEdit) and not part.isReadOnly()


def _state_of(window: QWidget) -> list[object]:
    """Return what a key could have changed."""
    state: list[object] = [
        QApplication.focusWidget(),
        QApplication.activeModalWidget(),
        QApplication.activePopupWidget(),
    ]
    for part in parts_of(window):
        if isinstance(part, QAbstractButton):
            state.append((part.text(), part.isChecked()))
        elif isinstance(part, QLabel | QLineEdit):
            state.append(part.text())
        elif isinstance(part, QAbstractItemView):
            state.append(part.currentIndex().row())
        elif isinstance(part, QComboBox | QTabBar):
            state.append(part.currentIndex())
    return state


# The Tab key


def unreachable(window: QWidget) -> list[str]:
    """Return the controls that the Tab key never comes to, and where it gets stuck."""
    stops, told = tab_stops(window)
    for part in parts_of(window):
        takes_tab = part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_tab and part.isEnabled() and part.focusProxy() is None and part not in stops:
            group = _group_of(part)
            if not any(other in stops for other in group):
                told.append(f"{describe(part)} is not reached by Tab")
    return told


def tab_stops(window: QWidget) -> tuple[list[QWidget], list[str]]:
    """Press Tab until it comes round; return where it stopped, and a sentence for a trap."""
    window.activateWindow()
    if window.focusWidget() is None:
        QTest.keyClick(window, Qt.Key.Key_Tab)
    now = QApplication.focusWidget()
    if now is None:
        return [], ["nothing takes the focus"]
    stops, hidden = [now], []
    for _press in range(_MOST_TABS):
        before, place = now, _place_in(now)
        QTest.keyClick(before, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None:
            return stops, [f"Tab loses the focus after {describe(before)}"]
        if now.visibleRegion().isEmpty():
            hidden.append(f"the focus is out of view at {describe(now)}")
        if now is before:
            if _place_in(now) == place and len(stops) > 1:
                return stops, [f"Tab is trapped in {describe(before)}"]
            if len(stops) == 1 and _place_in(now) == place:
                return stops, hidden
        elif now in stops:
            return stops[stops.index(now) :], hidden
        else:
            stops.append(now)
    return stops, [f"Tab does not come round; it was last in {describe(stops[-1])}"]


def _place_in(part: QWidget) -> object:
    """Return where in a control Tab is: it goes from link to link, and from day to month."""
    if isinstance(part, QTextEdit):
        cursor = part.textCursor()
        return cursor.anchor(), cursor.position()
    return part.currentSection() if isinstance(part, QDateTimeEdit) else None


def _group_of(part: QWidget) -> list[QWidget]:
    """Return the radio buttons of which only one is a stop of the Tab key."""
    if not isinstance(part, QRadioButton):
        return []
    group = part.group()
    if group is not None:
        return list(group.buttons())
    parent: QObject = part.parent()
    return [other for other in parent.findChildren(QRadioButton) if other.autoExclusive()]


STRUCTURE: Final[tuple[Check, ...]] = (
    unnamed,
    other_name_than_text,
    unlabelled,
    markup_labels,
    small_targets,
    shared_keys,
    bare_keys,
    unreachable,
    acting_letters,
)
"""The checks that need no picture."""


def faults_of(window: QWidget, checks: tuple[Check, ...]) -> list[str]:
    """Return all faults that checks find in a window, each with the name of its check."""
    return [f"{check.__name__}: {fault}" for check in checks for fault in check(window)]
