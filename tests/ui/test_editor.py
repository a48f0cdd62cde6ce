"""Editing a record: texts side by side, checks while one types, saving, drafts, history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from advisor_desk.domain.directory import (
    Area,
    ForeignCode,
    Organization,
    Phone,
    Service,
    Source,
)
from advisor_desk.domain.opening_text import parse_hours
from advisor_desk.domain.text import LocalText
from advisor_desk.ui.directory.editor.address_block import AddressBlock
from advisor_desk.ui.directory.editor.area_block import AreasBlock
from advisor_desk.ui.directory.editor.blocks import AgeBlock, TextsBlock
from advisor_desk.ui.directory.editor.code_block import CodesBlock
from advisor_desk.ui.directory.editor.foreign_block import ForeignCodesBlock
from advisor_desk.ui.directory.editor.history import HistoryPage
from advisor_desk.ui.directory.editor.rows import PhonesBlock
from advisor_desk.ui.directory.editor.sections import SECTIONS, section_of
from advisor_desk.ui.directory.editor.source_block import SourcesBlock
from advisor_desk.ui.directory.editor.window import EditorDialog
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.widgets.picker import Picker
from tests.ui.acting import button, click, focused, press, settle
from tests.ui.dialogs import run, work_in


@pytest.fixture
def kela(window: MainWindow) -> MainWindow:
    """Return the window with Kela shown."""
    window.desk_panel.open("service:kela")
    settle(window)
    return window


def record(window: MainWindow, service_id: str = "kela") -> Service:
    """Return a record as it is stored."""
    found = window.context.desk.directory.get(service_id)
    assert found is not None
    return found


def put(dialog: EditorDialog, field: str, language: str, text: str) -> None:
    """Write a text of a field over what is there."""
    block = dialog.form.blocks[field]
    assert isinstance(block, TextsBlock)
    editor = block.texts.editors[language]
    editor.selectAll()
    QTest.keyClicks(editor, text)


def wait_for_check(window: MainWindow) -> None:
    """Wait until what was typed has been checked and kept as a draft."""
    QTest.qWait(260)
    settle(window)


def test_a_text_is_changed_by_keys_and_saved(kela: MainWindow) -> None:
    before = record(kela)

    def work(dialog: EditorDialog) -> None:
        assert dialog.windowTitle() == "Edit: Kela, Social Insurance Institution of Finland"
        put(dialog, "name", "sv", "Folkpensionsanstalten")
        press(kela, "Ctrl+S")

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)
    after = record(kela)
    assert after.name == before.name._replace(sv="Folkpensionsanstalten")
    assert after.edited
    assert kela.message_text().endswith("is saved.")
    page = kela.desk_panel.detail
    assert "Folkpensionsanstalten" in page.view.text_of()
    click(kela, "Undo")
    assert record(kela).name == before.name


def test_a_record_that_is_only_looked_at_stays_as_it_is(kela: MainWindow) -> None:
    before = record(kela)

    def work(dialog: EditorDialog) -> None:
        for section in range(len(SECTIONS) + 1):
            dialog.form.go(section)
            settle(kela)
        assert dialog.form.record() == before
        dialog.save_button.click()
        settle(kela)

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)
    assert record(kela) == before


@pytest.mark.parametrize("service_id", ["migri", "dvv", "luona-asylum", "vero"])
def test_nothing_is_lost_in_the_blocks(window: MainWindow, service_id: str) -> None:
    desk = window.context.desk
    if desk.directory.get(service_id) is None:
        service_id = desk.directory.offered()[len(service_id)].id
    window.desk_panel.open(f"service:{service_id}")

    def work(dialog: EditorDialog) -> None:
        for section in range(len(SECTIONS)):
            dialog.form.go(section)
        assert dialog.form.record() == record(window, service_id)

    work_in(window, EditorDialog, run(window, "record.edit"), work)


def test_what_is_wrong_is_said_below_the_field_and_in_the_list(kela: MainWindow) -> None:
    def work(dialog: EditorDialog) -> None:
        press(kela, "Ctrl+PageDown")
        block = dialog.form.blocks["phones"]
        assert isinstance(block, PhonesBlock)
        number = block.rows[0].number
        number.selectAll()
        QTest.keyClicks(number, "12")
        wait_for_check(kela)
        assert "12" in block.problem_text()
        assert number.accessibleDescription() == block.problem_text()
        contacts = dialog.form.nav.entries.entries()[1]
        assert "remark" in contacts.warn
        press(kela, "Ctrl+S")
        assert dialog.isVisible()
        assert not dialog.notice.isHidden()
        dialog.discard()
        wait_for_check(kela)
        assert block.problem_text() == ""

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)
    assert record(kela).phones[0].number != "12"


def test_an_age_that_is_no_number_is_not_saved(kela: MainWindow) -> None:
    def work(dialog: EditorDialog) -> None:
        dialog.form.go(4)
        block = dialog.form.blocks["minimum_age"]
        assert isinstance(block, AgeBlock)
        QTest.keyClicks(block.edit, "grown up")
        wait_for_check(kela)
        assert "not an age" in block.problem_text()
        press(kela, "Ctrl+S")
        assert dialog.isVisible()
        block.edit.clear()
        QTest.keyClicks(block.edit, "17,5")
        press(kela, "Ctrl+S")

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)
    assert record(kela).minimum_age == 17.5


def test_what_was_not_saved_comes_back_and_can_be_discarded(kela: MainWindow) -> None:
    before = record(kela)

    def leave(dialog: EditorDialog) -> None:
        put(dialog, "name", "en", "Kela as typed")
        press(kela, "Escape")

    work_in(kela, EditorDialog, run(kela, "record.edit"), leave)
    assert kela.message_text().startswith("The changes are kept but not saved.")
    assert record(kela) == before

    def come_back(dialog: EditorDialog) -> None:
        assert dialog.form.record().name.en == "Kela as typed"
        click(kela, "Discard them")
        assert dialog.form.record() == before
        wait_for_check(kela)

    work_in(kela, EditorDialog, run(kela, "record.edit"), come_back)

    def clean(dialog: EditorDialog) -> None:
        assert dialog.form.record() == before

    work_in(kela, EditorDialog, run(kela, "record.edit"), clean)


def test_a_draft_is_kept_while_one_types(kela: MainWindow) -> None:
    def work(dialog: EditorDialog) -> None:
        put(dialog, "name", "en", "Kela as typed")
        wait_for_check(kela)
        kept = kela.context.desk.record_drafts.kept("kela", record(kela))
        assert kept is not None
        assert kept.name.en == "Kela as typed"
        assert dialog.isVisible()

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)


def test_somebody_elses_change_is_not_overwritten(kela: MainWindow) -> None:
    desk = kela.context.desk

    def work(dialog: EditorDialog) -> None:
        put(dialog, "name", "en", "Kela as typed")
        stored = record(kela)
        other = replace(stored, note=LocalText(en="Mind the step."))
        kela.background.write(lambda: desk.curation.save(desk.actor, stored, other))
        settle(kela)
        press(kela, "Ctrl+S")
        assert dialog.isVisible()
        assert "Somebody changed this record meanwhile" in dialog.notice.text()
        assert dialog.form.record().note.en == "Mind the step."
        press(kela, "Ctrl+S")

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)
    assert record(kela).name.en == "Kela as typed"
    assert record(kela).note.en == "Mind the step."


def test_a_new_record_shows_what_may_be_the_same_and_opens_it(window: MainWindow) -> None:
    titles = []

    def work(dialog: EditorDialog) -> None:
        titles.append(dialog.windowTitle())
        if len(titles) > 1:
            return
        put(dialog, "name", "fi", "Kela")
        wait_for_check(window)
        # The next dialog comes when this one is closed.
        dialog.wanted = ""
        assert button(dialog, "Open that one").isVisible()

    work_in(window, EditorDialog, run(window, "record.new"), work)
    assert titles == ["New record"]


def test_a_new_record_is_made(window: MainWindow) -> None:
    made: list[Service] = []

    def work(dialog: EditorDialog) -> None:
        dialog.saved.connect(made.append)
        put(dialog, "name", "fi", "Kotikolo")
        put(dialog, "description", "fi", "Kahvia ja apua lomakkeisiin.")
        dialog.form.go(6)
        places = dialog.form.blocks["municipalities"]
        assert isinstance(places, CodesBlock)
        places.show_value(("049",))
        places.changed.emit()
        dialog.form.go(2)
        address = dialog.form.blocks["address"]
        assert isinstance(address, AddressBlock)
        street = address.street.editors["fi"]
        assert isinstance(street, QLineEdit)
        QTest.keyClicks(street, "Kotitie 1")
        QTest.keyClicks(address.postal_code, "02100")
        QTest.keyClicks(address.city, "Espoo")
        address.confidential.click()
        press(window, "Ctrl+S")
        assert dialog.notice.text() == ""

    work_in(window, EditorDialog, run(window, "record.new"), work)
    assert len(made) == 1
    stored = record(window, made[0].id)
    assert stored.name.fi == "Kotikolo"
    assert stored.municipalities == ("049",)
    assert stored.address.confidential


def test_a_confidential_address_is_shown_and_never_copied(window: MainWindow) -> None:
    desk, before = window.context.desk, record(window)
    hidden = replace(before, phones=(Phone("09 310 12345", "", confidential=True),))
    window.background.write(lambda: desk.curation.save(desk.actor, before, hidden))
    settle(window)
    window.desk_panel.open("service:kela")
    view = window.desk_panel.detail.view
    number = "09 310 12345"
    assert number in view.text_of()
    assert "(confidential, do not give out)" in view.text_of()
    press(window, "Ctrl+Shift+D")
    assert number not in QApplication.clipboard().text()
    assert "Kela" in QApplication.clipboard().text()
    press(window, "Ctrl+Shift+C")
    assert window.message_text() == "No phone number is shown."
    view.setFocus()
    view.selectAll()
    view.copy()
    assert number not in QApplication.clipboard().text()
    assert "confidential" not in QApplication.clipboard().text()
    assert "Kela" in QApplication.clipboard().text()


def test_codes_are_taken_away_and_added_by_keys(kela: MainWindow) -> None:
    def work(dialog: EditorDialog) -> None:
        dialog.form.go(7)
        block = dialog.form.blocks["languages"]
        assert isinstance(block, CodesBlock)
        before = block.value()
        first = button(dialog, "Finnish")
        assert first.accessibleName() == "Remove Finnish"
        first.click()
        assert block.value() == before[1:]
        assert dialog.form.record().languages == before[1:]

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)


def test_a_change_is_undone_in_the_history(kela: MainWindow) -> None:
    before = record(kela)

    def change(dialog: EditorDialog) -> None:
        put(dialog, "name", "en", "Kela, renamed")
        press(kela, "Ctrl+S")

    work_in(kela, EditorDialog, run(kela, "record.edit"), change)

    def undo(dialog: EditorDialog) -> None:
        put(dialog, "name", "sv", "FPA som skrivet")
        dialog.form.go(len(SECTIONS))
        settle(kela)
        click(kela, "Undo this change")
        assert dialog.form.record().name.en == before.name.en
        assert dialog.form.record().name.sv == "FPA som skrivet"

    work_in(kela, EditorDialog, run(kela, "record.edit"), undo)
    assert record(kela).name == before.name


# Areas, sources, classes


def change(window: MainWindow, **fields: object) -> Service:
    """Store a record with some fields changed, and show it."""
    desk, before = window.context.desk, record(window)
    wanted = replace(before, **fields)  # type: ignore[arg-type]  # checked by the test itself
    window.background.write(lambda: desk.curation.save(desk.actor, before, wanted))
    settle(window)
    window.desk_panel.open("service:kela")
    settle(window)
    return record(window)


def test_an_area_brings_its_municipalities_and_takes_them_along(kela: MainWindow) -> None:
    own = "091"  # Helsinki, in the region of Uusimaa and in no county chosen here
    change(kela, nationwide=False, municipalities=(own,))

    def pick(picker: Picker) -> None:
        QTest.keyClicks(picker.focusWidget(), "western uusimaa")
        press(kela, "Enter")

    def work(dialog: EditorDialog) -> None:
        dialog.form.focus_field("areas")
        block = dialog.form.blocks["areas"]
        assert isinstance(block, AreasBlock)
        work_in(kela, Picker, block.add_button.click, pick)
        assert block.value() == (Area("county", "03"),)
        places = dialog.form.record().municipalities
        assert places[0] == own
        assert {"049", "235", "927"} <= set(places)
        button(dialog, "Wellbeing services county of Western Uusimaa").click()
        assert dialog.form.record().municipalities == (own,)
        assert dialog.form.record().areas == ()
        work_in(kela, Picker, block.add_button.click, pick)
        dialog.activateWindow()
        dialog.save()
        settle(kela)
        assert dialog.notice.text() == ""

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)
    assert record(kela).areas == (Area("county", "03"),)
    assert "049" in record(kela).municipalities
    click(kela, "Undo")
    assert record(kela).areas == ()
    assert record(kela).municipalities == (own,)


def test_discarding_brings_the_areas_back_too(kela: MainWindow) -> None:
    before = change(kela, areas=(Area("county", "03"),), municipalities=("049", "091", "235"))

    def work(dialog: EditorDialog) -> None:
        dialog.form.focus_field("areas")
        button(dialog, "Wellbeing services county of Western Uusimaa").click()
        assert dialog.form.record().municipalities == ("091",)
        dialog.discard()
        wait_for_check(kela)
        assert dialog.form.record() == before
        button(dialog, "Wellbeing services county of Western Uusimaa").click()
        assert dialog.form.record().municipalities == ("091",)
        dialog.discard()
        wait_for_check(kela)

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)


def test_a_source_is_added_with_a_date_as_people_write_it(kela: MainWindow) -> None:
    before = record(kela)

    def work(dialog: EditorDialog) -> None:
        dialog.form.focus_field("sources")
        block = dialog.form.blocks["sources"]
        assert isinstance(block, SourcesBlock)
        assert block.value() == before.sources
        click(kela, "Add a source")
        row = block.rows[-1]
        assert row.name.hasFocus()
        QTest.keyClicks(row.url, "https://www.kela.fi/uusi")
        QTest.keyClicks(row.page_date, "31.2.2026")
        row.official.click()
        wait_for_check(kela)
        assert "A source has no title" in row.problem_text()
        assert "31.2.2026 is no date of a page" in row.problem_text()
        press(kela, "Ctrl+S")
        assert dialog.isVisible()
        QTest.keyClicks(row.name, "New page")
        row.page_date.clear()
        QTest.keyClicks(row.page_date, "27.9.2025")
        press(kela, "Ctrl+S")

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)
    added = Source("New page", "https://www.kela.fi/uusi", "2025-09-27", official=False)
    assert record(kela).sources == (*before.sources, added)
    assert "New page (27 Sep 2025)" in kela.desk_panel.detail.view.text_of()


@pytest.mark.parametrize("date", ["", "2025", "2025-09", "2025-09-27", "2024-2025", "spring"])
def test_a_date_that_is_not_touched_stays_as_it_is(qapp: QApplication, date: str) -> None:
    assert qapp is not None
    block = SourcesBlock("sources", "Sources")
    block.show_value((Source("Page", page_date=date),))
    assert block.value() == (Source("Page", page_date=date),)
    block.deleteLater()


def test_classes_of_catalogues_are_shown_and_kept(kela: MainWindow) -> None:
    codes = (
        ForeignCode("ptv-service-class", "P25.5", "Kotoutuminen"),
        ForeignCode("own-scheme", "17"),
    )
    before = change(kela, codes=codes)

    def work(dialog: EditorDialog) -> None:
        dialog.form.go(section_of("codes"))
        block = dialog.form.blocks["codes"]
        assert isinstance(block, ForeignCodesBlock)
        told = [(entry.title, entry.detail) for entry in block.list.entries.entries()]
        assert told == [
            ("Kotoutuminen", "service class of the national catalogue · P25.5"),
            ("17", "own-scheme"),
        ]
        put(dialog, "name", "en", "Kela renamed")
        press(kela, "Ctrl+S")

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)
    assert record(kela).codes == before.codes == codes


def test_the_history_tells_hours_and_areas_in_words(kela: MainWindow) -> None:
    hours = parse_hours("Mo-Fr 09:00-16:00; 2027 Jun 24 off", origin="person")
    change(kela, hours=hours, areas=(Area("county", "03"),))

    def work(dialog: EditorDialog) -> None:
        dialog.form.go(len(SECTIONS))
        settle(kela)
        page = dialog.findChild(HistoryPage)
        assert isinstance(page, HistoryPage)
        text = page.view.text_of()
        assert "Mon–Fri: 9:00–16:00" in text
        assert "Exception · 24 Jun 2027: closed" in text
        assert "Mo-Fr" not in text
        assert "Wellbeing services county of Western Uusimaa" in text

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)


def test_the_history_names_organisations_and_records(kela: MainWindow) -> None:
    desk = kela.context.desk
    giver = Organization("", LocalText("Kansaneläkelaitos", en="Social Insurance Institution"))
    made: list[Organization] = []
    kela.background.write(lambda: desk.curation.save_organization(desk.actor, giver), made.append)
    settle(kela)
    change(kela, organization=made[0].id)
    kela.background.write(lambda: desk.curation.merge(desk.actor, "kela", "migri", {}))
    settle(kela)

    def work(dialog: EditorDialog) -> None:
        dialog.form.go(len(SECTIONS))
        settle(kela)
        page = dialog.findChild(HistoryPage)
        assert isinstance(page, HistoryPage)
        assert "After: Finnish Immigration Service" in page.view.text_of()
        page.list.setCurrentIndex(page.list.entries.index(1, 0))
        assert "After: Social Insurance Institution" in page.view.text_of()
        assert made[0].id not in page.view.text_of()

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)


def test_tab_goes_through_the_rows_before_the_button_that_adds(kela: MainWindow) -> None:
    def work(dialog: EditorDialog) -> None:
        dialog.form.focus_field("sources")
        block = dialog.form.blocks["sources"]
        assert isinstance(block, SourcesBlock)
        order = [block.rows[-1].official, block.rows[-1].remove, block.add_button]
        order[0].setFocus()
        for control in order[1:]:
            press(kela, "Tab")
            assert focused() is control, focused().accessibleName()

    work_in(kela, EditorDialog, run(kela, "record.edit"), work)
