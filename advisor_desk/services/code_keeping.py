"""The writing half of the lists of codes: own codes, their words, order, and retirement.

An official code keeps its id, its meaning and its words; a desk may order it otherwise, take it
in or out of the first choices, and stop to offer it. An own code stands below an official one, so
that whoever counts by the official list has it counted with its parent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Literal, NamedTuple

from advisor_desk.domain.codes import OWN_PREFIX, Code
from advisor_desk.domain.failures import Failure, FailureKind, InvalidRecord
from advisor_desk.domain.own_ids import own_id
from advisor_desk.domain.questions import share_words
from advisor_desk.domain.synonyms import squeeze
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import N_, _
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.events import CodesChanged, Events
from advisor_desk.storage import codes as tables
from advisor_desk.storage.codes import Place
from advisor_desk.storage.database import Connection, Database

LONGEST_LABEL: Final = 60
FIXED_LISTS: Final = ("unanswered",)
"""Lists that the program itself is made of: nothing in them can be changed."""
_STEP: Final = 10
"""Positions stand so far apart, as in the shipped lists."""

CodeProblem = Literal["missing", "too-long", "same", "parent", "official", "last"]
_SENTENCES: Final[dict[CodeProblem, str]] = {
    "missing": N_("Write what the choice is called, in one language at least."),
    "too-long": N_("The words are too long: at most {limit} characters."),
    "same": N_("Another choice of this list has the same words."),
    "parent": N_("Choose the official choice below which it shall stand."),
    "official": N_("An official choice keeps its words. Add one of your own below it."),
    "last": N_("It is the last choice of the list that is offered, so it stays."),
}


def explain_code(problem: CodeProblem) -> str:
    """Return what is wrong with a code as entered, and what to do."""
    return _(_SENTENCES[problem]).format(limit=LONGEST_LABEL)


class WayBackOfCodes(NamedTuple):
    """How a list was before it was changed.

    Attributes:
        list_name: the list.
        places: how the desk had its codes.
        own: the own codes of the list, with their words.
    """

    list_name: str
    places: tuple[Place, ...]
    own: tuple[Code, ...]


class Changed(NamedTuple):
    """A code as it is now, and what takes the change back."""

    code: Code
    back: WayBackOfCodes


class CodeKeeping:
    """What a supervisor does with the lists of codes. It belongs to the thread that writes.

    Args:
        database: of the desk.
        codes: read anew after each change.
        events: told `CodesChanged`.
        clock: for the day on which a code is retired.
    """

    def __init__(
        self, database: Database, codes: Codes, events: Events, clock: Clock = local_now
    ) -> None:
        self._database = database
        self._codes = codes
        self._events = events
        self._clock = clock

    def lists(self) -> tuple[str, ...]:
        """Return the names of the lists that can be changed."""
        return tuple(name for name in self._codes.book.lists if name not in FIXED_LISTS)

    def problems(
        self, list_name: str, parent: str, label: LocalText, code_id: str = ""
    ) -> list[CodeProblem]:
        """Return what keeps an own code, as entered, from being stored; quick.

        Args:
            list_name: its list.
            parent: id of the official code above it.
            label: its words.
            code_id: of the code, empty for a new one.
        """
        book, tidy = self._codes.book, _squeezed(label)
        found: list[CodeProblem] = []
        above = book.find(list_name, parent)
        if above is None or above.own or above.list != list_name:
            found.append("parent")
        if not tidy:
            found.append("missing")
        if any(len(text) > LONGEST_LABEL for text in tidy):
            found.append("too-long")
        offered = book.members(list_name, day=self._today())
        if any(share_words(tidy, other.label) for other in offered if other.id != code_id):
            found.append("same")
        return found

    def add(self, actor: Actor, list_name: str, parent: str, label: LocalText) -> Changed:
        """Add an own code below an official one, after those that stand there.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: something is missing or wrong; nothing was stored.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        self._refuse(self.problems(list_name, parent, label))
        book, tidy = self._codes.book, _squeezed(label)
        taken = {code.id for code in book.members(list_name)}
        last = max((code.order for code in book.children(list_name, parent)), default=0)
        made = own_id(tidy, taken, prefix=OWN_PREFIX, other="code")
        code = Code(list_name, made, tidy, parent, last + _STEP)
        return self._write(list_name, made, own=code)

    def rename(self, actor: Actor, list_name: str, code_id: str, label: LocalText) -> Changed:
        """Give an own code other words; its id and its parent stay.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: it is an official code, or the words are missing or wrong.
            Failure: there is no such code, or the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        code = self._code(list_name, code_id)
        if not code.own or code.parent is None:
            self._refuse(["official"])
        self._refuse(self.problems(list_name, code.parent or "", label, code_id))
        return self._write(list_name, code_id, own=code._replace(label=_squeezed(label)))

    def set_quick(self, actor: Actor, list_name: str, code_id: str, *, quick: bool) -> Changed:
        """Take a code into the first choices of its row, or out of them.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: there is no such code, or the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        self._code(list_name, code_id)
        return self._write(list_name, code_id, [Place(list_name, code_id, quick=quick)])

    def move(self, actor: Actor, list_name: str, code_id: str, step: int) -> Changed:
        """Move a code up or down among those with the same parent, with all that is below it.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: there is no such code, or the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        code = self._code(list_name, code_id)
        ids = [c.id for c in self._codes.book.children(list_name, code.parent)]
        place = ids.index(code_id)
        ids.insert(min(max(place + step, 0), len(ids) - 1), ids.pop(place))
        places = [Place(list_name, key, number * _STEP) for number, key in enumerate(ids, 1)]
        return self._write(list_name, code_id, places)

    def set_retired(self, actor: Actor, list_name: str, code_id: str, *, retired: bool) -> Changed:
        """Stop to offer a code from today on, or offer it again; visits keep it either way.

        Raises:
            NotAllowed: the actor is no supervisor.
            InvalidRecord: it is the last one offered, or another has the same words by now.
            Failure: there is no such code, or the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        code, today = self._code(list_name, code_id), self._today()
        others = [c for c in self._codes.book.members(list_name, day=today) if c.id != code_id]
        if retired and not any(other.parent is None for other in others):
            self._refuse(["last"])
        if not retired and any(share_words(code.label, other.label) for other in others):
            self._refuse(["same"])
        yesterday = (self._clock().date() - timedelta(days=1)).isoformat()
        place = Place(list_name, code_id, valid_to=yesterday if retired else "")
        return self._write(list_name, code_id, [place])

    def undo(self, actor: Actor, back: WayBackOfCodes) -> None:
        """Have a list as it was before a change; a code that was added is retired.

        Raises:
            NotAllowed: the actor is no supervisor.
            Failure: the disk or the database failed.
        """
        actor.require(Role.SUPERVISOR)
        yesterday = (self._clock().date() - timedelta(days=1)).isoformat()
        known = {code.id for code in back.own}
        with self._database.writing() as connection:
            tables.replace_code_places(connection, back.list_name, back.places)
            now = {code.id: code for code in self._own_codes(connection, back.list_name)}
            added = [key for key in now if key not in known]
            gone = [Place(back.list_name, key, valid_to=yesterday) for key in added]
            tables.write_places(connection, gone)
            for code in back.own:
                if code.label != now[code.id].label:
                    tables.write_own_code(connection, code)
        self._told(back.list_name)

    # Within

    def _write(
        self,
        list_name: str,
        code_id: str,
        places: Sequence[Place] = (),
        own: Code | None = None,
    ) -> Changed:
        with self._database.writing() as connection:
            before = tuple(tables.read_places(connection, list_name))
            back = WayBackOfCodes(list_name, before, self._own_codes(connection, list_name))
            if own is not None:
                tables.write_own_code(connection, own)
            tables.write_places(connection, places)
        self._told(list_name)
        return Changed(self._code(list_name, code_id), back)

    def _own_codes(self, connection: Connection, list_name: str) -> tuple[Code, ...]:
        found = tables.read_codes(connection)
        return tuple(code for code in found if code.list == list_name and code.own)

    def _code(self, list_name: str, code_id: str) -> Code:
        code = self._codes.book.find(list_name, code_id)
        if code is None or code.list != list_name or list_name in FIXED_LISTS:
            raise Failure(FailureKind.NOT_FOUND, code_id)
        return code

    def _refuse(self, found: Sequence[CodeProblem]) -> None:
        if found:
            raise InvalidRecord(explain_code(found[0]), found)

    def _today(self) -> str:
        return self._clock().date().isoformat()

    def _told(self, list_name: str) -> None:
        self._codes.reload()
        self._events.tell(CodesChanged(list_name))


def _squeezed(label: LocalText) -> LocalText:
    return LocalText(*map(squeeze, label))
