"""What stands in the editor: sections of fields, and the block of each field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from advisor_desk.domain.directory import KINDS, Organization, Service
from advisor_desk.i18n import N_, _
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editor.address_block import AddressBlock
from advisor_desk.ui.directory.editor.area_block import AreasBlock
from advisor_desk.ui.directory.editor.blocks import (
    AgeBlock,
    Block,
    ChoiceBlock,
    FlagBlock,
    FreeBlock,
    LineBlock,
    TextsBlock,
)
from advisor_desk.ui.directory.editor.channel_block import ChannelsBlock
from advisor_desk.ui.directory.editor.code_block import CodesBlock
from advisor_desk.ui.directory.editor.code_choices import choices_of, name_of
from advisor_desk.ui.directory.editor.foreign_block import ForeignCodesBlock
from advisor_desk.ui.directory.editor.hours_block import HoursBlock
from advisor_desk.ui.directory.editor.organization_block import OrganizationBlock
from advisor_desk.ui.directory.editor.rows import EmailsBlock, PhonesBlock
from advisor_desk.ui.directory.editor.source_block import SourcesBlock
from advisor_desk.ui.presenters.record_words import STATUS_NAMES, field_name
from advisor_desk.ui.presenters.words import confidence_text, kind_name
from advisor_desk.ui.widgets.choice_row import Choice


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the editor.

    Attributes:
        title: message.
        fields: in order.
    """

    title: str
    fields: tuple[str, ...]


SECTIONS: Final[tuple[Section, ...]] = (
    Section(N_("Name and texts"), ("name", "other_names", "description", "note")),
    Section(N_("Contacts"), ("phones", "emails", "website")),
    Section(N_("Address"), ("address",)),
    Section(N_("Opening hours"), ("hours", "hours_text")),
    Section(
        N_("For whom, and what to bring"),
        ("eligibility", "minimum_age", "maximum_age", "bring", "how_to_apply"),
    ),
    Section(N_("Price"), ("price_free", "price_note")),
    Section(N_("Area"), ("nationwide", "areas", "municipalities")),
    Section(N_("Languages"), ("languages", "interpreted", "written")),
    Section(N_("Kind, topics, organisation"), ("kind", "topics", "organization")),
    Section(N_("Offices, lines and e-services"), ("channels",)),
    Section(N_("Sources and classes"), ("sources", "codes")),
    Section(
        N_("State of the record"),
        ("status", "possibly_outdated", "outdated_note", "confidence"),
    ),
)
"""The sections in their order; the history follows them."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the editor is opened with, read beforehand.

    Attributes:
        before: the record as it is stored, or an empty one.
        typed: the record with a kept draft put in, or the same as `before`.
        is_new: whether it is not stored yet.
        organizations: all organisations by id.
    """

    before: Service
    typed: Service
    is_new: bool
    organizations: dict[str, Organization]


def section_of(field: str) -> int:
    """Return the number of the section that has a field; the first one where none has."""
    head = field.partition(".")[0]
    return next((n for n, section in enumerate(SECTIONS) if head in section.fields), 0)


def make_block(context: Context, given: Given, field: str) -> Block:
    """Return the block of a field.

    Raises:
        KeyError: the editor has no such field.
    """
    if field in _LINES:
        return TextsBlock(field, field_name(field), *_LINES[field])
    if field in _LISTS:
        list_name, note = _LISTS[field]
        choices = partial(choices_of, context, list_name)
        names = partial(name_of, context, list_name)
        return CodesBlock(context, field, field_name(field), choices, names, _(note))
    if field == "organization":
        known = dict(given.organizations)
        return OrganizationBlock(context, field, field_name(field), known)
    if field in _WITH_CONTEXT:
        return _WITH_CONTEXT[field](context, field, field_name(field))
    return _PLAIN[field](field, field_name(field))


_LINES: Final[dict[str, tuple[int, str]]] = {
    "name": (1, ""),
    "other_names": (3, ""),
    "description": (5, ""),
    "note": (3, ""),
    "hours_text": (3, ""),
    "eligibility": (4, ""),
    "bring": (4, ""),
    "how_to_apply": (4, ""),
    "price_note": (2, ""),
    "outdated_note": (2, ""),
}
"""Texts: how many lines they have room for."""

_LISTS: Final = {
    "municipalities": ("municipality", ""),
    "languages": ("language", ""),
    "interpreted": ("language", ""),
    "written": ("language", ""),
    "topics": ("topic", N_("The first one is the main topic.")),
}
"""Fields of codes: the list, and a note."""


def _kinds(field: str, label: str) -> Block:
    return ChoiceBlock(field, label, [Choice(kind, kind_name(kind)) for kind in KINDS])


def _states(field: str, label: str) -> Block:
    return ChoiceBlock(field, label, _named(list(STATUS_NAMES), STATUS_NAMES))


def _named(values: Sequence[str], names: dict[str, str]) -> list[Choice]:
    return [Choice(value, _(names[value])) for value in values]


def _confidence(field: str, label: str) -> Block:
    choices = [
        Choice("high", confidence_text("high")),
        Choice("medium", confidence_text("medium")),
        Choice("low", confidence_text("low")),
    ]
    return ChoiceBlock(field, label, choices)


_WITH_CONTEXT: Final[dict[str, Callable[[Context, str, str], Block]]] = {
    "phones": PhonesBlock,
    "channels": ChannelsBlock,
    "areas": AreasBlock,
}
_PLAIN: Final[dict[str, Callable[[str, str], Block]]] = {
    "emails": EmailsBlock,
    "website": LineBlock,
    "address": AddressBlock,
    "hours": HoursBlock,
    "minimum_age": AgeBlock,
    "maximum_age": AgeBlock,
    "price_free": FreeBlock,
    "nationwide": FlagBlock,
    "sources": SourcesBlock,
    "codes": ForeignCodesBlock,
    "kind": _kinds,
    "status": _states,
    "possibly_outdated": FlagBlock,
    "confidence": _confidence,
}
