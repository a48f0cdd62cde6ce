"""Every window and dialog of the program, each with the way it is opened in real use.

A test compares this list with the code, so that no window can be forgotten.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QTabWidget, QWidget

from advisor_desk.domain.directory import (
    Address,
    Area,
    Channel,
    Email,
    ForeignCode,
    Organization,
    Phone,
)
from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.domain.ids import new_id
from advisor_desk.domain.questions import Question, QuestionChoice
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import _
from advisor_desk.services import maintenance
from advisor_desk.ui.application import Application
from advisor_desk.ui.desk.group_session import GroupDialog
from advisor_desk.ui.directory.editor.channel_block import ChannelDialog
from advisor_desk.ui.directory.editor.organization_block import OrganizationDialog
from advisor_desk.ui.directory.editor.sections import SECTIONS
from advisor_desk.ui.directory.editor.window import EditorDialog
from advisor_desk.ui.directory.importing.dialog import ImportDialog
from advisor_desk.ui.directory.merging import merge_records
from advisor_desk.ui.directory.panel import DirectoryPanel
from advisor_desk.ui.directory.todo.tasks import KINDS as TODO_KINDS
from advisor_desk.ui.directory.todo.tasks import Kind
from advisor_desk.ui.main_window import MainWindow
from advisor_desk.ui.preferences.codes import CodesDialog
from advisor_desk.ui.preferences.first_start import FirstStart
from advisor_desk.ui.preferences.questions import QuestionsDialog
from advisor_desk.ui.preferences.words import WordsDialog
from advisor_desk.ui.rescue import offer_rescue
from tests.house.tree import PACKAGE
from tests.ui.acting import click, press, settle, type_text

Look = Callable[[QWidget], None]
Opener = Callable[[Application, MainWindow, Look], None]

_ACTION: Final = QMessageBox.ButtonRole.ActionRole
_PATIENCE: Final = 10_000
"""Milliseconds in which a dialog must have come."""


@dataclass(frozen=True)
class Room:
    """A window in one of its states.

    Attributes:
        name: of the test.
        open: opens it, hands it to whoever looks at it, and closes it.
        windows: which windows of the code it shows, as `windows_in_code` names them.
        logs_errors: whether it can only be seen after a fault.
    """

    name: str
    open: Opener
    windows: frozenset[str] = field(default_factory=frozenset)
    logs_errors: bool = False


def during(window: MainWindow, act: Callable[[], object], look: Look) -> None:
    """Do what opens a dialog, look at it while it is open, and close it."""
    failed: list[BaseException] = []
    seen: list[QWidget] = []
    waited = QElapsedTimer()
    waited.start()

    def look_when_there() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            if waited.elapsed() < _PATIENCE:
                QTimer.singleShot(5, look_when_there)
            return
        seen.append(dialog)
        try:
            settle(window)
            look(dialog)
        except BaseException as error:  # noqa: BLE001 - Qt would swallow it; raised below
            failed.append(error)
        finally:
            settle(window)
            dialog.reject()
            window.activateWindow()  # as a desktop does

    QTimer.singleShot(0, look_when_there)
    act()
    settle(window)
    if failed:
        raise failed[0]
    assert seen, "no dialog came"


# The main window, with data shown


def log_visits(window: MainWindow) -> None:
    """Log three visits with keys, and take the last one back."""
    for keys in (("1", "1", "1", "3", "1"), ("5", "3"), ("2",)):
        window.desk_panel.form.focus_start()
        press(window, *keys, "Ctrl+S")
    press(window, "Ctrl+Z")


def _show_form(_application: Application, window: MainWindow, look: Look) -> None:
    """A visit with a referral, every field open, and a service beside it."""
    log_visits(window)
    press(window, "Ctrl+K")
    type_text(window, "kela")
    press(window, "Enter", "Ctrl+R", "F2")
    click(window, _("More fields"))
    window.desk_panel.form.row("outcome").focus_row()
    press(window, "3")
    settle(window)
    look(window)


def _show_card(_application: Application, window: MainWindow, look: Look) -> None:
    """A card with its suggestion, and a form that was not filled in."""
    press(window, "Ctrl+K")
    type_text(window, "residence permit")
    window.desk_panel.open("card:" + window.context.desk.guidance.cards[0].id)
    press(window, "Ctrl+S")
    look(window)


def _show_correction(_application: Application, window: MainWindow, look: Look) -> None:
    log_visits(window)
    press(window, "Ctrl+E")
    look(window)


def _show_family(_application: Application, window: MainWindow, look: Look) -> None:
    """A family whose need stayed unmet: adults and children, the time, and what was tried."""
    press(window, "Ctrl+K")
    type_text(window, "kela")
    press(window, "Enter", "Ctrl+Shift+U")
    press(window, "Ctrl+K")
    type_text(window, "dvv")
    press(window, "Enter", "Ctrl+R", "Ctrl+U", "1", "Ctrl+Shift+M", "Ctrl+H", "2")
    look(window)


def _group(_application: Application, window: MainWindow, look: Look) -> None:
    """A group session whose title may name a person, with a register larger than its heads."""

    def fill_in(dialog: QWidget) -> None:
        assert isinstance(dialog, GroupDialog)
        dialog.title.setText("Asumisilta Maija Mallinen")
        dialog.adults.setValue(3)
        dialog.languages.row.focus_row()
        press(window, "1", "4")
        dialog.register.grid.focus_current()
        type_text(window, "12")
        look(dialog)

    during(window, partial(window.commands.run, "group.new"), fill_in)


def _show_recent(_application: Application, window: MainWindow, look: Look) -> None:
    log_visits(window)
    press(window, "F6")
    look(window)


def _show_directory(_application: Application, window: MainWindow, look: Look) -> None:
    press(window, "Alt+2")
    type_text(window, "te")
    press(window, "Enter")
    look(window)


def _show_guidance(_application: Application, window: MainWindow, look: Look) -> None:
    press(window, "Alt+3", "Enter")
    look(window)


def _show_statistics(_application: Application, window: MainWindow, look: Look) -> None:
    log_visits(window)
    press(window, "Alt+4")
    look(window)


# Dialogs


def _command(command: str, _application: Application, window: MainWindow, look: Look) -> None:
    log_visits(window)
    during(window, partial(window.commands.run, command), look)


def _preferences(page: int, _application: Application, window: MainWindow, look: Look) -> None:
    def look_at_page(dialog: QWidget) -> None:
        tabs = dialog.findChild(QTabWidget)
        assert isinstance(tabs, QTabWidget)
        tabs.setCurrentIndex(page)
        settle(window)
        look(dialog)

    during(window, window.open_preferences, look_at_page)


def _questions(_application: Application, window: MainWindow, look: Look) -> None:
    """Own questions with one of them open, another retired, and what is wrong with it said."""
    desk = window.context.desk
    choices = tuple(QuestionChoice("", LocalText(en=text)) for text in ("Friend", "Web"))
    for question in (
        Question("", "several", LocalText(en="Where from"), first="2026-01-01", choices=choices),
        Question("", "number", LocalText(en="Minutes waited"), retired=True),
    ):
        window.background.write(partial(desk.questions.save, desk.actor, question))
    settle(window)

    def look_at_question(dialog: QWidget) -> None:
        assert isinstance(dialog, QuestionsDialog)
        press(window, "Enter")
        dialog.form.choices.add.click()
        dialog.form.last.setText("soon")
        dialog.save()
        settle(window)
        look(dialog)
        dialog.reject()  # which warns of what is not saved

    during(window, partial(window.commands.run, "preferences.questions"), look_at_question)


def _codes(_application: Application, window: MainWindow, look: Look) -> None:
    """The lists of codes with an own code, another retired, and a new one begun."""

    def look_at_codes(dialog: QWidget) -> None:
        assert isinstance(dialog, CodesDialog)
        press(window, "Delete", "Down", "Enter")
        type_text(window, "Own choice")
        press(window, "Enter", "Ctrl+N")
        dialog.save()
        settle(window)
        look(dialog)
        dialog.reject()  # which may warn of what is not saved

    during(window, partial(window.commands.run, "preferences.codes"), look_at_codes)


def _words(_application: Application, window: MainWindow, look: Look) -> None:
    """The words with one of them open, another retired and the retired ones shown."""

    def look_at_word(dialog: QWidget) -> None:
        assert isinstance(dialog, WordsDialog)
        dialog.words.retired.setChecked(True)
        press(window, "Down", "Delete")
        dialog.words.search.setFocus()
        press(window, "Enter")
        look(dialog)

    during(window, partial(window.commands.run, "find.words"), look_at_word)


def _show_rush(_application: Application, window: MainWindow, look: Look) -> None:
    """Visits that wait, one of them being filled in."""
    press(window, "F12", "F12", "Shift+F12")
    look(window)


def _show_mini(_application: Application, window: MainWindow, look: Look) -> None:
    """The small window with a visit that waits and what was found."""
    press(window, "F12", "F11", "Ctrl+K", "K", "E", "L", "A")
    look(window)


def _catch_up(_application: Application, window: MainWindow, look: Look) -> None:
    """The grid with numbers, and what is wrong with them said."""

    def look_at_grid(dialog: QWidget) -> None:
        press(window, "9", "9", "Down", "9", "9", "Down", "9", "9", "Enter")
        look(dialog)

    during(window, partial(press, window, "Ctrl+Shift+G"), look_at_grid)


def _first_start(_application: Application, window: MainWindow, look: Look) -> None:
    dialog = FirstStart(window.context, window)
    during(window, dialog.exec, look)
    dialog.deleteLater()


def _picker(_application: Application, window: MainWindow, look: Look) -> None:
    window.desk_panel.form.focus_start()
    during(window, partial(press, window, "7"), look)


def _last_net_details(application: Application, window: MainWindow, look: Look) -> None:
    def open_details(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        actions = [b for b in box.buttons() if box.buttonRole(b) == _ACTION]
        actions[0].click()  # Qt's own, to show the details, stands first
        settle(window)
        look(box)

    _last_net(application, window, open_details)


def _last_net(application: Application, window: MainWindow, look: Look) -> None:
    def fail() -> None:
        try:
            raise ZeroDivisionError("a value nobody may see")
        except ZeroDivisionError as error:
            application.net.catch(error)
        settle(window)

    during(window, fail, look)


def _rescue(application: Application, window: MainWindow, look: Look) -> None:
    maintenance.daily_backup(application.paths)
    damaged = Failure(FailureKind.DAMAGED, "desk.sqlite3")
    during(window, partial(offer_rescue, damaged, application.paths), look)


def _no_rescue(application: Application, window: MainWindow, look: Look) -> None:
    newer = Failure(FailureKind.NEWER, "desk.sqlite3")
    during(window, partial(offer_rescue, newer, application.paths), look)


# The living directory


def _show_todo(kind: Kind, _application: Application, window: MainWindow, look: Look) -> None:
    """Two reports, every record to be verified, some duplicates."""
    for text in ("Nobody answers", "Moved"):
        window.desk_panel.open("service:kela")
        press(window, "Ctrl+Shift+W")
        type_text(window, text)
        press(window, "Enter")
    press(window, "F7")
    panel = window.panel("directory")
    assert isinstance(panel, DirectoryPanel)
    assert panel.todo is not None
    panel.todo.show_kind(kind)
    settle(window)
    look(window)


def _show_report(_application: Application, window: MainWindow, look: Look) -> None:
    window.desk_panel.open("service:kela")
    press(window, "Ctrl+Shift+W")
    look(window)


def _editor(section: int, _application: Application, window: MainWindow, look: Look) -> None:
    """A record with everything that can be wrong said of it."""

    def look_at_section(dialog: QWidget) -> None:
        assert isinstance(dialog, EditorDialog)
        dialog.form.go(section)
        settle(window)
        look(dialog)

    desk = window.context.desk
    found = desk.directory.get("kela")
    assert found is not None
    full = replace(
        found,
        address=Address(LocalText("Katu 1"), "00100", "Helsinki"),
        emails=(Email("a@example.fi", LocalText(en="Advice")),),
        channels=(Channel(new_id(), "place", LocalText(en="Office")),),
        areas=(Area("county", "03"), Area("region", "06")),
        codes=(
            ForeignCode("ptv-service-class", "P25.5", "Kotoutumisen tukeminen ja toimeentulo"),
            ForeignCode("tpr-life-event", "IMMIGRATION"),
        ),
    )
    window.background.write(partial(desk.curation.save, desk.actor, found, full))
    settle(window)
    window.desk_panel.open("service:kela")
    during(window, partial(window.commands.run, "record.edit"), look_at_section)


def _verify(_application: Application, window: MainWindow, look: Look) -> None:
    window.desk_panel.open("service:kela")
    during(window, partial(window.commands.run, "record.verify"), look)


def _merge(_application: Application, window: MainWindow, look: Look) -> None:
    directory = window.context.desk.directory
    keep, gone = directory.get("kela"), directory.get("migri")
    assert keep is not None
    assert gone is not None
    during(window, partial(merge_records, window.context, window, keep, gone), look)


def _organization(_application: Application, window: MainWindow, look: Look) -> None:
    dialog = OrganizationDialog(window.context, Organization(new_id(), LocalText()), window)
    during(window, dialog.exec, look)
    dialog.deleteLater()


def _channel(_application: Application, window: MainWindow, look: Look) -> None:
    channel = Channel(new_id(), "place", phones=(Phone("09 310 1", "093101"),))
    dialog = ChannelDialog(window.context, channel, window)
    during(window, dialog.exec, look)
    dialog.deleteLater()


_LISTED: Final = "Nimi;Puhelin;Kunta\nNeuvonta;09 310 1691;Espoo\nToinen;abc;Espoo\n"


def _import(steps: int, application: Application, window: MainWindow, look: Look) -> None:
    """The import of a small table, some pages on."""
    table = application.paths.data / "list.csv"
    table.write_text(_LISTED, encoding="utf-8")

    def go_on(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        dialog.source.source.setText(str(table))
        for _step in range(steps):
            dialog.next.click()
            settle(window)
        look(dialog)

    during(window, partial(window.commands.run, "record.import"), go_on)


def _import_selected(application: Application, window: MainWindow, look: Look) -> None:
    """What is taken of a large catalogue."""
    source = application.paths.data / "services.json"
    source.write_text('[{"id": "x", "serviceNames": []}]', encoding="utf-8")

    def go_on(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        dialog.source.source.setText(str(source))
        dialog.next.click()
        settle(window)
        look(dialog)

    during(window, partial(window.commands.run, "record.import"), go_on)


MAIN: Final = frozenset({"main_window:MainWindow"})
IMPORT: Final = frozenset({"directory.importing.dialog:ImportDialog"})

ROOMS: Final = (
    Room("desk with a service", _show_form, MAIN),
    Room("desk with a card", _show_card, MAIN),
    Room("desk with a correction", _show_correction, MAIN),
    Room("desk with a family", _show_family, MAIN),
    Room("group session", _group, frozenset({"desk.group_session:GroupDialog"})),
    Room("a rush", _show_rush, MAIN),
    Room("small window", _show_mini, MAIN),
    Room("half day", _catch_up, frozenset({"desk.catch_up:CatchUpDialog"})),
    Room("desk with last visits", _show_recent, MAIN),
    Room("directory", _show_directory, MAIN),
    Room("a report", _show_report, MAIN),
    *(Room(f"work list {kind}", partial(_show_todo, kind), MAIN) for kind in TODO_KINDS),
    *(
        Room(
            f"editor section {section + 1}",
            partial(_editor, section),
            frozenset({"directory.editor.window:EditorDialog"}),
        )
        for section in range(len(SECTIONS) + 1)
    ),
    Room("check", _verify, frozenset({"directory.verify_dialog:VerifyDialog"})),
    Room("merge", _merge, frozenset({"directory.merge_dialog:MergeDialog"})),
    Room(
        "organisation",
        _organization,
        frozenset({"directory.editor.organization_block:OrganizationDialog"}),
    ),
    Room("channel", _channel, frozenset({"directory.editor.channel_block:ChannelDialog"})),
    Room("guidance", _show_guidance, MAIN),
    Room("statistics", _show_statistics, MAIN),
    *(
        Room(
            f"preferences page {page + 1}",
            partial(_preferences, page),
            frozenset({"preferences.dialog:PreferencesDialog"}),
        )
        for page in range(3)
    ),
    Room("first start", _first_start, frozenset({"preferences.first_start:FirstStart"})),
    Room("palette", partial(_command, "help.palette"), frozenset({"widgets.picker:Picker"})),
    Room("picker", _picker, frozenset({"widgets.picker:Picker"})),
    Room(
        "shortcuts",
        partial(_command, "help.shortcuts"),
        frozenset({"commands.help:ShortcutsDialog"}),
    ),
    Room("about", partial(_command, "help.about"), frozenset({"commands.help:AboutDialog"})),
    Room(
        "export",
        partial(_command, "statistics.export"),
        frozenset({"statistics.export_dialog:ExportDialog"}),
    ),
    Room(
        "export of services",
        partial(_command, "record.export"),
        frozenset({"directory.export_dialog:ExportServicesDialog"}),
    ),
    Room(
        "quality of the directory",
        partial(_command, "record.quality"),
        frozenset({"directory.quality_page:QualityDialog"}),
    ),
    Room("words", _words, frozenset({"preferences.words:WordsDialog"})),
    Room("own questions", _questions, frozenset({"preferences.questions:QuestionsDialog"})),
    Room("codes", _codes, frozenset({"preferences.codes:CodesDialog"})),
    Room("last net", _last_net, frozenset({"last_net:QMessageBox"}), logs_errors=True),
    Room(
        "last net with details",
        _last_net_details,
        frozenset({"last_net:QMessageBox"}),
        logs_errors=True,
    ),
    Room("import of a source", partial(_import, 0), IMPORT),
    Room("import of a table", partial(_import, 1), IMPORT),
    Room("import, previewed", partial(_import, 2), IMPORT),
    Room("import of a selection", _import_selected, IMPORT),
    Room("rescue", _rescue, frozenset({"rescue:QMessageBox"})),
    Room("rescue without a backup", _no_rescue, frozenset({"rescue:QMessageBox"})),
)
"""Every window, in the states that show all of it."""

NOT_OURS: Final = {
    "desk.appointment_files:QFileDialog": "the system's own dialog for choosing a file",
    "directory.importing.source_page:QFileDialog": "the system's own dialog for choosing a file",
    "presenters.release_dialog:QFileDialog": "the system's own dialog for choosing a file",
    "presenters.release_dialog:ReleaseDialog": "what the exports are made of; each is walked",
}
"""Windows that are not walked, and why."""

_WINDOW_CLASSES: Final = frozenset(
    {
        "QColorDialog",
        "QDialog",
        "QErrorMessage",
        "QFileDialog",
        "QFontDialog",
        "QInputDialog",
        "QMainWindow",
        "QMessageBox",
        "QProgressDialog",
        "QWizard",
    }
)


def windows_in_code(package: Path = PACKAGE / "ui") -> set[str]:
    """Return each window of the code: a class that is one, or a place that makes one of Qt's.

    Each is named by its module and class, such as `preferences.dialog:PreferencesDialog`.
    """
    trees = {
        ".".join(path.relative_to(package).with_suffix("").parts): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(package.rglob("*.py"))
    }
    own: dict[str, str] = {}
    grown = True
    while grown:  # a window may derive from one of ours
        grown = False
        for module, tree in trees.items():
            for node in ast.walk(tree):
                bases = node.bases if isinstance(node, ast.ClassDef) else []
                is_window = {_name_of(base) for base in bases} & (_WINDOW_CLASSES | own.keys())
                if isinstance(node, ast.ClassDef) and is_window and node.name not in own:
                    own[node.name] = module
                    grown = True
    found = {f"{module}:{name}" for name, module in own.items()}
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                made = _name_of(node.func).partition(".")[0]
                if made in _WINDOW_CLASSES:
                    found.add(f"{module}:{made}")
    return found


def _name_of(node: ast.expr) -> str:
    """Return a name as it is written, `Qt.Key` for an attribute."""
    if isinstance(node, ast.Attribute):
        return f"{_name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
