"""Words about imports, for the window and the command line."""

from __future__ import annotations

from typing import Final

from advisor_desk.domain.imports import Catalogue, Fate
from advisor_desk.i18n import N_, _

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
