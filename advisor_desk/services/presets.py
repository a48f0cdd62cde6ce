"""Presets: making, changing and using them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from advisor_desk.domain.effort import Effort
from advisor_desk.domain.failures import Failure, FailureKind, InvalidRecord, InvalidVisit
from advisor_desk.domain.ids import new_id
from advisor_desk.domain.presets import MAX_TITLE, SLOTS, Preset, by_slot, list_of, values_of
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.codes import Codes
from advisor_desk.services.directory import Directory
from advisor_desk.services.explain import explain
from advisor_desk.services.visit_log import VisitLog
from advisor_desk.settings.store import Settings
from advisor_desk.storage import presets as tables
from advisor_desk.storage.database import Database

ONE_KEY: Final = Effort(picks=1, keys=1, seconds=0.0)
"""What a visit by a preset takes."""


class Wanted(NamedTuple):
    """What the advisor says of a preset.

    Attributes:
        title: what its button says.
        slot: 1 to 9.
        own: whether it is the advisor's own, and not the whole point's.
    """

    title: str
    slot: int
    own: bool


class Changed(NamedTuple):
    """A change that can be taken back.

    Attributes:
        preset: as it stands now; of one that was deleted, as it was.
        before: all presets of the point as they were.
    """

    preset: Preset
    before: tuple[Preset, ...]


class Unsaved(NamedTuple):
    """A visit by a preset that was not saved.

    Attributes:
        visit: what is left of it, for the form.
        why: whole sentences.
    """

    visit: Visit
    why: str


class Presets:
    """The presets of the point; reading methods may be called from any thread."""

    def __init__(
        self,
        database: Database,
        codes: Codes,
        settings: Settings,
        visits: VisitLog,
        directory: Directory,
    ) -> None:
        self._database = database
        self._codes = codes
        self._settings = settings
        self._visits = visits
        self._directory = directory

    def of(self, actor: Actor) -> list[Preset]:
        """Return the presets an advisor can change: the own ones, then the point's."""
        found = [p for p in self._all() if p.advisor in ("", actor.alias)]
        return sorted(found, key=lambda preset: (not preset.advisor, preset.slot))

    def available(self, actor: Actor) -> dict[int, Preset]:
        """Return what each number does for an advisor."""
        return by_slot(self._all(), actor.alias)

    def words(self, kept: Visit | Preset, language: Language) -> str:
        """Return what a preset holds, or would hold of a visit, in words."""
        values = values_of(kept) if isinstance(kept, Visit) else kept.values
        book, words = self._codes.book, []
        for name, value in values.items():
            if list_name := list_of(name):
                codes = value if isinstance(value, tuple) else (value,)
                words += [book.label(list_name, code, language) for code in codes]
        ids = [referral.service_id for referral in values.get("referrals", ())]
        names = self._directory.names(ids, language) if ids else {}
        return " · ".join([*words, *(names.get(key, key) for key in ids)])

    def propose(self, actor: Actor, visit: Visit, language: Language) -> Wanted:
        """Return a title, a free number and whose it is, for a preset of a visit."""
        book = self._codes.book
        named = [("topics", code) for code in visit.topics[:1]]
        named += [(name, getattr(visit, name)) for name in ("language", "reason")]
        words = [
            book.label(list_of(name), code, language) for name, code in named if code != "not-asked"
        ]
        title = " · ".join(words[:2])
        if len(title) > MAX_TITLE:
            title = f"{title[: MAX_TITLE - 1].rstrip()}…"
        own = bool(actor.alias)
        alias = actor.alias if own else ""
        taken = {preset.slot for preset in self._all() if preset.advisor in ("", alias)}
        return Wanted(title, next((slot for slot in SLOTS if slot not in taken), SLOTS[-1]), own)

    def keep(self, actor: Actor, wanted: Wanted, visit: Visit) -> Changed:
        """Keep a visit as a preset; one of the same owner on the number is replaced.

        Raises:
            InvalidRecord: there is no title, or nothing to keep.
            Failure: the disk or the database failed.
        """
        values = values_of(visit)
        if not values.get("topics"):
            raise InvalidRecord(_("Choose a topic first: a preset without one saves nothing."))
        preset = Preset(new_id(), self._point, "", wanted.slot, wanted.title, values)
        return self._place(actor, self._as_wanted(actor, preset, wanted))

    def change(self, actor: Actor, preset_id: str, wanted: Wanted) -> Changed:
        """Give a preset another title, number or owner; on a taken number the two change places.

        Raises:
            InvalidRecord: there is no title.
            Failure: the preset is gone, or the disk or the database failed.
        """
        preset = self._find(self._all(), preset_id)
        changed = replace(self._as_wanted(actor, preset, wanted), revision=preset.revision + 1)
        return self._place(actor, changed, instead_of=preset)

    def delete(self, actor: Actor, preset_id: str) -> Changed:
        """Delete a preset; visits that were saved by it stay.

        Raises:
            Failure: the preset is gone already, or the disk or the database failed.
        """
        gone = self._find(self._all(), preset_id)

        def without(presets: Sequence[Preset]) -> list[Preset]:
            return [preset for preset in presets if preset.id != preset_id]

        return self._write(actor, gone, without)

    def put_back(self, actor: Actor, before: Sequence[Preset]) -> None:
        """Let the presets be as they were.

        Raises:
            Failure: the disk or the database failed.
        """
        actor.require(Role.ADVISOR)
        with self._database.writing() as connection:
            tables.write_presets(connection, self._point, before)

    def save_visit(self, actor: Actor, preset: Preset) -> Visit | Unsaved:
        """Save a visit by a preset, with the time of now; the draft of the form stays.

        Returns:
            The visit as stored; or why it was not stored: a code or service is out of use, or
            the point requires what the preset does not hold.

        Raises:
            Failure: the disk or the database failed.
        """
        fresh = self._visits.new_draft(actor).visit
        values, gone = self._in_use(preset, fresh.day)
        visit = replace(fresh, **values)
        if gone:
            return Unsaved(visit, " ".join(gone))
        try:
            return self._visits.save(
                actor, replace(visit, way="preset"), from_form=False, effort=ONE_KEY
            )
        except InvalidVisit as error:
            return Unsaved(visit, explain(error))

    # Within

    @property
    def _point(self) -> str:
        return self._settings.text("point")

    def _all(self) -> list[Preset]:
        with self._database.reading() as connection:
            return tables.read_presets(connection, self._point)

    def _find(self, presets: Sequence[Preset], preset_id: str) -> Preset:
        found = next((preset for preset in presets if preset.id == preset_id), None)
        if found is None:
            raise Failure(FailureKind.NOT_FOUND, _("The preset"))
        return found

    def _as_wanted(self, actor: Actor, preset: Preset, wanted: Wanted) -> Preset:
        """Return a preset with what the advisor says of it.

        Raises:
            InvalidRecord: there is no title.
        """
        title = " ".join(wanted.title.split())[:MAX_TITLE]
        if not title:
            raise InvalidRecord(_("Give the preset a title: its button says it."), ["title"])
        owner = actor.alias if wanted.own else ""
        return replace(preset, title=title, slot=wanted.slot, advisor=owner)

    def _place(self, actor: Actor, preset: Preset, instead_of: Preset | None = None) -> Changed:
        """Store a preset on its number; who stood there goes to the number it came from, if any."""

        def placed(presets: Sequence[Preset]) -> Iterator[Preset]:
            for other in presets:
                if other.id == preset.id:
                    continue
                if (other.advisor, other.slot) != (preset.advisor, preset.slot):
                    yield other
                elif instead_of is not None:
                    yield replace(other, advisor=instead_of.advisor, slot=instead_of.slot)
            yield preset

        return self._write(actor, preset, placed)

    def _write(
        self,
        actor: Actor,
        preset: Preset,
        change: Callable[[Sequence[Preset]], Iterator[Preset] | list[Preset]],
    ) -> Changed:
        actor.require(Role.ADVISOR)
        with self._database.writing() as connection:
            before = tuple(tables.read_presets(connection, self._point))
            tables.write_presets(connection, self._point, change(before))
        return Changed(preset, before)

    def _in_use(self, preset: Preset, day: str) -> tuple[dict[str, Any], list[str]]:
        """Return the values that can still be chosen, and a sentence for each of the others."""
        values: dict[str, Any] = {}
        gone: list[str] = []
        for name, value in preset.values.items():
            list_name = list_of(name)
            if name == "referrals":
                offered = {r.service_id for r in value} - set(self._withdrawn(value, gone))
                values[name] = tuple(r for r in value if r.service_id in offered)
            elif not list_name:
                values[name] = value
            else:
                codes = value if isinstance(value, tuple) else (value,)
                kept = tuple(c for c in codes if self._can_be_chosen(list_name, c, day, gone))
                if kept:
                    values[name] = kept if isinstance(value, tuple) else kept[0]
        return values, gone

    def _can_be_chosen(self, list_name: str, code_id: str, day: str, gone: list[str]) -> bool:
        code = self._codes.book.find(list_name, code_id)
        if code is not None and code.valid_on(day):
            return True
        label = self._codes.book.label(list_name, code_id, _language())
        gone.append(_("“{choice}” is no longer in use.").format(choice=label))
        return False

    def _withdrawn(self, referrals: Any, gone: list[str]) -> Iterator[str]:  # noqa: ANN401 - a field's value
        found = self._directory.find([referral.service_id for referral in referrals])
        for referral in referrals:
            service = found.get(referral.service_id)
            if service is None or service.status != "listed":
                name = service.name.pick(_language()) if service else referral.service_id
                gone.append(_("“{service}” is no longer offered.").format(service=name))
                yield referral.service_id


def _language() -> Language:
    from advisor_desk.i18n import current_language

    tag = current_language()
    return "fi" if tag == "fi" else "sv" if tag == "sv" else "en"
