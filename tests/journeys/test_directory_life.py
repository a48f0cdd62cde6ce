"""A directory that lives: it takes in, is corrected and checked, and is handed on.

Named sabotage, each tried and seen red: `HandingOn` gives records without `public` (the direct line
is in the file); `_taken_over` takes the other side of a decision; `storage/merged.py` follows no
merge (the visit loses its service); a record is stored without its history (nothing to undo);
*Search as typed* corrects all the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

import jsonschema

from advisor_desk.bootstrap import reading_desk
from advisor_desk.domain.directory import Service
from advisor_desk.settings.store import Settings
from tests.house.tree import REPOSITORY
from tests.journeys.supervisor import Supervisor

DATA = REPOSITORY / "tests" / "data"
SERVICE_MAP = DATA / "servicemap"
KELA = "Kela, Social Insurance Institution of Finland"
EMPLOYMENT = "Helsinki Employment Services"
INTEGRATION = "Helsinki Employment Services, integration services"
DIRECT_LINE = "09 310 99999"
WORD = "адвокат"
OHJAAMO = "Ohjaamo Helsinki guidance center"
GRANTS = "Employment grants in Helsinki"


def test_a_catalogue_comes_in_and_the_directory_is_handed_on(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.starts_the_program("en")
    supervisor.chooses(topics="Work and enterprise")
    supervisor.searches("integration services")
    supervisor.opens_the_result(INTEGRATION)
    supervisor.refers_to_it()
    supervisor.saves()
    supervisor.has_logged(visits=1, referrals=INTEGRATION)

    import_the_service_map(supervisor)
    review_two_differences(supervisor)
    supervisor.takes_the_list("To be verified")
    supervisor.presses("Down", "Down", "Down")
    verified = [supervisor.verifies_the_marked_task() for _number in range(3)]
    supervisor.takes_the_list("Possible duplicates")
    supervisor.marks_the_task(INTEGRATION)
    supervisor.merges(keep=EMPLOYMENT, gone=INTEGRATION)
    supervisor.goes_to_the_view("Desk")
    supervisor.has_logged(visits=1, referrals=EMPLOYMENT)
    note_a_direct_line(supervisor)
    file = tmp_path / "directory.json"
    supervisor.exports_the_directory(
        file, "HSDS 3.0 as JSON, for other service directories", why="For the city"
    )
    supervisor.sees(f"services were written to {file}.")

    before = services_of(supervisor)
    supervisor.looks_at_an_import(SERVICE_MAP)
    supervisor.sees("0 records of 65 are new, changed or here already.")
    supervisor.imports_it()
    supervisor.is_told("0 new services came in.")
    supervisor.leaves_the_program()
    assert services_of(supervisor) == before
    assert_decided(before, verified)
    assert_hsds(file, verified)


def import_the_service_map(supervisor: Supervisor) -> None:
    """Look at what would come in, and import it."""
    supervisor.looks_at_an_import(SERVICE_MAP)
    supervisor.sees("65 records of 65 are new, changed or here already. 7 would wait for review.")
    supervisor.sees("Source: City of Helsinki Service Map, CC BY 4.0")
    supervisor.imports_it()
    supervisor.is_told("59 new services came in. 7 records wait for review.")


def review_two_differences(supervisor: Supervisor) -> None:
    """Decide field by field, and take persons out of a public text."""
    supervisor.opens_the_work_lists()
    supervisor.opens_the_task("Ohjaamo Helsinki, guidance for young people")
    supervisor.decides(
        {"Name": "theirs", "Description": "ours", "Web page": "ours", "Languages spoken": "theirs"}
    )
    supervisor.is_told("The decisions are stored.")
    supervisor.sees("Differences of catalogues: 6")
    supervisor.goes_back_to_the_list()
    supervisor.opens_the_task(GRANTS)
    supervisor.sees("Esimerkki Henkilö, johtava asiantuntija")
    supervisor.decides({"Note": "theirs"})
    supervisor.sees("Differences of catalogues: 5")


def note_a_direct_line(supervisor: Supervisor) -> None:
    """Give a record a number that is for the desk alone."""
    supervisor.searches("helsinki-info")
    supervisor.opens_the_result("Helsinki-info")
    supervisor.edits_the_record()
    supervisor.goes_to_the_section("Contacts")
    supervisor.presses_the_button("Add a phone number")
    supervisor.writes(DIRECT_LINE)
    supervisor.ticks("Phone numbers 2: Confidential")
    supervisor.presses("Ctrl+S")
    supervisor.is_told("{name} is saved.", name="Helsinki-info")
    supervisor.sees(DIRECT_LINE, "confidential, do not give out")


def assert_decided(services: Sequence[Service], verified: list[str]) -> None:
    """Find in the database what was decided, checked and merged."""
    names = {service.name.pick("en"): service for service in services}
    assert INTEGRATION not in names
    assert names[OHJAAMO].name.fi == "Ohjaamon neuvonta"
    assert names[OHJAAMO].description.fi.startswith("Neuvontaa missä tahansa asiassa")
    assert "Esimerkki Henkilö" not in str(names[GRANTS])
    assert [names[title].last_verified for title in verified] == ["2026-11-21"] * 3


def services_of(supervisor: Supervisor) -> list[Service]:
    """Return the services on offer, by id."""
    settings = Settings(supervisor.paths.settings)
    with reading_desk(supervisor.paths, settings) as desk:
        return sorted(desk.directory.offered(), key=attrgetter("id"))


def assert_hsds(file: Path, verified: list[str]) -> None:
    """Find a file valid, with what was decided and checked, and nothing confidential."""
    text = file.read_text(encoding="utf-8")
    records = {record["name"]: record for record in json.loads(text)}
    schema = json.loads((DATA / "hsds" / "service_with_definitions.json").read_text("utf-8"))
    official = jsonschema.Draft202012Validator(schema)
    assert [error.message for one in records.values() for error in official.iter_errors(one)] == []
    ohjaamo = records[OHJAAMO]
    assert "Neuvontaa missä tahansa asiassa" in json.dumps(ohjaamo, ensure_ascii=False)
    assert INTEGRATION not in records
    assert [records[title]["assured_date"] for title in verified] == ["2026-11-21"] * 3
    assert "City of Helsinki Service Map" in text
    for secret in (DIRECT_LINE, "0931099999", "931099999", "Esimerkki Henkilö"):
        assert secret not in text, secret


def test_what_an_advisor_finds_wrong_is_mended(supervisor: Supervisor) -> None:
    supervisor.works_at("Oodi", "091", advisor="aino")
    supervisor.starts_the_program("en")
    supervisor.searches("kela")
    supervisor.opens_the_result(KELA)
    supervisor.reports("Nobody answers this number")
    supervisor.is_told("Thank you. A supervisor will see it.")
    supervisor.leaves_the_program()

    supervisor.works_at("Oodi", "091", advisor="sirkka")
    supervisor.starts_the_program("en")
    supervisor.goes_to_the_view("Directory")
    supervisor.sees("To do: 1")
    supervisor.opens_the_work_lists()
    supervisor.finds_tasks(KELA)
    supervisor.sees("“Nobody answers this number”", "21 Nov 2026, aino")

    supervisor.edits_the_record()
    supervisor.goes_to_the_section("Contacts")
    supervisor.writes_instead("Phone numbers 1: Phone number", "020 634 2x")
    supervisor.comes_to_see("020 634 2x is no telephone number")
    supervisor.presses("Ctrl+S")
    supervisor.has_the_cursor_at("Phone numbers 1: Phone number")
    supervisor.writes_instead("Phone numbers 1: Phone number", "020 634 2551")
    supervisor.comes_to_miss("is no telephone number")
    supervisor.presses("Ctrl+S")
    supervisor.is_told("{name} is saved.", name=KELA)
    supervisor.sees("020 634 2551")
    supervisor.presses_the_button("It is mended")
    supervisor.sees_in_words("No reports are waiting.")

    supervisor.goes_to_the_view("Desk")
    supervisor.searches("kela")
    supervisor.opens_the_result(KELA)
    supervisor.sees("020 634 2551")
    supervisor.edits_the_record()
    supervisor.goes_to_the_section("History")
    supervisor.sees("21 Nov 2026, sirkka", "Before: 020 634 2550", "After: 020 634 2551")
    supervisor.presses_the_button("Undo this change")
    supervisor.sees("The change was taken back.")
    supervisor.has_the_cursor_at("Changes")
    supervisor.sees("Before: 020 634 2551", "After: 020 634 2550")
    supervisor.presses("Escape")
    supervisor.sees("020 634 2550")
    supervisor.does_not_see("020 634 2551")


def test_a_misspelt_word_and_a_synonym(supervisor: Supervisor) -> None:
    supervisor.starts_the_program("en")
    supervisor.searches("integrashion")
    supervisor.sees("Showing results for “integration” instead of “integrashion”.")
    supervisor.searches_as_typed()
    supervisor.sees("Nothing found for “integrashion”.")
    supervisor.searches_as_typed()
    supervisor.sees("Showing results for “integration” instead of “integrashion”.")

    supervisor.searches(WORD)
    supervisor.sees("Synonym of")
    supervisor.opens_the_words()
    supervisor.writes(WORD)
    supervisor.presses("Return")
    supervisor.presses_the_button("Retire")
    supervisor.sees(f"“{WORD}” was retired.")
    supervisor.presses("Escape")
    supervisor.searches(WORD)
    supervisor.does_not_see("Synonym of")

    supervisor.opens_the_words()
    supervisor.presses_the_button("Show retired words")
    supervisor.goes_to("Find a word or a meaning")
    supervisor.writes(WORD)
    supervisor.presses("Return")
    supervisor.presses_the_button("Bring back")
    supervisor.presses("Escape")
    supervisor.searches(WORD)
    supervisor.sees("Synonym of")
