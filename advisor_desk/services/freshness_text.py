"""How fresh a record is, in words. Window and command line say the same, so they stand here."""

from __future__ import annotations

from typing import Final

from advisor_desk.domain.freshness import Freshness, Verification
from advisor_desk.i18n import N_, _
from advisor_desk.i18n.formats import format_day

METHOD_NAMES: Final = {
    "phone": N_("by phone"),
    "visit": N_("on the spot"),
    "email": N_("by e-mail"),
    "web": N_("on the web page"),
    "other": N_("in another way"),
}
OUTCOME_NAMES: Final = {
    "unchanged": N_("Everything is as it stands here"),
    "changed": N_("Something had changed and was mended here"),
    "wrong": N_("Something is wrong and not mended yet"),
    "unreached": N_("Nobody was reached"),
}


def beside_phone(fresh: Freshness) -> str:
    """Return a few words to stand beside a telephone number."""
    if fresh.doubted and fresh.latest is not None:
        words = {
            "wrong": N_("found wrong on {day}"),
            "unreached": N_("nobody reached on {day}"),
        }
        return _(words[fresh.latest.outcome]).format(day=format_day(fresh.latest.day))
    day, until = format_day(fresh.contacts_day or ""), format_day(fresh.contacts_until or "")
    if fresh.contacts == "verified":
        return _("verified on {day}").format(day=day)
    if fresh.contacts == "due":
        return _("verified on {day}, check due by {until}").format(day=day, until=until)
    if fresh.contacts == "overdue":
        return _("check overdue since {until}").format(until=until)
    return _("not verified")


def contacts_sentence(fresh: Freshness) -> str:
    """Return a sentence about the last check of contacts and hours."""
    day, until = format_day(fresh.contacts_day or ""), format_day(fresh.contacts_until or "")
    if fresh.contacts == "never":
        return _("Nobody has verified the contacts and hours yet.")
    if fresh.contacts == "overdue":
        text = _("Contacts and hours were verified on {day}; the next check was due by {until}.")
    else:
        text = _("Contacts and hours were verified on {day}; the next check is due by {until}.")
    return text.format(day=day, until=until)


def texts_sentence(fresh: Freshness) -> str:
    """Return a sentence about the last check of the other texts."""
    day, until = format_day(fresh.texts_day or ""), format_day(fresh.texts_until or "")
    if fresh.texts == "never":
        return _("Nobody has verified the other texts yet.")
    if fresh.texts == "overdue":
        text = _("The other texts were verified on {day}; the next check was due by {until}.")
    else:
        text = _("The other texts were verified on {day}; the next check is due by {until}.")
    return text.format(day=day, until=until)


def check_sentence(check: Verification) -> str:
    """Return a sentence about one check: when, by whom, how, and what came of it."""
    who = check.actor or _("somebody without an alias")
    how = _(METHOD_NAMES[check.method])
    text = _("Last check: {day}, {person}, {method}. {outcome}.").format(
        day=format_day(check.day), person=who, method=how, outcome=_(OUTCOME_NAMES[check.outcome])
    )
    return f"{text} {check.note}".rstrip()
