"""The translations: complete, up to date with the code, with the same placeholders everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural

from tools import translations
from tools.translations import forms

_NAMED = re.compile(r"%\((\w+)\)[#0 +-]*[\d.]*[a-z]|(?<!\{)\{(\w[^{}]*)\}(?!\})")


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text, as in ``%(name)s`` and in ``{name}``."""
    return {match.group(1) or match.group(2) for match in _NAMED.finditer(text)}


def placeholder_faults(catalogue: Catalog) -> list[str]:
    """Return the texts whose translation has other placeholders than the source.

    A plural form may leave one out ("One visit"), but all forms together may not.
    """
    faults = []
    for message in catalogue:
        translated = [form for form in forms(message.string) if form]
        if message.id and translated:
            wanted = set().union(*map(placeholders, forms(message.id)))
            if set().union(*map(placeholders, translated)) != wanted:
                faults.append(forms(message.id)[0])
    return faults


def plural_faults(catalogue: Catalog) -> list[str]:
    """Return the texts with a number of plural forms that the language does not have."""
    number = get_plural(catalogue.locale).num_plurals
    wrong = [] if catalogue.num_plurals == number else ["Plural-Forms"]
    for message in catalogue:
        if message.pluralizable and len(forms(message.string)) != number:
            wrong.append(forms(message.id)[0])
    return wrong


def catalogue_of(
    source: str | tuple[str, str], translation: str | tuple[str, ...], *, fuzzy: bool = False
) -> Catalog:
    """Make a Finnish catalogue of one text."""
    catalogue = Catalog(locale="fi")
    catalogue.add(source, translation, flags=["fuzzy"] if fuzzy else [])
    return catalogue


LANGUAGES = pytest.mark.parametrize("language", translations.LANGUAGES)


def test_nothing_is_missing_outdated_or_untranslated() -> None:
    told = translations.faults(translations.extract(), translations.files())
    assert not told, "\n".join(
        [*told, "(python -m tools.translations brings the files up to date)"]
    )


@LANGUAGES
def test_placeholders_are_those_of_the_source(language: str) -> None:
    assert placeholder_faults(translations.read(language)) == []


@LANGUAGES
def test_plurals_are_those_of_the_language(language: str) -> None:
    assert plural_faults(translations.read(language)) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("{count} visits", "{maara} käyntiä"),
        ("%(name)s is saved", "tallennettu"),
        ("Saved", "{name} tallennettu"),
        (("One visit", "{count} visits"), ("Yksi käynti", "käyntiä")),
    ],
)
def test_other_placeholders_are_caught(
    source: str | tuple[str, str], translation: str | tuple[str, ...]
) -> None:
    assert placeholder_faults(catalogue_of(source, translation))


def test_a_form_may_leave_the_number_out() -> None:
    source, translation = ("{count} visit", "{count} visits"), ("Yksi käynti", "{count} käyntiä")
    assert placeholder_faults(catalogue_of(source, translation)) == []


def test_a_missing_plural_form_is_caught() -> None:
    catalogue = catalogue_of(
        ("{n} visit", "{n} visits"), ("{n} käynti", "{n} käyntiä", "{n} käyntiä")
    )
    assert plural_faults(catalogue) == ["{n} visit"]


def test_an_empty_or_fuzzy_translation_is_caught() -> None:
    assert translations.unfinished(catalogue_of("Save", "")) == ["Save"]
    assert translations.unfinished(catalogue_of("Save", "Tallenna", fuzzy=True)) == ["Save"]
    assert translations.unfinished(catalogue_of(("visit", "visits"), ("käynti", ""))) == ["visit"]
    assert translations.unfinished(catalogue_of("Save", "Tallenna")) == []


def test_every_kind_of_text_is_collected(tmp_path: Path) -> None:
    (tmp_path / "advisor_desk").mkdir()
    (tmp_path / "advisor_desk" / "sample.py").write_text(
        'a = _("Save")\nb = N_("Later")\nc = ngettext("visit", "visits", 2)\n'
        'd = pgettext("month", "May")\n',
        encoding="utf-8",
    )
    found = translations.keys(translations.extract(tmp_path))
    assert found == {("", "Save"), ("", "Later"), ("", "visit", "visits"), ("month", "May")}


def test_a_text_missing_from_the_files_or_gone_from_the_code_is_caught() -> None:
    code, kept = Catalog(), Catalog()
    code.add("New")
    kept.add("Gone")
    assert translations.faults(code, {"": kept}) == [
        "the template lacks 'New'",
        "the template still has 'Gone'",
    ]


def test_an_update_guesses_nothing_and_is_repeatable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = catalogue_of("Save the visit", "Tallenna käynti"), Catalog()
    new.add("Save this visit")
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(translations, "TEMPLATE", tmp_path / "advisor_desk.pot")
    monkeypatch.setattr(translations, "extract", lambda: new)
    translations.write(old, translations.po_file("fi"))
    translations.update()
    first = translations.po_file("fi").read_bytes()
    translations.update()
    assert translations.po_file("fi").read_bytes() == first
    assert translations.unfinished(translations.read("fi")) == ["Save this visit"]
    assert b"fuzzy" not in first.replace(b'#, fuzzy\nmsgid ""', b"")
