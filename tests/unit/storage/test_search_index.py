"""The search index in a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor_desk.domain.text import LocalText
from advisor_desk.search.places import Places
from advisor_desk.search.query import Plan, Planner
from advisor_desk.search.thesaurus import Thesaurus
from advisor_desk.search.wordforms import WordForms
from advisor_desk.storage import search_index, search_lookup
from advisor_desk.storage.database import Database, open_database
from advisor_desk.storage.meta import INDEX_VERSION_KEY, is_index_current, set_meta
from advisor_desk.storage.search_index import IndexEntry
from tests.unit.search.conftest import synonym

BARE = WordForms(Path(__file__).parent)  # there are no word lists in this folder
SYNONYM = synonym("kansaneläkelaitos", "fi", "verotus helsinki")
PLANNER = Planner(BARE, Thesaurus.of([SYNONYM], BARE), Places({}, {}, BARE))

KELA = IndexEntry(
    kind="service",
    record_id="kela",
    title=LocalText("Kela", "FPA", "Kela"),
    names="kela fpa",
    titles="kela fpa",
    keywords="sosiaaliturva asumistuki",
    body="etuudet ja korvaukset",
    phones="0206342550",
    everywhere=True,
    standing=30,
)
OFFICE = IndexEntry(
    kind="service",
    record_id="tax-office",
    title=LocalText("Verotoimisto"),
    names="verotoimisto",
    titles="verotoimisto",
    keywords="verotus helsinki",
    body="kela neuvoo muualla",
    phones="029497000 0931011111",
    areas=("091",),
    standing=10,
)
CARD = IndexEntry(
    kind="card",
    record_id="kela",
    title=LocalText("Kuulunko Kelan piiriin?"),
    names="kuulunkokelanpiiriin",
    titles="kuulunko kelan piiriin",
    everywhere=True,
    standing=20,
)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Database]:
    """Give a database with three entries."""
    database = open_database(tmp_path / "desk.sqlite3", tmp_path / "backups")
    with database.writing() as connection:
        search_index.rebuild(connection, [OFFICE, CARD, KELA])
    yield database
    database.close()


def found(
    database: Database, wanted: str | Plan, limit: int = 50, municipality: str | None = None
) -> list[tuple[str, str]]:
    """Return kind and id of what is found, in the order of standing."""
    plan = PLANNER.plan(wanted) if isinstance(wanted, str) else wanted
    with database.reading() as connection:
        found = search_lookup.candidates(connection, plan, limit, municipality)
    rows = sorted(candidate.row for candidate in found)
    return [(row.kind, row.record_id) for row in rows]


def test_entries_are_found_by_any_of_their_texts(opened: Database) -> None:
    assert found(opened, "kel") == [("service", "kela"), ("card", "kela")]
    assert found(opened, "kela") == [
        ("service", "kela"),
        ("card", "kela"),
        ("service", "tax-office"),
    ]
    assert found(opened, "fpa") == [("service", "kela")]
    assert found(opened, "asumistuki") == [("service", "kela")]
    assert found(opened, "neuvoo") == [("service", "tax-office")]
    assert found(opened, "ela") == []


def test_all_words_must_be_there_in_whatever_text(opened: Database) -> None:
    assert found(opened, "verotoimisto helsinki") == [("service", "tax-office")]
    assert found(opened, "fpa korvaukset") == [("service", "kela")]


def test_some_words_will_do_where_no_entry_has_all(opened: Database) -> None:
    assert found(opened, "fpa helsinki") == [("service", "kela"), ("service", "tax-office")]


def test_any_piece_of_a_number_finds_it(opened: Database) -> None:
    number = "0206342550"
    for start in range(len(number)):
        for end in range(start + 3, len(number) + 1):
            assert ("service", "kela") in found(opened, number[start:end])
    assert found(opened, "+358 9 310") == [("service", "tax-office")]


@pytest.mark.parametrize("tagged", ["nkela", "tkela", "kkela", "æm091", "m091"])
def test_what_the_index_adds_to_words_is_not_found(opened: Database, tagged: str) -> None:
    assert found(opened, tagged) == []


def test_a_name_is_found_however_it_is_spaced(opened: Database) -> None:
    assert found(opened, "kuulunko kelanpii") == [("card", "kela")]


def test_all_words_of_a_synonym_are_needed(opened: Database) -> None:
    assert found(opened, "kansaneläkelaitos") == [("service", "tax-office")]


def test_a_row_tells_all_that_showing_it_needs(opened: Database) -> None:
    with opened.reading() as connection:
        ((row, _),) = search_lookup.candidates(connection, PLANNER.plan("verotus"), 5)
    assert row.title == OFFICE.title
    assert (row.areas, row.everywhere, row.place) == (("091",), False, "")
    assert row.phones == OFFICE.phones


def test_replacing_an_entry_forgets_its_old_words(opened: Database) -> None:
    changed = IndexEntry(
        kind="service",
        record_id="kela",
        title=LocalText("Kansaneläkelaitos"),
        names="kansanelakelaitos",
        titles="kansanelakelaitos",
        phones="0123456",
    )
    with opened.writing() as connection:
        search_index.replace(connection, changed)
    assert found(opened, "fpa") == []
    assert found(opened, "0206342550") == []
    assert ("service", "kela") in found(opened, "kansanelake")
    assert found(opened, "kela") == [("card", "kela"), ("service", "tax-office")]


def test_a_replaced_entry_keeps_its_place_and_a_new_one_comes_last(opened: Database) -> None:
    new = IndexEntry("service", "new", LocalText("Kela 2"), "kela2", "kela", standing=99)
    with opened.writing() as connection:
        search_index.replace(connection, KELA)
        search_index.replace(connection, new)
    assert found(opened, "kela") == [
        ("service", "kela"),
        ("card", "kela"),
        ("service", "tax-office"),
        ("service", "new"),
    ]


def test_a_removed_entry_is_not_found_and_others_are(opened: Database) -> None:
    with opened.writing() as connection:
        assert search_index.remove(connection, "service", "kela") is not None
        assert search_index.remove(connection, "service", "kela") is None
    assert found(opened, "kela") == [("card", "kela"), ("service", "tax-office")]


def test_rebuilding_replaces_everything(opened: Database) -> None:
    with opened.writing() as connection:
        search_index.rebuild(connection, [CARD])
    assert found(opened, "kela") == [("card", "kela")]
    with opened.writing() as connection:
        search_index.rebuild(connection, [])
    assert found(opened, "kela") == []


def test_the_index_is_sound_after_many_changes(opened: Database) -> None:
    with opened.writing() as connection:
        for _ in range(50):
            search_index.replace(connection, KELA)
            search_index.remove(connection, "card", "kela")
            search_index.replace(connection, CARD)
        for table in ("search_title", "search_text"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608 - constants
        ids = [row[0] for row in connection.execute("SELECT id FROM search_entry")]
    assert len(ids) == len(set(ids)) == 3
    assert {one for _, one in found(opened, "kela")} == {"kela", "tax-office"}


def test_an_index_of_another_version_or_with_much_that_is_gone_is_not_current(
    opened: Database,
) -> None:
    with opened.writing() as connection:
        assert is_index_current(connection)
        for _ in range(501):
            search_index.replace(connection, KELA)
        assert not is_index_current(connection)
        search_index.rebuild(connection, [KELA])
        assert is_index_current(connection)
        set_meta(connection, INDEX_VERSION_KEY, "1")
        assert not is_index_current(connection)


def test_the_vocabulary_tells_what_a_word_stands_for_and_in_how_many_records(
    opened: Database,
) -> None:
    with opened.writing() as connection:
        search_index.rebuild(connection, [KELA, OFFICE], [("etuuksista", "etuudet")])
        search_index.replace(connection, CARD, [("kuulunko", "kuulua")])
        found = search_lookup.look_up(connection, ["kela", "etuuksista", "kuulunko", "zzz"])
        assert {(w.token, w.records) for w in found["kela"]} == {("kela", 2)}
        assert {(w.token, w.records) for w in found["etuuksista"]} == {("etuudet", 1)}
        assert {w.token for w in found["kuulunko"]} == {"kuulua", "kuulunko"}
        assert "zzz" not in found
        assert search_lookup.begun_with(connection, "etuu", 9) == ["etuudet"]


def test_misspelt_words_are_compared_with_words_like_them(opened: Database) -> None:
    with opened.writing() as connection:
        search_index.replace(connection, CARD, [("uusisana", "uusisana")])
        assert "uusisana" in search_lookup.words_like(connection, [8], ["u"])
        assert "uusisana" not in search_lookup.words_like(connection, [7, 9], ["u"])
        assert "uusisana" not in search_lookup.words_like(connection, [8], ["v"])
        assert search_lookup.words_with(connection, [8], ["sisana"]) == ["uusisana"]


def test_no_more_come_back_than_asked_for_and_the_best_standing_first(opened: Database) -> None:
    many = [
        IndexEntry("service", f"s{n:03}", LocalText(f"Palvelu {n}"), f"palvelu{n}", "palvelu")
        for n in range(300)
    ]
    best = IndexEntry("service", "best", LocalText("Palvelu"), "palvelut", "palvelut", standing=9)
    with opened.writing() as connection:
        search_index.rebuild(connection, [*many, best])
    assert 40 <= len(found(opened, "p", limit=40)) <= 80
    assert found(opened, "p", limit=40)[0] == ("service", "best")


def test_what_serves_the_municipality_is_among_the_first(opened: Database) -> None:
    many = [
        IndexEntry("service", f"s{n:03}", LocalText("Neuvonta"), "x", "neuvonta", areas=("091",))
        for n in range(300)
    ]
    own = IndexEntry("service", "z-own", LocalText("Neuvonta"), "x", "neuvonta", areas=("049",))
    with opened.writing() as connection:
        search_index.rebuild(connection, [*many, own])
    assert ("service", "z-own") not in found(opened, "neu", limit=20)
    assert ("service", "z-own") in found(opened, "neu", limit=20, municipality="049")


@pytest.mark.parametrize("odd", ["", "not-asked", "04 9", '"', "x*"])
def test_an_odd_municipality_does_no_harm(opened: Database, odd: str) -> None:
    assert found(opened, "fpa", municipality=odd) == [("service", "kela")]
