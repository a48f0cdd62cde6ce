"""Ranking: by rules and like visits, the same every time, with what is elsewhere behind."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor_desk.domain.like_visits import Likeness
from advisor_desk.domain.suggestions import Basis, Candidate, Offer, Rule, RuleSet, Subject, rank
from advisor_desk.domain.text import LocalText


def offer(weight: int, words: str, **what: frozenset[str]) -> Offer:
    return Offer(weight, LocalText(en=words), **what)


BASIS = Basis(
    topic=offer(30, "topic"),
    aside=offer(20, "aside"),
    near=offer(12, "near"),
    further=offer(18, "further"),
    reason=offer(6, "reason"),
    employment=offer(5, "employment"),
    language=offer(6, "language"),
)
RULES = RuleSet(
    BASIS,
    (
        Rule(
            "workers",
            {"reason": frozenset({"work"}), "topics": frozenset({"permits"})},
            (offer(15, "for workers", cards=frozenset({"right-to-work"})),),
        ),
        Rule(
            "danger",
            {"topics": frozenset({"violence"})},
            (offer(40, "urgent", kinds=frozenset({"crisis"}), topics=frozenset({"shelter"})),),
        ),
    ),
    60,
    offer(10, "nothing", kinds=frozenset({"crisis"})),
)
NOTHING = Subject({})


def subject(*topics: str, **filled: str) -> Subject:
    codes = {name: frozenset({code}) for name, code in filled.items()}
    codes["topics"] = frozenset(topics)
    return Subject(codes, frozenset(topics[:1]), frozenset(), frozenset(topics[1:]))


def ids(asked: Subject, *candidates: Candidate, **likes: Likeness) -> list[str]:
    return [one.id for one in rank(RULES, asked, candidates, likes, 24)]


def test_a_rule_applies_where_all_its_answers_fit() -> None:
    card = Candidate("card", "right-to-work", "Right to work")
    assert ids(subject("permits", reason="work"), card) == ["right-to-work"]
    assert ids(subject("permits"), card) == []
    assert ids(subject("housing", reason="work"), card) == []


def test_what_a_record_is_about_first_counts_most() -> None:
    main = Candidate("card", "a", "A", main="housing", topics=frozenset({"housing"}))
    aside = Candidate("card", "b", "B", main="debts", topics=frozenset({"debts", "housing"}))
    asked = subject("housing")
    assert ids(asked, aside, main) == ["a", "b"]
    told = rank(RULES, asked, [main, aside], {}, 24)
    assert [one.reason.en for one in told] == ["topic", "aside"]


def test_the_reason_of_a_rule_goes_before_that_of_the_topic() -> None:
    card = Candidate("card", "right-to-work", "R", main="permits", topics=frozenset({"permits"}))
    (told,) = rank(RULES, subject("permits", reason="work"), [card], {}, 24)
    assert (told.reason.en, told.score) == ("for workers", 45)


def test_an_answer_in_common_counts_only_beside_something_else() -> None:
    card = Candidate("card", "a", "A", reasons=frozenset({"work"}))
    assert ids(subject(reason="work"), card) == []
    about = Candidate("card", "b", "B", main="housing", topics=frozenset({"housing"}))
    both = Candidate(
        "card", "c", "C", "housing", frozenset({"housing"}), reasons=frozenset({"work"})
    )
    assert ids(subject("housing", reason="work"), about, both) == ["c", "b"]


def test_kinds_and_topics_bring_forward_what_is_of_them() -> None:
    line = Candidate("service", "line", "Line", group="crisis")
    shelter = Candidate("service", "shelter", "Shelter", topics=frozenset({"shelter"}))
    bank = Candidate("service", "bank", "Bank", group="other")
    assert ids(subject("violence"), line, shelter, bank) == ["line", "shelter"]


def test_like_visits_bring_forward_what_no_rule_names_and_one_referral_does_not() -> None:
    kela = Candidate("service", "kela", "Kela")
    assert ids(NOTHING, kela, kela=Likeness(14, 20, 0.6)) == ["kela"]
    assert ids(NOTHING, kela, kela=Likeness(1, 20, 0.05)) == []
    (told,) = rank(RULES, NOTHING, [kela], {"kela": Likeness(14, 20, 0.6)}, 24)
    assert (told.likeness, told.score, told.reason.en) == (Likeness(14, 20, 0.6), 36, "")


def test_the_figures_of_a_service_are_not_those_of_a_card_of_the_same_name() -> None:
    assert ids(NOTHING, Candidate("card", "kela", "Kela"), kela=Likeness(14, 20, 0.6)) == []


def test_what_is_elsewhere_stands_behind_however_much_speaks_for_it() -> None:
    far = Candidate("service", "far", "A", elsewhere=True)
    near = Candidate("service", "near", "Z", main="housing", topics=frozenset({"housing"}))
    assert ids(subject("housing"), far, near, far=Likeness(19, 20, 0.9)) == ["near", "far"]


WORDS = st.sampled_from(["housing", "permits", "violence", "debts"])
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.sampled_from(["card", "service"]),
        st.text("abc", min_size=1, max_size=2),
        st.text("abC", max_size=1),
        main=WORDS,
        topics=st.frozensets(WORDS, max_size=2),
        group=st.sampled_from(["", "crisis"]),
        elsewhere=st.booleans(),
    ),
    unique_by=lambda one: (one.kind, one.id),
    max_size=12,
)


@given(CANDIDATES, st.lists(WORDS, max_size=3, unique=True), st.data())
def test_the_order_does_not_depend_on_the_order_of_what_is_chosen_from(
    candidates: list[Candidate], topics: list[str], data: st.DataObject
) -> None:
    shares = st.floats(0, 1).map(lambda share: Likeness(3, 20, share))
    likes = {one.id: data.draw(shares) for one in candidates if one.kind == "service"}
    first = rank(RULES, subject(*topics), candidates, likes, 24)
    mixed = data.draw(st.permutations(candidates))
    assert rank(RULES, subject(*topics), mixed, dict(reversed(likes.items())), 24) == first
    far = [one.elsewhere for one in first]
    assert far == sorted(far)


def test_what_is_elsewhere_has_a_quarter_of_the_room() -> None:
    topic = frozenset({"housing"})
    near = [Candidate("card", f"n{n}", f"N{n}", "housing", topic) for n in range(9)]
    far = [
        Candidate("service", f"f{n}", f"F{n}", "housing", topic, elsewhere=True) for n in range(9)
    ]
    told = rank(RULES, subject("housing"), [*far, *near], {}, 8)
    assert [one.id for one in told] == ["n0", "n1", "n2", "n3", "n4", "n5", "f0", "f1"]
    assert [one.id for one in rank(RULES, subject("housing"), near, {}, 8)] == [
        f"n{n}" for n in range(8)
    ]
