"""What is wrong with a record, as a field and a sentence."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from advisor_desk.exchange import cleaning
from advisor_desk.exchange.ptv.model import BadField
from advisor_desk.i18n import _

_MESSAGE: Final = re.compile(r"(?P<problem>.*?)(?: - at `(?P<path>[^`]*)`)?", re.DOTALL)
_MISSING: Final = re.compile(r"Object missing required field `(\w+)`")
_VALUE: Final = re.compile(r"Invalid enum value (.+)", re.DOTALL)


def explain(error: Exception) -> tuple[str, str]:
    """Return the path of the field that an error is about, and a sentence in our language."""
    if isinstance(error, BadField):
        return error.field, error.problem
    if not isinstance(error, msgspec.ValidationError):
        return "", _("It cannot be read as JSON.")
    match = _MESSAGE.fullmatch(str(error))
    problem = match["problem"] if match else str(error)
    path = ((match["path"] if match else "") or "").removeprefix("$").removeprefix(".")
    missing = _MISSING.fullmatch(problem)
    if missing:
        field = ".".join(part for part in (path, missing[1]) if part)
        return field, _("The field is missing.")
    value = _VALUE.fullmatch(problem)
    if value:
        shown = cleaning.line(value[1].strip("'"), 60)
        return path, _("“{value}” is not among the values that PTV publishes.").format(value=shown)
    return path, _("The value is not of the form that PTV publishes.")
