"""The table of commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from advisor_desk.i18n import N_
from advisor_desk.services.actor import Role


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do.

    Attributes:
        id: stable name; handlers are registered under it.
        label: message for menus, palette and help, without an ampersand.
        menu: key of the menu it stands in.
        shortcut: in Qt's portable form, or empty.
        role: the role it needs.
        separated: whether a line stands above it in the menu.
    """

    id: str
    label: str
    menu: str
    shortcut: str = ""
    role: Role = Role.ADVISOR
    separated: bool = False


PRESET_SLOTS: Final = {
    1: N_("Save a visit by preset 1"),
    2: N_("Save a visit by preset 2"),
    3: N_("Save a visit by preset 3"),
    4: N_("Save a visit by preset 4"),
    5: N_("Save a visit by preset 5"),
    6: N_("Save a visit by preset 6"),
    7: N_("Save a visit by preset 7"),
    8: N_("Save a visit by preset 8"),
    9: N_("Save a visit by preset 9"),
}
"""The numbers of presets, each with what its key does."""

COMMANDS: Final[tuple[Command, ...]] = (
    Command("visit.save", N_("Save the visit and keep carried-over values"), "visit", "Ctrl+S"),
    Command("visit.save-clear", N_("Save the visit and clear the form"), "visit", "Ctrl+Shift+S"),
    Command("visit.new", N_("Clear the visit form"), "visit", "Ctrl+N"),
    Command("visit.accept-topic", N_("Take the suggested topic"), "visit", "Ctrl+T"),
    Command(
        "visit.set-day",
        N_("Set the day of the visit: yesterday or earlier"),
        "visit",
        "Ctrl+Shift+B",
    ),
    Command("visit.people", N_("Count adults and children"), "visit", "Ctrl+H"),
    Command("visit.timer", N_("Start or stop the time of the visit"), "visit", "Ctrl+Shift+M"),
    Command("visit.unmet", N_("Note an unmet need"), "visit", "Ctrl+U"),
    Command("visit.tried", N_("The service shown was tried in vain"), "visit", "Ctrl+Shift+U"),
    Command("group.new", N_("Log a group session or event"), "visit", "Ctrl+G"),
    Command("visit.undo", N_("Undo the last saved change"), "visit", "Ctrl+Z", separated=True),
    Command("visit.correct-last", N_("Correct the last visit"), "visit", "Ctrl+E"),
    Command("visit.recent", N_("Go to the last visits"), "visit", "F6"),
    Command("visit.refer", N_("Refer to the service shown"), "visit", "Ctrl+R", separated=True),
    Command("visit.hand-over", N_("Hand over to the service shown"), "visit", "Ctrl+Shift+R"),
    Command("preset.keep", N_("Keep the visit as a preset"), "visit", "Ctrl+P", separated=True),
    *(
        Command(f"preset.{slot}", label, "visit", f"Ctrl+{slot}")
        for slot, label in PRESET_SLOTS.items()
    ),
    Command("app.quit", N_("Quit"), "visit", "Ctrl+Q", separated=True),
    Command("find.search", N_("Search everything"), "find", "Ctrl+K"),
    Command("find.as-typed", N_("Search for exactly what was typed"), "find", "Ctrl+Shift+K"),
    Command("find.form", N_("Go to the visit form"), "find", "F2"),
    Command("find.results", N_("Go to the results"), "find", "F3"),
    Command("find.detail", N_("Go to the detail"), "find", "F4"),
    Command("find.back", N_("Back to the page before"), "find", "Alt+Left"),
    Command("find.at-desk", N_("Show this page at the desk"), "find", "Ctrl+D"),
    Command("find.changes", N_("What changed since my last shift"), "find", "Shift+F6"),
    Command(
        "walk.start",
        N_("Walk the path shown, or the questions of the card"),
        "find",
        "Ctrl+J",
        separated=True,
    ),
    Command("walk.path", N_("Walk the path that fits the visit"), "find"),
    Command("walk.copy", N_("Copy the path from this step on"), "find", "Ctrl+Shift+J"),
    Command(
        "find.words",
        N_("Words people type"),
        "find",
        "Ctrl+Shift+Y",
        Role.SUPERVISOR,
        separated=True,
    ),
    Command(
        "detail.copy-phone",
        N_("Copy the phone number shown"),
        "find",
        "Ctrl+Shift+C",
        separated=True,
    ),
    Command("detail.copy-all", N_("Copy the contact details shown"), "find", "Ctrl+Shift+D"),
    Command("record.wrong", N_("Say what is wrong with the record"), "record", "Ctrl+Shift+W"),
    Command("record.edit", N_("Edit the record shown"), "record", "F8", Role.SUPERVISOR),
    Command("record.new", N_("New record"), "record", "Shift+F8", Role.SUPERVISOR),
    Command(
        "record.verified",
        N_("Checked by phone, unchanged"),
        "record",
        "F9",
        Role.SUPERVISOR,
        separated=True,
    ),
    Command(
        "record.verify", N_("Note a check of the record"), "record", "Shift+F9", Role.SUPERVISOR
    ),
    Command(
        "record.todo",
        N_("What waits for a supervisor"),
        "record",
        "F7",
        Role.SUPERVISOR,
        separated=True,
    ),
    Command(
        "record.import",
        N_("Import services"),
        "record",
        "Ctrl+Shift+I",
        Role.SUPERVISOR,
        separated=True,
    ),
    Command("record.export", N_("Export services"), "record", "Ctrl+Shift+X", Role.SUPERVISOR),
    Command(
        "record.quality", N_("Quality of the directory"), "record", "Shift+F7", Role.SUPERVISOR
    ),
    Command("tally.count", N_("Count a visit, to be filled in later"), "day", "F12"),
    Command("tally.enrich", N_("Fill in the visits that wait"), "day", "Shift+F12"),
    Command("catchup.open", N_("Catch up on a half day"), "day", "Ctrl+Shift+G"),
    Command("day.appointments", N_("Appointments"), "day", "Ctrl+Shift+A", separated=True),
    Command("day.door", N_("Door count"), "day", "Ctrl+Shift+N"),
    Command("day.questionnaire", N_("Fill in the staff questionnaire"), "day", separated=True),
    Command(
        "day.questionnaire-counts",
        N_("Answers to the staff questionnaire"),
        "day",
        role=Role.SUPERVISOR,
    ),
    Command("view.desk", N_("Desk"), "view", "Alt+1"),
    Command("view.directory", N_("Directory"), "view", "Alt+2"),
    Command("view.guidance", N_("Guidance"), "view", "Alt+3"),
    Command("view.statistics", N_("Statistics"), "view", "Alt+4", Role.SUPERVISOR),
    Command("view.mini", N_("Small window on top, and back"), "view", "F11"),
    Command("view.preferences", N_("Preferences"), "view", "Ctrl+,", separated=True),
    Command("preferences.questions", N_("Own questions"), "view", role=Role.SUPERVISOR),
    Command("preferences.codes", N_("Choices of the lists"), "view", role=Role.SUPERVISOR),
    Command("view.language", N_("Next interface language"), "view", "Ctrl+Shift+L"),
    Command("view.theme", N_("Next theme"), "view", "Ctrl+Shift+T"),
    Command("view.larger", N_("Larger text"), "view", "Ctrl++"),
    Command("view.smaller", N_("Smaller text"), "view", "Ctrl+-"),
    Command("view.normal-size", N_("Normal text size"), "view", "Ctrl+0"),
    Command(
        "statistics.export",
        N_("Export visits as a file"),
        "view",
        "Ctrl+Shift+E",
        Role.SUPERVISOR,
        separated=True,
    ),
    Command("statistics.effort", N_("What logging takes"), "view", role=Role.SUPERVISOR),
    Command("help.palette", N_("All commands"), "help", "Ctrl+Shift+P"),
    Command("help.shortcuts", N_("Keyboard shortcuts"), "help", "F1"),
    Command("help.about", N_("About Advisor Desk"), "help"),
)
"""Every command, in the order of menus and palette."""
