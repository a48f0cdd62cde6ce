"""Failures in everyday words, each with the next step."""

from __future__ import annotations

from typing import Final

from advisor_desk.domain.failures import (
    Failure,
    FailureKind,
    InvalidRecord,
    InvalidSynonym,
    InvalidVisit,
    NotAllowed,
)
from advisor_desk.domain.text import Language
from advisor_desk.domain.visit import MAX_MINUTES, MAX_OBSERVATION, MAX_PEOPLE, MAX_TITLE, Problem
from advisor_desk.i18n import N_, _, current_language

_SENTENCES: Final = {
    FailureKind.DISK_FULL: N_(
        "The disk is full, so nothing could be saved. Free some space and try again;"
        " what you entered is still here."
    ),
    FailureKind.LOCKED: N_(
        "The database is busy with another program. Wait a moment and try again;"
        " what you entered is still here."
    ),
    FailureKind.HELD: N_(
        "Advisor Desk is already in use with this data ({detail}). Use that window, or close it"
        " first."
    ),
    FailureKind.DAMAGED: N_(
        "The file {detail} is damaged. Start the window anew: it offers the newest good backup."
    ),
    FailureKind.NEWER: N_(
        "The database {detail} was made by a newer version of Advisor Desk and was left untouched."
        " Install the newer version to use it."
    ),
    FailureKind.READ_ONLY: N_(
        "{detail} cannot be written. Ask your administrator for the right to write there, or"
        " choose another folder with --data."
    ),
    FailureKind.UNREACHABLE: N_(
        "{detail} cannot be opened. Check that the disk is connected and try again."
    ),
    FailureKind.BAD_FILE: N_("The file cannot be used: {detail}. Nothing was changed."),
    FailureKind.NOT_FOUND: N_("{detail} was not found."),
    FailureKind.NO_ANSWER: N_("The catalogue cannot be fetched: {detail}. Nothing was changed."),
}

FIELD_LABELS: Final = {
    "topics": N_("Topic"),
    "reason": N_("Reason for immigration"),
    "employment": N_("Employment"),
    "language": N_("Language"),
    "municipality": N_("Municipality"),
    "channel": N_("Channel"),
    "outcome": N_("Outcome"),
    "help_given": N_("Help given"),
    "barriers": N_("Barrier"),
    "interpreting": N_("Interpreting"),
    "visit_order": N_("First or returning"),
    "client": N_("Client"),
    "people": N_("People present"),
    "adults": N_("Adults"),
    "children": N_("Children"),
    "minutes": N_("Minutes"),
    "time_in_finland": N_("Time in Finland"),
    "age": N_("Age group"),
    "residence_status": N_("Residence status"),
    "gender": N_("Gender"),
    "education": N_("Education"),
    "project": N_("Project"),
    "observation": N_("Observation of a phenomenon"),
    "referrals": N_("Referrals"),
    "point": N_("Advice point"),
    "part_of_day": N_("Part of day"),
    "day": N_("Day"),
    "advisor": N_("Advisor"),
    "retracted": N_("Retracted"),
    "kind": N_("Visit or group session"),
    "way": N_("How it was logged"),
    "waiting": N_("Waits to be filled in"),
    "estimated": N_("Estimated afterwards"),
    "title": N_("Title of the session"),
    "languages": N_("Languages of the session"),
    "participants": N_("Participants"),
    "tried": N_("Services tried in vain"),
    "answers": N_("Own questions"),
}
"""The name of each field of a visit, for forms, tables and messages."""


def field_label(name: str) -> str:
    """Return the name of a visit field in the current language."""
    return _(FIELD_LABELS[name])


_SYNONYM: Final = {
    ("term", "missing"): N_("Type the word that people use."),
    ("term", "too-long"): N_("The word is too long: at most {limit} characters."),
    ("term", "duplicate"): N_("This word is in the list already with the same meaning."),
    ("language", "missing"): N_("Choose the language of the word."),
    ("language", "unknown"): N_("The language is not in the list: choose one from it."),
    ("canonical", "missing"): N_("Say what the word means, in one language at least."),
    ("canonical", "same"): N_("The word and its meaning are the same: it is found without this."),
    ("topic", "unknown"): N_("The topic is not in the list: choose one from it."),
}


def explain(
    error: Failure | InvalidRecord | InvalidVisit | InvalidSynonym | NotAllowed,
) -> str:
    """Return what happened and what to do, in the current language."""
    if isinstance(error, InvalidSynonym):
        from advisor_desk.domain.synonyms import LONGEST_TERM  # the first picture can do without

        return _(_SYNONYM[error.field, error.problem]).format(limit=LONGEST_TERM)
    if isinstance(error, InvalidRecord):
        return error.sentence
    if isinstance(error, InvalidVisit):
        return " ".join(explain_problem(problem) for problem in error.problems)
    if isinstance(error, NotAllowed):
        return _("This needs the role {role}. Ask a colleague who has it.").format(
            role=error.needed
        )
    return _(_SENTENCES[error.kind]).format(detail=error.detail)


_OWN_QUESTION: Final = {
    "unknown-question": N_("There is no own question “{value}” at this desk."),
    "retired-question": N_("“{question}” is not asked any more: take the answer out."),
    "unknown-choice": N_("“{question}” has no choice “{value}”: choose one from the list."),
    "retired-choice": N_(
        "“{choice}” is no longer a choice of “{question}”: choose another, or none."
    ),
    "not-a-number": N_("“{question}” takes a whole number from 0 to {limit}."),
    "outside-period": N_(
        "“{question}” is not asked on the day of this visit: take the answer out."
    ),
    "other-point": N_("“{question}” is asked at another advice point: take the answer out."),
    "answered-twice": N_("“{question}” has one answer too many: leave one."),
}


def _explain_answer(problem: Problem) -> str:
    """Return what is wrong with an answer to an own question."""
    from advisor_desk.domain.questions import HIGHEST  # the first picture can do without

    tag = current_language()
    language: Language = "fi" if tag == "fi" else "sv" if tag == "sv" else "en"
    question, choice = (*(text.pick(language) for text in problem.words), "", "")[:2]
    return _(_OWN_QUESTION[problem.kind]).format(
        question=question, choice=choice, value=problem.value, limit=HIGHEST
    )


_PROBLEMS: Final = {
    "missing": N_("{field} is missing: choose one."),
    "unknown-code": N_("{field} has no choice “{value}”: choose one from the list."),
    "in-future": N_("The day lies in the future: choose today or an earlier day."),
    "too-long": N_("{field} is too long: at most {limit} characters."),
    "personal": N_(
        "{field} holds what points to one person: take out identity codes, phone numbers and"
        " e-mail addresses."
    ),
    "out-of-range": N_("{field} must be a number from 0 to {limit}."),
}


def explain_problem(problem: Problem) -> str:
    """Return what is wrong with a field of a visit and how to mend it."""
    if problem.kind in _OWN_QUESTION:
        return _explain_answer(problem)
    if problem.kind == "too-long":
        limit = MAX_TITLE if problem.field == "title" else MAX_OBSERVATION
    else:
        limit = MAX_MINUTES if problem.field == "minutes" else MAX_PEOPLE
    return _(_PROBLEMS[problem.kind]).format(
        field=field_label(problem.field), value=problem.value, limit=limit
    )
