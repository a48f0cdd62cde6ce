"""Words for values of records, in the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from advisor_desk.i18n import N_, _, current_language
from advisor_desk.i18n.formats import format_day

if TYPE_CHECKING:
    from advisor_desk.domain.directory import Confidence, Service, Source
    from advisor_desk.domain.text import Language

KIND_NAMES: Final = {
    "authority": N_("Authority"),
    "advice-point": N_("Advice point"),
    "employment": N_("Employment services"),
    "education": N_("Education"),
    "health": N_("Health"),
    "housing": N_("Housing"),
    "legal": N_("Legal help"),
    "crisis": N_("Crisis help"),
    "ngo": N_("Voluntary organisation"),
    "web": N_("Web service"),
    "other": N_("Other"),
}
_CONFIDENCE: Final = {
    "high": N_("high confidence"),
    "medium": N_("medium confidence"),
    "low": N_("low confidence"),
}


def language() -> Language:
    """Return the language in use, as texts of records take it."""
    tag = current_language()
    if tag == "fi":
        return "fi"
    return "sv" if tag == "sv" else "en"


def kind_name(kind: str) -> str:
    """Return the name of a kind of service."""
    return _(KIND_NAMES[kind])


def confidence_text(confidence: Confidence) -> str:
    """Return how sure a statement is."""
    return _(_CONFIDENCE[confidence])


def source_text(source: Source) -> str:
    """Return a source with its date, or with the words that it has none."""
    if source.page_date:
        return _("{title} ({date})").format(title=source.title, date=format_day(source.page_date))
    return _("{title} (undated)").format(title=source.title)


def price_text(service: Service) -> str:
    """Return what a service costs, as far as known."""
    note = service.price_note.pick(language())
    if note:
        return note
    if service.price_free is None:
        return ""
    return _("Free of charge") if service.price_free else _("There is a charge")
