"""What points to one person in a short text is found; days, years and counts are not."""

from __future__ import annotations

import pytest

from advisor_desk.domain.personal_text import reveals_a_person


@pytest.mark.parametrize(
    "text",
    [
        "Asumisilta 131052-308T",
        "131052A308t",
        "010100B123X tuli",
        "131052 - 308T",
        "soita 040 123 4567",
        "+358401234567",
        "00358 40 1234567",
        "(09) 123 4567",
        "maija.mallinen@example.fi",
        "maija(at)example.fi",
    ],
)
def test_codes_numbers_and_addresses_are_found(text: str) -> None:
    assert reveals_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Asumisilta",
        "Housing evening 22.11.2026",
        "Infotilaisuus 2026-11-22",
        "Kotoutumiskoulutus 2026–2027",
        "14 participants, 3 groups",
        "Ryhmä 12",
        "klo 9.00–12.00",
        "00100 Helsinki",
    ],
)
def test_days_years_and_counts_are_none(text: str) -> None:
    assert not reveals_a_person(text)
