"""A directory that lives: it takes in, is corrected and checked, and is handed on."""

from __future__ import annotations

from pathlib import Path

from tests.house.tree import REPOSITORY
from tests.journeys.supervisor import Supervisor

SERVICE_MAP = REPOSITORY / "tests" / "data" / "servicemap"
KELA = "Kela, Social Insurance Institution of Finland"
EMPLOYMENT = "Helsinki Employment Services"
INTEGRATION = "Helsinki Employment Services, integration services"
DIRECT_LINE = "09 310 99999"
OHJAAMO = "Ohjaamo Helsinki, guidance for young people"


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

    supervisor.looks_at_an_import(SERVICE_MAP)
    supervisor.sees("65 records of 65 are new, changed or here already. 7 would wait for review.")
    supervisor.sees("Source: City of Helsinki Service Map, CC BY 4.0")
    supervisor.imports_it()
    supervisor.is_told("59 new services came in. 7 records wait for review.")

    supervisor.opens_the_work_lists()
    supervisor.opens_the_task(OHJAAMO)
    supervisor.decides(
        {"Name": "theirs", "Description": "ours", "Web page": "ours", "Languages spoken": "theirs"}
    )
    supervisor.is_told("The decisions are stored.")
    supervisor.sees("Differences of catalogues: 6")
    supervisor.goes_back_to_the_list()
    supervisor.opens_the_task("Employment grants in Helsinki")
    supervisor.sees("Esimerkki Henkilö, johtava asiantuntija")
    supervisor.decides({"Note": "theirs"})
    supervisor.sees("Differences of catalogues: 5")

    supervisor.takes_the_list("To be verified")
    supervisor.presses("Down", "Down", "Down")
    for _number in range(3):
        supervisor.verifies_the_marked_task()
    supervisor.takes_the_list("Possible duplicates")
    supervisor.marks_the_task(INTEGRATION)
    supervisor.merges(keep=EMPLOYMENT, gone=INTEGRATION)
    supervisor.goes_to_the_view("Desk")
    supervisor.has_logged(visits=1, referrals=EMPLOYMENT)

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

    file = tmp_path / "directory.json"
    supervisor.exports_the_directory(
        file, "HSDS 3.0 as JSON, for other service directories", why="For the city"
    )
    supervisor.sees(f"services were written to {file}.")


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
    supervisor.presses("Escape")
    supervisor.sees("020 634 2550")
    supervisor.does_not_see("020 634 2551")
