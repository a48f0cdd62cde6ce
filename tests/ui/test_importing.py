"""The window that takes services in, with keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from advisor_desk.domain.imports import Progress
from advisor_desk.services.desk import Desk
from advisor_desk.ui.directory.importing.columns_page import COLUMN_NAMES, column_name
from advisor_desk.ui.directory.importing.dialog import ImportDialog
from advisor_desk.ui.main_window import MainWindow
from tests.house.tree import REPOSITORY
from tests.ui.acting import press, settle, type_text

DATA = REPOSITORY / "tests" / "data" / "servicemap"


@pytest.fixture
def dialog(window: MainWindow) -> Iterator[ImportDialog]:
    """Give the shown dialog."""
    opened = ImportDialog(window.context, window)
    opened.show()
    settle(window)
    yield opened
    opened.reject()
    settle(window)
    opened.close()
    opened.deleteLater()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a desk's own list."""
    path = tmp_path / "lista.csv"
    path.write_text("Nimi;Puhelin;Outo\nKvitteri;09 310 1691;x\nHuono;abc;y\n", encoding="utf-8")
    return path


def go_on(window: MainWindow, dialog: ImportDialog) -> None:
    """Press Enter on the button that goes on."""
    dialog.next.setFocus()
    press(window, "Enter")


def test_a_table_comes_in_with_keys_alone(
    window: MainWindow, dialog: ImportDialog, table: Path
) -> None:
    type_text(window, str(table))
    press(window, "Enter")
    assert (dialog.page(), dialog.problem()) == (1, "")
    assert dialog.options.columns() == {"Nimi": "name", "Puhelin": "phone"}
    go_on(window, dialog)
    assert dialog.page() == 2
    texts = [dialog.preview.fate.itemText(row) for row in range(dialog.preview.fate.count())]
    assert texts == ["All (2)", "New (1)", "Rejected (1)"]
    go_on(window, dialog)
    assert dialog.report is not None
    assert dialog.report.counts["new"] == 1
    assert window.message_text().startswith("1 new service came in.")
    desk: Desk = window.context.desk
    assert [one.name.fi for one in desk.directory.offered()].count("Kvitteri") == 1
    assert desk.importing.columns("csv-lista") == {"Nimi": "name", "Puhelin": "phone"}


def test_the_preview_lists_one_fate_with_its_reasons(
    window: MainWindow, dialog: ImportDialog, table: Path
) -> None:
    dialog.source.source.setText(str(table))
    go_on(window, dialog)
    go_on(window, dialog)
    dialog.preview.fate.setFocus()
    press(window, "End")
    assert dialog.preview.fate.currentText() == "Rejected (1)"
    model = dialog.preview.list.model()
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "lista.csv, row 3" in spoken
    assert "“abc” is not a telephone number." in spoken


def test_a_column_can_be_chosen_and_left_out(
    window: MainWindow, dialog: ImportDialog, table: Path
) -> None:
    dialog.source.source.setText(str(table))
    go_on(window, dialog)
    page = dialog.options.part
    box = page.boxes["Outo"]  # type: ignore[union-attr]  # the page of a table
    box.setFocus()
    QTest.keyClicks(box, "Note")
    assert dialog.options.columns() == {"Nimi": "name", "Puhelin": "phone", "Outo": "note"}
    press(window, "Home")
    assert dialog.options.columns() == {"Nimi": "name", "Puhelin": "phone"}


def test_what_cannot_be_read_is_said_and_the_source_stays(
    window: MainWindow, dialog: ImportDialog, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('[{"id": 1, "fi": {"ti')
    dialog.source.source.setText(str(bad))
    go_on(window, dialog)
    assert dialog.page() == 0
    assert "bad.json, record 1: it is cut off" in dialog.problem()
    assert dialog.source.value() == str(bad)
    dialog.source.source.clear()
    go_on(window, dialog)
    assert dialog.problem() == "Choose a file or folder first."


def test_the_service_map_shows_whose_it_is_and_waits_for_review(
    window: MainWindow, dialog: ImportDialog
) -> None:
    dialog.source.source.setText(str(DATA))
    go_on(window, dialog)
    assert dialog.options.attribution.text() == "City of Helsinki Service Map"
    go_on(window, dialog)
    assert dialog.preview.source.text() == "Source: City of Helsinki Service Map, CC BY 4.0"
    go_on(window, dialog)
    assert dialog.report is not None
    assert dialog.report.review > 0
    assert "for review" in window.message_text()


def test_what_would_mark_most_as_gone_is_read_as_a_part(
    window: MainWindow, dialog: ImportDialog, table: Path
) -> None:
    importing, actor = window.context.desk.importing, window.context.desk.actor
    known = importing.catalogue("csv", str(table))
    first = importing.plan(actor, importing.reader("csv", str(table), known), known)
    window.background.write(lambda: importing.apply(actor, first))
    settle(window)
    table.write_text("Nimi\nToinen\n", encoding="utf-8")
    dialog.source.source.setText(str(table))
    go_on(window, dialog)
    go_on(window, dialog)
    assert "1 of the 1 records" in dialog.preview.warning.text()
    dialog.preview.partial.setFocus()
    press(window, "Space")
    assert dialog.page() == 2
    assert dialog.options.partial.isChecked()
    assert dialog.preview.partial.isHidden()
    texts = [dialog.preview.fate.itemText(row) for row in range(dialog.preview.fate.count())]
    assert texts == ["All (1)", "New (1)"]


def test_back_lets_the_preview_go(window: MainWindow, dialog: ImportDialog, table: Path) -> None:
    dialog.source.source.setText(str(table))
    go_on(window, dialog)
    go_on(window, dialog)
    for _ in range(2):
        dialog.back.setFocus()
        press(window, "Space")
    assert (dialog.page(), dialog.back.isEnabled()) == (0, False)
    assert window.context.desk.importing.catalogues() == []


def test_escape_stops_the_reading_first(
    window: MainWindow, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.source.source.setText(str(DATA))
    go_on(window, dialog)
    stop = Progress.step

    def stopped(self: Progress, part: float | None = None, records: int = 1) -> None:
        self.stopped = True
        stop(self, part, records)

    monkeypatch.setattr(Progress, "step", stopped)
    go_on(window, dialog)
    assert dialog.page() == 1
    assert dialog.problem() == "Cancelled. Nothing was changed."


def test_every_field_of_a_column_has_words(window: MainWindow) -> None:
    fields = window.context.desk.importing.fields
    assert len({column_name(field) for field in fields}) == len(fields)
    assert set(COLUMN_NAMES) <= set(fields)
