"""The rows of the visit form, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from advisor_desk.domain.codes import NOT_ASKED, UNANSWERED, UNKNOWN_MUNICIPALITY, Code
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import MULTI_FIELDS, SINGLE_FIELDS, Draft, Visit
from advisor_desk.services.choice_order import ChoiceOrder, by_use
from advisor_desk.services.codes import Codes
from advisor_desk.settings.store import Settings
from advisor_desk.ui.widgets.choice_row import VISIBLE, Choice


class Field(NamedTuple):
    """One row of choices: a field of the visit, its list, and whether it takes several."""

    name: str
    list_name: str
    several: bool


FIELDS: Final[tuple[Field, ...]] = (
    Field("topics", "topic", several=True),
    *(
        Field(name, SINGLE_FIELDS.get(name) or MULTI_FIELDS[name], name in MULTI_FIELDS)
        for name in (
            "reason",
            "employment",
            "language",
            "municipality",
            "channel",
            "outcome",
            "barriers",
            "help_given",
            "interpreting",
            "visit_order",
            "client",
            "time_in_finland",
            "age",
            "residence_status",
            "gender",
            "education",
        )
    ),
)
"""Rows in the order of the form."""

EXTRAS: Final = ("minutes", "project", "observation")
"""What stands below the rows and is typed, not chosen: see `desk.extras`."""

SEVERAL: Final = ("family", "group")
"""Kinds of client who are several people: then it is asked how many."""


def are_several(visit: Visit) -> bool:
    """Tell whether a visit is one of several people, as far as it is filled in."""
    return visit.client in SEVERAL or (visit.adults, visit.children) != (1, 0)


def is_called_for(settings: Settings, field: Field, draft: Draft, *, more_open: bool) -> bool:
    """Tell whether the settings and the answers call for the row of a field."""
    name = field.name
    if name == "topics" or (name == "barriers" and draft.visit.outcome == "unmet"):
        return True
    use = settings.field_use(name)
    filled = getattr(draft.visit, name) not in (NOT_ASKED, ())
    carried = name in draft.carried
    if use == "more":
        return more_open or (filled and not carried)
    return use != "hidden"


def is_shown(settings: Settings, name: str, *, more_open: bool) -> bool:
    """Tell whether the settings call for one of the extras."""
    use = settings.field_use(name)
    return use in ("main", "required") or (use == "more" and more_open)


def choice(codes: Codes, list_name: str, code_id: str, language: Language) -> Choice:
    """Return a code as a choice."""
    return Choice(code_id, codes.book.label(list_name, code_id, language))


def quick_choices(
    codes: Codes, settings: Settings, order: ChoiceOrder, field: Field, language: Language
) -> list[Choice]:
    """Return the choices that are always visible: the likeliest here, at most six."""
    members = codes.book.members(field.list_name, day=order.day)
    if field.name == "municipality":
        shipped = _near_municipalities(codes, settings.text("municipality"))
    else:
        quick = (code.id for code in members if code.quick)
        shipped = list(quick)[:VISIBLE]
    others = [code.id for code in members]
    if not field.several:
        others += UNANSWERED
    offered = by_use(shipped, others, order.counts(field.name))
    return [choice(codes, field.list_name, code, language) for code in offered[:VISIBLE]]


_LARGE: Final = ("091", "049", "092", "837", "564", "853")
"""Helsinki, Espoo, Vantaa, Tampere, Oulu and Turku, offered until a point is chosen."""


def _near_municipalities(codes: Codes, own: str) -> list[str]:
    """Return the point's municipality, large ones of its region, and "not known"."""
    book = codes.book
    region = codes.regions.get(own)
    near = [code for code in _LARGE if region is None or codes.regions.get(code) == region]
    order = list(dict.fromkeys([*([own] if own else []), *near, *_LARGE]))
    shown = [code for code in order if book.find("municipality", code)][: VISIBLE - 1]
    return [*shown, UNKNOWN_MUNICIPALITY]


def all_choices(codes: Codes, field: Field, language: Language, day: str) -> list[Choice]:
    """Return every choice of a field for the picker; below a parent with the parent's words."""
    book = codes.book
    members = book.members(field.list_name, day=day)
    found = [Choice(code.id, _full_label(codes, code, language)) for code in members]
    if field.list_name in ("municipality", "language"):
        found = _natively_named(codes, found) if field.list_name == "language" else found
    if not field.several:
        unanswered: Sequence[Code] = book.members("unanswered")
        found += [Choice(code.id, code.label.pick(language)) for code in unanswered]
    return found


def _full_label(codes: Codes, code: Code, language: Language) -> str:
    label = code.label.pick(language)
    if code.parent is None or code.list == "language":
        return label
    return f"{codes.book.label(code.list, code.parent, language)} › {label}"


def _natively_named(codes: Codes, choices: Sequence[Choice]) -> list[Choice]:
    """Add to languages what they are called in themselves."""
    names = codes.native_names
    return [Choice(c.id, f"{c.label} · {names[c.id]}") if c.id in names else c for c in choices]
