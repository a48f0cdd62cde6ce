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
        Key(N_("Up, Down"), N_("Go to the row above or below")),
        Key(N_("Tab, Shift+Tab"), N_("Go to the next or the previous control")),
    ),
    N_("Anywhere in the visit form"): (
        Key(N_("Enter"), N_("Save the visit and keep carried-over values")),
        Key(N_("Shift+Enter"), N_("Save the visit and clear the form")),
        Key(N_("Escape"), N_("Leave a correction without saving it")),
    ),
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
