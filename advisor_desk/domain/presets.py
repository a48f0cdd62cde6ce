"""Presets: a kind of visit that comes again and again, kept on a number from 1 to 9."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.visit import MULTI_FIELDS, SINGLE_FIELDS, Answer, Referral, Visit

SLOTS: Final = range(1, 10)
"""The numbers of presets, which are their keys."""

MAX_TITLE: Final = 40

_MANY: Final = ("topics", "barriers", "help_given")
_NUMBERS: Final = {"adults": 1, "children": 0}
_DEFAULTS: Final[Mapping[str, object]] = {
    "topics": (),
    **dict.fromkeys(("reason", "employment", "language"), NOT_ASKED),
    **dict.fromkeys(SINGLE_FIELDS, NOT_ASKED),
    **dict.fromkeys((*_MANY, "referrals", "answers"), ()),
    **_NUMBERS,
}
"""The fields that a preset may hold, with the value of a form that nobody filled in.

No free text, which could tell of a person, and no time: an observation, a project, minutes and
the day are of one visit.
"""

FIELDS: Final = tuple(_DEFAULTS)


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of visit on a number.

    Attributes:
        id: time-ordered UUID.
        point: the advice point it is of.
        advisor: alias of the one it is of; empty where it is the whole point's.
        slot: 1 to 9.
        title: what its button says; never empty.
        values: what a visit by it holds, by field; fields of an empty form are left out.
        revision: 1 when new, one more for every change.
    """

    id: str
    point: str
    advisor: str
    slot: int
    title: str
    values: Mapping[str, Any]
    revision: int = 1


def values_of(visit: Visit) -> dict[str, Any]:
    """Return what a preset made of a visit holds."""
    return {
        name: value for name, empty in _DEFAULTS.items() if (value := getattr(visit, name)) != empty
    }


def by_slot(presets: Iterable[Preset], advisor: str) -> dict[int, Preset]:
    """Return what each number does for an advisor: the advisor's own stands before the point's.

    Args:
        presets: those of the point, whoever they are of.
        advisor: alias; for an empty one only the point's count.
    """
    found: dict[int, Preset] = {}
    for preset in presets:
        if preset.advisor == advisor or (not preset.advisor and preset.slot not in found):
            found[preset.slot] = preset
    return dict(sorted(found.items()))


def texts_of(values: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the values of a preset as texts, for the database."""
    return {name: tuple(_texts(name, value)) for name, value in values.items()}


def _texts(name: str, value: Any) -> Iterable[str]:  # noqa: ANN401 - of any field
    if name in SINGLE_FIELDS or name in _NUMBERS:
        return (str(value),)
    if name == "referrals":
        return (f"{referral.mode}:{referral.service_id}" for referral in value)
    if name == "answers":
        return (f"{answer.question_id}:{answer.value}" for answer in value)
    return tuple(value)


def values_from(texts: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the values of a preset from its texts; unknown fields are passed over."""
    return {name: _value(name, texts[name]) for name in _DEFAULTS if name in texts}


def _value(name: str, texts: tuple[str, ...]) -> object:
    if name in SINGLE_FIELDS:
        return texts[0]
    if name in _NUMBERS:
        return int(texts[0])
    if name == "referrals":
        return tuple(_referral(text) for text in texts)
    if name == "answers":
        return tuple(Answer(*text.split(":", 1)) for text in texts)
    return texts


def _referral(text: str) -> Referral:
    mode, _colon, service_id = text.partition(":")
    return Referral(service_id, "handed-over" if mode == "handed-over" else "signposted")


def list_of(field: str) -> str:
    """Return the list that a field's codes are from; empty where it holds none."""
    return SINGLE_FIELDS.get(field) or (MULTI_FIELDS[field] if field in _MANY else "")
