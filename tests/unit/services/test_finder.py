"""Search over services and cards together, in a real database."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_desk.domain.codes import Code
from advisor_desk.domain.directory import Address, Phone, Service
from advisor_desk.domain.guidance import Card, Fact
from advisor_desk.domain.synonyms import Synonym
from advisor_desk.domain.text import LANGUAGES, LocalText
from advisor_desk.search import folding
from advisor_desk.search.wordforms import shipped_forms
from advisor_desk.services.finder import Finder, Hit
from advisor_desk.services.indexing import reindex, reindex_service
from advisor_desk.storage import codes, directory, guidance
from advisor_desk.storage.database import Database, open_database
from advisor_desk.storage.synonyms import write_synonym

ESPOO, HELSINKI, VANTAA = "049", "091", "092"

CODES = (
    Code("topic", "permits", LocalText("Luvat", "Tillstånd", "Permits")),
    Code(
        "topic", "citizenship", LocalText("Kansalaisuus", "Medborgarskap", "Citizenship"), "permits"
    ),
    Code("topic", "taxation", LocalText("Verotus", "Beskattning", "Taxation")),
    Code("language", "so", LocalText("somali", "somaliska", "Somali")),
    Code("language", "fi", LocalText("suomi", "finska", "Finnish")),
    Code("municipality", ESPOO, LocalText("Espoo", "Esbo", "Espoo")),
    Code("municipality", HELSINKI, LocalText("Helsinki", "Helsingfors", "Helsinki")),
    Code("municipality", VANTAA, LocalText("Vantaa", "Vanda", "Vantaa")),
)
MIGRI = Service(
    id="migri",
    kind="authority",
    name=LocalText(
        "Maahanmuuttovirasto (Migri)", "Migrationsverket", "Finnish Immigration Service (Migri)"
    ),
    description=LocalText(en="Decides on residence permits."),
    nationwide=True,
    phones=(Phone("0295 419 600", "+358295419600"),),
    website="https://www.migri.fi/en/home",
    topics=("citizenship",),
    confidence="high",
)
RECEPTION = Service(
    id="reception",
    kind="authority",
    name=LocalText("Vastaanottokeskukset (Maahanmuuttovirasto)"),
    nationwide=True,
    confidence="high",
)
DESK = Service(
    id="migri-desk",
    kind="authority",
    name=LocalText("Maahanmuuttovirasto, Helsingin palvelupiste (Vantaa)"),
    municipalities=(HELSINKI, ESPOO, VANTAA),
    languages=("fi", "so"),
    confidence="high",
)
ESPOO_ADVICE = Service(
    id="espoo-advice",
    kind="advice-point",
    name=LocalText("Espoon neuvontapiste", "Rådgivning i Esbo", "Espoo advice point"),
    municipalities=(ESPOO,),
    address=Address(LocalText("Kauppakatu 1"), "02100", "Espoo"),
    phones=(Phone("09 310 32889", "+358931032889", LocalText(en="Arabic line")),),
)
VANTAA_ADVICE = replace(
    ESPOO_ADVICE,
    id="vantaa-advice",
    name=LocalText("Vantaan neuvontapiste"),
    municipalities=(VANTAA,),
    address=Address(city="Vantaa"),
    phones=(),
)
OLD_ADVICE = replace(VANTAA_ADVICE, id="a-old-advice", possibly_outdated=True)
CLOSED = replace(
    ESPOO_ADVICE, id="closed", name=LocalText("Suljettu neuvontapiste"), status="closed"
)
WITHDRAWN = replace(
    ESPOO_ADVICE, id="withdrawn", name=LocalText("Poistettu neuvontapiste"), status="withdrawn"
)
SERVICES = (
    MIGRI,
    RECEPTION,
    DESK,
    ESPOO_ADVICE,
    VANTAA_ADVICE,
    OLD_ADVICE,
    CLOSED,
    WITHDRAWN,
)


def fact(text: str, confidence: str) -> Fact:
    """Return a fact without sources."""
    sure: dict[str, Fact] = {
        level: Fact(LocalText(en=text), LocalText(), LocalText(), (), level)
        for level in ("high", "medium", "low")
    }
    return sure[confidence]


CARD = Card(
    id="citizenship",
    title=LocalText(
        "Miten saan kansalaisuuden?", "Hur blir jag medborgare?", "How do I get citizenship?"
    ),
    question=LocalText(en="Naturalisation and its conditions?"),
    short_answer=LocalText(en="Apply online."),
    facts=(fact("Call 029 541 9626 about it.", "high"), fact("Hearsay reigns.", "low")),
    documents=(LocalText(fi="Passi"),),
    topics=("citizenship",),
    confidence="high",
)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a database that no test changes."""
    database = filled(tmp_path_factory.mktemp("finder"))
    yield database
    database.close()


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Database]:
    """Give a database of the test's own."""
    database = filled(tmp_path)
    yield database
    database.close()


def filled(folder: Path) -> Database:
    """Return a database with the records above."""
    database = open_database(folder / "desk.sqlite3", folder / "backups")
    with database.writing() as connection:
        for code in CODES:
            codes.write_code(connection, code, 1, "")
        for service in SERVICES:
            directory.write_service(connection, service)
        guidance.write_card(connection, CARD, position=1)
        reindex(connection)
    return database


def hits(
    database: Database, text: str, municipality: str | None = None, limit: int = 10
) -> tuple[Hit, ...]:
    """Return the hits of a search in English."""
    found = Finder(database).search(text, language="en", municipality=municipality, limit=limit)
    return found.hits


def ids(database: Database, text: str, municipality: str | None = None) -> list[str]:
    """Return the ids of the hits."""
    return [hit.id for hit in hits(database, text, municipality)]


def test_an_abbreviation_finds_its_service_first(searched: Database) -> None:
    assert ids(searched, "migri")[0] == "migri"
    assert hits(searched, "MIGRI")[0].why == "name"


def test_a_name_finds_the_main_record_before_its_desks_and_parts(searched: Database) -> None:
    assert ids(searched, "maahanmuuttovirasto") == ["migri", "migri-desk", "reception"]


def test_a_place_in_a_name_is_not_the_name(searched: Database) -> None:
    assert ids(searched, "vantaa")[0] == "vantaa-advice"


def test_every_language_is_searched_and_one_is_shown(searched: Database) -> None:
    (hit,) = hits(searched, "migrationsv")
    assert hit.title == "Finnish Immigration Service (Migri)"
    assert (hit.marks, hit.other_title) == ((), "Migrationsverket")


def test_matches_are_marked_in_the_title_shown(searched: Database) -> None:
    first = hits(searched, "immig")[0]
    assert [first.title[start:end] for start, end in first.marks] == ["Immig"]
    assert first.other_title == ""


def test_a_title_is_shown_in_the_nearest_language_there_is(searched: Database) -> None:
    found = Finder(searched).search("vastaanotto", language="sv")
    assert found.hits[0].title == "Vastaanottokeskukset (Maahanmuuttovirasto)"


def test_the_subtitle_says_where_a_service_serves(searched: Database) -> None:
    assert hits(searched, "migri")[0].subtitle == "Nationwide"
    assert hits(searched, "espoon")[0].subtitle == "Espoo"
    assert hits(searched, "how do i get")[0].subtitle == "Guidance"
    (desk,) = (hit for hit in hits(searched, "palvelupiste", VANTAA) if hit.id == "migri-desk")
    assert desk.subtitle == "Vantaa, Espoo and 1 other municipality"


def test_the_subtitle_has_places_in_the_language_asked_for(searched: Database) -> None:
    found = Finder(searched).search("rådgivning", language="sv")
    assert found.hits[0].subtitle == "Esbo"


def test_the_own_municipality_comes_first(searched: Database) -> None:
    assert ids(searched, "neuvontapiste", ESPOO)[0] == "espoo-advice"
    assert ids(searched, "neuvontapiste", VANTAA)[0] == "vantaa-advice"


@pytest.mark.parametrize("answer", ["abroad", "unknown", "not-asked", "", "'; --"])
def test_other_answers_than_a_municipality_change_nothing(searched: Database, answer: str) -> None:
    assert ids(searched, "neuvontapiste", answer) == ids(searched, "neuvontapiste")


def test_a_record_that_may_be_out_of_date_comes_after_its_like(searched: Database) -> None:
    found = ids(searched, "vantaan neuvontapiste")
    assert found.index("vantaa-advice") < found.index("a-old-advice")


def test_what_is_closed_or_withdrawn_is_not_found(searched: Database) -> None:
    assert ids(searched, "suljettu") == []
    assert ids(searched, "poistettu") == []


@pytest.mark.parametrize(
    "typed", ["09 310 32889", "0931032889", "+358931032889", "358 9 310", "09 310", "32889"]
)
def test_a_number_is_found_in_every_grouping(searched: Database, typed: str) -> None:
    first = hits(searched, typed)[0]
    assert (first.id, first.why) == ("espoo-advice", "phone")


def test_numbers_in_the_facts_of_a_card_are_found(searched: Database) -> None:
    assert ids(searched, "029 541 9626") == ["citizenship"]


def test_topics_languages_and_websites_are_keywords(searched: Database) -> None:
    assert ids(searched, "medborgarskap") == ["citizenship", "migri"]
    assert ids(searched, "tillstånd") == ["citizenship", "migri"]  # the group of the topic
    assert ids(searched, "somaliska") == ["migri-desk"]
    assert ids(searched, "migri.fi") == ["migri"]
    assert ids(searched, "finska") == []  # every service speaks it


def test_facts_are_searched_but_not_those_of_low_confidence(searched: Database) -> None:
    assert ids(searched, "naturalisation") == ["citizenship"]
    assert ids(searched, "hearsay") == []


def test_a_service_and_a_place_find_the_service_there(searched: Database) -> None:
    assert ids(searched, "neuvontapiste vanda")[0] == "vantaa-advice"


def test_nothing_is_found_for_nothing(searched: Database) -> None:
    assert hits(searched, "  ") == ()
    assert hits(searched, "migri", limit=0) == ()
    assert ids(searched, "xyzzy") == []


def test_the_result_has_the_query_as_typed_and_its_time(searched: Database) -> None:
    result = Finder(searched).search(" Migri ", language="fi")
    assert result.query == " Migri "
    assert 0 < result.took_ms < 10_000


def test_no_more_hits_than_asked_for(searched: Database) -> None:
    assert len(hits(searched, "m", limit=2)) == 2


def test_hits_stand_by_score(searched: Database) -> None:
    scores = [hit.score for hit in hits(searched, "m")]
    assert scores == sorted(scores, reverse=True)


def test_an_edited_record_is_found_by_its_new_words_only(changing: Database) -> None:
    edited = replace(ESPOO_ADVICE, name=LocalText("Infotiski"), phones=(), edited=True)
    with changing.writing() as connection:
        reindex_service(connection, edited)
    assert ids(changing, "infotiski") == ["espoo-advice"]
    assert ids(changing, "kauppakatu") == ["espoo-advice"]
    assert "espoo-advice" not in ids(changing, "neuvontapiste")
    assert "espoo-advice" not in ids(changing, "09 310 32889")


def test_a_record_that_was_closed_is_taken_out(changing: Database) -> None:
    with changing.writing() as connection:
        reindex_service(connection, replace(MIGRI, status="closed"))
    assert ids(changing, "migri.fi") == []


def test_a_finder_knows_places_that_came_after_it(tmp_path: Path) -> None:
    database = open_database(tmp_path / "late.sqlite3", tmp_path / "backups")
    finder = Finder(database)
    assert finder.search("espoo", language="en").hits == ()
    database.close()
    late = filled(tmp_path)
    try:
        assert hits(late, "espoon")[0].subtitle == "Espoo"
    finally:
        late.close()


def test_another_letter_does_not_shuffle_equals(searched: Database) -> None:
    compared = 0
    for text in ("neuvontapiste", "maahanmuuttovirasto", "citizenship"):
        for end in range(1, len(text)):
            before, after = hits(searched, text[:end]), hits(searched, text[: end + 1])
            equal = [hit.id for hit in after if hit.score == after[0].score]
            level = {hit.score for hit in before if hit.id in equal}
            if len(level) == 1:
                compared += len(equal) > 1
                assert [hit.id for hit in before if hit.id in equal] == equal
    assert compared > 5


# Letters and signs that people type or paste, and all else.
TYPED = st.one_of(
    st.text(),
    st.text("aekmnv ö-'\"*():^+0935.\0\n", max_size=30),
    st.lists(st.sampled_from(["migri", "espoo", "OR", "NEAR(", "09 310", "?"])).map(" ".join),
)


def is_supported(database: Database, text: str, hit: Hit) -> bool:
    """Tell, without the search, whether a record has something of what was typed."""
    with database.reading() as connection:
        record = (
            repr(directory.read_service(connection, hit.id))
            if hit.kind == "service"
            else repr(guidance.read_cards(connection, [hit.id]))
        )
    labels = " ".join(text for code in CODES for text in code.label.all())
    words = [
        *folding.tokens(record),
        *folding.tokens(labels),
        *map(folding.squeeze, record.split("'")),
    ]
    typed = [*folding.tokens(text), *folding.words(text), folding.squeeze(text)]
    if any(word.startswith(piece) for piece in typed if piece for word in words):
        return True
    parts = {part for word in words for part in _parts_of(word)}
    pieces = {part for piece in typed for part in _parts_of(piece) if part}
    if any(part.startswith(piece) for part in parts for piece in pieces):
        return True
    numbers = folding.digits(record)
    return any(piece in numbers for piece in folding.fragments(text[:200]))


def _parts_of(word: str) -> set[str]:
    """Return base forms of a word and of its parts, in all languages."""
    forms = shipped_forms()
    return {
        word,
        *forms.everything(word),
        *(p for tag in LANGUAGES for p in forms.halves(word, tag)),
    }


def check_any_text(database: Database, text: str) -> None:
    """Search for a text, and look whether each hit has something of it."""
    result = Finder(database).search(text, language="en", municipality=ESPOO)
    for hit in result.hits:
        assert is_supported(database, result.corrected or text, hit), (text, result)
        assert all(0 <= start < end <= len(hit.title) for start, end in hit.marks)


@given(text=TYPED)
@settings(max_examples=150, deadline=None)
def test_any_text_raises_nothing_and_finds_nothing_wrong(searched: Database, text: str) -> None:
    check_any_text(searched, text)


@pytest.mark.long
@given(text=TYPED)
@settings(max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_five_thousand_texts_raise_nothing(searched: Database, text: str) -> None:
    check_any_text(searched, text)


def test_an_inflected_word_finds_the_base_form_and_the_other_way_round(
    searched: Database,
) -> None:
    assert ids(searched, "maahanmuuttovirastosta")[0] == "migri"
    assert "citizenship" in ids(searched, "kansalaisuus")
    assert ids(searched, "neuvontapisteissä", VANTAA)[0] == "vantaa-advice"


def test_a_misspelt_word_is_corrected_and_may_be_kept(searched: Database) -> None:
    result = Finder(searched).search("Maahanmutovirasto!", language="en")
    assert result.corrected == "maahanmuuttovirasto!"
    assert result.hits[0].id == "migri"
    kept = Finder(searched).search("Maahanmutovirasto!", language="en", as_typed=True)
    assert kept.corrected == ""
    assert "name" not in {hit.why for hit in kept.hits}
    assert Finder(searched).search("migri", language="en").corrected == ""


def test_a_place_typed_is_the_place_searched_for(searched: Database) -> None:
    (first, *rest) = hits(searched, "neuvontapiste Espoossa", VANTAA)
    assert (first.id, first.near) == ("espoo-advice", "own")
    assert {hit.near for hit in rest} <= {"own", "elsewhere", ""}


def test_a_synonym_says_what_it_stands_for(changing: Database) -> None:
    finder = Finder(changing)
    assert finder.search("ulkomaalaispoliisi", language="fi").hits == ()
    known = Synonym(
        "ulkomaalaispoliisi",
        "fi",
        "own",
        "migri",
        LocalText("Maahanmuuttovirasto", "", "Immigration Service"),
        "permits",
        "high",
    )
    with changing.writing() as connection:
        write_synonym(connection, known)
    assert finder.search("ulkomaalaispoliisi", language="fi").hits == ()
    finder.forget_words()
    (first, *_) = finder.search("ulkomaalaispoliisille", language="en").hits
    assert (first.id, first.reason) == ("migri", "Synonym of Immigration Service")


def test_what_is_open_now_stands_first_among_near_equals(searched: Database) -> None:
    asked: list[Sequence[str]] = []

    def open_now(services: Sequence[str]) -> set[str]:
        asked.append(services)
        return {"reception"}

    plain = [hit.id for hit in Finder(searched).search("medborgarskap", language="en").hits]
    finder = Finder(searched, open_now)
    assert [hit.id for hit in finder.search("medborgarskap", language="en").hits] == plain
    both = finder.search("neuvontapiste", language="en").hits
    assert [hit.id for hit in both][:2] == ["espoo-advice", "vantaa-advice"]
    assert asked
    assert all("citizenship" not in services for services in asked)


def test_ten_thousand_characters_are_no_harm(searched: Database) -> None:
    assert ids(searched, "migri " * 2000)[0] == "migri"
    assert ids(searched, "x" * 10_000) == []
