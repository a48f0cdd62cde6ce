"""The order of what was found."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.search import folding, ranking
from advisor_desk.search.query import parse_query
from advisor_desk.search.ranking import Ranked, marks


@dataclass(frozen=True)
class Entry:
    """A candidate as the index gives it."""

    position: int = 1
    standing: int = 20
    names: str = ""
    titles: str = ""
    keywords: str = ""
    body: str = ""
    phones: str = ""
    areas: tuple[str, ...] = ()
    everywhere: bool = False


def titled(title: str, position: int = 1) -> Entry:
    """Return an entry with a title, found by it only."""
    words = " ".join(folding.tokens(title))
    return Entry(position, names=folding.squeeze(title), titles=words)


def ranked(text: str, *entries: Entry, municipality: str | None = None) -> list[Ranked[Entry]]:
    """Return all entries in order for a text."""
    return ranking.rank(entries, parse_query(text), municipality=municipality, limit=100)


def order(text: str, *entries: Entry, municipality: str | None = None) -> list[int]:
    """Return the positions of the entries in order."""
    return [r.candidate.position for r in ranked(text, *entries, municipality=municipality)]


def test_a_whole_name_stands_before_all_else() -> None:
    whole = replace(titled("Kela", 5), standing=0)
    start = titled("Kela international", 1)
    own = replace(titled("Espoon Kela", 2), areas=("049",))
    assert order("kela", start, own, whole, municipality="049")[0] == 5


def test_name_then_title_then_keywords_then_text() -> None:
    start = titled("Verotoimisto Helsinki", 4)
    title = titled("Helsingin verotoimisto", 3)
    keyword = Entry(2, keywords="verotoimisto")
    text = Entry(1, body="verotoimisto")
    found = ranked("verotoimisto", text, keyword, title, start)
    assert [r.candidate.position for r in found] == [4, 3, 2, 1]
    assert [r.why for r in found] == ["name", "title", "keywords", "text"]


def test_a_whole_word_stands_before_the_beginning_of_one() -> None:
    assert order("vero", titled("Oma verotus", 1), titled("Oma vero", 2)) == [2, 1]


def test_the_middle_of_a_word_is_not_found() -> None:
    (found,) = ranked("lupa", titled("Oleskelulupa"))
    assert found.score == found.candidate.standing


def test_the_own_municipality_then_nationwide_then_others() -> None:
    other = replace(titled("Neuvonta", 1), areas=("091",))
    everywhere = replace(titled("Neuvonta", 2), everywhere=True)
    own = replace(titled("Neuvonta", 3), areas=("049", "235"))
    assert order("neuvonta", other, everywhere, own, municipality="049") == [3, 2, 1]
    assert order("neuvonta", own, everywhere, other) == [1, 2, 3]


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


def test_another_word_counts_nearly_as_much() -> None:
    plan = parse_query("sossu", lambda _: ("sosiaali toimisto",))
    entries = (titled("Toimisto", 1), titled("Sosiaali ja toimisto", 2), titled("Sossu", 3))
    found = ranking.rank(entries, plan, municipality=None, limit=9)
    assert [r.candidate.position for r in found] == [3, 2, 1]
    assert found[2].score == found[2].candidate.standing


def test_main_topics_count_more_than_those_that_come_after() -> None:
    first = Entry(2, keywords="asuminen terveys koulu")
    late = Entry(1, keywords="terveys koulu kansalaisuus asuminen")
    assert order("asuminen", late, first) == [2, 1]


def test_no_more_are_returned_than_asked_for() -> None:
    plan = parse_query("neuvonta")
    entries = [titled("Neuvonta", n) for n in range(9)]
    assert len(ranking.rank(entries, plan, municipality=None, limit=4)) == 4


def cut(title: str, text: str) -> list[str]:
    """Return the marked parts of a title."""
    return [title[start:end] for start, end in marks(title, parse_query(text))]


def test_the_typed_part_of_each_word_is_marked() -> None:
    assert cut("Miten lapsi pääsee päiväkotiin?", "paivakoti") == ["päiväkoti"]
    assert cut("Kelan ja Kela-kortin asiat", "kela") == ["Kela", "Kela"]
    assert cut("Oma verokortti", "vero oma") == ["Oma", "vero"]
    assert cut("Straßenbahn", "strass") == ["Straß"]
    assert cut("OmaVero", "vero") == []


def test_marks_go_over_hyphens() -> None:
    assert cut("Vanha TE-toimisto", "tetoim") == ["TE-toim"]
    assert cut("Kela-kortti", "kelakortti") == ["Kela-kortti"]


def test_marks_that_touch_become_one() -> None:
    assert cut("Neuvonta", "neu neuvo") == ["Neuvo"]


@given(st.text(), st.text(max_size=20))
def test_marks_are_in_order_and_inside_the_title(title: str, text: str) -> None:
    last = -1
    for start, end in marks(title, parse_query(text)):
        assert last < start < end <= len(title)
        last = end
