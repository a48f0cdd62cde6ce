"""Everything an interface needs of one open desk."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from advisor_desk.paths import Paths
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.events import Events
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database

if TYPE_CHECKING:
    from advisor_desk.services.directory import Directory
    from advisor_desk.services.finder import Finder
    from advisor_desk.services.guidance import Guidance
    from advisor_desk.services.release import Releases
    from advisor_desk.services.statistics import Statistics


class Desk:
    """The services of one open desk, wired to each other.

    What the first picture of the window does not need is imported and made when first asked
    for: together it costs as much time as half a bare window.

    Attributes:
        database: for those who close it; interfaces do not touch it otherwise.
        role: of the person who works.
    """

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        database: Database,
        role: Role,
        clock: Clock = local_now,
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.database = database
        self.role = role
        self.clock = clock
        self.events = Events()
        self.codes = Codes(database)
        self.visits = VisitLog(database, self.codes, settings, self.events, clock)

    @property
    def actor(self) -> Actor:
        """Who works: the alias follows the settings."""
        return Actor(self.settings.text("advisor"), self.role)

    @cached_property
    def directory(self) -> Directory:
        """The contact directory."""
        from advisor_desk.services.directory import Directory

        return Directory(self.database, self.codes, self.events, self.clock)

    @cached_property
    def guidance(self) -> Guidance:
        """The cards and paths."""
        from advisor_desk.services.guidance import Guidance

        return Guidance(self.database, self.codes)

    @cached_property
    def finder(self) -> Finder:
        """The search."""
        from advisor_desk.services.finder import Finder

        return Finder(self.database)

    @cached_property
    def statistics(self) -> Statistics:
        """The figures."""
        from advisor_desk.services.statistics import Statistics

        return Statistics(self.database, self.codes)

    @cached_property
    def releases(self) -> Releases:
        """What leaves the program as a file, and what comes in."""
        from advisor_desk.services.release import Releases

        return Releases(self.database, self.codes, self.events, self.clock)
