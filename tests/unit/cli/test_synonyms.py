"""`synonyms`: list, add, retire and restore."""

from __future__ import annotations

from tests.unit.cli.conftest import Cli


def test_the_list_can_be_narrowed(cli: Cli) -> None:
    everything = cli("synonyms", "list", "--json").json
    found = cli("synonyms", "list", "KÄMPPÄ", "--json").json
    assert len(everything) > 200
    assert 0 < len(found) < len(everything)
    assert all("kämppä" in f"{word['term']} {word['canonical']}" for word in found)
    (word,) = (word for word in found if word["term"] == "kämppä")
    assert word["canonical"]["en"] == "rental home"


def test_the_list_is_a_table_for_people(cli: Cli) -> None:
    lines = cli("--lang", "en", "synonyms", "list", "kämppä").out.splitlines()
    assert lines[0].split() == ["Word", "Language", "Means", "Topic", "State"]
    assert ["kämppä", "fi", "rental", "home", "finding-home"] in [line.split() for line in lines]


def test_a_word_is_added_retired_and_restored(cli: Cli) -> None:
    added = cli("synonyms", "add", "luukku", "--language", "fi", "--fi", "vuokra-asunto")
    assert (added.code, added.out) == (0, "“luukku” is found as “rental home” from now on.\n")
    assert "from this desk" in cli("synonyms", "list", "luukku").out
    assert cli("synonyms", "retire", "luukku").out == "“luukku” is not searched for any more.\n"
    assert cli("synonyms", "list", "luukku", "--json").json == []
    assert "retired" in cli("synonyms", "list", "luukku", "--retired").out
    restored = cli("synonyms", "restore", "luukku", "--json").json
    assert (restored["active"], restored["edited"]) == (True, True)
    assert cli("synonyms", "restore", "luukku").out == "“luukku” is searched for again.\n"


def test_what_was_added_is_given_as_json(cli: Cli) -> None:
    made = cli(
        "synonyms",
        "add",
        "flat",
        "--language",
        "en",
        "--en",
        "home",
        "--topic",
        "housing",
        "--json",
    ).json
    assert (made["term"], made["concept"], made["topic"]) == ("flat", "home", "housing")


def test_a_word_without_a_meaning_is_refused(cli: Cli) -> None:
    said = cli("synonyms", "add", "luukku", "--language", "fi")
    assert (said.code, said.out) == (1, "")
    assert said.err == "Say what the word means, in one language at least.\n"


def test_an_unknown_topic_is_refused(cli: Cli) -> None:
    said = cli("synonyms", "add", "x", "--language", "fi", "--fi", "y", "--topic", "housng")
    assert said.code == 2
    assert "Did you mean housing" in said.err


def test_what_is_not_there_cannot_be_retired(cli: Cli) -> None:
    said = cli("synonyms", "retire", "nonsense")
    assert said.code == 1
    assert "There is no word “nonsense”" in said.err


def test_of_several_the_one_meant_must_be_named(cli: Cli) -> None:
    for meaning in ("first thing", "second thing"):
        cli("synonyms", "add", "vempain", "--language", "fi", "--en", meaning)
    said = cli("synonyms", "retire", "vempain")
    assert said.code == 2
    assert "fi: first thing; fi: second thing" in said.err
    named = cli("synonyms", "retire", "vempain", "--meaning", "second thing", "--json")
    assert named.json["concept"] == "second_thing"
    assert cli("synonyms", "retire", "vempain").code == 0
