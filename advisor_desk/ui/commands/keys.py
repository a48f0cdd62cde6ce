"""Keys that work in one place only: in a row of the form, a list, the search, a dialog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from advisor_desk.i18n import N_


@dataclass(frozen=True, slots=True)
class Key:
    """What keys do in a place.

    Attributes:
        keys: message with the names of the keys.
        does: message that says what happens.
    """

    keys: str
    does: str


PLACES: Final[dict[str, tuple[Key, ...]]] = {
    N_("In a row of the visit form"): (
        Key(N_("1 to 6"), N_("Choose, and go on to the next row")),
        Key(N_("The number before “More…”"), N_("Find any choice of the row by typing")),
        Key(N_("Left, Right"), N_("Move between the choices")),
        Key(N_("Space"), N_("Choose what is marked, or take it back")),
        Key(N_("Backspace, Delete or −"), N_("Take the choice of the row back")),
        Key(N_("Home"), N_("Among several topics: make the marked one the main topic")),
        Key(N_("0 to 9"), N_("Among adults and children: how many they are")),
        Key(N_("Up, Down"), N_("Go to the row above or below")),
        Key(N_("Tab, Shift+Tab"), N_("Go to the next or the previous control")),
    ),
    N_("Anywhere in the visit form"): (
        Key(N_("Enter"), N_("Save the visit and keep carried-over values")),
        Key(N_("Shift+Enter"), N_("Save the visit and clear the form")),
        Key(N_("Escape"), N_("Leave a correction without saving it")),
    ),
    N_("In the day of a visit"): (
        Key(N_("1 to 4"), N_("Choose the part of the day")),
        Key(N_("Up"), N_("Go to the day, to type another")),
    ),
    N_("In the presets"): (
        Key(N_("Left, Right"), N_("Above the form: move between the presets")),
        Key(N_("Enter"), N_("In their list: change what is marked")),
        Key(N_("Delete"), N_("In their list: delete what is marked")),
        Key(N_("Ctrl+Z"), N_("Take the last change back")),
    ),
    N_("In the grid of a half day"): (
        Key(N_("0 to 9"), N_("Type how many visits there were")),
        Key(N_("Arrow keys"), N_("Go to the next cell")),
        Key(N_("Space"), N_("Add another topic")),
        Key(N_("Enter"), N_("Save them all")),
        Key(N_("Escape"), N_("Close; what was typed is there the next time")),
    ),
    N_("In the appointments"): (
        Key(N_("Left, Right"), N_("Go to the day before or after")),
        Key(N_("Enter"), N_("Begin the visit")),
        Key(N_("Ctrl+N, Ctrl+E"), N_("Add an appointment, or change what is marked")),
        Key(N_("Shift+Delete"), N_("The client did not come, or is expected again")),
        Key(N_("Delete"), N_("Cancel the appointment, or plan it again")),
        Key(N_("Ctrl+Z"), N_("Take the last change back")),
    ),
    N_("In the staff questionnaire"): (
        Key(N_("1 to 6"), N_("Answer, and go on to the next question")),
        Key(N_("Up, Down"), N_("Go to the question above or below")),
    ),
    N_("In the small window"): (Key(N_("Escape"), N_("In the form: back to the full window")),),
    N_("In the search"): (
        Key(N_("Down, Up"), N_("Move in the results while you type")),
        Key(N_("Enter"), N_("Open the marked result")),
        Key(N_("Escape"), N_("Clear the search; once more goes to the visit form")),
    ),
    N_("In a list"): (
        Key(N_("Up, Down"), N_("Move in the list")),
        Key(N_("Enter"), N_("Open what is marked; in the last visits, correct it")),
        Key(N_("Delete"), N_("In the last visits: retract the visit, or bring it back")),
        Key(N_("Delete"), N_("In the words people type: retire the word, or bring it back")),
    ),
    N_("In the detail"): (
        Key(N_("Tab, Shift+Tab"), N_("Go from link to link")),
        Key(N_("Enter"), N_("Open the link; a phone number is copied")),
        Key(N_("Up, Down, Page Up, Page Down"), N_("Scroll")),
    ),
    N_("In a walk along a path"): (
        Key(N_("Space"), N_("Tick the present step and go on, or take it back")),
        Key(N_("1 to 9"), N_("Tick the step of that number, or take it back")),
        Key(N_("Left, Right"), N_("Go to the step before or after")),
        Key(N_("0"), N_("Show all steps at a glance, or one at a time")),
        Key(N_("Escape"), N_("Leave the walk; ticked steps stay until the visit ends")),
    ),
    N_("In the questions of a card"): (
        Key(N_("1 to 6"), N_("Give the answer of that number")),
        Key(N_("0"), N_("The answer is not known; at the end: show all facts")),
        Key(N_("Backspace"), N_("Take the last answer back")),
        Key(N_("Escape"), N_("Leave the questions")),
    ),
    N_("In the work lists of the directory"): (
        Key(N_("Up, Down"), N_("Move in the list; what it is about stands beside it")),
        Key(N_("Enter"), N_("Go to the record, or to the fields that differ")),
        Key(N_("Left, Right"), N_("Among fields that differ: keep ours, take theirs")),
        Key(N_("Escape"), N_("Back to the services")),
    ),
    N_("In the editor of a record"): (
        Key(N_("Ctrl+S"), N_("Save and close")),
        Key(N_("Ctrl+Page Up, Ctrl+Page Down"), N_("Go to the section before or after")),
        Key(N_("Escape"), N_("Close; what was not saved is kept as a draft")),
    ),
    N_("In the hours of a day"): (
        Key(N_("Up, Down"), N_("Go to the day above or below")),
        Key(N_("Ctrl+D"), N_("Copy the hours to the days below")),
        Key(N_("Ctrl+Shift+D"), N_("Copy the hours to Monday–Friday")),
    ),
    N_("In a window that asks for a choice"): (
        Key(N_("Letters"), N_("Find by a part of the name")),
        Key(N_("Up, Down"), N_("Move in the list while you type")),
        Key(N_("Enter"), N_("Choose what is marked")),
        Key(N_("Escape"), N_("Close without choosing")),
    ),
}
"""Keys by the message that names the place, in the order of the help."""
