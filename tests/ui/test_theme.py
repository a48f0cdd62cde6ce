"""The themes: every text can be read in each, and every picture is there and is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from advisor_desk.paths import find_paths
from advisor_desk.settings.options import OPTIONS
from advisor_desk.ui.theme.icons import Icons
from advisor_desk.ui.theme.style import Style, make_palette, style_sheet
from advisor_desk.ui.theme.tokens import EDGE_PAIRS, TEXT_PAIRS, THEMES, Tokens, contrast, luminance
from advisor_desk.ui.views import VIEWS
from tests.house.tree import PACKAGE

TEXT, EDGE = 4.5, 3.0
"""The least contrast of text and of edges (WCAG 2.1, 1.4.3 and 1.4.11)."""

EVERY_THEME = pytest.mark.parametrize("theme", THEMES)
COLOURS = [name for name in Tokens._fields if name != "dark"]
RESOURCES = find_paths(Path()).resources
TEMPLATE = (RESOURCES / "themes" / "window.qss").read_text(encoding="utf-8")
UI = PACKAGE / "ui"

_HEX = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")


@pytest.fixture
def style(qapp: QApplication) -> Iterator[Style]:
    font, palette = QFont(qapp.font()), QPalette(qapp.palette())
    yield Style(qapp, RESOURCES / "themes")
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


# Colours


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#949494") == pytest.approx(3.03, abs=0.01)


@EVERY_THEME
def test_every_token_is_a_colour(theme: str) -> None:
    values = {name: getattr(THEMES[theme], name) for name in COLOURS}
    assert not {n: v for n, v in values.items() if not re.fullmatch(r"#[0-9a-f]{6}", v)}


@EVERY_THEME
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= TEXT


@EVERY_THEME
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_can_be_seen(theme: str, edge: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= EDGE


@EVERY_THEME
def test_a_theme_says_rightly_whether_it_is_dark(theme: str) -> None:
    tokens = THEMES[theme]
    assert tokens.dark == (luminance(tokens.window) < luminance(tokens.text))


def test_every_token_is_used() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(UI.rglob("*.py"))
        if path.name != "tokens.py"
    )
    in_code = {name for pair in re.findall(r'tokens\.(\w+)|"(\w+)"', code) for name in pair}
    in_sheet = set(re.findall(r"\$(\w+)", TEMPLATE))
    assert set(COLOURS) - in_code - in_sheet == set()
    assert {name for pair in (*TEXT_PAIRS, *EDGE_PAIRS) for name in pair} <= set(COLOURS)


def test_the_themes_are_those_that_can_be_chosen() -> None:
    option = next(option for option in OPTIONS if option.name == "theme")
    assert set(option.choices) == {"system", *THEMES}


def test_no_colour_stands_outside_the_theme() -> None:
    told = [
        f"{path.relative_to(UI)}: {match.group()}"
        for path in sorted(UI.rglob("*.py"))
        if "theme" not in path.relative_to(UI).parts
        for match in _HEX.finditer(path.read_text(encoding="utf-8"))
    ]
    assert told == []


def test_no_colour_stands_in_the_style_sheet_before_a_theme_is_put_in() -> None:
    assert _HEX.findall(TEMPLATE) == []
    sheet = style_sheet(TEMPLATE, "light", 150)
    assert not re.search(r"\$|\ddp", sheet)
    assert "min-height: 33px" in sheet, "22 at 150 %"


def test_a_colour_in_code_would_be_found() -> None:
    assert _HEX.search('label.setStyleSheet("color: #fff")')
    assert _HEX.search('QColor("#0a5a9c")')
    assert not _HEX.search("`#rrggbb`, issue #12")


# Palette and style sheet


@EVERY_THEME
@pytest.mark.parametrize("group", ["Active", "Inactive", "Disabled"])
def test_the_palette_has_readable_text_in_every_state(theme: str, group: str) -> None:
    palette, role = make_palette(THEMES[theme]), QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
        (role.LinkVisited, role.Base),
    ]
    state = QPalette.ColorGroup[group]
    found = {
        f"{text.name} on {ground.name}": contrast(
            palette.color(state, text).name(), palette.color(state, ground).name()
        )
        for text, ground in pairs
    }
    assert not {pair: ratio for pair, ratio in found.items() if ratio < TEXT}


@EVERY_THEME
def test_every_rule_that_sets_text_on_a_ground_can_be_read(theme: str) -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet(TEMPLATE, theme, 100))
    assert len(rules) > 40
    seen = 0
    for selector, body in rules:
        text = re.search(r"(?:^|[;\s])color: (#\w{6})", body)
        ground = re.search(r"background(?:-color)?: (#\w{6})", body)
        if text and ground:
            seen += 1
            assert contrast(text.group(1), ground.group(1)) >= TEXT, selector
    assert seen > 10


@EVERY_THEME
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_qt_takes_the_style_sheet_without_a_warning(
    style: Style, qapp: QApplication, theme: str, percent: int
) -> None:
    style.apply(theme, percent)
    style.dress()
    assert style.tokens is THEMES[theme]
    assert qapp.styleSheet() == style_sheet(TEMPLATE, theme, percent)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == style.tokens.window


def test_text_grows_from_the_systems_size_and_back(style: Style, qapp: QApplication) -> None:
    style.apply("light", 100)
    before = qapp.font().pointSizeF()
    style.apply("light", 200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * before)
    style.apply("light", 100)
    assert qapp.font().pointSizeF() == pytest.approx(before)


def test_the_system_theme_is_light_or_dark(style: Style) -> None:
    style.apply("system", 100)
    assert style.theme in ("light", "dark")


# Pictures


@EVERY_THEME
def test_the_pictures_of_a_theme_are_those_it_uses_and_in_its_colours(theme: str) -> None:
    named = set(re.findall(r"url\(theme:([^)]+)\)", style_sheet(TEMPLATE, theme, 100)))
    folder = RESOURCES / "themes"
    assert named == {f"{theme}/{path.name}" for path in (folder / theme).iterdir()}
    tokens = THEMES[theme]
    for name in named:
        picture = (folder / name).read_text(encoding="utf-8")
        colours = set(_HEX.findall(picture))
        wanted = {"check": tokens.on_accent, "dot": tokens.accent}.get(Path(name).stem, tokens.text)
        assert colours == {wanted}, name


def test_there_are_pictures_for_no_other_theme() -> None:
    folders = {path.name for path in (RESOURCES / "themes").iterdir() if path.is_dir()}
    assert folders == THEMES.keys()


def icon_names(source: str) -> set[str]:
    """Return the names in calls such as `icons.icon("clock", …)`."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("icon", "pixmap")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_icon_that_is_named_exists_and_every_icon_is_used() -> None:
    named = {icon for _title, icon in VIEWS.values()}
    for path in sorted(UI.rglob("*.py")):
        named |= icon_names(path.read_text(encoding="utf-8"))
    shipped = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    assert named - shipped == set(), "named in the code and not shipped"
    assert shipped - named == set(), "shipped and not used"


def test_an_icon_named_in_a_call_would_be_found() -> None:
    assert icon_names('x.icons.icon("clock", tokens.text)\ny.pixmap("x", c, 16)') == {"clock", "x"}


@pytest.mark.usefixtures("qapp")
def test_icons_take_the_colour_and_the_size_they_are_asked_for() -> None:
    icons = Icons(RESOURCES / "icons")
    picture = icons.pixmap("contact", "#9b1c1c", 20, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)
    image = picture.toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert drawn == {"#9b1c1c"}
    assert icons.pixmap("contact", "#9b1c1c", 20, 2.0) is picture
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#9b1c1c", 20)
