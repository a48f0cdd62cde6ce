"""The fields of a service as texts: for its history, for reviews of imports, and to undo.

A text is kept as it is; all else becomes JSON that the same type is read from again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Final, get_type_hints

from msgspec import convert, json

from advisor_desk.domain.directory import Service, public
from advisor_desk.domain.text import LocalText

_HOUSEKEEPING: Final = frozenset(
    {"id", "revision", "edited", "last_verified", "text_verified", "merged_into"}
)

FIELDS: Final = tuple(f.name for f in fields(Service) if f.name not in _HOUSEKEEPING)
"""Names of the fields that hold content, in the order of the record."""

_CONTACTS: Final = frozenset({"address", "phones", "emails", "channels"})


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs, each value as `as_text` gives it."""

    field: str
    old: str
    new: str


def as_text(service: Service, field: str) -> str:
    """Return the value of a field as text, from which `with_field` makes it again."""
    return value_text(getattr(service, field))


def value_text(value: object) -> str:
    """Return a value of a field as text."""
    return value if isinstance(value, str) else json.encode(value).decode()


def with_field(service: Service, field: str, text: str) -> Service:
    """Return a service with one field taken from its text.

    Raises:
        ValueError: there is no such field, or the text is not of its form.
    """
    return replace(service, **{field: value_of(field, text)})


def value_of(field: str, text: str) -> Any:  # noqa: ANN401 - the type is that of the field
    """Return the value that a text of `as_text` stands for.

    Raises:
        ValueError: there is no such field, or the text is not of its form.
    """
    if field not in FIELDS:
        raise ValueError(f"a service has no field {field!r}")
    hint = _hints()[field]
    try:
        # `kind` and the like are texts with a closed set of values.
        plain = isinstance(_sample(field), str)
        return convert(text, hint) if plain else json.decode(text, type=hint)
    except ValueError as error:  # msgspec's errors are such, for bad JSON and for bad values
        raise ValueError(f"{field}: {error}") from error


def differences(
    before: Service, after: Service, names: Iterable[str] = FIELDS
) -> tuple[Change, ...]:
    """Return the fields that differ, in the order of the names."""
    return tuple(
        Change(name, as_text(before, name), as_text(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )


def confidential_fields(changes: Iterable[Change]) -> frozenset[str]:
    """Return the fields whose values, old and new, may not be exported, printed or copied.

    All contacts are among them as soon as one value holds something confidential: a number may
    have stood elsewhere in the record, or without the mark, before or after.
    """
    values = ((c.field, text) for c in changes if c.field in _CONTACTS for text in (c.old, c.new))
    return _CONTACTS if any(_is_confidential(*value) for value in values) else frozenset()


def _is_confidential(field: str, text: str) -> bool:
    try:
        service = with_field(Service("", "other", LocalText()), field, text)
    except ValueError:
        return bool(text)  # a later version may have written it: nobody knows
    return public(service) != service


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Service)


@cache
def _sample(field: str) -> Any:  # noqa: ANN401 - the type is that of the field
    return getattr(Service("", "other", name=_hints()["name"]()), field)
