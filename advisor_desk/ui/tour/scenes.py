"""What the tour shows: the scenes in their order, and the keys that lead from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Final, Protocol

from advisor_desk.i18n import N_
from advisor_desk.services.desk import Desk
from advisor_desk.ui.tour.hands import Hands
from advisor_desk.ui.tour.invented import invented_visits

SCENES: Final = {
    "first-start": N_("The first start asks for language, municipality and point."),
    "empty-desk": N_("The desk in the morning: visit form, results and detail side by side."),
    "search": N_("Services and guidance cards are found together while one types."),
    "card": N_("A guidance card: short answer, facts with date, basis and source."),
    "service": N_("A service: contacts, opening hours, whom it serves, and how fresh that is."),
    "referral": N_("A referral adds the service to the visit and fills in what it can."),
    "more-choices": N_("Behind “More…” every choice of a row is found by typing."),
    "unmet-need": N_("A need that could not be met asks for the barrier."),
    "saved-visits": N_("Saved visits stand at the foot; channel, language and place carry over."),
    "correction": N_("A saved visit back in the form, to be corrected."),
    "commands": N_("Every command is found by a part of its name."),
    "directory": N_("The directory, narrowed by filters, with one record open."),
    "guidance-path": N_("A service path: the steps of an arrival, in their order."),
    "statistics": N_("The visits of a period counted by one list, as table and picture."),
    "export": N_("Before visits leave as a file, a reason is asked for."),
    "preferences": N_("Preferences take effect at once."),
    "visit-fields": N_("The fields of a visit: shown, required, under “More fields”, or hidden."),
    "shortcuts": N_("All keys in one table."),
    "large-text": N_("The desk with text at 200 %."),
}
"""Every scene in the order of the tour, and a sentence about it."""

MAIN: Final = frozenset(
    {
        "empty-desk",
        "search",
        "card",
        "service",
        "referral",
        "saved-visits",
        "directory",
        "guidance-path",
        "statistics",
        "preferences",
    }
)
"""The scenes that are shown in every language and theme."""

DAY: Final = datetime.fromisoformat("2026-11-24T08:55")
"""The Tuesday on which the tour takes place, so that its pictures are the same every time."""

_CARD: Final = {"en": "tax card", "fi": "verokortti", "sv": "skattekort"}
_PATH: Final = {"en": "outside the EU", "fi": "EU:n ulkopuolinen", "sv": "utanför EU"}
_TAX: Final = {"en": "tax", "fi": "vero", "sv": "skatt"}


class Guide(Protocol):
    """Who leads through the scenes.

    Attributes:
        hands: press the keys.
        language: `fi`, `sv` or `en`.
    """

    hands: Hands
    language: str

    def wants(self, scene: str) -> bool:
        """Tell whether a picture of the scene is wanted in this language and theme."""

    def picture(self, scene: str) -> None:
        """Take a picture of the window, if it is wanted."""

    def turn_clock(self, clock: time) -> None:
        """Set the desk's clock on the day of the tour."""

    def write_to_desk(self, work: Callable[[Desk], object]) -> None:
        """Do something with the desk's services, in the thread that writes."""


def lead(guide: Guide) -> None:
    """Go through all scenes, from the first start until the program is left."""
    hands = guide.hands
    guide.picture("first-start")
    hands.press("Return")
    guide.turn_clock(time(9, 4))
    guide.picture("empty-desk")
    _answer(guide)
    _log(guide)
    hands.press("Ctrl+Shift+P")
    guide.picture("commands")
    hands.press("Escape")
    _browse(guide)
    _count(guide)
    _set_up(guide)
    hands.press_last("Ctrl+Q")


def _answer(guide: Guide) -> None:
    """Search, open a card and a service, refer to it."""
    hands = guide.hands
    hands.press("Ctrl+K")
    hands.write(_CARD[guide.language])
    guide.picture("search")
    hands.press("Return")
    guide.picture("card")
    hands.press("Ctrl+T")
    hands.press("F2")
    for key in "11411":  # reason, employment, language, municipality, channel
        hands.press(key)
    hands.press("Ctrl+K")
    hands.write("kela")
    hands.press("Return")
    guide.picture("service")
    hands.press("Ctrl+R")
    guide.picture("referral")
    guide.turn_clock(time(9, 12))
    hands.press("Ctrl+S")


def _log(guide: Guide) -> None:
    """Log two more visits by their numbers, and correct one."""
    hands = guide.hands
    hands.press("Ctrl+K")
    hands.press("Escape", times=2)
    hands.press("7")
    hands.write(_TAX[guide.language])
    guide.picture("more-choices")
    hands.press("Escape")
    for key in "6126":  # topic, reason, employment, outcome: not solved
        hands.press(key)
    hands.press("2")
    guide.picture("unmet-need")
    guide.turn_clock(time(9, 31))
    hands.press("Ctrl+S")
    for key in "3231":
        hands.press(key)
    guide.turn_clock(time(9, 40))
    hands.press("Ctrl+S")
    guide.picture("saved-visits")
    hands.press("Ctrl+E")
    guide.picture("correction")
    hands.press("Escape")


def _browse(guide: Guide) -> None:
    """Look into the directory and the guidance."""
    hands = guide.hands
    hands.press("Alt+2")
    hands.press("Tab")
    hands.press("Down", times=2)  # the first topics
    hands.press("Tab")
    hands.press("Down")  # the point's own municipality
    hands.press("F3")
    hands.press("Return")
    guide.picture("directory")
    hands.press("Alt+3")
    hands.write(_PATH[guide.language])
    hands.press("Return")
    guide.picture("guidance-path")


def _count(guide: Guide) -> None:
    """Count the visits of a year, and let them out."""
    hands = guide.hands
    guide.write_to_desk(_invent_visits)
    hands.press("Alt+4")
    hands.press("End")
    hands.press("Up")  # the last twelve months
    guide.picture("statistics")
    hands.press("Ctrl+Shift+E")
    guide.picture("export")
    hands.press("Escape")


def _invent_visits(desk: Desk) -> None:
    for visit in invented_visits(desk.codes.book, DAY.date()):
        desk.visits.save(desk.actor, visit)


def _set_up(guide: Guide) -> None:
    """Look at preferences, keys and large text."""
    hands = guide.hands
    hands.press("Alt+1")
    hands.press("Ctrl+,")
    guide.picture("preferences")
    hands.press("Ctrl+Tab", times=2)
    guide.picture("visit-fields")
    hands.press("Escape")
    hands.press("F1")
    guide.picture("shortcuts")
    hands.press("Escape")
    if guide.wants("large-text"):  # slow: each step lays the window out anew
        hands.press("Ctrl++", times=10)
        guide.picture("large-text")
        hands.press("Ctrl+0")
