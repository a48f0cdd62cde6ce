"""`synonyms`: the words people type, listed, added, retired and restored."""

from __future__ import annotations

import click

from advisor_desk.cli.options import find_code, json_option
from advisor_desk.cli.output import plain, say, say_json, table
from advisor_desk.cli.refusals import RefusalError, WrongValueError
from advisor_desk.cli.session import Session
from advisor_desk.domain.synonyms import Synonym, same_words, squeeze
from advisor_desk.domain.text import LocalText
from advisor_desk.i18n import _
from advisor_desk.services.desk import Desk
from advisor_desk.services.synonyms import Wording


def command() -> click.Group:
    """Return the group of what can be done with the words."""
    commands = [_list_command(), _add_command(), _retire_command(), _restore_command()]
    return click.Group("synonyms", commands=commands, help=_("The words people type."))


def _list_command() -> click.Command:
    return click.Command(
        "list",
        callback=list_synonyms,
        params=[
            click.Argument(["text"], required=False, metavar="[TEXT]"),
            click.Option(["--retired"], is_flag=True, help=_("Show the retired ones too.")),
            json_option(),
        ],
        help=_("List the words, or those with a text in the word or its meaning."),
    )


def _add_command() -> click.Command:
    meanings = ((tag, _("What it means, in this language.")) for tag in ("fi", "sv", "en"))
    return click.Command(
        "add",
        callback=add_synonym,
        params=[
            click.Argument(["term"], metavar="WORD"),
            click.Option(
                ["--language"], required=True, metavar="TAG", help=_("Language of the word.")
            ),
            *(
                click.Option([f"--{tag}"], default="", metavar="TEXT", help=words)
                for tag, words in meanings
            ),
            click.Option(["--topic"], metavar="CODE", help=_("Topic it belongs to.")),
            json_option(),
        ],
        help=_("Add a word that people type, with its meaning in one language or more."),
    )


def _retire_command() -> click.Command:
    return click.Command(
        "retire",
        callback=retire_synonym,
        params=_which(),
        help=_("Let the search forget a word."),
    )


def _restore_command() -> click.Command:
    return click.Command(
        "restore",
        callback=restore_synonym,
        params=_which(),
        help=_("Bring a word back; a shipped one as it was shipped."),
    )


def _which() -> list[click.Parameter]:
    return [
        click.Argument(["term"], metavar="WORD"),
        click.Option(["--language"], default="", metavar="TAG", help=_("Language of the word.")),
        click.Option(["--meaning"], default="", metavar="TEXT", help=_("One of its meanings.")),
        json_option(),
    ]


@click.pass_obj
def list_synonyms(session: Session, text: str | None, retired: bool, as_json: bool) -> int:
    """Show the words."""
    with session.reading() as desk:
        found = desk.synonyms.all(retired=retired)
    wanted = squeeze(text or "").casefold()
    found = [s for s in found if wanted in f"{s.term} {' '.join(s.canonical)}".casefold()]
    if as_json:
        say_json([plain(synonym) for synonym in found])
        return 0
    heads = [_("Word"), _("Language"), _("Means"), _("Topic"), _("State")]
    rows = [
        [s.term, s.language, s.canonical.pick(session.language), s.topic, _state(s)] for s in found
    ]
    say(table(heads, rows))
    return 0


def _state(synonym: Synonym) -> str:
    if not synonym.active:
        return _("retired")
    return _("from this desk") if synonym.edited else ""


@click.pass_obj
def add_synonym(
    session: Session,
    *,
    term: str,
    language: str,
    fi: str,
    sv: str,
    en: str,
    topic: str | None,
    as_json: bool,
) -> int:
    """Add a word."""
    with session.writing() as desk:
        day = desk.visits.today().isoformat()
        code = find_code(desk.codes.book, "topic", topic, "--topic", day) if topic else ""
        made = desk.synonyms.add(desk.actor, Wording(term, language, LocalText(fi, sv, en), code))
    if as_json:
        say_json(plain(made))
    else:
        message = _("“{word}” is found as “{meaning}” from now on.")
        say(message.format(word=made.term, meaning=made.canonical.pick(session.language)))
    return 0


@click.pass_obj
def retire_synonym(session: Session, term: str, language: str, meaning: str, as_json: bool) -> int:
    """Retire a word."""
    with session.writing() as desk:
        key = _one(desk, term, language, meaning, retired=False).key
        changed = desk.synonyms.retire(desk.actor, key)
    _say(changed, _("“{word}” is not searched for any more."), as_json=as_json)
    return 0


@click.pass_obj
def restore_synonym(session: Session, term: str, language: str, meaning: str, as_json: bool) -> int:
    """Restore a word."""
    with session.writing() as desk:
        key = _one(desk, term, language, meaning, retired=True).key
        changed = desk.synonyms.restore(desk.actor, key)
    _say(changed, _("“{word}” is searched for again."), as_json=as_json)
    return 0


def _one(desk: Desk, term: str, language: str, meaning: str, *, retired: bool) -> Synonym:
    """Return the one word that is meant.

    Raises:
        RefusalError: there is none.
        WrongValueError: there are several.
    """
    found = [
        synonym
        for synonym in desk.synonyms.find(term, language, retired=retired)
        if not meaning or any(same_words(meaning, text) for text in synonym.canonical.all())
    ]
    if not found:
        message = _("There is no word “{word}”; see “advisor-desk synonyms list”.")
        raise RefusalError(message.format(word=term))
    if len(found) > 1:
        choices = "; ".join(f"{s.language}: {', '.join(s.canonical.all())}" for s in found)
        message = _("“{word}” is there several times ({choices}): add --language or --meaning.")
        raise WrongValueError(message.format(word=term, choices=choices), param_hint="WORD")
    return found[0]


def _say(synonym: Synonym | None, message: str, *, as_json: bool) -> None:
    if as_json:
        say_json(plain(synonym))
    elif synonym is not None:
        say(message.format(word=synonym.term))
