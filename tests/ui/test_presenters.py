"""The pages and entries of services, cards and paths, in the three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from advisor_desk.bootstrap import build_desk
from advisor_desk.domain.directory import (
    Address,
    Channel,
    Email,
    Organization,
    Phone,
    Service,
    Source,
)
from advisor_desk.domain.freshness import Freshness, State
from advisor_desk.domain.guidance import Card, Fact, Link
from advisor_desk.domain.imports import Catalogue
from advisor_desk.domain.opening import Answer, OpenState
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.i18n import set_language
from advisor_desk.paths import Paths
from advisor_desk.services.desk import Desk
from advisor_desk.services.hours_text import Opening
from advisor_desk.services.record_facts import Origin, RecordFacts
from advisor_desk.settings.store import Settings
from advisor_desk.storage.database import Database
from advisor_desk.ui.presenters.card_page import card_blocks, path_blocks
from advisor_desk.ui.presenters.entries import card_entry, service_entry
from advisor_desk.ui.presenters.pages import find_page
from advisor_desk.ui.presenters.service_page import contact_text, service_blocks
from advisor_desk.ui.widgets.document import (
    MAX_WORD,
    Block,
    DocumentView,
    Heading,
    Item,
    Pair,
    Paragraph,
    Rows,
    Run,
    is_safe_link,
)
from tests.conftest import TRANSLATIONS
from tests.unit.conftest import FrozenClock

UNCERTAIN = "Uncertain: do not tell as true, check first"
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def desk(paths: Paths, clock: FrozenClock) -> Iterable[Desk]:
    """Give a desk without a window."""
    database = Database(paths.database)
    yield build_desk(paths, Settings(paths.settings), database, clock)
    database.close()


def runs_of(block: Block) -> tuple[Run, ...]:
    """Return the pieces of text of a block."""
    if isinstance(block, Heading):
        return (Run(block.text, strong=True),)
    if isinstance(block, Rows):
        return tuple(Run(f"{left}\t{right}\n") for left, right in block.rows)
    below = block.below if isinstance(block, Item) else ()
    return (*block.runs, *below)


def text_of(blocks: Iterable[Block]) -> str:
    """Return the text of a page, a line a block."""
    lines = []
    for block in blocks:
        label = f"{block.label}: " if isinstance(block, Pair) else ""
        lines.append(label + "".join(run.text for run in runs_of(block)))
    return "\n".join(lines)


def toned(blocks: Iterable[Block], tone: str) -> str:
    """Return the text of the paragraphs that stand on a coloured ground."""
    return text_of(b for b in blocks if isinstance(b, Paragraph) and b.tone == tone)


def service(desk: Desk, service_id: str = "kela", **values: object) -> Service:
    """Return a shipped service with other values."""
    found = desk.directory.get(service_id)
    assert found is not None
    return replace(found, **values)  # type: ignore[arg-type]  # names are checked at run time


def page_of(desk: Desk, shown: Service, municipality: str = "") -> list[Block]:
    """Return the page of a service at the moment of the clock."""
    opening = desk.directory.opening(shown)
    return service_blocks(shown, desk.codes, opening, municipality)


def card(desk: Desk, **values: object) -> Card:
    """Return a shipped card with other values."""
    found = desk.guidance.card("tax-card")
    assert found is not None
    return replace(found, **values)  # type: ignore[arg-type]  # names are checked at run time


def fact(text: str, confidence: str) -> Fact:
    """Return a fact in English."""
    return Fact(LocalText(en=text), LocalText(), LocalText(), (), confidence)  # type: ignore[arg-type]  # one of three


# Services


@EACH_LANGUAGE
def test_every_shipped_service_has_a_page(desk: Desk, language: Language) -> None:
    set_language(language, TRANSLATIONS)
    offered = desk.directory.offered()
    assert len(offered) == 236
    for shown in offered:
        blocks = page_of(desk, shown)
        assert blocks[0] == Heading(shown.name.pick(language), 1)
        text = text_of(blocks)
        for phone in shown.phones:
            assert phone.number in text
        assert shown.eligibility.pick(language) in text
        assert all(source.title in text for source in shown.sources)


@EACH_LANGUAGE
def test_links_of_pages_can_be_followed_safely(desk: Desk, language: Language) -> None:
    set_language(language, TRANSLATIONS)
    keys = [f"service:{s.id}" for s in desk.directory.offered()]
    keys += [f"card:{c.id}" for c in desk.guidance.cards]
    keys += [f"path:{p.id}" for p in desk.guidance.paths]
    pages = [find_page(desk, key) for key in keys]
    followed = 0
    for page in pages:
        assert page is not None
        for run in (run for block in page.blocks for run in runs_of(block) if run.href):
            assert is_safe_link(run.href), (page.key, run.href)
            kind = run.href.partition(":")[0]
            if kind in ("service", "card", "path"):
                assert run.href in keys or find_page(desk, run.href) is not None
                followed += 1
    assert followed > 100


def test_the_name_in_the_other_languages_stands_below_the_title(desk: Desk) -> None:
    name = LocalText(fi="Neuvonta", sv="Rådgivning", en="Advice")
    shown = text_of(page_of(desk, service(desk, name=name)))
    assert shown.startswith("Advice\nNeuvonta · Rådgivning\n")


def test_a_closed_service_says_so(desk: Desk) -> None:
    assert "no longer offered" in toned(page_of(desk, service(desk, status="closed")), "bad")
    assert toned(page_of(desk, service(desk)), "bad") == ""


def test_an_outdated_service_says_so_above_and_beside_each_phone(desk: Desk) -> None:
    note = LocalText(en="The office may have moved.")
    shown = service(desk, possibly_outdated=True, outdated_note=note)
    blocks = page_of(desk, shown)
    assert "May be out of date. The office may have moved." in toned(blocks, "warn")
    phones = [b for b in blocks if isinstance(b, Pair) and b.label == "Phone"]
    assert len(phones) == len(shown.phones) > 0
    assert all("(may be out of date)" in text_of([phone]) for phone in phones)
    assert "may be out of date" in service_entry(desk, shown).spoken()
    fresh = service(desk, possibly_outdated=False)
    assert "out of date" not in text_of(page_of(desk, fresh))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OpenState.OPEN, "Open now"),
        (OpenState.CLOSED, "Closed now"),
        (OpenState.BY_APPOINTMENT, "By appointment"),
        (OpenState.UNKNOWN, "Not known whether open now"),
    ],
)
def test_open_now_has_its_answers(desk: Desk, state: OpenState, words: str) -> None:
    opening = Opening(Answer(state), datetime.fromisoformat("2026-11-23T10:00"))
    blocks = service_blocks(service(desk), desk.codes, opening)
    hours = [b for b in blocks if isinstance(b, Pair) and b.label == "Opening hours"]
    assert len(hours) == 1
    assert hours[0].runs[0].text == words


@pytest.mark.parametrize(
    ("municipality", "warned"), [("", False), ("091", False), ("049", True), ("unknown", False)]
)
def test_a_service_of_another_municipality_says_so(
    desk: Desk, municipality: str, *, warned: bool
) -> None:
    shown = service(desk, nationwide=False, municipalities=("091",), possibly_outdated=False)
    text = toned(page_of(desk, shown, municipality), "warn")
    assert text == ("Serves Helsinki, not the municipality of the client." if warned else "")


def fresh(day: str | None, until: str | None, state: State) -> RecordFacts:
    """Return facts with the contacts verified on a day."""
    return RecordFacts({}, freshness=Freshness(state, state, day, day, until, until))


@pytest.mark.parametrize(
    ("facts", "beside", "below"),
    [
        (fresh(None, None, "never"), "(not verified)", "Nobody has verified the contacts"),
        (
            fresh("2026-11-02", "2027-05-02", "verified"),
            "(verified on 2 Nov 2026)",
            "verified on 2 Nov 2026; the next check is due by 2 May 2027.",
        ),
        (
            fresh("2026-06-02", "2026-12-02", "due"),
            "(verified on 2 Jun 2026, check due by 2 Dec 2026)",
            "the next check is due by 2 Dec 2026.",
        ),
        (
            fresh("2026-02-02", "2026-08-02", "overdue"),
            "(check overdue since 2 Aug 2026)",
            "the next check was due by 2 Aug 2026.",
        ),
    ],
)
def test_freshness_is_said_beside_the_number_and_below(
    desk: Desk, facts: RecordFacts, beside: str, below: str
) -> None:
    shown = service(desk, phones=(Phone("020 1", "0201"),), possibly_outdated=False)
    text = text_of(service_blocks(shown, desk.codes, desk.directory.opening(shown), "", facts))
    assert f"Phone: 020 1 {beside}" in text
    assert below in text


def test_a_channel_has_its_own_contacts_and_the_giver_is_named(desk: Desk) -> None:
    giver = Organization("g", LocalText(en="The giver"), business_id="0245437-2")
    channel = Channel(
        "c",
        "place",
        LocalText(en="North office"),
        phones=(Phone("09 123", "09123"),),
        emails=(Email("north@example.fi"),),
        languages=("ar",),
        note=LocalText(en="Ring twice."),
    )
    shown = service(
        desk,
        organization="g",
        channels=(channel,),
        interpreted=("so",),
        minimum_age=16.0,
        how_to_apply=LocalText(en="First ask.\nThen apply."),
    )
    facts = RecordFacts({"g": giver})
    text = text_of(service_blocks(shown, desk.codes, desk.directory.opening(shown), "", facts))
    for told in (
        "Organisation: The giver  business ID 0245437-2",
        "Office: North office",
        "Phone: 09 123",
        "E-mail: north@example.fi",
        "Languages: Arabic",
        "Ring twice.",
        "With an interpreter: Somali",
        "Ages: from 16 years",
        "First ask.\nThen apply.",
    ):
        assert told in text
    assert contact_text(shown).endswith("North office\n09 123\nnorth@example.fi")


def test_licence_and_leaving_of_a_catalogue_are_said(desk: Desk) -> None:
    catalogue = Catalogue("tpr", "tpr", "Service map", "CC BY 4.0", "City of Helsinki")
    shown = service(desk)
    there = RecordFacts({}, (Origin(catalogue, "2026-11-20"),))
    gone = RecordFacts({}, (Origin(catalogue, "2026-11-01", "2026-11-20"),))
    opening = desk.directory.opening(shown)
    text = text_of(service_blocks(shown, desk.codes, opening, "", there))
    assert "From the catalogue “Service map”, last seen there on 20 Nov 2026." in text
    assert "City of Helsinki · CC BY 4.0" in text
    blocks = service_blocks(shown, desk.codes, opening, "", gone)
    assert "Gone from the catalogue “Service map” on 20 Nov 2026" in toned(blocks, "warn")


def test_nothing_confidential_is_copied(desk: Desk) -> None:
    shown = service(
        desk,
        phones=(Phone("020 1", "0201", confidential=True),),
        emails=(Email("secret@example.fi", confidential=True),),
        address=Address(LocalText(en="Hidden street 1"), confidential=True),
        channels=(Channel("c", "place", phones=(Phone("020 2", "0202", confidential=True),)),),
    )
    blocks = service_blocks(shown, desk.codes, desk.directory.opening(shown))
    text = text_of(blocks)
    for secret in ("020 1", "secret@example.fi", "Hidden street 1", "020 2"):
        assert f"{secret} (confidential, do not give out)" in text
        assert secret not in contact_text(shown)
    hrefs = [run.href for block in blocks for run in runs_of(block)]
    assert not [href for href in hrefs if href.startswith(("tel:", "mailto:"))]


def test_contacts_for_the_clipboard_are_plain_lines(desk: Desk) -> None:
    shown = service(
        desk, phones=(Phone("020 1", "0201"),), emails=(Email("a@kela.fi"),), website=""
    )
    assert contact_text(shown).splitlines()[:3] == [shown.name.en, "020 1", "a@kela.fi"]


# Cards and paths


@EACH_LANGUAGE
def test_every_shipped_card_and_path_has_a_page(desk: Desk, language: Language) -> None:
    set_language(language, TRANSLATIONS)
    for shown in desk.guidance.cards:
        page = find_page(desk, f"card:{shown.id}")
        assert page is not None
        text = text_of(page.blocks)
        assert text.startswith(shown.title.pick(language))
        assert shown.short_answer.pick(language) in text
        assert all(one.text.pick(language) in text for one in shown.facts)
    for path in desk.guidance.paths:
        text = text_of(path_blocks(path, {}))
        assert f"{len(path.steps)}. {path.steps[-1].action.pick(language)}" in text


def test_low_confidence_facts_stand_apart_below_their_heading(desk: Desk) -> None:
    facts = (fact("Perhaps so.", "low"), fact("Surely so.", "high"), fact("Likely so.", "medium"))
    blocks = card_blocks(card(desk, facts=facts), "2026-11-21", {}, {})
    text = text_of(blocks)
    told, _, uncertain = text.partition(f"\n{UNCERTAIN}\n")
    assert "Surely so." in told
    assert "Likely so." in told
    assert "Perhaps so." not in told
    assert uncertain.startswith("Perhaps so.")
    assert Heading(UNCERTAIN, 2) in blocks


def test_the_heading_of_uncertain_facts_is_not_there_without_any(desk: Desk) -> None:
    blocks = card_blocks(card(desk, facts=(fact("So.", "high"),)), "2026-11-21", {}, {})
    assert UNCERTAIN not in text_of(blocks)


def test_each_fact_has_its_date_confidence_and_source_below(desk: Desk) -> None:
    source = Source("Vero", url="https://www.vero.fi/", page_date="2026-01-08")
    one = replace(fact("So it is.", "medium"), as_of=LocalText(en="2025"), sources=(source,))
    hidden = replace(one, sources=(replace(source, show_link=False),))
    blocks = card_blocks(card(desk, facts=(one, hidden)), "2026-11-21", {}, {})
    below = [b.below for b in blocks if isinstance(b, Item) and b.below]
    assert [run.text for run in below[0]] == [
        "as of 2025 · medium confidence",
        " · ",
        "Vero (8 Jan 2026)",
    ]
    assert [below[0][2].href, below[1][2].href] == ["https://www.vero.fi/", ""]


def test_a_card_past_its_review_date_says_so(desk: Desk) -> None:
    shown = card(desk, next_review="2026-11-20", check_before_first_use=False)
    assert "20 Nov 2026, has passed" in toned(card_blocks(shown, "2026-11-21", {}, {}), "bad")
    assert card_entry(shown, "2026-11-21").warn == "review date passed"
    assert toned(card_blocks(shown, "2026-11-20", {}, {}), "bad") == ""
    assert card_entry(shown, "2026-11-20").warn == ""


def test_an_unread_translation_says_so_in_that_language_only(desk: Desk) -> None:
    unread = "A native speaker has not yet read this text."
    shown = card(desk, reviewed=False)
    assert unread not in text_of(card_blocks(shown, "2026-11-21", {}, {}))
    set_language("sv", Path("no translations"))
    assert unread in text_of(card_blocks(shown, "2026-11-21", {}, {}))
    read = card(desk, reviewed=True)
    assert unread not in text_of(card_blocks(read, "2026-11-21", {}, {}))


def test_only_services_that_are_there_are_linked(desk: Desk) -> None:
    shown = next(c for c in desk.guidance.cards if any(r.services for r in c.refer_to))
    key = next(key for r in shown.refer_to for key in r.services)
    with_names = card_blocks(shown, "2026-11-21", {key: "The office"}, {})
    links = [r.href for b in with_names for r in runs_of(b) if r.href.startswith("service:")]
    assert set(links) == {f"service:{key}"}
    without = card_blocks(shown, "2026-11-21", {}, {})
    assert not [r for b in without for r in runs_of(b) if r.href.startswith("service:")]


def test_an_unsafe_web_page_is_shown_in_words(desk: Desk) -> None:
    safe = Link(LocalText(en="Guide"), "https://www.kela.fi/guide")
    unsafe = Link(LocalText(en="Old guide"), "http://www.kela.fi/old")
    blocks = card_blocks(card(desk, links=(safe, unsafe)), "2026-11-21", {}, {})
    hrefs = {run.text: run.href for block in blocks for run in runs_of(block)}
    assert hrefs["Guide"] == "https://www.kela.fi/guide"
    assert hrefs["Old guide"] == ""
    assert "Old guide http://www.kela.fi/old" in text_of(blocks)


def test_a_key_of_nothing_has_no_page(desk: Desk) -> None:
    assert find_page(desk, "service:no-such") is None
    assert find_page(desk, "card:no-such") is None
    assert find_page(desk, "path:no-such") is None


# Entries


@EACH_LANGUAGE
def test_entries_are_in_the_language(desk: Desk, language: Language) -> None:
    set_language(language, TRANSLATIONS)
    for shown in desk.directory.offered():
        entry = service_entry(desk, shown)
        assert entry.title == shown.name.pick(language)
        assert entry.key == f"service:{shown.id}"
        assert entry.detail
    for one in desk.guidance.cards:
        assert card_entry(one, "2026-11-21").title == one.title.pick(language)


def test_an_entry_tells_place_opening_and_languages(desk: Desk) -> None:
    shown = service(
        desk,
        nationwide=False,
        municipalities=("049", "091", "092"),
        languages=("fi", "sv", "en", "ar", "so"),
        hours=None,
    )
    assert service_entry(desk, shown).detail == "Espoo, Helsinki +1 · FI SV EN AR +1 · not verified"


# Text from outside


HOSTILE = (
    "<img src=file:///etc/passwd>",
    "<b>bold</b><script>alert(1)</script>",
    "&lt;i&gt;",
    "<a href='https://example.com'>here</a>",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_imported_text_stays_text(qtbot: QtBot, desk: Desk, hostile: str) -> None:
    text = LocalText(en=hostile)
    shown = service(
        desk,
        name=text,
        description=text,
        eligibility=text,
        bring=text,
        hours_text=text,
        note=text,
        phones=(Phone(hostile, "112", label=text, hours=text),),
        sources=(Source(hostile),),
    )
    view = DocumentView()
    qtbot.addWidget(view)
    view.show_blocks(page_of(desk, shown))
    assert view.text_of().count(hostile) == 10
    html = view.toHtml()
    assert "<img" not in html
    assert "<script" not in html
    links = set(re.findall(r'href="([^"]*)"', html))
    assert links
    assert all(is_safe_link(link) for link in links)
    assert not any("example.com" in link for link in links)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://example.com", "javascript:alert(1)", "data:text/html,x"],
)
def test_an_unsafe_address_is_shown_but_is_no_link(qtbot: QtBot, desk: Desk, address: str) -> None:
    view = DocumentView()
    qtbot.addWidget(view)
    view.show_blocks(page_of(desk, service(desk, website=address)))
    assert address in view.text_of()
    assert address not in re.findall(r'href="([^"]*)"', view.toHtml())


def test_long_words_are_bounded(qtbot: QtBot, desk: Desk) -> None:
    view = DocumentView()
    qtbot.addWidget(view)
    view.show_blocks(page_of(desk, service(desk, description=LocalText(en="ä" * 200_000))))
    longest = max(len(word) for word in view.text_of().split())
    assert longest == MAX_WORD
