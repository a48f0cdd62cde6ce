"""The line at the start that tells how much others have changed since the last shift."""

from __future__ import annotations

from collections.abc import Callable

from advisor_desk.i18n import _, ngettext
from advisor_desk.ui.context import Context


def tell_changes(context: Context, said: Callable[[], str], show: Callable[[], None]) -> None:
    """Note that a shift begins, and say how much others have changed since the last one.

    Nothing is said where nothing changed, or where it cannot be read or noted: no work
    depends on it. Nor is it said in the place of something else.

    Args:
        context: what every part of the window is given.
        said: returns what is being said, or an empty text.
        show: shows what changed.
    """
    desk, actor = context.desk, context.desk.actor

    def look() -> tuple[int, bool]:
        from advisor_desk.services.changes import LIMIT

        desk.changes.begin_shift(actor)
        count = len(desk.changes.since_last_shift(actor).records)
        return count, count >= LIMIT

    def tell(found: tuple[int, bool]) -> None:
        count, more = found
        if count and not said():
            text = ngettext(
                "{count} change since your last shift (Shift+F6).",
                "{count} changes since your last shift (Shift+F6).",
                count,
            )
            told = text.format(count=f"{count}+" if more else count)
            context.messages.say(told, action=_("Show"), act=show)

    context.background.write(look, tell, _pass_over)


def _pass_over(_error: Exception) -> None:
    """Say nothing of a failure that keeps nobody from working."""
