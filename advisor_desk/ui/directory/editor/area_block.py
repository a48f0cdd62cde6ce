"""The regions and wellbeing services counties that a record serves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, get_args

from advisor_desk.domain.directory import Area, AreaKind
from advisor_desk.i18n import N_, _
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.code_block import CodesBlock
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice

_KINDS: Final[dict[AreaKind, str]] = {
    "county": N_("Wellbeing services county"),
    "region": N_("Region"),
}


class AreasBlock(CodesBlock):
    """Areas; the form puts the municipalities of one that is chosen into the record.

    Args:
        context: what every part of the window is given.
        field: its name in the record.
        label: what it is called.
    """

    def __init__(self, context: Context, field: str, label: str) -> None:
        note = _("Choosing one adds its municipalities below; removing it takes them away.")
        choices, name_of = partial(_choices, context), partial(_name, context)
        super().__init__(context, field, label, choices, name_of, note)

    def value(self) -> tuple[Area, ...]:
        """Return the areas in their order."""
        return tuple(_area(key) for key in super().value())

    def show_value(self, value: Sequence[Area]) -> None:
        """Show areas."""
        self._show_codes(tuple(map(_key, value)))


def _choices(context: Context) -> list[Choice]:
    """Return the counties, then the regions."""
    found = [
        Choice(_key(one.area), one.name.pick(language()), _(_KINDS[one.kind]))
        for one in context.desk.codes.divisions
    ]
    return sorted(found, key=_kind_order)


def _kind_order(choice: Choice) -> int:
    return list(_KINDS).index(_area(choice.id).kind)


def _name(context: Context, key: str) -> str:
    return context.desk.codes.area_name(_area(key), language())


def _key(area: Area) -> str:
    return f"{area.kind}:{area.code}"


def _area(key: str) -> Area:
    kind, _colon, code = key.partition(":")
    return Area(next(one for one in get_args(AreaKind) if one == kind), code)
