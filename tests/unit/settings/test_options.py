"""The table of options: each row can be shown, kept and read back."""

from __future__ import annotations

import dataclasses

import pytest

from advisor_desk.domain.visit import MULTI_FIELDS, SINGLE_FIELDS, Visit
from advisor_desk.services.explain import FIELD_LABELS
from advisor_desk.settings.options import (
    FIELD_NOTES,
    FIELD_USES,
    NEVER_REQUIRED,
    OPTIONS,
    PAGES,
    VISIT_FIELDS,
    Option,
    Value,
)

EVERY_OPTION = pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
BY_NAME = {option.name: option for option in OPTIONS}


def test_every_name_stands_once() -> None:
    assert len(BY_NAME) == len(OPTIONS)


@EVERY_OPTION
def test_the_default_is_allowed(option: Option) -> None:
    assert option.accepts(option.default)


@EVERY_OPTION
def test_it_takes_its_choices_and_no_other_kind_of_value(option: Option) -> None:
    assert all(option.accepts(choice) for choice in option.choices)
    others: list[object] = [None, 1.5, [option.default], {option.name: option.default}]
    others += [kind for kind in ("x", 1, True) if type(kind) is not type(option.default)]
    assert not [value for value in others if option.accepts(value)]


@EVERY_OPTION
def test_bounds_hold_for_the_kind_they_are_for(option: Option) -> None:
    default = option.default
    if isinstance(default, int) and not isinstance(default, bool):
        assert option.low < option.high
        assert (option.high - option.low) % option.step == 0
        assert (default - option.low) % option.step == 0
        assert not option.accepts(option.low - 1)
        assert not option.accepts(option.high + 1)
    else:
        assert (option.low, option.high, option.step) == (0, 0, 1)
    if isinstance(default, str) and not option.choices:
        assert option.accepts("ä" * option.max_length)
        assert not option.accepts("ä" * (option.max_length + 1))


@EVERY_OPTION
def test_what_stands_on_a_page_can_be_shown(option: Option) -> None:
    if not option.page:
        assert not option.label
        return
    assert option.page in PAGES
    assert option.label or option.name.removeprefix("field_") in FIELD_LABELS
    assert all(option.choices.values())


def test_every_page_has_options() -> None:
    assert {option.page for option in OPTIONS if option.page} == PAGES.keys()


def test_every_optional_field_of_a_visit_has_an_option_and_no_other() -> None:
    always = {"topics"}
    kept_by_program = {
        "id", "day", "part_of_day", "clock", "point", "desk", "advisor", "referrals",
        "created", "changed", "revision", "retracted", "kind", "way", "waiting", "estimated",
        "tried", "answers",
    }  # fmt: skip
    of_groups = {"title", "languages", "participants"}
    grouped = {"adults": "people", "children": "people"}
    fields = {field.name for field in dataclasses.fields(Visit)}
    fields -= always | kept_by_program | of_groups
    assert {grouped.get(field, field) for field in fields} == VISIT_FIELDS.keys()
    assert {*SINGLE_FIELDS, *MULTI_FIELDS} - always - of_groups <= VISIT_FIELDS.keys()
    assert {o.name for o in OPTIONS if o.page == "fields"} == {f"field_{f}" for f in VISIT_FIELDS}


def test_sensitive_fields_are_hidden_until_somebody_shows_them_and_say_why() -> None:
    hidden = {field for field, use in VISIT_FIELDS.items() if use == "hidden"}
    assert {"residence_status", "gender", "education", "observation"} <= hidden
    assert hidden == FIELD_NOTES.keys()
    assert all(BY_NAME[f"field_{field}"].note for field in hidden)


def test_what_cannot_be_missing_or_must_stay_free_is_never_required() -> None:
    required = {o.name for o in OPTIONS if o.page == "fields" and o.accepts("required")}
    assert required == {f"field_{field}" for field in VISIT_FIELDS.keys() - NEVER_REQUIRED}
    assert set(VISIT_FIELDS.values()) <= FIELD_USES.keys()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("theme", "pink"),
        ("text_size", 79),
        ("text_size", 201),
        ("text_size", True),
        ("advisor", "x" * 21),
        ("field_observation", "required"),
        ("first_start_done", 1),
    ],
)
def test_a_value_out_of_the_table_is_refused(name: str, value: Value) -> None:
    assert not BY_NAME[name].accepts(value)
