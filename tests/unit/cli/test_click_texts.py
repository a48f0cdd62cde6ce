"""What click says comes from the program's own catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from advisor_desk.cli.click_texts import TEXTS, speak
from advisor_desk.paths import find_paths


@pytest.fixture
def english_click() -> Iterator[None]:
    """Let click speak as before when the test is over."""
    yield
    speak("en", find_paths().translations)


@pytest.mark.usefixtures("english_click")
def test_click_speaks_the_language_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    folder = tmp_path / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="fi")
    catalog.add("Error: {message}", "Virhe: {message}")
    catalog.add("Missing option", "Puuttuu valitsin")
    with (folder / "advisor_desk.mo").open("wb") as file:
        write_mo(file, catalog)
    speak("fi", tmp_path)
    said = click.MissingParameter(param_hint="--topic", param_type="option").format_message()
    assert said == "Puuttuu valitsin --topic."
    speak("en", tmp_path)
    said = click.MissingParameter(param_hint="--topic", param_type="option").format_message()
    assert said == "Missing option --topic."


def test_every_text_is_one_that_click_says() -> None:
    folder = Path(click.__file__).parent
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    assert [text for text in TEXTS if f'"{text}"' not in source] == []
