"""What the editor asks of the services, each in one call for another thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from advisor_desk.domain.directory import Service
from advisor_desk.domain.ids import new_id
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import N_, _
from advisor_desk.services.desk import Desk
from advisor_desk.services.record_drafts import NEW_RECORD
from advisor_desk.ui.directory.editor.sections import Given
from advisor_desk.ui.presenters.words import language

if TYPE_CHECKING:
    from advisor_desk.domain.record_rules import Problem

BECAUSE: Final = {
    "business-id": N_("It has the same business ID."),
    "phone": N_("It has the same phone number."),
    "website": N_("It has the same web page."),
    "name": N_("Its name is alike."),
}
"""Why two records may be the same."""


_STEP: Final = 0.03
"""Seconds for which records are read for a comparison before others may read."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a record as it was typed.

    Attributes:
        number: of the question.
        problems: field by field.
    """

    number: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that may be the same as what was typed.

    Attributes:
        number: of the question.
        id: of the record, or an empty text.
        text: a sentence about it.
    """

    number: int
    id: str = ""
    text: str = ""


def given_for(desk: Desk, service_id: str) -> Given | None:
    """Return what the editor needs to open a record, or None where it is gone.

    Args:
        desk: the services.
        service_id: of the record; empty for a new one.
    """
    from advisor_desk.domain.phones import dial

    # Read here, where nobody waits for the window.
    dial("116117")
    desk.codes.divisions  # noqa: B018 - read once, and kept
    if service_id:
        before = desk.directory.get(service_id)
        if before is None:
            return None
    else:
        before = Service(new_id(), "other", LocalText())
    typed = desk.record_drafts.kept(service_id or NEW_RECORD, before) or before
    known = {one.id: one for one in desk.curation.organizations()}
    return Given(before, typed, not service_id, known)


def check(desk: Desk, number: int, typed: Service, *, is_new: bool) -> Checked:
    """Return what is wrong with a record; a new one that nobody has begun is not spoken of."""
    untouched = is_new and typed == Service(typed.id, "other", LocalText())
    return Checked(number, () if untouched else tuple(desk.curation.validate(typed)))


def compare(desk: Desk, number: int, typed: Service, *, is_new: bool) -> Alike | None:
    """Return whether another record may be the same, or None: call it again, there is more to read.

    A record that was opened is compared too: what was typed may have made it one.
    """
    if is_new and not (typed.name or typed.phones or typed.website):
        return Alike(number)
    if not desk.curation.look_around(_STEP):
        return None
    alike = desk.curation.duplicates_of(typed)
    if not alike:
        return Alike(number)
    other = alike[0].service
    text = _("This may be there already: {name}. {reason}").format(
        name=other.name.pick(language()), reason=_(BECAUSE.get(alike[0].because, ""))
    )
    return Alike(number, other.id, text.strip())


def store(desk: Desk, before: Service, typed: Service, *, is_new: bool) -> Service:
    """Store a record and return it as stored.

    Raises:
        InvalidRecord: an error is in it, or somebody changed the record meanwhile.
        Failure: the disk or the database failed.
        NotAllowed: the actor is no supervisor.
    """
    if is_new:
        return desk.curation.create(desk.actor, typed)
    return desk.curation.save(desk.actor, before, typed)
