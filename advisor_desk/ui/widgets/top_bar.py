"""The bar at the top of the window: views, search, language, count; it gives way where narrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.search_field import SearchField

if TYPE_CHECKING:  # PySide makes a class when it is imported; QIcon has all icons of themes: 2 ms
    from PySide6.QtGui import QIcon, QResizeEvent

_SEARCH_CHARACTERS: Final = 18
"""Average characters of a search field that is wide enough."""
_ALL, _ICONS, _LEAST = range(3)
"""All words; icons for the views that are not shown; also no box of languages, a short count."""


class TopBar(QWidget):
    """Holds what is the same in every view.

    Where there is too little room for all words, the views that are not shown keep their
    icons alone, and then the box of languages goes: both are in the menus too.

    Args:
        views: the names of the views, in their order.
        languages: names of languages by their tag.
        icon_of: makes the icon of a view; called when icons are first shown.

    Attributes:
        search: the search field.

    Signals:
        view_chosen: the name of a view.
        language_chosen: the tag of a language.
    """

    view_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self,
        views: tuple[str, ...],
        languages: Mapping[str, str],
        icon_of: Callable[[str], QIcon],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_of = icon_of
        self._words: dict[str, str] = {}
        self._counts = ("", "")
        self._level = _ALL
        self._small = False
        self._has_icons = False
        self._views: dict[str, QPushButton] = {}
        self.search = SearchField()
        self._language = QComboBox()
        for tag, name in languages.items():
            self._language.addItem(name, tag)
        self._language.activated.connect(self._on_language_activated)
        self._counter = PlainLabel(role="heading")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addLayout(self._make_views(views))
        self._row.addWidget(self.search, 1)
        self._row.addWidget(self._language)
        self._row.addWidget(self._counter)
        self.setMinimumWidth(1)  # it gives way instead of holding the window wide

    def _make_views(self, views: tuple[str, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        for name in views:
            button = QPushButton()
            button.setProperty("role", "view")
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_view_clicked, name))
            self._views[name] = button
            row.addWidget(button)
        return row

    # What it shows

    def set_views(self, words: Mapping[str, str]) -> None:
        """Name the views."""
        self._words = dict(words)
        for name, button in self._views.items():
            button.setAccessibleName(words[name])
            button.setText(words[name])
        self._fit_again()

    def set_language(self, label: str, tag: str) -> None:
        """Name the box of languages and show the one in use."""
        self._language.setAccessibleName(label)
        self._language.setToolTip(label)
        self._language.setCurrentIndex(self._language.findData(tag))

    def set_count(self, full: str, short: str) -> None:
        """Show the count in words, or shorter where there is little room."""
        self._counts = (full, short)
        self._counter.setAccessibleName(full)
        self._counter.setText(short if self._level == _LEAST else full)

    def mark(self, view: str) -> None:
        """Show which view is open."""
        for name, button in self._views.items():
            button.setChecked(name == view)
        if self._level:
            self._fit_again()

    def paint_icons(self) -> None:
        """Make the icons of the views, in the colours of the theme and the size of the text."""
        edge = round(self.fontMetrics().height() * 1.2)
        for button in self._views.values():
            button.setIconSize(QSize(edge, edge))
        self._set_icons()
        self._fit_again()

    def _set_icons(self) -> None:
        for name, button in self._views.items():
            button.setIcon(self._icon_of(name))
        self._has_icons = True

    def set_small(self, *, small: bool) -> None:
        """Show the search and the count alone, or everything."""
        self._small = small
        for button in self._views.values():
            button.setHidden(small)
        self._fit()

    def add_at_end(self, widget: QWidget) -> None:
        """Place something after the count."""
        self._row.addWidget(widget)

    # Room

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Show as many words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit_again(self) -> None:
        if self.isVisible():  # else it comes with the size
            self._fit()

    def _fit(self) -> None:
        for level in (_LEAST,) if self._small else (_ALL, _ICONS, _LEAST):
            self._show_level(level)
            if self._needed() <= self.width():
                return

    def _needed(self) -> int:
        """Return the width that all parts shown want; a layout would answer with what it was."""
        parts: list[QWidget] = [*self._views.values(), self._counter]
        if not self._language.isHidden():
            parts.append(self._language)
        search = self.fontMetrics().averageCharWidth() * _SEARCH_CHARACTERS
        gaps = self._row.spacing() * len(parts)
        return sum(part.sizeHint().width() for part in parts) + gaps + search

    def _show_level(self, level: int) -> None:
        if level and not self._has_icons:
            self._set_icons()
        self._level = level
        for name, button in self._views.items():
            word = self._words.get(name, "")
            shown = not level or button.isChecked()
            # Qt leaves no room between an icon and a text.
            text = f" {word}" if shown and self._has_icons else word * shown
            if button.text() != text:
                button.setText(text)
                button.setToolTip("" if shown else word)
        self._language.setHidden(level == _LEAST)
        self.set_count(*self._counts)

    # Slots

    def _on_view_clicked(self, name: str, _checked: bool = False) -> None:
        self.view_chosen.emit(name)

    def _on_language_activated(self, index: int) -> None:
        self.language_chosen.emit(self._language.itemData(index))
