"""Everything an interface needs of one open desk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from advisor_desk.paths import Paths
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.choice_order import ChoiceOrder
from advisor_desk.services.clock import Clock, local_now
from advisor_desk.services.codes import Codes
from advisor_desk.services.events import Events
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database

if TYPE_CHECKING:
    from advisor_desk.services.appointment_files import AppointmentFiles
    from advisor_desk.services.appointments import Appointments
    from advisor_desk.services.catch_up import CatchUp
    from advisor_desk.services.changes import Changes
    from advisor_desk.services.code_keeping import CodeKeeping
    from advisor_desk.services.curation import Curation
    from advisor_desk.services.directory import Directory
    from advisor_desk.services.door import Door
    from advisor_desk.services.efforts import Efforts
    from advisor_desk.services.finder import Finder
    from advisor_desk.services.group_sessions import GroupSessions
    from advisor_desk.services.guidance import Guidance
    from advisor_desk.services.handing_on import HandingOn
    from advisor_desk.services.importing import Importing
    from advisor_desk.services.presets import Presets
    from advisor_desk.services.quality import Quality
    from advisor_desk.services.questionnaire import Questionnaire
    from advisor_desk.services.questions import Questions
    from advisor_desk.services.record_drafts import RecordDrafts
    from advisor_desk.services.release import Releases
    from advisor_desk.services.reviews import Reviews
    from advisor_desk.services.statistics import Statistics
    from advisor_desk.services.suggestions import Suggestions
    from advisor_desk.services.synonyms import Synonyms
    from advisor_desk.services.tally import Tally
    from advisor_desk.services.told_apart import ToldApart


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
        self.codes = Codes(database, paths.resources)
        self.choices = ChoiceOrder(database, clock)
        self.visits = VisitLog(
            database, self.codes, settings, self.events, clock, self._own_questions
        )

    @property
    def actor(self) -> Actor:
        """Who works: the alias follows the settings."""
        return Actor(self.settings.text("advisor"), self.role)

    @cached_property
    def presets(self) -> Presets:
        """Kinds of visits that are saved by one key."""
        from advisor_desk.services.presets import Presets

        return Presets(self.database, self.codes, self.settings, self.visits, self.directory)

    @cached_property
    def efforts(self) -> Efforts:
        """What logging takes, as medians of the team."""
        from advisor_desk.services.efforts import Efforts

        return Efforts(self.database)

    @cached_property
    def tally(self) -> Tally:
        """Visits that are only counted, to be filled in later."""
        from advisor_desk.services.tally import Tally

        return Tally(self.database, self.visits)

    @cached_property
    def catch_up(self) -> CatchUp:
        """Visits of a past half day, counted afterwards."""
        from advisor_desk.services.catch_up import CatchUp

        return CatchUp(self.database, self.visits, self.clock)

    @cached_property
    def questions(self) -> Questions:
        """The point's own questions."""
        from advisor_desk.services.questions import Questions

        return Questions(self.database, self.events)

    def _own_questions(self) -> Questions:
        return self.questions

    @cached_property
    def code_keeping(self) -> CodeKeeping:
        """Adding to the lists of codes, ordering and retiring them."""
        from advisor_desk.services.code_keeping import CodeKeeping

        return CodeKeeping(self.database, self.codes, self.events, self.clock)

    @cached_property
    def group_sessions(self) -> GroupSessions:
        """Group sessions and events."""
        from advisor_desk.services.group_sessions import GroupSessions

        return GroupSessions(self.visits, self.clock)

    @cached_property
    def directory(self) -> Directory:
        """The contact directory."""
        from advisor_desk.services.directory import Directory

        return Directory(self.database, self.codes, self.events, self.clock)

    @cached_property
    def curation(self) -> Curation:
        """Editing, checking and merging records."""
        from advisor_desk.services.curation import Curation

        return Curation(self.database, self.settings, self.events, self.paths.resources, self.clock)

    @cached_property
    def reviews(self) -> Reviews:
        """What catalogues say otherwise than this desk."""
        from advisor_desk.services.reviews import Reviews

        return Reviews(self.database, self.events, self.clock)

    @cached_property
    def guidance(self) -> Guidance:
        """The cards and paths."""
        from advisor_desk.services.guidance import Guidance

        return Guidance(self.database, self.codes, self.paths.resources)

    @cached_property
    def finder(self) -> Finder:
        """The search."""
        from advisor_desk.services.events import SynonymsChanged
        from advisor_desk.services.finder import Finder

        finder = Finder(self.database, self._open_now)
        self.events.subscribe(SynonymsChanged, finder.forget_words)
        return finder

    def _open_now(self, ids: Sequence[str]) -> set[str]:
        """Return those of some services that are open now."""
        found = self.directory.find(ids).values()
        return {s.id for s in found if self.directory.open_state(s).value == "open"}

    @cached_property
    def changes(self) -> Changes:
        """What changed since the last shift."""
        from advisor_desk.services.changes import Changes

        return Changes(self.database, self.events, self.clock)

    @cached_property
    def suggestions(self) -> Suggestions:
        """What fits the visit being filled in."""
        from advisor_desk.services.suggestions import Suggestions

        return Suggestions(
            self.database, self.directory, self.guidance, self.codes, self.paths.resources
        )

    @cached_property
    def synonyms(self) -> Synonyms:
        """The words people type."""
        from advisor_desk.services.synonyms import Synonyms

        return Synonyms(self.database, self.codes, self.events, self.paths.resources)

    @cached_property
    def statistics(self) -> Statistics:
        """The figures."""
        from advisor_desk.services.statistics import Statistics

        return Statistics(self.database, self.codes)

    @cached_property
    def told_apart(self) -> ToldApart:
        """Records that only look like duplicates."""
        from advisor_desk.services.told_apart import ToldApart

        return ToldApart(self.database, self.clock)

    @cached_property
    def record_drafts(self) -> RecordDrafts:
        """Unsaved changes to records."""
        from advisor_desk.services.record_drafts import RecordDrafts

        return RecordDrafts(self.database)

    @cached_property
    def releases(self) -> Releases:
        """What leaves the program as a file, and what comes in."""
        from advisor_desk.services.release import Releases

        return Releases(self.database, self.codes, self.events, self.clock)

    @cached_property
    def importing(self) -> Importing:
        """Services that come in from foreign catalogues."""
        from advisor_desk.services.importing import Importing

        return Importing(self.database, self.events, self.paths.resources, self.clock)

    @cached_property
    def handing_on(self) -> HandingOn:
        """The directory as files for others."""
        from advisor_desk.services.handing_on import HandingOn

        return HandingOn(
            self.database, self.codes, self.directory, self.paths.resources, self.clock
        )

    @cached_property
    def quality(self) -> Quality:
        """The report on the quality of the directory."""
        from advisor_desk.services.quality import Quality

        freshness_of = self.curation.freshness_of
        return Quality(self.database, freshness_of, self.paths.resources, self.clock)

    @cached_property
    def appointments(self) -> Appointments:
        """The appointments of the point."""
        from advisor_desk.services.appointments import Appointments

        return Appointments(self.database, self.codes, self.settings, self.visits, self.clock)

    @cached_property
    def appointment_files(self) -> AppointmentFiles:
        """Appointments from and for calendars."""
        from advisor_desk.services.appointment_files import AppointmentFiles

        return AppointmentFiles(self.database, self.codes, self.settings, self.clock)

    @cached_property
    def door(self) -> Door:
        """What was counted at the door."""
        from advisor_desk.services.door import Door

        return Door(self.database, self.codes, self.settings, self.clock)

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The staff questionnaire."""
        from advisor_desk.services.questionnaire import Questionnaire

        return Questionnaire(self.database, self.settings, self.paths.resources, self.clock)
