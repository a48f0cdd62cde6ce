"""What the directory can be filtered by, what a filter leaves, and what to loosen."""

from __future__ import annotations

import pytest

from advisor_desk.domain.directory import KINDS
from advisor_desk.domain.text import LocalText
from advisor_desk.services.browsing import Browsed, alphabetical, browse, holds_words, in_use
from advisor_desk.services.desk import Desk
from advisor_desk.services.directory import ServiceFilter

ESPOO, PORNAINEN = "049", "611"


def look(desk: Desk, name: str = "", **wanted: object) -> Browsed:
    """Return what a filter leaves."""
    chosen = ServiceFilter(**wanted)  # type: ignore[arg-type]  # names are checked at run time
    return browse(desk.directory, desk.codes, chosen, name, "en")


def test_only_what_occurs_is_offered(desk: Desk) -> None:
    found, offered = in_use(desk.directory, desk.codes, "en"), desk.directory.offered()
    assert set(found.municipalities) == {m for s in offered for m in s.municipalities}
    assert set(found.languages) == {tag for s in offered for tag in s.languages}
    assert list(found.kinds) == [kind for kind in KINDS if any(s.kind == kind for s in offered)]
    used = {topic for s in offered for topic in s.topics}
    tops = {desk.codes.book.top("topic", topic) for topic in used}
    assert set(found.topics) == used | tops
    assert "other-topic" not in found.topics


def test_topics_stand_below_their_parents(desk: Desk) -> None:
    topics, book = in_use(desk.directory, desk.codes, "en").topics, desk.codes.book
    top = ""
    for topic in topics:
        code = book.find("topic", topic)
        assert code is not None
        top = topic if code.parent is None else top
        assert (code.parent or topic) == top


def test_municipalities_are_sorted_as_in_the_language(desk: Desk) -> None:
    codes = in_use(desk.directory, desk.codes, "sv").municipalities
    names = [desk.codes.book.label("municipality", code, "sv") for code in codes]
    assert names == sorted(names, key=alphabetical)
    assert names.index("Esbo") < names.index("Vanda") < names.index("Åbo")


def test_swedish_letters_come_after_z() -> None:
    assert sorted(["Öja", "Äänekoski", "Åbo", "Zeta", "abo"], key=alphabetical) == [
        "abo",
        "Zeta",
        "Åbo",
        "Äänekoski",
        "Öja",
    ]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("", True),
        ("  ", True),
        ("TYÖ", True),
        ("tyo toimisto", True),
        ("toimisto työ", True),
        ("te-toimisto", True),
        ("office", True),
        ("TE toimisto verokortti", False),
        ("%", True),
    ],
)
def test_words_are_held_in_any_language_order_and_spelling(typed: str, *, held: bool) -> None:
    name = LocalText(fi="TE-toimisto, Työpiste", en="Employment office")
    assert holds_words(name, typed) is held


def test_without_a_filter_everything_is_there(desk: Desk) -> None:
    found = look(desk)
    assert len(found.services) == len(desk.directory.offered())
    assert found.neighbours == ()
    assert found.looser == ()
    assert found.hours_unknown == 0


def test_own_services_come_first_and_nationwide_ones_after(desk: Desk) -> None:
    own = [ESPOO in s.municipalities for s in look(desk, municipality=ESPOO).services]
    assert own == sorted(own, reverse=True)
    assert 0 < sum(own) < len(own)


def test_the_name_narrows(desk: Desk) -> None:
    found = look(desk, name="kela")
    assert "kela" in {service.id for service in found.services}
    assert all(holds_words(service.name, "kela") for service in found.services)


def test_neighbours_are_offered_where_there_is_nothing_of_ones_own(desk: Desk) -> None:
    found = look(desk, municipality=PORNAINEN, topic="basic-education")
    assert found.neighbours
    assert all(service.nationwide for service in found.services)
    regions = desk.codes.regions
    for service in found.neighbours:
        assert not service.nationwide
        assert PORNAINEN not in service.municipalities
        assert regions[PORNAINEN] in {regions[code] for code in service.municipalities}


def test_neighbours_are_not_offered_beside_ones_own(desk: Desk) -> None:
    assert look(desk, municipality=ESPOO, topic="basic-education").neighbours == ()
    assert look(desk, municipality=ESPOO, name="kela").neighbours == ()


def test_neighbours_keep_to_the_other_filters_and_the_name(desk: Desk) -> None:
    wanted = {"municipality": PORNAINEN, "topic": "basic-education"}
    spoken = look(desk, language="ru", **wanted).neighbours
    assert spoken
    assert all("ru" in service.languages for service in spoken)
    named = look(desk, name="porvoo", **wanted).neighbours
    assert [service.id for service in named] == ["porvoo-immigrant-info"]


def test_open_now_tells_how_many_are_not_known(desk: Desk) -> None:
    found = look(desk, open_now=True, kind="crisis")
    all_of_them = look(desk, kind="crisis").services
    unknown = [s for s in all_of_them if desk.directory.open_state(s).value == "unknown"]
    assert found.services
    assert found.hours_unknown == len(unknown) > 0


def test_where_nothing_is_left_the_filter_to_loosen_is_named(desk: Desk) -> None:
    found = look(desk, municipality=ESPOO, language="th", kind="legal")
    assert found.services == found.neighbours == ()
    assert found.looser
    counts = dict(found.looser)
    assert counts["language"] == len(look(desk, municipality=ESPOO, kind="legal").services)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert 0 not in counts.values()


def test_the_name_can_be_what_leaves_nothing(desk: Desk) -> None:
    found = look(desk, name="zzzz", kind="legal")
    assert dict(found.looser) == {"name": len(look(desk, kind="legal").services)}


def test_no_single_filter_may_help(desk: Desk) -> None:
    assert look(desk, name="zzzz", language="th", kind="legal").looser == ()


def test_closed_services_are_never_offered(desk: Desk) -> None:
    everything = look(desk).services
    assert everything
    assert all(service.status == "listed" for service in everything)
