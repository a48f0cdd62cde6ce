"""Collect the texts of the program for the translators.

    python -m tools.translations          collect, and bring every .po file up to date
    python -m tools.translations check    say what is missing; exit code 1 if anything is

Run it after a change of a text in the code, translate what is empty in
``translations/*/LC_MESSAGES/advisor_desk.po``, and start the program: the
catalogues are compiled by the build (see ``hatch_build.py``).

Nothing is guessed: a text that changed comes back empty rather than with the
translation of a similar one marked "fuzzy". Dates, tool versions and line
numbers are left out of the files, so that a diff shows texts and nothing else.
English is the language of the code and needs no file.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

REPOSITORY = Path(__file__).resolve().parent.parent
TRANSLATIONS = REPOSITORY / "translations"
TEMPLATE = TRANSLATIONS / "advisor_desk.pot"
LANGUAGES = ("fi", "sv")

#: The functions of ``advisor_desk.i18n`` and which of their arguments are texts.
KEYWORDS = parse_keywords(["_", "N_", "ngettext:1,2", "pgettext:1c,2"])
#: Comments that begin so go to the translators.
COMMENT_TAG = "Translators:"

_CHANGING_HEADERS = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):.*\n',
    re.MULTILINE,
)


def extract(root: Path = REPOSITORY) -> Catalog:
    """Collect the texts of the code below ``root``, in the order of files and lines.

    Args:
        root: a folder in which the paths of ``babel.cfg`` stand.

    Returns:
        A catalogue without translations.
    """
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)  # type: ignore[no-untyped-call]  # Babel's gap
    catalogue = Catalog(project="Advisor Desk", copyright_holder="Advisor Desk's makers")
    found = extract_from_dir(
        root, methods, options, KEYWORDS, comment_tags=[COMMENT_TAG], strip_comment_tags=True
    )
    for file, line, message, comments, context in found:
        catalogue.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return catalogue


def read(language: str) -> Catalog:
    """Read the translations into a language; an empty catalogue if there are none yet."""
    file = po_file(language)
    if not file.exists():
        return Catalog(locale=language, project="Advisor Desk")
    with file.open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def po_file(language: str) -> Path:
    """Return where the translations into a language are kept."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "advisor_desk.po"


def update() -> None:
    """Write the template, and bring the translations of every language up to it."""
    template = extract()
    write(template, TEMPLATE)
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True)
        write(catalogue, po_file(language))


def write(catalogue: Catalog, file: Path) -> None:
    """Write a catalogue without anything that changes by itself."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=95, ignore_obsolete=True, include_lineno=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_CHANGING_HEADERS.sub(b"", stream.getvalue()))


def keys(catalogue: Catalog) -> set[tuple[str, ...]]:
    """Return what identifies each text: its context (or nothing) and its singular and plural."""
    found = set()
    for message in catalogue:
        if message.id:
            found.add((message.context or "", *forms(message.id)))
    return found


def faults(code: Catalog, kept: Mapping[str, Catalog]) -> list[str]:
    """Compare what the code says with what the files hold.

    Args:
        code: the texts of the code.
        kept: what the files hold, by language; the template's language is empty.

    Returns:
        A sentence for each text that is missing, outdated or not translated.
    """
    wanted = keys(code)
    told = []
    for language, catalogue in kept.items():
        name = language or "the template"
        there = keys(catalogue)
        told += [f"{name} lacks {key[1]!r}" for key in sorted(wanted - there)]
        told += [f"{name} still has {key[1]!r}" for key in sorted(there - wanted)]
        if language:
            told += [f"{name}: {text!r} is not translated" for text in unfinished(catalogue)]
    return told


def files() -> dict[str, Catalog]:
    """Read the template (under the empty name) and the translations into every language."""
    if TEMPLATE.exists():
        with TEMPLATE.open("rb") as stream:
            template = read_po(stream)
    else:
        template = Catalog()
    return {"": template} | {language: read(language) for language in LANGUAGES}


def forms(texts: str | Sequence[str] | None) -> list[str]:
    """Return a message's singular and plural forms as a list; of one if it has no plural."""
    return [texts or ""] if isinstance(texts, str | None) else list(texts)


def unfinished(catalogue: Catalog) -> list[str]:
    """Return the texts which have no translation, or one that somebody has yet to confirm."""
    return [
        forms(message.id)[0]
        for message in catalogue
        if message.id and (message.fuzzy or not all(forms(message.string)))
    ]


def main(arguments: list[str]) -> int:
    """Do what the command line asks for, and return the exit code."""
    if arguments not in ([], ["check"]):
        print(__doc__)
        return 2
    if not arguments:
        update()
    told = faults(extract(), files())
    print("\n".join(told) or "Every text is translated.")
    return 1 if told and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
