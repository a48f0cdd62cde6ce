"""Handing services on from the window, and the report on the quality of the directory."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit

from advisor_desk.services.directory import ServiceFilter
from advisor_desk.services.handing_on import FORMATS, HandingOn
from advisor_desk.ui.directory.export_dialog import ExportServicesDialog
from advisor_desk.ui.directory.panel import DirectoryPanel
from advisor_desk.ui.directory.quality_page import QualityDialog
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import focused, press, settle, type_text
from tests.ui.test_export_dialog import meanwhile


def in_dialog(window: MainWindow, kind: type[QDialog], key: str, act: Callable[[], None]) -> None:
    """Open a dialog by its key and do something in it."""
    window.activateWindow()  # as a window manager does when a dialog has gone
    settle(window)
    check = meanwhile(window, kind, act)
    press(window, key)
    settle(window)
    check()


def exporting(window: MainWindow, act: Callable[[], None]) -> None:
    in_dialog(window, ExportServicesDialog, "Ctrl+Shift+X", act)


def looking(window: MainWindow, act: Callable[[], None]) -> None:
    in_dialog(window, QualityDialog, "Shift+F7", act)


def exporter() -> ExportServicesDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, ExportServicesDialog)
    return shown


def looker() -> QualityDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, QualityDialog)
    return shown


def choose_file(window: MainWindow, target: Path, key: str = "Enter") -> None:
    """Press a key, and type a file into the dialog that comes."""

    def answer() -> None:
        chooser = QApplication.activeModalWidget()
        assert isinstance(chooser, QFileDialog)
        name = chooser.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        name.setFocus()
        name.selectAll()
        type_text(window, str(target))
        press(window, "Enter")

    dialog = QApplication.activeModalWidget()
    check = meanwhile(window, QFileDialog, answer)
    press(window, key)
    settle(window)
    check()
    if dialog is not None and dialog.isVisible():
        dialog.activateWindow()  # as a window manager does
        settle(window)


def said(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_with_keys_alone_hsds_is_exported(window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "services.json"

    def act() -> None:
        assert focused() is exporter().format
        press(window, "Down", "Down")
        assert exporter().file_format() == "hsds"
        press(window, "Tab", "Down")
        assert exporter().wanted().offered_only
        press(window, "Tab")
        assert focused() is exporter().reason
        press(window, "Ctrl+A")
        type_text(window, "For the city")
        assert "236 services." in said(exporter())
        choose_file(window, target)

    exporting(window, act)
    assert len(json.loads(target.read_text("utf-8"))) == 236
    assert window.message_text() == f"236 services were written to {target}."
    (kept,) = window.context.desk.releases.journal()
    assert (kept.what, kept.format, kept.reason) == ("directory", "hsds", "For the city")


def test_it_is_said_what_never_leaves(window: MainWindow) -> None:
    found: list[str] = []
    exporting(window, lambda: found.extend(said(exporter())))
    assert any("marked confidential never leave" in text for text in found)


def test_the_filters_of_the_directory_are_offered(window: MainWindow) -> None:
    press(window, "Alt+2")
    panel = window.findChild(DirectoryPanel)
    assert isinstance(panel, DirectoryPanel)
    panel.filters.boxes["kind"].set_value("crisis")
    wanted: list[object] = []
    exporting(window, lambda: wanted.append(exporter().wanted().filter))
    assert wanted == [panel.filters.wanted()]
    assert wanted != [ServiceFilter()]


def test_without_a_reason_nothing_is_written(window: MainWindow, tmp_path: Path) -> None:
    problems: list[str] = []

    def act() -> None:
        exporter().reason.setFocus()
        press(window, "Ctrl+A", "Backspace", "Enter")
        problems.append(exporter().problem())
        assert focused() is exporter().reason

    exporting(window, act)
    assert problems == ["Say in a few words what the file is needed for."]
    assert list(tmp_path.glob("*.csv")) == []


def test_what_was_entered_is_there_after_a_failure(window: MainWindow, tmp_path: Path) -> None:
    kept: list[str] = []

    def act() -> None:
        exporter().reason.setFocus()
        type_text(window, " again")
        choose_file(window, tmp_path / "services.csv")
        kept.extend((exporter().problem(), exporter().reason.text()))

    (tmp_path / "services.csv.part").mkdir()  # so that the file cannot be written
    exporting(window, act)
    assert "services.csv" in kept[0]
    assert kept[1].endswith(" again")
    assert window.context.desk.releases.journal() == []


def test_the_file_is_suggested_again_after_a_failure(window: MainWindow, tmp_path: Path) -> None:
    suggested: list[str] = []

    def look() -> None:
        chooser = QApplication.activeModalWidget()
        assert isinstance(chooser, QFileDialog)
        suggested.extend(chooser.selectedFiles())
        chooser.reject()

    def act() -> None:
        exporter().reason.setFocus()
        choose_file(window, tmp_path / "ours.csv")
        check = meanwhile(window, QFileDialog, look)
        press(window, "Enter")
        settle(window)
        check()

    (tmp_path / "ours.csv.part").mkdir()  # so that the file cannot be written
    exporting(window, act)
    assert suggested == [str(tmp_path / "ours.csv")]


def test_every_kind_of_file_is_offered(window: MainWindow) -> None:
    names: list[object] = []

    def act() -> None:
        box = exporter().format
        names.extend(box.itemData(row) for row in range(box.count()))

    exporting(window, act)
    assert names == list(FORMATS)


def test_escape_stops_an_export(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = HandingOn.export

    def stopped(self: HandingOn, *arguments: object, **options: object) -> object:
        options["progress"].stopped = True  # type: ignore[attr-defined]  # as Escape does while it runs
        return plain(self, *arguments, **options)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(HandingOn, "export", stopped)
    problems: list[str] = []

    def act() -> None:
        choose_file(window, tmp_path / "services.csv")
        problems.append(exporter().problem())

    exporting(window, act)
    assert problems == ["The export was stopped; no file was written."]
    assert list(tmp_path.glob("services*")) == []


def test_rules_lead_to_records_and_to_the_editor(window: MainWindow) -> None:
    def act() -> None:
        dialog = looker()
        assert "236 services were looked at" in dialog.summary.text()
        assert focused() is dialog.rules
        assert dialog.rules.current_key() == "contact-missing"
        press(window, "Enter")
        assert focused() is dialog.records
        assert "no phone, e-mail, web page or address" in dialog.sentence.text()
        press(window, "Left", "Down")
        assert focused() is dialog.rules
        assert dialog.rules.current_key() == "name-language"
        assert "but no name" in dialog.sentence.text()

    looking(window, act)


def test_long_lists_grow_as_they_are_looked_at(window: MainWindow) -> None:
    counts: list[int] = []

    def act() -> None:
        dialog = looker()
        rules = [one for one in dialog.rules.entries.entries() if one.key == "contacts-never"]
        assert rules[0].detail == "236 records"
        while dialog.rules.current_key() != "contacts-never":
            press(window, "Down")
        counts.append(len(dialog.records.entries.entries()))

    looking(window, act)
    assert counts == [236]


def test_the_report_is_saved_as_a_file(window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "quality.csv"

    def act() -> None:
        dialog = looker()
        press(window, "Tab", "Tab")
        choose_file(window, target, "Space")
        assert str(target) in dialog.hint.text()

    looking(window, act)
    rows = target.read_text("utf-8-sig").splitlines()
    (kept,) = window.context.desk.releases.journal()
    assert (kept.what, kept.count) == ("quality-report", len(rows) - 1)
