"""Tables of guidance cards and paths."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from advisor_desk.domain.directory import Source
from advisor_desk.domain.guidance import Card, Fact, Link, Path, PendingChange, Referee, Step
from advisor_desk.domain.text import LocalText
from advisor_desk.storage.rows import insert, read_text, text_columns

_CARD_TEXTS = ("title", "question", "short_answer", "last_change", "advisor_note", "amounts_note")


def write_sources(connection: sqlite3.Connection, sources: Iterable[Source]) -> None:
    """Insert or update the sources of guidance by id."""
    connection.executemany(
        "INSERT INTO guidance_source VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, url = excluded.url,"
        " page_date = excluded.page_date, official = excluded.official,"
        " show_link = excluded.show_link",
        [(s.id, s.title, s.url, s.page_date, int(s.official), int(s.show_link)) for s in sources],
    )


def card_ids(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of the cards on offer, in their order."""
    rows = connection.execute("SELECT id FROM card WHERE status = 'listed' ORDER BY position, id")
    return [row["id"] for row in rows]


def read_cards(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> list[Card]:
    """Return cards in the order of the ids, or all on offer; unknown ids are left out."""
    wanted = card_ids(connection) if ids is None else list(ids)
    return [
        _read_card(connection, row)
        for card_id in wanted
        if (row := connection.execute("SELECT * FROM card WHERE id = ?", (card_id,)).fetchone())
    ]


def _read_card(connection: sqlite3.Connection, row: sqlite3.Row) -> Card:
    card_id = row["id"]
    texts = {name: read_text(row, name) for name in _CARD_TEXTS}
    codes = _read_card_codes(connection, card_id)
    items = _read_items(connection, card_id)
    return Card(
        id=card_id,
        **texts,
        facts=_read_facts(connection, card_id),
        decides=tuple(text for text, _, _ in items.get("decides", ())),
        documents=tuple(text for text, _, _ in items.get("document", ())),
        refer_to=tuple(Referee(text, refs) for text, _, refs in items.get("referee", ())),
        links=tuple(Link(text, url) for text, url, _ in items.get("link", ())),
        pending_changes=tuple(
            PendingChange(text, _sources(connection, refs))
            for text, _, refs in items.get("pending", ())
        ),
        last_change_day=row["last_change_day"],
        topics=codes.get("topic", ()),
        reasons=codes.get("reason", ()),
        employment=codes.get("employment", ()),
        related=codes.get("related", ()),
        confidence=row["confidence"],
        checked_on=row["checked_on"],
        next_review=row["next_review"],
        check_before_first_use=bool(row["check_before_first_use"]),
        reviewed=bool(row["reviewed"]),
        edited=bool(row["edited"]),
        revision=row["revision"],
    )


def _read_card_codes(connection: sqlite3.Connection, card_id: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute("SELECT kind, code FROM card_code WHERE card_id = ?", (card_id,)):
        found[row["kind"]] = (*found.get(row["kind"], ()), row["code"])
    return found


def _read_items(
    connection: sqlite3.Connection, card_id: str
) -> dict[str, list[tuple[LocalText, str, tuple[str, ...]]]]:
    """Return the listed items of a card by kind: text, address, targets."""
    refs: dict[tuple[str, int], tuple[str, ...]] = {}
    for row in connection.execute("SELECT * FROM card_item_ref WHERE card_id = ?", (card_id,)):
        key = (row["kind"], row["item_position"])
        refs[key] = (*refs.get(key, ()), row["target"])
    items: dict[str, list[tuple[LocalText, str, tuple[str, ...]]]] = {}
    for row in connection.execute("SELECT * FROM card_item WHERE card_id = ?", (card_id,)):
        targets = refs.get((row["kind"], row["position"]), ())
        items.setdefault(row["kind"], []).append((read_text(row, "text"), row["url"], targets))
    return items


def _read_facts(connection: sqlite3.Connection, card_id: str) -> tuple[Fact, ...]:
    sources: dict[int, list[Source]] = {}
    for row in connection.execute(
        "SELECT f.fact_position, s.* FROM fact_source f"
        " JOIN guidance_source s ON s.id = f.source_id WHERE f.card_id = ?"
        " ORDER BY f.fact_position, f.position",
        (card_id,),
    ):
        sources.setdefault(row["fact_position"], []).append(_source(row))
    return tuple(
        Fact(
            text=read_text(row, "text"),
            basis=read_text(row, "basis"),
            as_of=read_text(row, "as_of"),
            sources=tuple(sources.get(row["position"], ())),
            confidence=row["confidence"],
        )
        for row in connection.execute("SELECT * FROM fact WHERE card_id = ?", (card_id,))
    )


def _source(row: sqlite3.Row) -> Source:
    return Source(
        title=row["title"],
        url=row["url"],
        page_date=row["page_date"],
        official=bool(row["official"]),
        show_link=bool(row["show_link"]),
        id=row["id"],
    )


def _sources(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[Source, ...]:
    rows = (
        connection.execute("SELECT * FROM guidance_source WHERE id = ?", (key,)).fetchone()
        for key in ids
    )
    return tuple(_source(row) for row in rows if row)


def write_card(
    connection: sqlite3.Connection, card: Card, *, position: int, digest: str = ""
) -> None:
    """Write a card with everything that belongs to it, in place of what was there."""
    connection.execute("DELETE FROM card WHERE id = ?", (card.id,))
    texts: dict[str, object] = {}
    for name in _CARD_TEXTS:
        texts.update(text_columns(name, getattr(card, name)))
    insert(
        connection,
        "card",
        {
            "id": card.id,
            "position": position,
            **texts,
            "last_change_day": card.last_change_day,
            "confidence": card.confidence,
            "checked_on": card.checked_on,
            "next_review": card.next_review,
            "check_before_first_use": int(card.check_before_first_use),
            "reviewed": int(card.reviewed),
            "edited": int(card.edited),
            "revision": card.revision,
            "digest": digest,
        },
    )
    _write_facts(connection, card)
    _write_items(connection, card)
    for kind, codes in (
        ("topic", card.topics),
        ("reason", card.reasons),
        ("employment", card.employment),
        ("related", card.related),
    ):
        connection.executemany(
            "INSERT INTO card_code VALUES (?, ?, ?, ?)",
            [(card.id, kind, place, code) for place, code in enumerate(codes)],
        )


def _write_facts(connection: sqlite3.Connection, card: Card) -> None:
    for position, fact in enumerate(card.facts):
        insert(
            connection,
            "fact",
            {
                "card_id": card.id,
                "position": position,
                **text_columns("text", fact.text),
                **text_columns("basis", fact.basis),
                **text_columns("as_of", fact.as_of),
                "confidence": fact.confidence,
            },
        )
        connection.executemany(
            "INSERT INTO fact_source VALUES (?, ?, ?, ?)",
            [(card.id, position, place, s.id) for place, s in enumerate(fact.sources)],
        )


def _write_items(connection: sqlite3.Connection, card: Card) -> None:
    nothing: tuple[str, ...] = ()
    rows = [
        *(("decides", i, text, "", nothing) for i, text in enumerate(card.decides)),
        *(("document", i, text, "", nothing) for i, text in enumerate(card.documents)),
        *(("referee", i, r.label, "", r.services) for i, r in enumerate(card.refer_to)),
        *(("link", i, link.label, link.url, nothing) for i, link in enumerate(card.links)),
        *(
            ("pending", i, change.text, "", tuple(s.id for s in change.sources))
            for i, change in enumerate(card.pending_changes)
        ),
    ]
    for kind, position, text, url, targets in rows:
        values = {"card_id": card.id, "kind": kind, "position": position, "url": url}
        insert(connection, "card_item", values | text_columns("text", text))
        connection.executemany(
            "INSERT INTO card_item_ref VALUES (?, ?, ?, ?, ?)",
            [(card.id, kind, position, place, target) for place, target in enumerate(targets)],
        )


def read_paths(connection: sqlite3.Connection) -> list[Path]:
    """Return the paths on offer, in their order."""
    rows = connection.execute("SELECT * FROM path WHERE status = 'listed' ORDER BY position, id")
    return [
        Path(
            id=row["id"],
            title=read_text(row, "title"),
            for_whom=read_text(row, "for_whom"),
            steps=_read_steps(connection, row["id"]),
            pitfalls=tuple(
                read_text(pitfall, "text")
                for pitfall in connection.execute(
                    "SELECT * FROM path_pitfall WHERE path_id = ?", (row["id"],)
                )
            ),
            reviewed=bool(row["reviewed"]),
            edited=bool(row["edited"]),
            revision=row["revision"],
        )
        for row in rows
    ]


def _read_steps(connection: sqlite3.Connection, path_id: str) -> tuple[Step, ...]:
    sources: dict[int, list[str]] = {}
    for row in connection.execute("SELECT * FROM path_step_source WHERE path_id = ?", (path_id,)):
        sources.setdefault(row["step_position"], []).append(row["source_id"])
    return tuple(
        Step(
            action=read_text(row, "action"),
            service=read_text(row, "service"),
            prerequisite=read_text(row, "prerequisite"),
            typical_wait=read_text(row, "typical_wait"),
            wait_confidence=row["wait_confidence"],
            card=row["card"],
            sources=_sources(connection, sources.get(row["position"], ())),
        )
        for row in connection.execute("SELECT * FROM path_step WHERE path_id = ?", (path_id,))
    )


def write_path(
    connection: sqlite3.Connection, path: Path, *, position: int, digest: str = ""
) -> None:
    """Write a path with its steps, in place of what was there."""
    connection.execute("DELETE FROM path WHERE id = ?", (path.id,))
    insert(
        connection,
        "path",
        {
            "id": path.id,
            "position": position,
            **text_columns("title", path.title),
            **text_columns("for_whom", path.for_whom),
            "reviewed": int(path.reviewed),
            "edited": int(path.edited),
            "revision": path.revision,
            "digest": digest,
        },
    )
    for place, step in enumerate(path.steps):
        insert(
            connection,
            "path_step",
            {
                "path_id": path.id,
                "position": place,
                **text_columns("action", step.action),
                **text_columns("service", step.service),
                **text_columns("prerequisite", step.prerequisite),
                **text_columns("typical_wait", step.typical_wait),
                "wait_confidence": step.wait_confidence,
                "card": step.card,
            },
        )
        connection.executemany(
            "INSERT INTO path_step_source VALUES (?, ?, ?, ?)",
            [(path.id, place, i, s.id) for i, s in enumerate(step.sources)],
        )
    for place, text in enumerate(path.pitfalls):
        values: dict[str, object] = {"path_id": path.id, "position": place}
        insert(connection, "path_pitfall", values | text_columns("text", text))
