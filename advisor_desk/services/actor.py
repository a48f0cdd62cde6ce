"""Who acts, and in which role."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from advisor_desk.domain.failures import NotAllowed


class Role(IntEnum):
    """Roles in order: a higher one may do what a lower one may."""

    ADVISOR = 1
    SUPERVISOR = 2
    ADMINISTRATOR = 3


class Actor(NamedTuple):
    """The person at the desk: a short alias and a role."""

    alias: str
    role: Role

    def require(self, role: Role) -> None:
        """Refuse an act for which the role is too low.

        Raises:
            NotAllowed: the actor's role is below the one needed.
        """
        if self.role < role:
            raise NotAllowed(role.name.lower())
