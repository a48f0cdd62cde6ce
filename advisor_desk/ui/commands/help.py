"""The table of all keys, and what the program is and stands on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advisor_desk import __version__
from advisor_desk.i18n import _
from advisor_desk.paths import Paths
from advisor_desk.ui.commands.keys import PLACES
from advisor_desk.ui.commands.menus import MENUS
from advisor_desk.ui.commands.registry import shortcut_text
from advisor_desk.ui.commands.table import COMMANDS
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.picker import fold
from advisor_desk.ui.widgets.sizes import fit_to_text

_SCROLL_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_KEYS_WIDTH = 32
"""Average characters of the column of keys."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the table: where keys work, what they do, and which they are."""

    place: str
    does: str
    keys: str


def key_rows() -> list[KeyRow]:
    """Return every command by menu with its keys, then the keys of each place."""
    rows = []
    for menu, title in MENUS.items():
        place = _("{menu} menu").format(menu=_(title).replace("&", ""))
        for command in COMMANDS:
            if command.menu == menu:
                keys = shortcut_text(command) or _("no key")
                rows.append(KeyRow(place, _(command.label), keys))
    for place, keys_there in PLACES.items():
        rows += [KeyRow(_(place), _(key.does), _(key.keys)) for key in keys_there]
    return rows


class _WrappingDelegate(QStyledItemDelegate):
    """Gives a line the height of its wrapped text; a tree alone knows one line only."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> QSize:
        """Return the size of the text in its column."""
        size = super().sizeHint(option, index)
        tree = self.parent()
        if not isinstance(tree, QTreeWidget) or not index.parent().isValid():
            return size
        padding = size.height() - option.fontMetrics.height()
        indent = 0 if index.column() else tree.indentation()
        width = max(tree.columnWidth(index.column()) - indent - 2 * padding, 1)
        room = QRect(0, 0, width, 10_000)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        height = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        return QSize(size.width(), height + padding)


class _Tree(QTreeWidget):
    """A table in which letters do nothing: the text field finds by any part of the words."""

    def keyboardSearch(self, _typed: str, /) -> None:  # noqa: N802 - Qt's name
        """Stay at the current line."""


class _Section:
    """A heading of the table with its lines.

    Attributes:
        title: the heading.
        lines: what stands below it.
    """

    def __init__(self, tree: QTreeWidget, title: str) -> None:
        self.title = title
        self.lines: list[QTreeWidgetItem] = []
        self._head = QTreeWidgetItem(tree, [title])
        font = tree.font()
        font.setBold(True)
        self._head.setFont(0, font)
        self._head.setFirstColumnSpanned(True)

    def add(self, row: KeyRow) -> None:
        """Add a line."""
        line = QTreeWidgetItem(self._head, [row.does, row.keys])
        spoken = _("{action}: {keys}").format(action=row.does, keys=row.keys)
        line.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.lines.append(line)

    def narrow(self, wanted: str) -> list[QTreeWidgetItem]:
        """Show only the lines that hold a folded text, and return them."""
        for line in self.lines:
            words = f"{self.title} {line.text(0)} {line.text(1)}"
            line.setHidden(wanted not in fold(words))
        found = [line for line in self.lines if not line.isHidden()]
        self._head.setHidden(not found)
        return found


class ShortcutsDialog(QDialog):
    """All keys in a table that can be searched; Escape closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        prompt = _("Type to find a command or a key")
        label = PlainLabel(prompt)
        self._edit = QLineEdit()
        self._edit.setAccessibleName(prompt)
        self._edit.setClearButtonEnabled(True)
        self._edit.textChanged.connect(self._on_typed)
        self._edit.installEventFilter(self)
        label.setBuddy(self._edit)
        self._none = PlainLabel(_("No command and no key is called so."), role="muted")
        self._none.hide()
        self._sections: list[_Section] = []
        self.tree = self._make_tree()
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(label)
        layout.addWidget(self._edit)
        layout.addWidget(self._none)
        layout.addWidget(self.tree, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        fit_to_text(self, columns=112, rows=40)

    def _make_tree(self) -> QTreeWidget:
        tree = _Tree()
        tree.setAccessibleName(_("Keyboard shortcuts"))
        tree.setHeaderLabels([_("What happens"), _("Keys")])
        tree.setRootIsDecorated(False)
        tree.setItemsExpandable(False)
        tree.setAllColumnsShowFocus(True)
        tree.setWordWrap(True)
        tree.setIndentation(tree.fontMetrics().averageCharWidth() * 2)
        for row in key_rows():
            if not self._sections or self._sections[-1].title != row.place:
                self._sections.append(_Section(tree, row.place))
            self._sections[-1].add(row)
        tree.expandAll()
        tree.setItemDelegate(_WrappingDelegate(tree))
        head = tree.header()
        head.setAccessibleName(_("Columns"))
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(1, tree.fontMetrics().averageCharWidth() * _KEYS_WIDTH)
        head.sectionResized.connect(tree.doItemsLayout)
        tree.setCurrentItem(self._sections[0].lines[0])
        return tree

    def search(self, text: str) -> None:
        """Show only the lines that hold a text."""
        self._edit.setText(text)

    def shown(self) -> list[str]:
        """Return what the lines shown say, for the tests."""
        lines = [line for section in self._sections for line in section.lines]
        return [line.text(0) for line in lines if not line.isHidden()]

    def _on_typed(self, text: str) -> None:
        wanted = fold(text.strip())
        found = [line for section in self._sections for line in section.narrow(wanted)]
        if found:
            self.tree.setCurrentItem(found[0])
        self._none.setVisible(not found)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:  # noqa: N802 - Qt's name
        """Let arrows and page keys move in the table while the text field has the focus."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if Qt.Key(event.key()) in _SCROLL_KEYS:
            self.tree.keyPressEvent(event)
            return True
        return False


def show_shortcuts(parent: QWidget) -> None:
    """Show all keys until the dialog is closed."""
    dialog = ShortcutsDialog(parent)
    dialog.exec()
    dialog.deleteLater()


def about_text(paths: Paths) -> str:
    """Return what the program is, under which licences, and where its data are and come from."""
    return "\n\n".join(
        (
            _("Advisor Desk {version}").format(version=__version__),
            _("The desk program of municipal advice points for people who have moved to Finland."),
            _("Licence: European Union Public Licence 1.2 (EUPL-1.2)."),
            _(
                "Qt and PySide6 are used under the LGPL 3. The icons are from Lucide, under the"
                " ISC and MIT licences; their text stands in {path}."
            ).format(path=paths.resources / "icons" / "LICENSE"),
            _(
                "The word lists of the search are made of simplemma, Wiktionary and others, and are"
                " under the Open Database License 1.0 and CC BY-SA 4.0; see {path}. The lists of"
                " municipalities, regions and counties are from Statistics Finland, under CC BY"
                " 4.0; the postal codes and classes from the Suomi.fi service catalogue, under CC0."
            ).format(path=paths.resources / "search" / "ATTRIBUTION.md"),
            _("The data of this desk are in {path}.").format(path=paths.data),
            _(
                "The services come from public pages of municipalities, authorities and"
                " organisations; each record names its page and the date of it. Each fact of the"
                " guidance names its sources, its date and how sure it is. The list of"
                " municipalities is that of April 2024."
            ),
            _(
                "Visits stay on this computer. They hold no names; a visit leaves it only in an"
                " export that somebody asks for and gives a reason for."
            ),
        )
    )


class AboutDialog(QDialog):
    """The text about the program, to read and to copy."""

    def __init__(self, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Advisor Desk"))
        self.text = QPlainTextEdit(about_text(paths))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("About Advisor Desk"))
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(
            flags.TextSelectableByKeyboard | flags.TextSelectableByMouse
        )
        copy = QPushButton(_("Copy"))
        copy.clicked.connect(self._on_copy)
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(self.text, 1)
        layout.addLayout(buttons)
        fit_to_text(self, columns=96, rows=30)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def show_about(paths: Paths, parent: QWidget) -> None:
    """Say what the program is until the dialog is closed."""
    dialog = AboutDialog(paths, parent)
    dialog.exec()
    dialog.deleteLater()
