"""An appointment as a line of a list, and the choices it is made of."""

from __future__ import annotations

from advisor_desk.domain.appointments import Appointment
from advisor_desk.domain.codes import NOT_ASKED, UNANSWERED
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_clock, format_number
from advisor_desk.services.appointments import state_name
from advisor_desk.services.desk import Desk
from advisor_desk.services.statistics import part_of_day_label
from advisor_desk.ui.desk.fields import FIELDS, all_choices
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.hit_list import Entry

CODES = {"language": "language", "topic": "topics", "channel": "channel"}
"""What an appointment says in codes, and the field of a visit that it becomes."""


def appointment_entry(desk: Desk, one: Appointment, overlapping: int) -> Entry:
    """Return an appointment as a list entry: time and slip number, then what it is about."""
    time = format_clock(one.start) if one.clock else part_of_day_label(one.part_of_day)
    minutes = ngettext("{count} minute", "{count} minutes", one.minutes)
    labels = [label(desk, name, getattr(one, name)) for name in ("topic", "language", "channel")]
    parts = [*filter(None, labels), minutes.format(count=format_number(one.minutes))]
    return Entry(
        key=one.id,
        title=" · ".join(filter(None, (time, one.slip))),
        detail=" · ".join(parts),
        tag=state_name(one.state),
        reason=_overlap_text(overlapping) if one.state == "planned" else "",
        struck=one.state == "cancelled",
    )


def _overlap_text(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "At the same time as {count} other.", "At the same time as {count} others.", count
    )
    return text.format(count=format_number(count))


def label(desk: Desk, list_name: str, code: str) -> str:
    """Return the words for a code of an appointment, or nothing where it is not known."""
    return "" if code == NOT_ASKED else desk.codes.book.label(list_name, code, language())


def choices(desk: Desk, name: str) -> list[Choice]:
    """Return the choices for a code of an appointment."""
    field = next(field for field in FIELDS if field.name == CODES[name])
    day = desk.visits.today().isoformat()
    found = all_choices(desk.codes, field, language(), day)
    return [choice for choice in found if choice.id not in UNANSWERED]


def day_summary(appointments: list[Appointment]) -> str:
    """Return how many appointments a day has, and what became of them."""
    count = len(appointments)
    text = ngettext("{count} appointment", "{count} appointments", count)
    parts = [text.format(count=format_number(count))]
    for state in ("planned", "came", "no-show", "cancelled"):
        number = sum(one.state == state for one in appointments)
        if number:
            part = _("{state}: {count}")
            parts.append(part.format(state=state_name(state), count=format_number(number)))
    return " · ".join(parts)
