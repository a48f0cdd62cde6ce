"""A supervisor of the journeys: keeps the directory, by keys alone, in words of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from advisor_desk.i18n import _
from tests.journeys import screen
from tests.journeys.driver import Advisor

Version = Literal["ours", "theirs"]
_VERSION_KEYS: Final[dict[Version, str]] = {"ours": "Left", "theirs": "Right"}
_FARTHEST: Final = 80


class Supervisor(Advisor):
    """Somebody who answers for the directory; used in the journey's thread."""

    # Taking in and handing on

    def looks_at_an_import(self, source: Path) -> None:
        """Name a file or folder, and go on by Enter to what would change."""
        self.presses("Ctrl+Shift+I")
        self.writes(str(source))
        self.presses("Return")
        self.sees_in_words("Name of the source at this desk")
        self.presses("Return")
        self.has_the_cursor_at("Show")

    def imports_it(self) -> None:
        """Import what was looked at, by Enter."""
        self.presses("Return")

    def exports_the_directory(self, file: Path, kind: str, *, why: str) -> None:
        """Write the directory to a file of a kind, given in English, and say why."""
        self.presses("Ctrl+Shift+X")
        self.chooses_in_the_box("Kind of file", _(kind))
        self.goes_to("Reason")
        self.presses("Ctrl+A")
        self.writes(why)
        self.presses("Return")
        self.writes(str(file))
        self.presses("Return")

    # Work lists

    def opens_the_work_lists(self) -> None:
        """Show what waits for a supervisor; the cursor is in the list."""
        self.presses("F7")
        self.has_the_cursor_at("Tasks")

    def takes_the_list(self, name: str) -> None:
        """Show one of the lists, and go to what is in it."""
        self.presses_the_button(name)
        self.goes_back_to_the_list()

    def finds_tasks(self, *titles: str) -> None:
        """Find exactly these tasks in the list."""
        assert self._ask(screen.lines_of, "Tasks") == list(titles)

    def marks_the_task(self, title: str) -> None:
        """Move down the list to a task."""
        self._move_to(title)

    def opens_the_task(self, title: str) -> None:
        """Move down the list to a task and go to what it is about."""
        self._move_to(title)
        self.presses("Return")

    def goes_back_to_the_list(self) -> None:
        """Go to the list from what its task is about."""
        self.presses("F3")
        self.has_the_cursor_at("Tasks")

    def _move_to(self, title: str) -> None:
        self.presses("Home")
        for _step in range(_FARTHEST):
            if self._ask(screen.marked) == title:
                return
            self.presses("Down")
        raise AssertionError(f"{title!r} is not in the list")

    def decides(self, decisions: Mapping[str, Version]) -> None:
        """Keep ours or take theirs, field by field in their order, and store it."""
        for field, version in decisions.items():
            assert self._ask(screen.marked) == _(field)
            self.presses(_VERSION_KEYS[version])
        self.presses("Return")

    def verifies_the_marked_task(self) -> str:
        """Say that a record was checked by phone and stands; the next one is marked then.

        Returns:
            The title of the record.
        """
        tasks, title = self._ask(screen.lines_of, "Tasks"), self._ask(screen.marked)
        self.presses("F9")
        self.is_told("{name} is verified as of today.", name=title)
        assert self._ask(screen.marked) == tasks[tasks.index(title) + 1]
        return title

    def merges(self, keep: str, gone: str) -> None:
        """Make the two records of the task marked one, and keep all of one of them."""
        self.presses_the_button("Merge…")
        text = _("“{gone}” becomes part of “{keep}”. Visits that refer to it count for the latter.")
        if text.format(gone=gone, keep=keep) not in self._ask(screen.texts):
            self.presses_the_button("Keep the other record instead")
        self.sees(text.format(gone=gone, keep=keep))
        self.presses_the_button("Keep all of the record that stays")
        self.presses("Ctrl+S")
        self.is_told("The two records are one now: {name}.", name=keep)

    # The search

    def searches_as_typed(self) -> None:
        """Search for exactly what was typed, or go back to the corrected word."""
        self.presses("Ctrl+Shift+K")

    def opens_the_words(self) -> None:
        """Open the words people type; the cursor is where one is looked for."""
        self.presses("Ctrl+Shift+Y")
        self.has_the_cursor_at("Find a word or a meaning")

    # Records

    def reports(self, text: str) -> None:
        """Say in a line what is wrong with the record shown."""
        self.presses("Ctrl+Shift+W")
        self.writes(text)
        self.presses("Return")

    def edits_the_record(self) -> None:
        """Open the editor of the record shown."""
        self.presses("F8")

    def goes_to_the_section(self, title: str) -> None:
        """Turn the pages of the editor, and go to the first field of one."""
        self._hands.wait_for_window()
        for _step in range(_FARTHEST):
            if self._ask(screen.section) == _(title):
                return
            self.presses("Ctrl+PgDown")
        raise AssertionError(f"the editor has no section {title!r}")

    def writes_instead(self, field: str, text: str) -> None:
        """Replace what stands in a field, given by its full name."""
        self.goes_to(field)
        self.presses("Ctrl+A")
        self.writes(text)

    def ticks(self, name: str) -> None:
        """Tick a box, given by its full name."""
        self.presses_the_button(name)

    def comes_to_see(self, text: str) -> None:
        """Wait a moment for a text, such as what a check of the record says."""
        self._hands.wait_for(lambda: any(text in each for each in screen.texts()))

    def comes_to_miss(self, text: str) -> None:
        """Wait a moment until a text has gone."""
        self._hands.wait_for(lambda: not any(text in each for each in screen.texts()))
