"""What every part of the window is given."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.failures import Failure
from advisor_desk.services.desk import Desk
from advisor_desk.services.explain import explain
from advisor_desk.ui.background import Background
from advisor_desk.ui.messages import Messages
from advisor_desk.ui.theme.style import Style

if TYPE_CHECKING:
    from advisor_desk.settings.options import Value
    from advisor_desk.ui.commands.registry import Commands
    from advisor_desk.ui.talk import Talk
    from advisor_desk.ui.theme.icons import Icons
    from advisor_desk.ui.widgets.document import DocumentView


class Context:
    """The collaborators of the features.

    Attributes:
        desk: the services.
        messages: the way to say something.
        background: the way off the UI thread.
        style: the look in use.
    """

    def __init__(
        self,
        desk: Desk,
        messages: Messages,
        background: Background,
        style: Style,
        window: QWidget,
    ) -> None:
        self.desk = desk
        self.messages = messages
        self.background = background
        self.style = style
        self._window = window

    @cached_property
    def commands(self) -> Commands:
        """The commands of the window, made after its first picture."""
        from advisor_desk.ui.commands.registry import Commands

        return Commands(self._window, self.desk.actor)

    @cached_property
    def icons(self) -> Icons:
        """The shipped icons."""
        from advisor_desk.ui.theme.icons import Icons

        return Icons(self.desk.paths.resources / "icons")

    @cached_property
    def talk(self) -> Talk:
        """What is only for the talk with the present client."""
        from advisor_desk.ui.talk import Talk

        return Talk(self._window)

    def keep(self, **values: Value) -> None:
        """Change settings; a failure to write them is said and the old ones stay."""
        try:
            self.desk.settings.change(**values)
        except Failure as failure:
            self.messages.say(explain(failure), "bad")

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
