"""A line for failures in a dialog, which covers the window's own line of messages."""

from __future__ import annotations

from advisor_desk.ui.messages import Message, Messages
from advisor_desk.ui.widgets.labels import PlainLabel, set_role


class Notice(PlainLabel):
    """Shows warnings and failures that are said while a dialog is open."""

    def __init__(self, messages: Messages) -> None:
        super().__init__(wrap=True)
        self.hide()
        messages.said.connect(self._on_said)

    def clear(self) -> None:
        """Show nothing."""
        self.setText("")
        self.hide()

    def tell(self, text: str, level: str = "warn") -> None:
        """Show a sentence, or nothing for an empty text."""
        set_role(self, level)
        self.setText(text)
        self.setVisible(bool(text))

    def _on_said(self, message: Message) -> None:
        if message.level in ("warn", "bad"):
            self.tell(message.text, message.level)
