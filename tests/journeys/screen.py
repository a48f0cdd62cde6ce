"""What stands on the screen, read as a person or a screen reader reads it; in Qt's thread."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from advisor_desk.i18n import _
from advisor_desk.ui.tour.hands import top_window
from advisor_desk.ui.widgets.choice_row import ChoiceRow
from advisor_desk.ui.widgets.hit_list import HitList
from advisor_desk.ui.widgets.message_bar import MessageBar


def window() -> QWidget:
    """Return the window or dialog in use."""
    found = top_window()
    assert found is not None, "no window is open"
    return found


def texts() -> list[str]:
    """Return all texts of the window in use."""
    shown = [child for child in window().findChildren(QWidget) if child.isVisible()]
    return [window().windowTitle(), *(text for child in shown for text in _texts_of(child))]


def _texts_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QAbstractButton):
        yield plain(widget.text())
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _items(widget.model())


def _items(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    above = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for row in range(model.rowCount(above)):
        for column in range(columns):
            index = model.index(row, column, above)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield str(index.data(role) or "")
            yield from _items(model, index)


def plain(text: str) -> str:
    """Return the words of a button without the mark of its key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def message() -> str:
    """Return what the line of messages says."""
    bars = window().findChildren(MessageBar)
    return bars[0].text() if bars else ""


def focus() -> QWidget:
    """Return what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def focus_name() -> str:
    """Return the name of what has the focus, as a screen reader says it."""
    widget = focus()
    if name := widget.accessibleName():
        return name
    return plain(widget.text()) if isinstance(widget, QAbstractButton) else ""


def focus_choice() -> str:
    """Return what is chosen in the box that has the focus."""
    box = focus()
    assert isinstance(box, QComboBox), f"no box has the focus, but {focus_name()!r}"
    return box.currentText()


def key_of_choice(words: str) -> str:
    """Return the number beside a choice in the row that has the focus, or an empty string."""
    for button in _row().findChildren(QAbstractButton):
        number, _space, name = plain(button.text()).partition("  ")
        if button.isVisible() and name == words:
            return number
    return ""


def key_of_more() -> str:
    """Return the number of "More" in the row that has the focus: the last one."""
    numbers = [
        plain(button.text()).partition("  ")[0]
        for button in _row().findChildren(QAbstractButton)
        if button.isVisible()
    ]
    return max(numbers)


def _row() -> ChoiceRow:
    widget: QWidget | None = focus()
    while widget is not None and not isinstance(widget, ChoiceRow):
        widget = widget.parentWidget()
    assert widget is not None, f"no row of choices has the focus, but {focus_name()!r}"
    return widget


def marked() -> str:
    """Return the words of the marked line: in the list that has the focus, or in the dialog."""
    widget = focus()
    views = [widget] if isinstance(widget, QAbstractItemView) else []
    views += [view for view in window().findChildren(QAbstractItemView) if view.isVisible()]
    return str(views[0].currentIndex().data() or "")


def marked_result() -> str:
    """Return the title of the result that Enter in the search would open."""
    return str(_results().currentIndex().data() or "")


def first_result() -> str:
    """Return the title of the best result."""
    return str(_results().model().index(0, 0).data() or "")


def _results() -> HitList:
    lists = window().findChildren(HitList)
    return next(each for each in lists if each.accessibleName() == _("Results"))


def lines_of(name: str) -> list[str]:
    """Return the lines of the list with a name, given in English."""
    return _lines(_list(name))


def section() -> str:
    """Return the title of the page of the editor that is shown."""
    return str(_list("Sections of the record").currentIndex().data() or "")


def _list(name: str) -> HitList:
    lists = window().findChildren(HitList)
    return next(each for each in lists if each.isVisible() and each.accessibleName() == _(name))


def _lines(shown: HitList) -> list[str]:
    model = shown.model()
    return [str(model.index(row, 0).data() or "") for row in range(model.rowCount())]
