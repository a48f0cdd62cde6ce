"""Ties commands to their handlers, and makes menus and actions of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from advisor_desk.i18n import _
from advisor_desk.services.actor import Actor
from advisor_desk.ui.commands.table import COMMANDS, Command


class Commands(QObject):
    """The commands of one window.

    Args:
        window: receives the actions, so that shortcuts work in all of it.
        actor: commands above the actor's role are disabled.
    """

    def __init__(self, window: QWidget, actor: Actor) -> None:
        super().__init__(window)
        self._handlers: dict[str, Callable[[], object]] = {}
        self.actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(window)
            action.setShortcut(QKeySequence.fromString(command.shortcut))
            action.setAutoRepeat(False)  # a key held down does not count twenty visits
            action.setEnabled(actor.role >= command.role)
            action.triggered.connect(partial(self._on_triggered, command.id))
            window.addAction(action)
            self.actions[command.id] = action
        self.retranslate()

    def handle(self, command_id: str, handler: Callable[[], object]) -> None:
        """Set what a command does.

        Raises:
            KeyError: there is no such command.
        """
        if command_id not in self.actions:
            raise KeyError(command_id)
        self._handlers[command_id] = handler

    def run(self, command_id: str) -> None:
        """Do a command, if it is enabled."""
        self.actions[command_id].trigger()

    def unhandled(self) -> list[str]:
        """Return the ids of commands without a handler, for the tests."""
        return [command.id for command in COMMANDS if command.id not in self._handlers]

    def retranslate(self) -> None:
        """Take the words of the current language."""
        for command in COMMANDS:
            self.actions[command.id].setText(_(command.label))

    def fill_menus(self, menus: Mapping[str, QMenu]) -> None:
        """Put the commands of the table into the menus, which are given by their keys."""
        for command in COMMANDS:
            if command.separated:
                menus[command.menu].addSeparator()
            menus[command.menu].addAction(self.actions[command.id])

    def _on_triggered(self, command_id: str, _checked: bool = False) -> None:
        self._handlers[command_id]()


def shortcut_text(command: Command) -> str:
    """Return a command's keys as shown to people, e.g. `Ctrl+K`."""
    keys = QKeySequence.fromString(command.shortcut)
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
