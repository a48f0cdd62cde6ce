"""The hours of a day as people type them, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from advisor_desk.domain.opening import MINUTES_OF_DAY, Span, SpanStatus
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_hours_between

_MOST_SPANS: Final = 3
_SEPARATOR: Final = re.compile(r"[,;/+&\n]| (?:ja|och|and) ")
_SPAN: Final = re.compile(
    r"(\d{1,2})(?:[.:]?(\d\d))?\s*(?:[-\u2010-\u2015\u2212]|to)\s*(\d{1,2})(?:[.:]?(\d\d))?"
)
_EARLIEST_EVENING: Final = 15 * 60
_LATEST_NIGHT: Final = 9 * 60

Times = tuple[int, int, SpanStatus]
"""Opening and closing in minutes after midnight, and what holds between them."""


class NotHours(Exception):
    """What was typed is no hours; its text is a sentence that says why."""


def _status_words() -> dict[SpanStatus, str]:
    """Return what is written beside times, in the current language."""
    return {
        "appointment": _("{times} by appointment").format(times="").strip(),
        "phone_only": _("{times} by telephone").format(times="").strip(),
        "closed": _("closed {times}").format(times="").strip(),
    }


def read_times(text: str) -> tuple[Times, ...]:
    """Return the times of a day as typed: "9-16", "9.30–12, 13-15 by appointment", "closed".

    Raises:
        NotHours: it cannot be understood, or cannot be.
    """
    found: list[Times] = []
    for piece in _SEPARATOR.split(text):
        if piece.strip():
            found.append(_read_piece(piece.strip()))
    if len(found) > _MOST_SPANS:
        raise NotHours(_("Three spans are the most for a day."))
    found.sort()
    for one, other in pairwise(found):
        if other[0] < one[1] and "closed" not in (one[2], other[2]):
            raise NotHours(
                _("{one} and {other} overlap.").format(
                    one=format_hours_between(*one[:2]), other=format_hours_between(*other[:2])
                )
            )
    return tuple(found)


def _read_piece(piece: str) -> Times:
    match = _SPAN.search(piece)
    rest = f"{piece[: match.start()]} {piece[match.end() :]}" if match else piece
    status = _read_status(rest)
    if match is None and status == "closed":
        return (0, MINUTES_OF_DAY, "closed")
    if match is None or status is None:
        raise NotHours(
            _("“{text}” is not understood. Write hours like {example}.").format(
                text=piece, example=format_hours_between(9 * 60, 16 * 60)
            )
        )
    opens = int(match[1]) * 60 + int(match[2] or 0)
    closes = int(match[3]) * 60 + int(match[4] or 0)
    minutes = (int(match[2] or 0), int(match[4] or 0))
    if max(opens, closes) > MINUTES_OF_DAY or max(minutes) > 59:
        raise NotHours(_("“{text}” has a time that no clock shows.").format(text=piece))
    if opens >= _EARLIEST_EVENING and closes <= _LATEST_NIGHT:
        closes += MINUTES_OF_DAY
    if closes <= opens or opens == MINUTES_OF_DAY:
        raise NotHours(_("“{text}” ends before it begins.").format(text=piece))
    return (opens, closes, status)


def _read_status(rest: str) -> SpanStatus | None:
    """Return what is written beside times, from its first three letters on; None if unknown."""
    said = rest.strip().strip("().").casefold()
    if not said:
        return "open"
    for status, words in _status_words().items():
        if len(said) >= 3 and words.casefold().startswith(said):
            return status
    return None


def write_times(times: Iterable[Times]) -> str:
    """Return times as they are typed."""
    words = {
        "open": "{times}",
        "appointment": _("{times} by appointment"),
        "phone_only": _("{times} by telephone"),
        "closed": _("closed {times}"),
    }
    said: list[str] = []
    for opens, closes, status in times:
        if (opens, closes, status) == (0, MINUTES_OF_DAY, "closed"):
            said.append(_status_words()["closed"])
        else:
            said.append(words[status].format(times=format_hours_between(opens, closes)))
    return ", ".join(said)


def times_of(spans: Iterable[Span]) -> tuple[Times, ...]:
    """Return the times of spans, in order."""
    return tuple(sorted((span.opens, span.closes, span.status) for span in spans))


def cell_problem(text: str) -> str:
    """Return what is wrong with the hours of a day, or an empty text."""
    try:
        read_times(text)
    except NotHours as problem:
        return str(problem)
    return ""
