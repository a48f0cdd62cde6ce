"""The file of the staff questionnaire: what is wrong in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor_desk.domain.failures import Failure
from advisor_desk.exchange.staff_survey import FILE, read_survey
from advisor_desk.paths import find_paths

SHIPPED = (find_paths().resources / FILE).read_text(encoding="utf-8")


def read(folder: Path, text: str) -> object:
    """Read a questionnaire with this text."""
    (folder / "survey").mkdir()
    (folder / FILE).write_text(text, encoding="utf-8")
    return read_survey(folder)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: load", "id: tools", "'tools' stands twice"),
        ('id: "2"', 'id: "7"', "is not 1 to 5"),
        ("      - id: tools", "      - id: training", "'training' stands twice"),
        ("      sv: Helt av annan åsikt\n", "", "lacks the text in sv"),
        ("id: safety", "name: safety", "questions"),
        ("id: wellbeing\n", "id: wellbeing\n    free: true\n", "free"),
        ("scale:", "scale: [", "staff.yaml"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in SHIPPED
    with pytest.raises(Failure) as caught:
        read(tmp_path, SHIPPED.replace(old, new, 1))
    assert words in caught.value.detail


def test_a_question_too_few_is_refused(tmp_path: Path) -> None:
    shorter = SHIPPED[: SHIPPED.index("  - id: most-needed")]
    with pytest.raises(Failure, match="questions"):
        read(tmp_path, shorter)


def test_a_choice_without_an_alternative_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="one choice alone"):
        read(tmp_path, SHIPPED[: SHIPPED.index("      - id: tools")])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"staff\.yaml"):
        read_survey(tmp_path)
