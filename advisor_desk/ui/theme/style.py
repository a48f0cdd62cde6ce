"""Palette and style sheet of the application, made from the tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from advisor_desk.ui.theme.tokens import THEMES, Tokens

_GROUP = QPalette.ColorGroup
_ROLE = QPalette.ColorRole


class Style:
    """The look in use; one per application.

    Args:
        application: gets font, palette and style sheet.
        pictures: folder with the arrows and ticks of each theme, which a style sheet can
            only take from files.

    Attributes:
        theme: name of the theme shown (`system` is resolved to light or dark).
        tokens: its colours.
        percent: text size in per cent of the system's.
    """

    def __init__(self, application: QApplication, pictures: Path) -> None:
        QDir.setSearchPaths("theme", [str(pictures)])
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
        self._application.setStyleSheet(style_sheet(self.theme, self.percent))


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


def style_sheet(theme: str, percent: int) -> str:
    """Return the style sheet of a theme; lengths grow with the text size."""
    tokens = THEMES[theme]

    def px(length: int, less: int = 0) -> str:
        return f"{round(length * percent / 100) + less}px"

    return f"""
    QToolTip {{ color: {tokens.text}; background: {tokens.surface}; border: 1px solid {tokens.border}; padding: {px(4)}; }}
    QMenuBar {{ background: {tokens.window}; color: {tokens.text}; padding: 0 {px(4)}; }}
    QMenuBar::item {{ padding: {px(4)} {px(8)}; border-radius: {px(4)}; background: transparent; }}
    QMenuBar::item:selected, QMenu::item:selected {{ background: {tokens.accent}; color: {tokens.on_accent}; }}
    QMenu {{ background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border}; padding: {px(4)}; }}
    QMenu::item {{ padding: {px(5)} {px(24)}; border-radius: {px(4)}; }}
    QMenu::item:disabled {{ color: {tokens.muted}; }}
    QMenu::separator {{ height: 1px; background: {tokens.line}; margin: {px(4)} {px(8)}; }}
    QFrame[role="panel"] {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: {px(8)}; }}
    QFrame[role="line"] {{ background: {tokens.line}; border: none; max-height: 1px; }}
    QLabel[role="heading"] {{ font-weight: 600; }}
    QLabel[role="title"] {{ font-size: {round(15 * percent / 100)}pt; font-weight: 600; }}
    QLabel[role="muted"] {{ color: {tokens.muted}; }}
    QLabel[role="warn"] {{ color: {tokens.warn}; background: {tokens.warn_soft}; border-radius: {px(4)}; padding: {px(3)} {px(6)}; }}
    QLabel[role="bad"] {{ color: {tokens.bad}; background: {tokens.bad_soft}; border-radius: {px(4)}; padding: {px(3)} {px(6)}; }}
    QLabel[role="good"] {{ color: {tokens.good}; background: {tokens.good_soft}; border-radius: {px(4)}; padding: {px(3)} {px(6)}; }}
    QLineEdit, QSpinBox, QComboBox, QDateEdit, QPlainTextEdit {{
        background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border};
        border-radius: {px(6)}; padding: {px(4)} {px(8)}; min-height: {px(22)};
        selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent};
    }}
    QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus, QPlainTextEdit:focus {{
        border: 2px solid {tokens.accent}; padding: {px(4, -1)} {px(8, -1)};
    }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {px(28)}; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url(theme:{theme}/chevron-down.svg); width: {px(14)}; height: {px(14)}; }}
    QSpinBox {{ padding-right: {px(58)}; }}
    QSpinBox:focus {{ padding-right: {px(58, -1)}; }}
    QSpinBox::up-button, QSpinBox::down-button {{ subcontrol-origin: border; subcontrol-position: right; width: {px(28)}; height: {px(30)}; border: none; background: transparent; }}
    QSpinBox::down-button {{ right: {px(28)}; }}
    QSpinBox::up-arrow {{ image: url(theme:{theme}/chevron-up.svg); width: {px(14)}; height: {px(14)}; }}
    QSpinBox::down-arrow {{ image: url(theme:{theme}/chevron-down.svg); width: {px(14)}; height: {px(14)}; }}
    QComboBox QAbstractItemView {{ background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border}; }}
    QPushButton {{
        background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border};
        border-radius: {px(6)}; padding: {px(4)} {px(10)}; min-height: {px(22)};
    }}
    QPushButton:hover {{ background: {tokens.raised}; }}
    QPushButton:pressed {{ background: {tokens.accent_soft}; }}
    QPushButton:focus {{ border: 2px solid {tokens.accent}; padding: {px(4, -1)} {px(10, -1)}; }}
    QPushButton:checked {{ background: {tokens.accent}; color: {tokens.on_accent}; border-color: {tokens.accent}; }}
    QPushButton:checked:focus {{ border: 4px double {tokens.on_accent}; padding: {px(4, -3)} {px(10, -3)}; }}
    QPushButton:disabled {{ color: {tokens.muted}; border-color: {tokens.line}; }}
    QPushButton[role="primary"] {{ background: {tokens.accent}; color: {tokens.on_accent}; border-color: {tokens.accent}; font-weight: 600; min-height: {px(26)}; }}
    QPushButton[role="primary"]:focus {{ border: 4px double {tokens.on_accent}; padding: {px(4, -3)} {px(10, -3)}; }}
    QPushButton[role="primary"]:disabled {{ background: {tokens.raised}; color: {tokens.muted}; border-color: {tokens.border}; }}
    QPushButton[role="view"] {{ border: 1px solid transparent; background: transparent; padding: {px(5)} {px(12)}; font-weight: 600; }}
    QPushButton[role="view"]:hover {{ background: {tokens.raised}; }}
    QPushButton[role="view"]:checked {{ background: {tokens.accent_soft}; color: {tokens.accent}; border-color: {tokens.accent}; }}
    QPushButton[role="view"]:focus {{ border: 2px solid {tokens.accent}; padding: {px(5, -1)} {px(12, -1)}; }}
    QPushButton[role="choice"] {{ padding: {px(1)} {px(7)}; text-align: left; }}
    QPushButton[role="choice"]:focus {{ padding: {px(1, -1)} {px(7, -1)}; }}
    QPushButton[role="choice"]:checked:focus {{ border: 3px double {tokens.on_accent}; padding: 0 {px(7, -2)}; min-height: {px(24, -4)}; }}
    QPushButton[role="pick"] {{ text-align: left; padding: {px(4)} {px(8)}; }}
    QPushButton[role="pick"]:focus {{ padding: {px(4, -1)} {px(8, -1)}; }}
    QPushButton[role="more"] {{ border: 1px solid transparent; background: transparent; color: {tokens.link}; padding: {px(1)} {px(7)}; }}
    QPushButton[role="more"]:focus {{ border: 2px solid {tokens.accent}; padding: {px(1, -1)} {px(7, -1)}; }}
    QPushButton[carried="true"]:checked {{ background: {tokens.accent_soft}; color: {tokens.text}; border: 1px dashed {tokens.accent}; }}
    QPushButton[carried="true"]:checked:focus {{ border: 2px solid {tokens.accent}; padding: {px(1, -1)} {px(7, -1)}; min-height: {px(22)}; }}
    QPushButton[role="quiet"] {{ border: 1px solid transparent; background: transparent; color: {tokens.link}; }}
    QPushButton[role="quiet"]:focus {{ border: 2px solid {tokens.accent}; }}
    QListView, QTreeView, QTableView, QTextBrowser {{
        background: {tokens.surface}; color: {tokens.text}; border: 1px solid transparent; border-radius: {px(6)};
        alternate-background-color: {tokens.raised};
        selection-background-color: {tokens.accent_soft}; selection-color: {tokens.text};
    }}
    QListView:focus, QTreeView:focus, QTableView:focus, QTextBrowser:focus {{ border: 1px solid {tokens.accent}; }}
    QListView::item {{ padding: {px(5)} {px(6)}; border-radius: {px(4)}; }}
    QTreeView::item {{ padding: {px(5)} {px(6)}; }}
    QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{ background: {tokens.accent_soft}; color: {tokens.text}; }}
    QHeaderView::section {{ background: {tokens.raised}; color: {tokens.muted}; border: none; border-bottom: 1px solid {tokens.border}; padding: {px(5)} {px(8)}; font-weight: 600; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QSplitter::handle {{ background: transparent; }}
    QCheckBox, QRadioButton {{ spacing: {px(8)}; min-height: {px(20)}; border: 2px solid transparent; border-radius: {px(6)}; padding: {px(2)} {px(4)}; outline: none; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {tokens.accent}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {px(14)}; height: {px(14)}; border: {px(2)} solid {tokens.border}; background: {tokens.surface}; }}
    QCheckBox::indicator {{ border-radius: {px(4)}; }}
    QCheckBox::indicator:checked {{ background: {tokens.accent}; border-color: {tokens.accent}; image: url(theme:{theme}/check.svg); }}
    QRadioButton::indicator {{ border-radius: {px(9)}; }}
    QRadioButton::indicator:checked {{ border-color: {tokens.accent}; image: url(theme:{theme}/dot.svg); }}
    QTabWidget::pane {{ border: none; }}
    QTabWidget::tab-bar {{ left: 0; }}
    QTabBar::tab {{ color: {tokens.text}; border: 1px solid transparent; border-radius: {px(6)}; padding: {px(6)} {px(14)}; margin: 0 {px(4)} {px(8)} 0; font-weight: 600; }}
    QTabBar::tab:hover {{ background: {tokens.raised}; }}
    QTabBar::tab:selected {{ background: {tokens.accent_soft}; color: {tokens.accent}; border-color: {tokens.accent}; }}
    QTabBar::tab:selected:focus {{ border: 2px solid {tokens.accent}; padding: {px(6, -1)} {px(14, -1)}; }}
    QScrollBar:vertical {{ background: transparent; width: {px(12)}; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {tokens.border}; border-radius: {px(4)}; min-height: {px(28)}; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(12)}; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {tokens.border}; border-radius: {px(4)}; min-width: {px(28)}; margin: 2px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; border: none; width: 0; height: 0; }}
    """
