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


@dataclass(frozen=True, slots=True)
class Checked:
    """What is said of a record as it was typed.

    Attributes:
        number: of the question.
        problems: what is wrong, field by field.
        duplicate_id: id of a record that may be the same, or an empty text.
        duplicate_text: a sentence about it.
    """

    number: int
    problems: tuple[Problem, ...]
    duplicate_id: str = ""
    duplicate_text: str = ""


def given_for(desk: Desk, service_id: str) -> Given | None:
    """Return what the editor needs to open a record, or None where it is gone.

    Args:
        desk: the services.
        service_id: of the record; empty for a new one.
    """
    from advisor_desk.domain.phones import dial

    dial("116117")  # its tables take long to read: here, where nobody waits for the window
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
    """Return what is wrong with a record, and whether another may be the same.

    A record that was opened is compared too: what was typed may have made it one.
    """
    problems = tuple(desk.curation.validate(typed))
    if is_new and not (typed.name or typed.phones or typed.website):
        return Checked(number, () if typed == Service(typed.id, "other", LocalText()) else problems)
    alike = desk.curation.duplicates_of(typed)
    if not alike:
        return Checked(number, problems)
    other = alike[0].service
    text = _("This may be there already: {name}. {reason}").format(
        name=other.name.pick(language()), reason=_(BECAUSE.get(alike[0].because, ""))
    )
    return Checked(number, problems, other.id, text.strip())


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
