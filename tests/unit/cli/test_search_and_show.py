"""`search` and `show`."""

from __future__ import annotations

import io
import json

import pytest

from advisor_desk.services.desk import Desk
from tests.unit.cli.conftest import Cli


def test_search_in_json_has_the_agreed_shape(cli: Cli) -> None:
    said = cli("search", "kela", "--limit", "3", "--json")
    assert said.code == 0
    assert said.json.keys() == {"query", "corrected", "took_ms", "hits"}
    assert said.json["query"] == "kela"
    assert said.json["took_ms"] > 0
    assert len(said.json["hits"]) == 3
    for hit in said.json["hits"]:
        assert hit.keys() == {"kind", "id", "title", "subtitle", "score", "why", "reason", "near"}
        assert hit["kind"] in ("service", "card")
    assert said.json["hits"][0]["id"] == "kela"


def test_search_takes_several_words(cli: Cli) -> None:
    assert cli("search", "kela", "card", "--json").json["query"] == "kela card"


def test_either_a_text_or_many_are_searched(cli: Cli) -> None:
    assert cli("search").code == 2
    assert cli("search", "kela", "--batch").code == 2


def test_many_texts_give_a_line_of_json_each(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO("kela\n\nвид на жительство\n".encode()))
    monkeypatch.setattr("sys.stdin", typed)
    said = cli("search", "--batch", "--limit", "2", "--json")
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [answer["query"] for answer in answers] == ["kela", "", "вид на жительство"]
    assert [len(answer["hits"]) for answer in answers] == [2, 0, 2]


def test_a_misspelt_word_is_said_to_be_corrected(cli: Cli) -> None:
    said = cli("search", "verokotti")
    assert said.out.startswith("Showing results for “verokortti”.")
    assert "Showing" not in cli("search", "verokotti", "--as-typed").out


def test_search_says_how_to_see_a_hit(cli: Cli) -> None:
    said = cli("search", "kela", "--limit", "2")
    assert "show service kela" in said.out
    assert said.out.startswith("1  Kela")


def test_a_municipality_is_named_by_code_or_name(cli: Cli) -> None:
    by_code = cli("search", "kirjasto", "--municipality", "091", "--json").json["hits"]
    by_name = cli("search", "kirjasto", "--municipality", "helsingfors", "--json").json["hits"]
    assert by_code == by_name


def test_a_wrong_municipality_is_answered_with_near_ones(cli: Cli) -> None:
    said = cli("search", "kela", "--municipality", "Espo")
    assert said.code == 2
    assert "049" in said.err
    assert said.err.count("\n") == 1


def test_nothing_found_is_said_and_is_no_failure(cli: Cli) -> None:
    said = cli("search", "zzxxqq")
    assert (said.code, said.err) == (0, "")
    assert "zzxxqq" in said.out
    assert cli("search", "zzxxqq", "--json").json["hits"] == []


def test_every_shipped_record_can_be_shown(cli: Cli, desk: Desk) -> None:
    for service in desk.directory.offered()[::20]:
        assert service.name.en in cli("show", "service", service.id).out.replace("\n", " ")
    for card in desk.guidance.cards[::5]:
        assert card.title.en in cli("show", "card", card.id).out


def test_a_service_in_json_is_the_record_and_whether_it_is_open(cli: Cli) -> None:
    record = cli("show", "service", "luvn-crisis-emergency", "--json").json
    assert record["id"] == "luvn-crisis-emergency"
    assert record["name"].keys() == {"fi", "sv", "en"}
    assert record["phones"][0]["dial"].startswith("+358")
    assert record["hours"] == "24/7"
    assert record["open_now"] == "unknown"  # its record may be out of date


def test_what_may_be_out_of_date_says_so_beside_the_number(cli: Cli) -> None:
    lines = cli("show", "service", "luvn-crisis-emergency").out.splitlines()
    assert "may be out of date" in next(line for line in lines if line.startswith("Phone"))


def test_facts_of_low_confidence_stand_apart(cli: Cli, desk: Desk) -> None:
    card = next(c for c in desk.guidance.cards if any(f.confidence == "low" for f in c.facts))
    unsure = next(fact for fact in card.facts if fact.confidence == "low")
    text = " ".join(cli("show", "card", card.id).out.split())
    assert text.index("Uncertain: do not tell as true") < text.index(unsure.text.en)
    assert cli("show", "card", card.id, "--json").json["id"] == card.id


def test_an_unknown_id_is_answered_with_near_ones(cli: Cli) -> None:
    said = cli("show", "card", "kela-cov")
    assert (said.code, said.out) == (1, "")
    assert "kela-coverage" in said.err
    said = cli("show", "service", "zzzz")
    assert (said.code, said.err) == (1, "zzzz was not found.\n")
