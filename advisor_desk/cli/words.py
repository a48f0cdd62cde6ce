"""Words for values of records, in the current language."""

from __future__ import annotations

from typing import Final

from advisor_desk.domain.directory import Confidence, Service, Source
from advisor_desk.domain.text import Language
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_day

_CONFIDENCE: Final = {
    "high": N_("high confidence"),
    "medium": N_("medium confidence"),
    "low": N_("low confidence"),
}


def confidence_text(confidence: Confidence) -> str:
    """Return how sure a statement is."""
    return _(_CONFIDENCE[confidence])


def source_text(source: Source) -> str:
    """Return a source with its date and, where it may be shown, its address."""
    title = _("{title} (undated)")
    if source.page_date:
        title = _("{title} ({date})")
    text = title.format(title=source.title, date=format_day(source.page_date))
    return f"{text} {source.url}" if source.url and source.show_link else text


def price_text(service: Service, language: Language) -> str:
    """Return what a service costs, as far as known."""
    note = service.price_note.pick(language)
    if note or service.price_free is None:
        return note
    return _("Free of charge") if service.price_free else _("There is a charge")
