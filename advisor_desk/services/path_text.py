"""What is left of a path, as plain text for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor_desk.domain.guidance import Path
from advisor_desk.domain.path_walk import StepLeft
from advisor_desk.domain.text import Language
from advisor_desk.i18n import _


def path_text(path: Path, left: Iterable[StepLeft], language: Language) -> str:
    """Return the steps that are left as text, an empty line between two.

    It names where, what is needed first, the documents, and waits that are sure enough.

    Args:
        path: for its title and pitfalls.
        left: of `steps_left`; the slip takes the same.
        language: of the content; the words between follow the interface.
    """
    parts = [path.title.pick(language)]
    parts += ["\n".join(_step_lines(one, language)) for one in left]
    pitfalls = [f"- {text.pick(language)}" for text in path.pitfalls]
    if pitfalls:
        parts.append("\n".join([_("Pitfalls"), *pitfalls]))
    parts.append(_("The order is typical, not a rule of law."))
    return "\n\n".join(parts) + "\n"


def _step_lines(one: StepLeft, language: Language) -> Iterator[str]:
    yield f"{one.number}. {one.step.action.pick(language)}"
    documents = "; ".join(text.pick(language) for text in one.documents)
    for template, value in (
        (_("Where: {place}"), one.step.service.pick(language)),
        (_("First needed: {what}"), one.step.prerequisite.pick(language)),
        (_("Documents: {what}"), documents),
        (_("Typical wait: {time}"), one.sure_wait.pick(language)),
    ):
        if value:
            # One of the names is in the template, and the others are not missed.
            yield "   " + template.format(place=value, what=value, time=value)
