"""Every failure has a whole sentence, and says what to do next."""

from __future__ import annotations

from dataclasses import fields

import pytest

from advisor_desk.domain.failures import Failure, FailureKind, InvalidVisit, NotAllowed
from advisor_desk.domain.visit import Problem, Visit
from advisor_desk.services.explain import FIELD_LABELS, explain, explain_problem, field_label
from advisor_desk.settings.options import VISIT_FIELDS

#: Kinds that cannot name the place: it is the disk, or another program.
NAMELESS = {FailureKind.DISK_FULL, FailureKind.LOCKED}
#: Kinds after which there is nothing to do but to look elsewhere.
NO_NEXT_STEP = {FailureKind.NOT_FOUND, FailureKind.BAD_FILE}


@pytest.mark.parametrize("kind", FailureKind)
def test_every_kind_of_failure_is_a_whole_sentence(kind: FailureKind) -> None:
    told = explain(Failure(kind, "the {detail} of it"))
    assert told.endswith(".")
    assert ("the {detail} of it" in told) is (kind not in NAMELESS)
    assert kind in NO_NEXT_STEP or len(told.split(". ")) > 1, "no next step"


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (Problem("topics", "missing"), "Topic is missing: choose one."),
        (
            Problem("reason", "unknown-code", "x"),
            "Reason for immigration has no choice “x”: choose one from the list.",
        ),
        (
            Problem("observation", "too-long", "281"),
            "Observation of a phenomenon is too long: at most 280 characters.",
        ),
        (Problem("minutes", "out-of-range", "-1"), "Minutes must be a number from 0 to 720."),
        (Problem("adults", "out-of-range", "501"), "Adults must be a number from 0 to 500."),
    ],
)
def test_every_problem_of_a_visit_names_the_field_and_what_to_do(
    problem: Problem, told: str
) -> None:
    assert explain_problem(problem) == told
    both = InvalidVisit([problem, Problem("topics", "missing")])
    assert explain(both) == f"{told} Topic is missing: choose one."


def test_a_role_that_is_too_low_is_named() -> None:
    assert explain(NotAllowed("supervisor")) == (
        "This needs the role supervisor. Ask a colleague who has it."
    )


def test_every_field_that_can_be_wrong_or_corrected_has_a_name() -> None:
    housekeeping = {"id", "clock", "created", "changed", "revision", "desk"}
    wanted = {f.name for f in fields(Visit)} - housekeeping | set(VISIT_FIELDS)
    assert wanted - set(FIELD_LABELS) == set()
    assert all(field_label(name) for name in wanted)
