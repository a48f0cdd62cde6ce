"""Every option of the program: name, default and allowed values. Pages are made from this."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from advisor_desk.i18n import LANGUAGE_NAMES, N_

Value = str | int | bool
FieldUse = Literal["main", "required", "more", "hidden"]

PAGES: Final = {
    "look": N_("Appearance"),
    "desk": N_("Advice point"),
    "directory": N_("Directory"),
    "fields": N_("Fields"),
}
"""Pages of the preferences, in their order."""


class Option(NamedTuple):
    """One option.

    Attributes:
        name: key in the settings file.
        default: value of a fresh installation; its type is the option's type.
        page: key of the page it stands on, or empty where the option has no control.
        label: message for the page; of a visit field `services.explain` has it.
        note: message below the control that says what the option is for, or empty.
        choices: allowed values and the message for each; empty where free.
        low, high, step: inclusive bounds of a number, and how far the page's choices stand
            apart.
        max_length: of a text.
        code_list: the list of codes of which a text is one, or empty.
        shown: message for a number, with the placeholder `number`.
    """

    name: str
    default: Value
    page: str = ""
    label: str = ""
    note: str = ""
    choices: Mapping[str, str] = MappingProxyType({})
    low: int = 0
    high: int = 0
    step: int = 1
    max_length: int = 60
    code_list: str = ""
    shown: str = N_("{number} %")

    def accepts(self, value: object) -> bool:
        """Tell whether a value may be kept for this option."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, int) and not isinstance(value, bool):
            return self.low <= value <= self.high
        if isinstance(value, str):
            fits = value in self.choices if self.choices else len(value) <= self.max_length
            return fits or value == self.default
        return True


VISIT_FIELDS: Final[dict[str, FieldUse]] = {
    "reason": "main",
    "employment": "main",
    "language": "main",
    "municipality": "main",
    "channel": "main",
    "outcome": "main",
    "help_given": "more",
    "barriers": "more",
    "interpreting": "more",
    "visit_order": "more",
    "client": "more",
    "people": "more",
    "minutes": "more",
    "time_in_finland": "more",
    "age": "more",
    "residence_status": "hidden",
    "gender": "hidden",
    "education": "hidden",
    "project": "hidden",
    "observation": "hidden",
}
"""Optional fields of a visit and how a fresh installation uses them."""

FIELD_USES: Final[dict[FieldUse, str]] = {
    "main": N_("Shown"),
    "required": N_("Required"),
    "more": N_("Under “More fields”"),
    "hidden": N_("Hidden"),
}
"""How a visit field can be used, and the words for it."""

NEVER_REQUIRED: Final = frozenset({"people", "observation"})
"""Fields that always have a value, or must stay free to be left empty."""

FIELD_NOTES: Final = {
    "residence_status": N_(
        "Sensitive: with a rare language or a small municipality it can point to one person."
    ),
    "gender": N_("Sensitive: record it only if your reports need it, and never by guessing."),
    "education": N_("Sensitive for some clients: ask only if your reports need it."),
    "project": N_("For points that record visits for a funded project."),
    "observation": N_(
        "Free text: about a phenomenon, never about a person. It is left out of every export."
    ),
}
"""Why a field is hidden in a fresh installation, and what to mind before it is shown."""

OPTIONS: Final[tuple[Option, ...]] = (
    Option("language", "", "look", N_("Interface language"), choices=LANGUAGE_NAMES),
    Option(
        "theme",
        "system",
        "look",
        N_("Theme"),
        choices={
            "system": N_("As the system"),
            "light": N_("Light"),
            "dark": N_("Dark"),
            "high-contrast": N_("High contrast"),
        },
    ),
    Option("text_size", 100, "look", N_("Text size"), low=80, high=200, step=10),
    Option(
        "point",
        "",
        "desk",
        N_("Advice point"),
        N_("Stands in the title of the window and in every visit."),
    ),
    Option(
        "municipality",
        "",
        "desk",
        N_("Municipality of the point"),
        N_("Its services and its region come first."),
        code_list="municipality",
    ),
    Option(
        "advisor",
        "",
        "desk",
        N_("Your alias"),
        N_("A short name for the log, at most 20 characters. It need not be your real name."),
        max_length=20,
    ),
    Option(
        "contacts_months",
        6,
        "directory",
        N_("How long a check of contacts and hours holds"),
        N_("After that a record is overdue, and the directory says so beside the phone number."),
        low=2,
        high=24,
        shown=N_("{number} months"),
    ),
    Option(
        "texts_months",
        12,
        "directory",
        N_("How long a check of the other texts holds"),
        low=2,
        high=36,
        shown=N_("{number} months"),
    ),
    Option("first_start_done", False),
    Option("window", "", max_length=2000),
    Option("mini_window", "", max_length=2000),
    *(
        Option(
            f"field_{name}",
            use,
            "fields",
            note=FIELD_NOTES.get(name, ""),
            choices={
                key: label
                for key, label in FIELD_USES.items()
                if not (key == "required" and name in NEVER_REQUIRED)
            },
        )
        for name, use in VISIT_FIELDS.items()
    ),
)
"""Every option, in the order of the pages."""
