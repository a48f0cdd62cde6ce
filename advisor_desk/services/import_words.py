"""Words about imports, for the window and the command line."""

from __future__ import annotations

from typing import Final

from advisor_desk.domain.imports import Catalogue, Fate
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_number

FATE_NAMES: Final[dict[Fate, str]] = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "unchanged": N_("Unchanged"),
    "gone": N_("Gone from the source"),
    "duplicate": N_("Here already"),
    "rejected": N_("Rejected"),
    "left-out": N_("Left out"),
}
"""What each fate is called, in the order in which they are shown."""

FORMAT_NAMES: Final = {
    "csv": N_("Table (CSV)"),
    "xlsx": N_("Table (XLSX)"),
    "tpr": N_("Helsinki service map (TPR)"),
    "ptv": N_("Suomi.fi PTV"),
    "hsds": N_("HSDS 3.0"),
}
"""What each format is called."""


def source_words(catalogue: Catalogue) -> str:
    """Return attribution and licence as a sentence, or nothing where there are none."""
    if not catalogue.attribution:
        return ""
    if not catalogue.licence:
        return _("Source: {attribution}").format(attribution=catalogue.attribution)
    return _("Source: {attribution}, {licence}").format(
        attribution=catalogue.attribution, licence=catalogue.licence
    )


def gone_warning(missing: int, known: int) -> str:
    """Return the warning where most of what a source had is missing now, else nothing.

    Args:
        missing: records that would be marked as gone.
        known: records that came from the source before.
    """
    if missing * 2 <= known:
        return ""
    return _(
        "This import would mark {missing} of the {known} records of this source as gone: it may"
        " be only a part of the source."
    ).format(missing=format_number(missing), known=format_number(known))
