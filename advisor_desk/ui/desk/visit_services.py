"""The services that the visit in the form names: referred to, or tried in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.referrals import ReferralList
from advisor_desk.ui.presenters.words import language

if TYPE_CHECKING:
    from advisor_desk.domain.directory import Service
    from advisor_desk.domain.visit import ReferralMode, Visit


class Holder(Protocol):
    """What holds the visit: the form."""

    def visit(self) -> Visit:
        """Return the visit as filled in so far."""

    def change(self, **values: Any) -> None:  # noqa: ANN401 - values of any field
        """Change values of the visit, and show them."""

    def note_pick(self) -> None:
        """Count a choice."""


class VisitServices(ReferralList):
    """Shows the services of the visit, and changes which they are.

    Args:
        context: the collaborators.
        form: holds the visit.
    """

    def __init__(self, context: Context, form: Holder) -> None:
        super().__init__()
        self._context = context
        self._form = form
        self.removed.connect(self._on_removed_from)
        self.found_in_vain.connect(self.note_tried)
        self.untried.connect(self._on_not_tried)

    def refer(self, service: Service, mode: ReferralMode) -> None:
        """Add a referral; fill topic, outcome and help where they are still empty."""
        visit = self._form.visit().with_referral(service.id, mode)
        values: dict[str, Any] = {"referrals": visit.referrals}
        values["tried"] = tuple(each for each in visit.tried if each != service.id)
        if not visit.topics and service.topics:
            values["topics"] = (service.topics[0],)
        if visit.outcome == NOT_ASKED:
            values["outcome"] = mode
        if "referral" not in visit.help_given:
            values["help_given"] = (*visit.help_given, "referral")
        self._form.change(**values)
        self._form.note_pick()

    def note_tried(self, service_id: str, topics: tuple[str, ...] = ()) -> None:
        """Name a service that was tried in vain; it is not referred to then.

        Args:
            service_id: the service.
            topics: of the service; the first is taken where the visit has none yet.
        """
        visit = self._form.visit()
        values: dict[str, Any] = {
            "tried": tuple(dict.fromkeys((*visit.tried, service_id))),
            "referrals": tuple(r for r in visit.referrals if r.service_id != service_id),
        }
        if not visit.topics and topics:
            values["topics"] = topics[:1]
        if visit.outcome == NOT_ASKED:
            values["outcome"] = "unmet"
        self._form.change(**values)
        self._form.note_pick()

    def show_names(self) -> None:
        """Show the services by their names."""
        visit, desk = self._form.visit(), self._context.desk
        ids = [*(referral.service_id for referral in visit.referrals), *visit.tried]
        names = desk.directory.names(ids, language()) if ids else {}
        self.show_visit(visit, names)

    def _on_removed_from(self, service_id: str) -> None:
        left = tuple(r for r in self._form.visit().referrals if r.service_id != service_id)
        self._form.change(referrals=left)

    def _on_not_tried(self, service_id: str) -> None:
        self._form.change(tried=tuple(t for t in self._form.visit().tried if t != service_id))
