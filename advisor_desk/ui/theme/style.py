"""Palette and style sheet of the application, made from the tokens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from advisor_desk.ui.theme.tokens import THEMES, Tokens

_GROUP = QPalette.ColorGroup
_ROLE = QPalette.ColorRole
_PLACES: Final = re.compile(
    r"\$(?P<word>\w+)|\b(?P<length>\d+)(?P<unit>dpt|dp)(?:-(?P<less>\d))?\b"
)


class Style:
    """The look in use; one per application.

    Args:
        application: gets font, palette and style sheet.
        folder: has the style sheet, and the arrows and ticks of each theme, which a style
            sheet can only take from files.

    Attributes:
        theme: name of the theme shown (`system` is resolved to light or dark).
        tokens: its colours.
        percent: text size in per cent of the system's.
    """

    def __init__(self, application: QApplication, folder: Path) -> None:
        QDir.setSearchPaths("theme", [str(folder)])
        self._template = (folder / "window.qss").read_text(encoding="utf-8")
        self._application = application
        self._system_font = QFont(application.font())
        # By its palette: to ask Qt for the colour scheme costs 24 ms (widgets/properties.py).
        ground = application.palette().color(_ROLE.Window)
        self._system_theme = "dark" if ground.lightness() < 128 else "light"
        self.theme = self._system_theme
        self.percent = 100
        self._dressed = False

    @property
    def tokens(self) -> Tokens:
        """The colours of the theme in use."""
        return THEMES[self.theme]

    def apply(self, theme: str, percent: int) -> None:
        """Show a theme (`system`, `light`, `dark`, `high-contrast`) at a text size."""
        self.theme = self._system_theme if theme == "system" else theme
        self.percent = percent
        font = QFont(self._system_font)
        font.setPointSizeF(max(self._system_font.pointSizeF(), 9.0) * percent / 100)
        self._application.setFont(font)
        self._application.setPalette(make_palette(self.tokens))
        if self._dressed:
            self.dress()

    def notice_system(self) -> None:
        """Take over that the system has changed between light and dark."""
        dark = QGuiApplication.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark
        self._system_theme = "dark" if dark else "light"

    def dress(self) -> None:
        """Put the style sheet on; from then on it follows the theme.

        Called when the window is built and not yet shown: with a style sheet, Qt styles a
        whole tree of widgets anew each time a branch is put into it.
        """
        self._dressed = True
        self._application.setStyleSheet(style_sheet(self._template, self.theme, self.percent))


def make_palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme, with readable text in every role and state."""
    roles: Final = {
        _ROLE.Window: tokens.window,
        _ROLE.WindowText: tokens.text,
        _ROLE.Base: tokens.surface,
        _ROLE.AlternateBase: tokens.raised,
        _ROLE.Text: tokens.text,
        _ROLE.PlaceholderText: tokens.muted,
        _ROLE.Button: tokens.surface,
        _ROLE.ButtonText: tokens.text,
        _ROLE.BrightText: tokens.bad,
        _ROLE.Highlight: tokens.accent,
        _ROLE.HighlightedText: tokens.on_accent,
        _ROLE.ToolTipBase: tokens.surface,
        _ROLE.ToolTipText: tokens.text,
        _ROLE.Link: tokens.link,
        _ROLE.LinkVisited: tokens.link,
        _ROLE.Light: tokens.raised,
        _ROLE.Midlight: tokens.line,
        _ROLE.Mid: tokens.border,
        _ROLE.Dark: tokens.border,
        _ROLE.Shadow: tokens.border,
        _ROLE.Accent: tokens.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (_ROLE.Text, _ROLE.WindowText, _ROLE.ButtonText):
        palette.setColor(_GROUP.Disabled, role, QColor(tokens.muted))
    return palette


def style_sheet(template: str, theme: str, percent: int) -> str:
    """Return the style sheet of a theme; its lengths grow with the text size.

    Args:
        template: the sheet with names of colours and lengths; its head explains them.
        theme: `light`, `dark` or `high-contrast`.
        percent: text size in per cent.
    """
    words = {**THEMES[theme]._asdict(), "theme": theme}

    def put_in(found: re.Match[str]) -> str:
        if found["word"]:
            return str(words[found["word"]])
        number = round(int(found["length"]) * percent / 100) - int(found["less"] or 0)
        return f"{number}{'pt' if found['unit'] == 'dpt' else 'px'}"

    return _PLACES.sub(put_in, template.partition("*/")[2])
