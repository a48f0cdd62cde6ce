"""Foreign text becomes plain text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_desk.exchange import cleaning


@pytest.mark.parametrize(
    ("foreign", "plain"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\t\tb\N{NO-BREAK SPACE} c", "a b c"),
        ("<p>Yksi</p><p>Kaksi<br/>Kolme</p>", "Yksi\nKaksi\nKolme"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n\n- b"),
        ("Äiti &amp; is&auml;", "Äiti & isä"),
        ("&lt;b&gt;x&lt;/b&gt;", "x"),
        ("<script>alert(1)</script>jatkuu", "jatkuu"),
        ("1 < 2 ja 3 > 2", "1 < 2 ja 3 > 2"),
        ("a\x00b\x1b\u202ec\ufeff", "abc"),
        ("a\n\n\n\n\nb  \n", "a\n\nb"),
        ("a\u0308iti", "äiti"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian keeps its joiner
        ("\ud800x", "x"),
    ],
)
def test_text(foreign: str, plain: str) -> None:
    assert cleaning.text(foreign) == plain


@settings(deadline=None)
@given(st.text(max_size=300))
def test_clean_text_stays_as_it_is(foreign: str) -> None:
    once = cleaning.text(foreign)
    assert len(once.encode()) <= 4 * len(foreign)
    assert not set(once) & set("\x00\t\r\u202e")


def test_what_is_no_text_is_empty() -> None:
    odd: list[object] = [None, 1, [], {}, True]
    assert [cleaning.text(value) for value in odd] == [""] * 5


def test_long_texts_are_cut_at_a_word() -> None:
    found = cleaning.text("sana " * 10_000)
    assert len(found) <= cleaning.MAX_TEXT
    assert found.endswith("sana…")


@pytest.mark.parametrize(
    ("foreign", "address"),
    [
        ("https://www.hel.fi/a b", ""),
        ("www.hel.fi/x", "https://www.hel.fi/x"),
        ("//hel.fi", "https://hel.fi"),
        ("example.fi:8080/x", "https://example.fi:8080/x"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[::1", ""),
        ("tekstiä", ""),
        (None, ""),
    ],
)
def test_web_addresses(foreign: object, address: str) -> None:
    assert cleaning.web_address(foreign) == address


@pytest.mark.parametrize(
    ("foreign", "numbers"),
    [
        ("09 310 1691, 09 310 1690", ["09 310 1691", "09 310 1690"]),
        ("+358 9 310 1691 ja 116117", ["+358 9 310 1691", "116117"]),
        ("puh. 09-310 1691 (ma-pe)", ["09-310 1691"]),
        ("09 310 1691 (ma-to 9-10.30, ke 15.30\N{EN DASH}17.30; pe 9-12 (2020))", ["09 310 1691"]),
        ("09 310 1691 (13-15)\n09 310 1690 9-12\n116117", ["09 310 1691", "09 310 1690", "116117"]),
        ("040-123 4567, 09-31 01 69", ["040-123 4567", "09-31 01 69"]),
        ("ei puhelinta", []),
        (12, []),
    ],
)
def test_telephone_numbers(foreign: object, numbers: list[str]) -> None:
    assert cleaning.phone_numbers(foreign) == numbers


@pytest.mark.parametrize(
    ("foreign", "found"),
    [
        ("60,17", 60.17),
        (24, 24.0),
        (float("inf"), None),
        (10**400, None),
        (True, None),
        ("x", None),
    ],
)
def test_numbers(foreign: object, found: float | None) -> None:
    assert cleaning.number(foreign) == found


def test_mail_addresses() -> None:
    found = [
        cleaning.mail_address(one) for one in ("mailto:a@b.fi", "a(at)b.fi", "a b@c.fi", "a@b")
    ]
    assert found == ["a@b.fi", "a@b.fi", "", ""]
