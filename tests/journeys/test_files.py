"""Visits leave as a file and come in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor_desk.bootstrap import reading_desk
from advisor_desk.domain.visit import Visit
from advisor_desk.paths import find_paths
from advisor_desk.settings.store import Settings
from tests.journeys.driver import Advisor

PHENOMENON = "Many ask about the new permit form"


def test_an_export_opened_again(advisor: Advisor, tmp_path: Path) -> None:
    advisor.works_at("Iso Omena", "049", field_observation="main")
    advisor.starts_the_program("en")
    advisor.chooses(topics=["Housing", "Work and enterprise"], language="Somali")
    advisor.goes_to("Observation of a phenomenon")
    advisor.writes(PHENOMENON)
    advisor.searches("kela desk")
    advisor.opens_the_first_result()
    advisor.refers_to_it()
    advisor.saves()
    advisor.chooses(topics="Health and wellbeing", municipality="Kauniainen")
    advisor.saves()
    advisor.has_logged(visits=2)

    file = tmp_path / "visits.csv"
    advisor.presses("Ctrl+Shift+E")
    advisor.sees("2 visits in this period.")
    advisor.goes_to("Reason")
    advisor.writes("The yearly report")
    advisor.presses_the_button("Choose the file and export…")
    advisor.writes(str(file))
    advisor.presses("Return")
    advisor.sees(f"2 visits were written to {file}.")
    assert PHENOMENON not in file.read_text(encoding="utf-8-sig")

    second = tmp_path / "second-desk"
    advisor.runs("import", "visits", file, data=second)
    there, here = visits_in(second), visits_in(advisor.paths.data)
    assert {visit.observation for visit in here} == {PHENOMENON, ""}
    assert there == [replace(visit, observation="", clock=None) for visit in here]


def visits_in(data: Path) -> list[Visit]:
    """Return the visits of a desk, by day and in the order of saving."""
    paths = find_paths(data)
    with reading_desk(paths, Settings(paths.settings)) as desk:
        return desk.visits.between(date(2000, 1, 1), date(2100, 1, 1))
