"""The order of what was found."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.synonyms import Synonym
from advisor_desk.search import folding, ranking
from advisor_desk.search.marking import Marker
from advisor_desk.search.places import Places
from advisor_desk.search.query import Plan, Planner, code_token
from advisor_desk.search.ranking import Place, Ranked
from advisor_desk.search.thesaurus import Thesaurus
from advisor_desk.search.wordforms import WordForms, shipped_forms
from tests.unit.search.conftest import NAMES, REGIONS, synonym

BARE = WordForms(Path(__file__).parent)
"""Word lists without a word: there are none in this folder."""

ANYWHERE = Place()
ESPOO = Place("049", frozenset({"091"}), ("espoo", "esbo"))


@dataclass(frozen=True)
class Entry:
    """A candidate as the index gives it."""

    position: int = 1
    standing: int = 20
    names: str = ""
    titles: str = ""
    parts: str = ""
    keywords: str = ""
    in_text: frozenset[int] = frozenset()
    phones: str = ""
    areas: tuple[str, ...] = ()
    everywhere: bool = False
    languages: tuple[str, ...] = ()


def plan_of(text: str, *synonyms: Synonym, forms: WordForms = BARE) -> Plan:
    """Return the plan for a text."""
    planner = Planner(forms, Thesaurus.of(synonyms, forms), Places(NAMES, REGIONS, forms))
    return planner.plan(text)


def titled(title: str, position: int = 1) -> Entry:
    """Return an entry with a title, found by it only."""
    words = " ".join(folding.tokens(title))
    return Entry(position, names=folding.squeeze(title), titles=words)


def rank(
    plan: Plan, entries: Iterable[Entry], place: Place, limit: int = 100, language: str = ""
) -> list[Ranked[Entry]]:
    """Return the entries that are met, in order."""
    candidates = [(entry, entry.in_text) for entry in entries]
    return ranking.rank(candidates, plan, place=place, limit=limit, client_language=language)


def ranked(text: str, *entries: Entry, place: Place = ANYWHERE) -> list[Ranked[Entry]]:
    """Return the entries in order for a text."""
    return rank(plan_of(text), entries, place)


def order(text: str, *entries: Entry, place: Place = ANYWHERE) -> list[int]:
    """Return the positions of the entries in order."""
    return [r.candidate.position for r in ranked(text, *entries, place=place)]


def test_a_whole_name_stands_before_all_else() -> None:
    whole = replace(titled("Kela", 5), standing=0)
    start = titled("Kela international", 1)
    own = replace(titled("Espoon Kela", 2), areas=("049",))
    assert order("kela", start, own, whole, place=ESPOO)[0] == 5


def test_name_then_title_then_keywords_then_text() -> None:
    start = titled("Verotoimisto Helsinki", 4)
    title = titled("Helsingin verotoimisto", 3)
    keyword = Entry(2, keywords="verotoimisto")
    text = Entry(1, in_text=frozenset({0}))
    found = ranked("verotoimisto", text, keyword, title, start)
    assert [r.candidate.position for r in found] == [4, 3, 2, 1]
    assert [r.why for r in found] == ["name", "title", "keywords", "text"]


def test_a_whole_word_stands_before_the_beginning_of_one() -> None:
    assert order("vero", titled("Oma verotus", 1), titled("Oma vero", 2)) == [2, 1]


def test_the_middle_of_a_word_is_not_found() -> None:
    assert ranked("lupa", titled("Oleskelulupa")) == []


def test_a_part_of_a_compound_stands_between_title_and_keywords() -> None:
    part = Entry(1, parts="lupa")
    keyword, title = Entry(2, keywords="lupa"), Entry(3, titles="lupa")
    assert order("lupa", keyword, part, title) == [3, 1, 2]


def test_what_is_met_in_several_ways_stands_first() -> None:
    plan = plan_of("sossu", synonym("sossu", "fi", "sosiaalitoimisto", "social-services"))
    token = code_token("topic", "social-services")
    both = Entry(2, titles="sosiaalitoimisto", keywords=token)
    one = Entry(1, titles="sosiaalitoimisto", keywords=f"muu {token}x")
    assert [r.candidate.position for r in rank(plan, (one, both), Place())] == [2, 1]


def test_the_own_municipality_then_nationwide_then_neighbours_then_others() -> None:
    other = replace(titled("Neuvonta", 1), areas=("853",))
    neighbour = replace(titled("Neuvonta", 2), areas=("091",))
    everywhere = replace(titled("Neuvonta", 3), everywhere=True)
    own = replace(titled("Neuvonta", 4), areas=("049", "235"))
    entries = (other, neighbour, everywhere, own)
    found = ranked("neuvonta", *entries, place=ESPOO)
    assert [r.candidate.position for r in found] == [4, 3, 2, 1]
    assert [r.near for r in found] == ["own", "nationwide", "neighbour", "elsewhere"]
    assert order("neuvonta", *entries) == [1, 2, 3, 4]
    assert {r.near for r in ranked("neuvonta", *entries)} == {""}


def test_a_place_that_is_named_says_more_than_where_somebody_lives() -> None:
    own = replace(titled("Oma neuvonta", 2), areas=("049",))
    better = replace(titled("Neuvonta", 1), names="", standing=150, areas=("853",))
    named = replace(ESPOO, named=True)
    assert order("neuvonta", own, better, place=ESPOO) == [1, 2]
    assert order("neuvonta", own, better, place=named) == [2, 1]


def test_what_speaks_the_language_of_the_client_stands_first_among_equals() -> None:
    speaks = replace(titled("Neuvonta", 2), languages=("so",))
    entries = (titled("Neuvonta", 1), speaks)
    found = rank(plan_of("neuvonta"), entries, Place(), language="so")
    assert [r.candidate.position for r in found] == [2, 1]


def test_the_surer_record_stands_first() -> None:
    sure, unsure = titled("Neuvonta", 2), replace(titled("Neuvonta", 1), standing=3)
    assert order("neuv", unsure, sure) == [2, 1]


def test_equals_stand_in_the_order_of_standing() -> None:
    entries = [titled("Neuvonta", position) for position in (3, 1, 2)]
    assert order("neuvo", *entries) == [1, 2, 3]


@given(st.permutations(range(6)), st.integers(min_value=1, max_value=8))
def test_a_further_letter_that_keeps_the_match_keeps_the_order(
    positions: list[int], length: int
) -> None:
    titles = ["Neuvonta", "Neuvontapiste", "Oma neuvonta", "Neuvola", "Neuvontapiste", "Neuvot"]
    entries = [titled(title, n) for title, n in zip(titles, range(6), strict=True)]
    typed = "neuvonta"[:length]
    before = order(typed, *(entries[n] for n in positions))
    assert before == order(typed, *entries)
    same = [n for n in before if n in (1, 4)]  # the two of the same name
    assert same == [1, 4]


def test_a_number_stands_before_its_beginning_and_that_before_a_piece() -> None:
    piece = Entry(1, phones="0600931032")
    start = Entry(2, phones="112 09310321")
    whole = Entry(3, phones="0931032")
    found = ranked("09 31032", piece, start, whole)
    assert [r.candidate.position for r in found] == [3, 2, 1]
    assert {r.why for r in found} == {"phone"}


def test_an_entry_with_all_words_stands_before_one_with_some() -> None:
    assert order("oma vero", titled("Vero", 1), titled("Maksa oma vero", 2)) == [2, 1]


def test_a_synonym_counts_nearly_as_much() -> None:
    plan = plan_of("sossu", synonym("sossu", "fi", "sosiaali toimisto"))
    entries = (titled("Toimisto", 1), titled("Sosiaali ja toimisto", 2), titled("Sossu", 3))
    found = rank(plan, entries, Place())
    assert [r.candidate.position for r in found] == [3, 2]
    choice = found[1].choice
    assert choice is not None
    assert choice.synonym is not None


def test_main_topics_count_more_than_those_that_come_after() -> None:
    first = Entry(2, keywords="asuminen terveys koulu")
    late = Entry(1, keywords="terveys koulu kansalaisuus asuminen")
    assert order("asuminen", late, first) == [2, 1]


def test_no_more_are_returned_than_asked_for() -> None:
    entries = [titled("Neuvonta", n) for n in range(9)]
    assert len(rank(plan_of("neuvonta"), entries, Place(), limit=4)) == 4


def cut(title: str, text: str, forms: WordForms = BARE) -> list[str]:
    """Return the marked parts of a title."""
    plan = plan_of(text, forms=forms)
    return [title[start:end] for start, end in Marker(plan, forms).marks(title)]


def test_the_typed_part_of_each_word_is_marked() -> None:
    assert cut("Miten lapsi pääsee päiväkotiin?", "paivakoti") == ["päiväkoti"]
    assert cut("Kelan ja Kela-kortin asiat", "kela") == ["Kela", "Kela"]
    assert cut("Oma verokortti", "vero oma") == ["Oma", "vero"]
    assert cut("Straßenbahn", "strass") == ["Straß"]
    assert cut("OmaVero", "vero") == []


def test_an_inflected_word_is_marked_whole() -> None:
    forms = shipped_forms()
    assert cut("Miten jatkan oleskelulupaa?", "oleskeluluvan", forms) == ["oleskelulupaa"]
    assert cut("Miten jatkan oleskelulupaa?", "lupa", forms) == ["oleskelulupaa"]
    assert cut("Saanko tulkin?", "tulkille", forms) == ["tulkin"]


def test_marks_go_over_hyphens() -> None:
    assert cut("Vanha TE-toimisto", "tetoim") == ["TE-toim"]
    assert cut("Kela-kortti", "kelakortti") == ["Kela-kortti"]


def test_marks_that_touch_become_one() -> None:
    assert cut("Neuvonta", "neu neuvo") == ["Neuvo"]


@given(st.text(), st.text(max_size=20))
def test_marks_are_in_order_and_inside_the_title(title: str, text: str) -> None:
    assert_in_order(title, text)


@given(st.lists(st.text("aäkÅé", min_size=1, max_size=5), min_size=1, max_size=6), st.data())
def test_marks_of_words_of_the_title_are_in_order(words: list[str], data: st.DataObject) -> None:
    typed = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
    signs = data.draw(st.lists(st.sampled_from([" ", "-", ", ", " ("]), min_size=6, max_size=6))
    title = "".join(word + sign for word, sign in zip(words, signs, strict=False))
    assert assert_in_order(title, " ".join(typed)) > 0


def assert_in_order(title: str, text: str) -> int:
    """Look at the marks of a text in a title; return how many there are."""
    marks = list(Marker(plan_of(text), BARE).marks(title))
    last = -1
    for start, end in marks:
        assert last < start < end <= len(title)
        last = end
    return len(marks)
