"""Lists of codes: order, families, and what is valid when."""

from __future__ import annotations

import pytest

from advisor_desk.domain.codes import UNANSWERED, Code, CodeBook
from advisor_desk.domain.text import LocalText
from advisor_desk.exchange.shipped import Shipped


def code(list_name: str, code_id: str, order: int, parent: str | None = None) -> Code:
    label = LocalText(f"{code_id} fi", f"{code_id} sv", f"{code_id} en")
    return Code(list_name, code_id, label, parent=parent, order=order)


BOOK = CodeBook(
    [
        code("topic", "rent", 30, "housing"),
        code("topic", "permits", 10),
        code("topic", "housing", 20),
        code("topic", "deposit", 40, "rent"),
        code("unanswered", "declined", 10),
        code("channel", "phone", 10),
    ]
)


def test_codes_stand_in_their_order() -> None:
    assert [c.id for c in BOOK.members("topic")] == ["permits", "housing", "rent", "deposit"]
    assert set(BOOK.lists) == {"topic", "unanswered", "channel"}
    with pytest.raises(KeyError):
        BOOK.members("no such list")


def test_families() -> None:
    assert [c.id for c in BOOK.children("topic", None)] == ["permits", "housing"]
    assert [c.id for c in BOOK.children("topic", "housing")] == ["rent"]
    assert BOOK.children("no such list", None) == ()
    assert BOOK.top("topic", "deposit") == "housing"
    assert BOOK.top("topic", "permits") == "permits"
    assert BOOK.top("topic", "unknown") == "unknown"


def test_an_unanswered_code_is_found_in_every_list() -> None:
    for list_name in ("topic", "channel", "no such list"):
        found = BOOK.find(list_name, "declined")
        assert found is not None
        assert found.list == "unanswered"
    assert BOOK.find("channel", "permits") is None


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert BOOK.label("topic", "rent", "sv") == "rent sv"
    assert BOOK.label("topic", "retired long ago", "sv") == "retired long ago"


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "days"),
    [
        (None, None, "before first between last after"),
        ("2026-02-01", None, "first between last after"),
        (None, "2026-02-28", "before first between last"),
        ("2026-02-01", "2026-02-28", "first between last"),
    ],
)
def test_a_code_may_be_chosen_from_its_first_to_its_last_day(
    valid_from: str | None, valid_to: str | None, days: str
) -> None:
    calendar = {
        "before": "2026-01-31",
        "first": "2026-02-01",
        "between": "2026-02-10",
        "last": "2026-02-28",
        "after": "2026-03-01",
    }
    one = Code("topic", "a", LocalText(), valid_from=valid_from, valid_to=valid_to)
    book = CodeBook([one])
    found = [name for name, day in calendar.items() if book.members("topic", day=day)]
    assert found == days.split()
    assert [one.valid_on(day) for day in calendar.values()].count(True) == len(found)


def test_the_shipped_lists_are_families_without_loops(shipped: Shipped) -> None:
    book = CodeBook(shipped.codes)
    for one in shipped.codes:
        top = book.find(one.list, book.top(one.list, one.id))
        assert top is not None
        assert top.parent is None
    assert {c.id for c in book.members("unanswered")} == set(UNANSWERED)
