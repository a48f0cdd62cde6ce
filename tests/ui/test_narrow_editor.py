"""The editor with large text in Swedish, whose words are long: they break between words alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor_desk.domain.directory import Organization
from advisor_desk.domain.text import LocalText
from advisor_desk.settings.store import Settings
from advisor_desk.ui.application import Application
from advisor_desk.ui.directory.editor.code_block import CodesBlock
from advisor_desk.ui.directory.editor.organization_block import OrganizationBlock
from advisor_desk.ui.directory.editor.sections import section_of
from advisor_desk.ui.directory.editor.window import EditorDialog
from advisor_desk.ui.main_window import MainWindow
from tests.ui.acting import settle
from tests.ui.dialogs import run, work_in

ROOM = 984
"""Pixels that a dialog has on the smallest screen."""
LONG = "Myndigheten för digitalisering och befolkningsdata i Helsingfors, Esbo och Vanda"


@pytest.fixture
def large(settings: Settings, application: Application, window: MainWindow) -> MainWindow:
    """Return the window in Swedish with large text, and with Kela shown."""
    settings.change(text_size=200)
    application.apply_look()
    application.switch_language("sv")
    window.desk_panel.open("service:kela")
    settle(window)
    return window


def test_no_word_of_a_section_is_broken(large: MainWindow) -> None:
    def work(dialog: EditorDialog) -> None:
        nav = dialog.form.nav
        dialog.resize(600, 600)  # which is less than it needs
        settle(large)
        assert nav.width() >= nav.width_of_words()

    work_in(large, EditorDialog, run(large, "record.edit"), work)


def test_long_names_do_not_make_the_window_wider(large: MainWindow) -> None:
    desk = large.context.desk
    kela = desk.directory.get("kela")
    assert kela is not None
    organization = Organization("long", LocalText(sv=LONG))
    desk.curation.save_organization(desk.actor, organization)
    desk.curation.save(desk.actor, kela, replace(kela, organization="long"))

    def work(dialog: EditorDialog) -> None:
        dialog.form.go(section_of("topics"))
        settle(large)
        topics = dialog.form.blocks["topics"]
        chosen = dialog.form.blocks["organization"]
        assert isinstance(topics, CodesBlock)
        assert isinstance(chosen, OrganizationBlock)
        assert dialog.minimumSizeHint().width() <= ROOM
        dialog.resize(dialog.minimumSizeHint().width(), 600)
        settle(large)
        assert chosen.choose.text().split() == LONG.split()
        assert "\n" in chosen.choose.text()
        assert chosen.choose.width() <= chosen.width()

    work_in(large, EditorDialog, run(large, "record.edit"), work)
