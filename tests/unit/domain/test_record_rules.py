"""What is wrong with a record, and what could be better."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advisor_desk.domain.counties import PostalPlace
from advisor_desk.domain.directory import (
    Address,
    Channel,
    Email,
    Organization,
    Phone,
    Service,
    Source,
)
from advisor_desk.domain.opening import Hours, HoursSet
from advisor_desk.domain.record_rules import (
    errors_since,
    organization_problems,
    problems,
    url_problems,
)
from advisor_desk.domain.text import LocalText
from advisor_desk.domain.text_rules import findings
from advisor_desk.exchange.reference import read_postal_places
from advisor_desk.exchange.shipped import Shipped
from advisor_desk.paths import find_paths

TODAY = date(2026, 11, 21)
PLACES = {
    "02770": PostalPlace("02770", "049", LocalText("Espoo", "Esbo"), LocalText("Espoo", "Esbo"))
}
GOOD = Service(
    "kela-espoo",
    "authority",
    LocalText("Kela Espoo", "FPA Esbo", "Kela Espoo"),
    LocalText("Kelan palvelupiste.", "FPA:s serviceställe.", "The office of Kela."),
    municipalities=("049",),
    address=Address(LocalText("Kamreerintie 2"), "02770", "Espoo"),
    phones=(Phone("020 692 210", "+35820692210"),),
    emails=(Email("kirjaamo@kela.fi"),),
    website="https://www.kela.fi/asiakaspalvelu",
    languages=("fi", "sv", "en"),
)
SILENT = LocalText(), LocalText()


def rules(service: Service) -> dict[str, str]:
    """Return the rules that a record breaks, with their severity."""
    return {p.rule: p.severity for p in problems(service, PLACES, TODAY)}


def with_phone(number: str, **fields: object) -> Service:
    phone = replace(Phone(number, ""), **fields)  # type: ignore[arg-type]  # checked at run time
    return replace(GOOD, phones=(phone,))


def test_a_good_record_has_no_problems() -> None:
    assert problems(GOOD, PLACES, TODAY) == ()


@pytest.mark.parametrize(
    ("service", "rule", "severity"),
    [
        (replace(GOOD, name=LocalText()), "name-missing", "error"),
        (replace(GOOD, name=LocalText("Kela", "FPA")), "name-language", "warning"),
        (replace(GOOD, description=LocalText()), "description-missing", "warning"),
        (replace(GOOD, description=LocalText("Piste.")), "description-language", "warning"),
        (replace(GOOD, municipalities=()), "area-missing", "warning"),
        (replace(GOOD, languages=()), "languages-missing", "warning"),
        (with_phone("soita"), "phone-invalid", "error"),
        (with_phone("0700 0200"), "phone-doubtful", "warning"),
        (with_phone("0600 12345"), "phone-price", "warning"),
        (replace(GOOD, phones=GOOD.phones * 2), "phone-label", "warning"),
        (replace(GOOD, emails=(Email("kela(at)kela.fi"),)), "email-invalid", "error"),
        (replace(GOOD, emails=(Email("a..b@kela.fi"),)), "email-invalid", "error"),
        (replace(GOOD, website="www.kela.fi"), "url-invalid", "error"),
        (replace(GOOD, minimum_age=-1), "age-range", "error"),
        (replace(GOOD, maximum_age=180), "age-range", "error"),
        (replace(GOOD, minimum_age=30, maximum_age=17), "age-order", "error"),
        (
            replace(GOOD, phones=(), emails=(), website="", address=Address()),
            "contact-missing",
            "warning",
        ),
        (
            replace(GOOD, channels=(Channel("c", "place"),)),
            "street-missing",
            "warning",
        ),
        (
            replace(GOOD, channels=(Channel("c", "web", url=LocalText("ftp://x.fi")),)),
            "url-invalid",
            "error",
        ),
        (replace(GOOD, sources=(Source("Page", "kela.fi"),)), "url-invalid", "error"),
        (replace(GOOD, sources=(Source("", "https://kela.fi"),)), "source-title", "error"),
        (replace(GOOD, sources=(Source("Page", page_date="spring"),)), "source-date", "error"),
        (replace(GOOD, sources=(Source("Page", page_date="2025-13"),)), "source-date", "error"),
    ],
)
def test_each_rule(service: Service, rule: str, severity: str) -> None:
    assert rules(service).get(rule) == severity


@pytest.mark.parametrize("day", ["", "2025", "2025-09", "2025-09-27", "2024-2025"])
def test_dates_of_pages(day: str) -> None:
    assert rules(replace(GOOD, sources=(Source("Page", page_date=day),))) == {}


def test_a_source_is_named_by_its_place() -> None:
    found = problems(replace(GOOD, sources=(Source("Page"), Source(""))), PLACES, TODAY)
    assert [(problem.field, problem.position) for problem in found] == [("sources", 1)]


@pytest.mark.parametrize(
    ("code", "city", "rule"),
    [
        ("0277", "Espoo", "postal-code-form"),
        ("FI-02770", "Espoo", "postal-code-form"),
        ("99999", "Espoo", "postal-code-unknown"),
        ("02770", "Vantaa", "postal-code-city"),
        ("02770", "esbo", ""),
        ("02770", "", ""),
        ("", "Espoo", ""),
    ],
)
def test_postal_codes(code: str, city: str, rule: str) -> None:
    found = rules(replace(GOOD, address=Address(LocalText("Katu 1"), code, city)))
    assert set(found) == ({rule} if rule else set())


def test_a_missing_street_is_told() -> None:
    found = rules(replace(GOOD, address=Address(LocalText(), "02770", "Espoo")))
    assert found == {"street-missing": "warning"}


def test_a_price_beside_a_costly_number_is_enough() -> None:
    assert "phone-price" not in rules(with_phone("0600 12345", label=LocalText("1 €/min")))


def test_exceptional_hours_need_days_and_a_title_and_end() -> None:
    ended = HoursSet("exception", last=date(2026, 6, 1), status="closed")
    undated = HoursSet("exception", status="closed", heading=LocalText("Juhannus"))
    assert set(rules(replace(GOOD, hours=Hours((ended,))))) == {"hours-ended", "hours-untitled"}
    assert set(rules(replace(GOOD, hours=Hours((undated,))))) == {"hours-undated"}


def test_the_place_of_a_problem_is_told() -> None:
    service = replace(GOOD, phones=(*GOOD.phones, Phone("x", "", LocalText("Vaihde"))))
    found = [p for p in problems(service, PLACES, TODAY) if p.rule == "phone-invalid"]
    assert [(p.field, p.position) for p in found] == [("phones", 1)]
    channel = Channel("c", "phone", phones=(Phone("x", ""),))
    found = [p for p in problems(replace(GOOD, channels=(channel,)), PLACES, TODAY)]
    assert [(p.field, p.position, p.rule) for p in found] == [("channels", 0, "phone-invalid")]


def test_only_new_errors_hold_up() -> None:
    before = problems(replace(GOOD, website="www.kela.fi"), PLACES, TODAY)
    both = problems(replace(GOOD, website="www.kela.fi", minimum_age=-1), PLACES, TODAY)
    assert errors_since(before, before) == ()
    assert [p.rule for p in errors_since(before, both)] == ["age-range"]


@pytest.mark.parametrize(
    "url",
    ["http://x.fi", "https://www.x.fi:8080/a?b=c#d", "https://työ.fi/ä", ""],
)
def test_web_addresses(url: str) -> None:
    assert url_problems(url, "website") == ()


@pytest.mark.parametrize(
    "url",
    ["x.fi", "javascript:alert(1)", "https://", "https://x y.fi", "http://x:99999999/", "//x"],
)
def test_what_is_no_web_address(url: str) -> None:
    assert [problem.rule for problem in url_problems(url, "website")] == ["url-invalid"]


def test_organisations() -> None:
    good = Organization("kela", LocalText("Kela"), business_id="0246246-0")
    assert "business-id-invalid" in {
        p.rule for p in organization_problems(replace(good, business_id="0246246-1"))
    }
    assert organization_problems(good) == ()
    found = organization_problems(
        replace(good, name=LocalText(), website="kela", email="kela", phone="kela")
    )
    assert {p.field for p in found if p.severity == "error"} == {
        "name",
        "website",
        "email",
        "phone",
    }


# ---- texts ----


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Soita 09 310 1691.", "text-contacts"),
        ("Kirjoita neuvonta@espoo.fi.", "text-contacts"),
        ("Avoinna ma–pe klo 9–15.", "text-contacts"),
        ("Haku päättyy 31.5.2026.", "text-date"),
        ("Uusi laki tuli voimaan vuonna 2025.", "text-date"),
        ("Katso alla oleva luettelo.", "text-elsewhere"),
        ("Se nedan.", "text-elsewhere"),
        ("See below.", "text-elsewhere"),
        ("Kotoutumislaki (681/2023) määrää siitä.", "text-law"),
        ("Asiasta säädetään 5 §:ssä.", "text-law"),
        ("Sana " * 26 + ".", "text-long-sentence"),
        ("Yksi on tämä. Kaksi on tuo. Kolme on se. Neljä on muu. Viisi riittää.", "text-long-par"),
        ("Kela Espoo", "text-repeats-name"),
        ("a" * 5001, "text-long"),
    ],
)
def test_texts_that_break_a_rule(text: str, rule: str) -> None:
    found = [one.rule for one in findings(LocalText(fi=text), LocalText("Kela Espoo"))]
    assert any(one.startswith(rule) for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Neuvontaa työstä, opiskelusta ja asumisesta.",
        "Palvelu on tarkoitettu 17–29-vuotiaille. Se on maksuton.",
        "Kurssi kestää 10 viikkoa ja maksaa 120 euroa.",
        "Yksi on tämä. Kaksi on tuo.\nKolme on se. Neljä on muu. Viisi riittää.",
        "Lue lisää osoitteesta https://www.espoo.fi/fi/artikkelit/12345678.",
    ],
)
def test_texts_that_are_all_right(text: str) -> None:
    assert list(findings(LocalText(fi=text), LocalText("Kela"))) == []


def test_shipped_records_have_no_errors_and_few_doubtful_places(shipped: Shipped) -> None:
    places = read_postal_places(find_paths().resources)
    found = [(s.id, p) for s in shipped.services for p in problems(s, places, TODAY)]
    errors = [(key, p.sentence) for key, p in found if p.severity == "error"]
    assert errors == []
    misplaced = [(key, p.sentence) for key, p in found if p.rule.startswith("postal-code")]
    assert len(misplaced) <= len(shipped.services) // 20, misplaced
