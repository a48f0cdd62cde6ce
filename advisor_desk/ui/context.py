"""What every part of the window is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor_desk.services.desk import Desk
from advisor_desk.ui.background import Background
from advisor_desk.ui.commands.registry import Commands
from advisor_desk.ui.messages import Messages
from advisor_desk.ui.theme.icons import Icons
from advisor_desk.ui.theme.style import Style

if TYPE_CHECKING:
    from advisor_desk.ui.widgets.document import DocumentView


@dataclass(frozen=True, slots=True)
class Context:
    """The collaborators of the features.

    Attributes:
        desk: the services.
        messages: the way to say something.
        background: the way off the UI thread.
        commands: the commands of the window.
        style, icons: the look in use.
    """

    desk: Desk
    messages: Messages
    background: Background
    commands: Commands
    style: Style
    icons: Icons

    def paint(self, view: DocumentView) -> None:
        """Give a document the colours of the theme."""
        tokens = self.style.tokens
        names = (
            "text",
            "muted",
            "link",
            "good",
            "good_soft",
            "warn",
            "warn_soft",
            "bad",
            "bad_soft",
        )
        view.set_colours({name: getattr(tokens, name) for name in names})
