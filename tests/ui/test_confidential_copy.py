"""What is copied from a page has nothing confidential."""

from __future__ import annotations

import pytest

from advisor_desk.ui.presenters import service_page
from tests.unit.secrets import PUBLIC, leaked, shelter


def test_the_contacts_copied_are_the_public_ones() -> None:
    text = service_page.contact_text(shelter())
    assert all(contact in text for contact in PUBLIC)
    assert leaked(text) == []


def test_sabotage_without_the_rule_the_copy_leaks(monkeypatch: pytest.MonkeyPatch) -> None:
    module = next(
        one for one in (service_page, _parts()) if one is not None and hasattr(one, "public")
    )
    monkeypatch.setattr(module, "public", lambda service: service)
    assert leaked(service_page.contact_text(shelter()))


def _parts() -> object:
    from advisor_desk.ui.presenters import service_parts

    return service_parts
