"""The colours of each theme, as a table; a test holds the contrast of every pair."""

from __future__ import annotations

from typing import Final, NamedTuple


class Tokens(NamedTuple):
    """Colours of one theme as `#rrggbb`.

    Attributes:
        window: behind everything; surface: panels and fields; raised: chosen or hovered rows.
        line: decorative separators; border: edges of controls, 3:1 against their ground.
        text, muted: on window, surface and raised.
        accent, on_accent: the one accent colour and text on it; accent_soft: its light ground.
        link: links in text.
        good, warn, bad: text of states, each on its `_soft` ground.
        dark: whether light text stands on dark ground.
    """

    window: str
    surface: str
    raised: str
    line: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    link: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    dark: bool


THEMES: Final[dict[str, Tokens]] = {
    "light": Tokens(
        window="#eef1f4",
        surface="#ffffff",
        raised="#f3f6f9",
        line="#d9e0e6",
        border="#75828f",
        text="#17212b",
        muted="#4d5a66",
        accent="#0a5a9c",
        on_accent="#ffffff",
        accent_soft="#e1edf8",
        link="#0a5a9c",
        good="#17613a",
        good_soft="#e3f3e9",
        warn="#694800",
        warn_soft="#fff1cc",
        bad="#9b1c1c",
        bad_soft="#fde9e9",
        dark=False,
    ),
    "dark": Tokens(
        window="#11171d",
        surface="#1a222a",
        raised="#222c36",
        line="#323e49",
        border="#7f8d9a",
        text="#e9eef3",
        muted="#aebac5",
        accent="#7cbcf5",
        on_accent="#07131d",
        accent_soft="#1b3b56",
        link="#8cc5f7",
        good="#93dcac",
        good_soft="#15352a",
        warn="#ffd681",
        warn_soft="#3d300f",
        bad="#ffa8a1",
        bad_soft="#471d1f",
        dark=True,
    ),
    "high-contrast": Tokens(
        window="#000000",
        surface="#000000",
        raised="#1a1a1a",
        line="#ffffff",
        border="#ffffff",
        text="#ffffff",
        muted="#ffffff",
        accent="#ffe000",
        on_accent="#000000",
        accent_soft="#333000",
        link="#7fd4ff",
        good="#7dffa8",
        good_soft="#000000",
        warn="#ffe000",
        warn_soft="#000000",
        bad="#ffb3ad",
        bad_soft="#000000",
        dark=True,
    ),
}

TEXT_PAIRS: Final = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "accent_soft"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("on_accent", "accent"),
    ("link", "surface"),
    ("link", "raised"),
    ("accent", "surface"),
    ("accent", "window"),
    ("accent", "raised"),
    ("accent", "accent_soft"),
    ("good", "good_soft"),
    ("good", "surface"),
    ("good", "raised"),
    ("warn", "warn_soft"),
    ("warn", "surface"),
    ("warn", "raised"),
    ("bad", "bad_soft"),
    ("bad", "surface"),
    ("bad", "raised"),
)
"""Pairs of text and ground that occur: at least 4.5:1 (WCAG 2.1, 1.4.3)."""

EDGE_PAIRS: Final = (("border", "surface"), ("border", "window"), ("accent", "surface"))
"""Edges of controls and focus: at least 3:1 (WCAG 2.1, 1.4.11)."""


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.1)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
