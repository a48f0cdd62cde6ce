"""What a supervisor does with the lists of codes, and what shipped updates leave of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_desk.domain.codes import OWN_PREFIX, Code, CodeBook
from advisor_desk.domain.failures import Failure, InvalidRecord, NotAllowed
from advisor_desk.domain.periods import Period
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.digests import record_digest
from advisor_desk.exchange.shipped import Shipped, read_shipped
from advisor_desk.services.actor import Actor, Role
from advisor_desk.services.code_keeping import LONGEST_LABEL, Changed
from advisor_desk.services.desk import Desk
from advisor_desk.services.events import CodesChanged
from advisor_desk.storage import content
from tests.unit.conftest import NOW

TODAY = NOW.date().isoformat()


def add(desk: Desk, list_name: str, parent: str, label: str) -> Code:
    return desk.code_keeping.add(desk.actor, list_name, parent, LocalText(en=label)).code


def ids(desk: Desk, list_name: str, parent: str | None) -> list[str]:
    return [code.id for code in desk.codes.book.children(list_name, parent)]


def reship(desk: Desk, codes: tuple[Code, ...]) -> content.Loaded:
    """Load another shipped set of codes, as an update does."""
    with desk.database.writing() as connection:
        loaded = content.load_codes(connection, codes, record_digest, "2026-11-22")
    desk.codes.reload()
    return loaded


def test_the_shipped_order_is_that_of_the_file(shipped: Shipped) -> None:
    book = CodeBook(shipped.codes)
    for name in book.lists:
        by_number = sorted(book.members(name), key=lambda code: (code.order, code.id))
        assert list(book.members(name)) == by_number


def test_an_own_code_stands_below_an_official_one(desk: Desk) -> None:
    told: list[CodesChanged] = []
    desk.events.subscribe(CodesChanged, told.append)
    made = add(desk, "topic", "housing", "  Housing  adviser ")
    assert made.id == "own-housing-adviser"
    assert made.own
    assert made.label == LocalText(en="Housing adviser")
    assert desk.codes.book.find("topic", made.id) == made
    assert ids(desk, "topic", "housing")[-1] == made.id
    assert desk.codes.book.top("topic", made.id) == "housing"
    assert told == [CodesChanged("topic")]
    members = [code.id for code in desk.codes.book.members("topic")]
    assert members.index(made.id) < members.index(ids(desk, "topic", None)[-1])


@pytest.mark.parametrize(
    ("parent", "label", "told"),
    [
        ("", "Something", "Choose the official choice"),
        ("nowhere", "Something", "Choose the official choice"),
        ("not-asked", "Something", "Choose the official choice"),
        ("housing", "  ", "Write what the choice is called"),
        ("housing", "a" * (LONGEST_LABEL + 1), "too long: at most 60"),
        ("housing", "HOUSING", "same words"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    desk: Desk, parent: str, label: str, told: str
) -> None:
    before = desk.codes.book.members("topic")
    with pytest.raises(InvalidRecord, match=told):
        add(desk, "topic", parent, label)
    assert desk.codes.book.members("topic") == before


def test_below_an_own_code_there_is_none(desk: Desk) -> None:
    made = add(desk, "topic", "housing", "Housing adviser")
    with pytest.raises(InvalidRecord, match="official choice"):
        add(desk, "topic", made.id, "Still deeper")


def test_an_own_code_is_renamed_and_an_official_one_is_not(desk: Desk) -> None:
    made = add(desk, "topic", "housing", "Housing adviser")
    words = LocalText(fi="Asumisneuvoja", en="Housing advice")
    after = desk.code_keeping.rename(desk.actor, "topic", made.id, words).code
    assert after == made._replace(label=words)
    with pytest.raises(InvalidRecord, match="keeps its words"):
        desk.code_keeping.rename(desk.actor, "topic", "housing", words)


def test_an_id_is_not_given_again_after_it_was_retired(desk: Desk) -> None:
    made = add(desk, "topic", "housing", "Housing adviser")
    desk.code_keeping.set_retired(desk.actor, "topic", made.id, retired=True)
    assert add(desk, "topic", "housing", "Housing adviser").id == "own-housing-adviser-2"
    with pytest.raises(InvalidRecord, match="same words"):
        desk.code_keeping.set_retired(desk.actor, "topic", made.id, retired=False)


def test_a_retired_code_is_offered_no_more_but_known(desk: Desk) -> None:
    desk.code_keeping.set_retired(desk.actor, "channel", "phone", retired=True)
    book = desk.codes.book
    offered = [code.id for code in book.members("channel", day=TODAY)]
    assert "phone" not in offered
    assert book.label("channel", "phone", "en") == "Phone"
    yesterday = [code.id for code in book.members("channel", day="2026-11-20")]
    assert "phone" in yesterday, "visits of days before may still be of it"
    desk.code_keeping.set_retired(desk.actor, "channel", "phone", retired=False)
    assert "phone" in [code.id for code in desk.codes.book.members("channel", day=TODAY)]


def test_the_last_code_offered_stays(desk: Desk) -> None:
    members = [code.id for code in desk.codes.book.members("gender", day=TODAY)]
    for code_id in members[1:]:
        desk.code_keeping.set_retired(desk.actor, "gender", code_id, retired=True)
    with pytest.raises(InvalidRecord, match="last choice"):
        desk.code_keeping.set_retired(desk.actor, "gender", members[0], retired=True)


def test_codes_are_ordered_with_what_is_below_them(desk: Desk) -> None:
    before = ids(desk, "topic", None)
    desk.code_keeping.move(desk.actor, "topic", before[2], -2)
    assert ids(desk, "topic", None) == [before[2], before[0], before[1], *before[3:]]
    members = [code.id for code in desk.codes.book.members("topic")]
    below = ids(desk, "topic", before[2])
    assert members[: 1 + len(below)] == [before[2], *below]


def test_the_lists_the_program_is_made_of_cannot_be_changed(desk: Desk) -> None:
    assert "unanswered" not in desk.code_keeping.lists()
    with pytest.raises(Failure):
        desk.code_keeping.set_retired(desk.actor, "unanswered", "not-asked", retired=True)
    with pytest.raises(Failure):
        desk.code_keeping.move(desk.actor, "topic", "not-asked", 1)


def test_an_advisor_changes_nothing(desk: Desk) -> None:
    eve, keeping = Actor("eve", Role.ADVISOR), desk.code_keeping
    before = desk.codes.book.members("topic")
    acts: list[Callable[[], Changed]] = [
        partial(keeping.add, eve, "topic", "housing", LocalText(en="x")),
        partial(keeping.move, eve, "topic", "housing", 1),
        partial(keeping.set_quick, eve, "topic", "housing", quick=False),
        partial(keeping.set_retired, eve, "topic", "housing", retired=True),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert desk.codes.book.members("topic") == before


# ---- taking back ----


def test_each_change_can_be_taken_back(desk: Desk) -> None:
    keeping, actor = desk.code_keeping, desk.actor
    own = add(desk, "topic", "housing", "Housing adviser")
    before = desk.codes.book.members("topic")
    changes: list[Callable[[], Changed]] = [
        partial(keeping.move, actor, "topic", "housing", -1),
        partial(keeping.set_quick, actor, "topic", "housing", quick=False),
        partial(keeping.set_retired, actor, "topic", "housing", retired=True),
        partial(keeping.rename, actor, "topic", own.id, LocalText(en="Other words")),
    ]
    for change in changes:
        changed = change()
        assert desk.codes.book.members("topic") != before
        keeping.undo(actor, changed.back)
        assert desk.codes.book.members("topic") == before


def test_an_added_code_that_is_taken_back_is_retired(desk: Desk) -> None:
    changed = desk.code_keeping.add(desk.actor, "topic", "housing", LocalText(en="New"))
    desk.code_keeping.undo(desk.actor, changed.back)
    found = desk.codes.book.find("topic", "own-new")
    assert found is not None
    assert not found.valid_on(TODAY)


# ---- shipped updates ----


def test_no_shipped_code_begins_as_own_ones_do(shipped: Shipped) -> None:
    assert [code.id for code in shipped.codes if code.id.startswith(OWN_PREFIX)] == []


def test_a_shipped_file_with_such_a_code_is_refused(tmp_path: Path, desk: Desk) -> None:
    shutil.copytree(desk.paths.resources, tmp_path / "resources")
    file = tmp_path / "resources/codes/codes.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("topic,housing,", "topic,own-housing,", 1), encoding="utf-8")
    with pytest.raises(Failure, match="own-housing"):
        read_shipped(tmp_path / "resources")


def test_an_update_leaves_what_was_edited_here(desk: Desk, shipped: Shipped) -> None:
    keeping, actor = desk.code_keeping, desk.actor
    own = add(desk, "topic", "housing", "Housing adviser")
    order = ids(desk, "topic", None)
    keeping.move(actor, "topic", order[-1], -len(order))
    keeping.set_quick(actor, "topic", "housing", quick=False)
    keeping.set_retired(actor, "channel", "phone", retired=True)
    newer = tuple(
        code._replace(label=code.label._replace(en=f"{code.label.en}!"), order=code.order + 5)
        for code in shipped.codes
    )
    loaded = reship(desk, newer)
    assert (loaded.written, loaded.kept) == (len(newer), 0)
    book = desk.codes.book
    assert book.find("topic", own.id) == own, "own codes stay"
    assert ids(desk, "topic", None) == [order[-1], *order[:-1]], "in the order of this desk"
    housing = book.find("topic", "housing")
    assert housing is not None
    assert housing.label.en.endswith("!"), "the words are those of the newer set"
    assert not housing.quick
    phone = book.find("channel", "phone")
    assert phone is not None
    assert not phone.valid_on(TODAY)


def test_an_update_that_drops_the_parent_leaves_the_own_code(desk: Desk, shipped: Shipped) -> None:
    own = add(desk, "channel", "phone", "Switchboard")
    reship(desk, tuple(c for c in shipped.codes if (c.list, c.id) != ("channel", "phone")))
    assert desk.codes.book.top("channel", own.id) == "phone"
    offered = [code.id for code in desk.codes.book.members("channel", day="2026-11-22")]
    assert own.id in offered
    assert "phone" not in offered


# ---- where own codes show ----


def test_visits_are_logged_counted_exported_and_imported_with_them(
    desk: Desk, tmp_path: Path
) -> None:
    own = add(desk, "topic", "housing", "Housing adviser")
    visit = replace(desk.visits.new_draft(desk.actor).visit, topics=(own.id,))
    visit = desk.visits.save(desk.actor, visit)
    day = Period(NOW.date(), NOW.date())
    (row,) = desk.statistics.table("main_topic", day, "en").rows
    assert (row.code, row.label, row.count) == (own.id, "Housing adviser", 1)
    target = tmp_path / "visits.csv"
    report = desk.releases.export_visits(desk.actor, None, target, "for a test", "en")
    assert report.legend is not None
    assert "topic;own-housing-adviser;housing;;;Housing adviser" in report.legend.read_text(
        encoding="utf-8-sig"
    )
    with desk.database.writing() as connection:
        connection.execute("DELETE FROM visit")
    assert desk.releases.import_visits(desk.actor, target).imported == 1
    assert desk.visits.visit(visit.id) == replace(visit, clock=None)


ACTS = st.tuples(st.sampled_from(["add", "retire", "bring", "move"]), st.integers(0, 9))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, max_size=8))
def test_through_any_life_ids_stay_and_the_official_scheme_too(
    desk: Desk, shipped: Shipped, acts: list[tuple[str, int]]
) -> None:
    """Whatever is done: no id is lost or given twice, and each own code has an official parent."""
    keeping, actor = desk.code_keeping, desk.actor
    seen = {code.id for code in desk.codes.book.members("client")}
    for act, number in acts:
        codes = desk.codes.book.members("client")
        code = codes[number % len(codes)]
        try:
            if act == "add":
                made = add(desk, "client", code.id, f"Kind {number}")
                assert made.id not in seen
            elif act == "move":
                keeping.move(actor, "client", code.id, number - 5)
            else:
                keeping.set_retired(actor, "client", code.id, retired=act == "retire")
        except InvalidRecord:
            continue
        now = desk.codes.book.members("client")
        assert seen <= {c.id for c in now}
        assert len(now) == len({c.id for c in now})
        seen = {c.id for c in now}
    official = {code.id for code in shipped.codes if code.list == "client"}
    for code in desk.codes.book.members("client"):
        assert code.own == (code.id not in official)
        assert not code.own or code.parent in official
