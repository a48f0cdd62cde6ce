"""The services to which the visit is referred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.visit import Referral
from advisor_desk.i18n import _
from advisor_desk.ui.widgets.labels import PlainLabel


class ReferralList(QWidget):
    """Lists referrals, each with a button to remove it; hidden while there is none.

    Signals:
        removed: the id of the service whose referral is taken back.
    """

    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel(role="heading")
        self._lines: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3)
        self._layout.addWidget(self._title)
        self.hide()

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self._title.setText(_("Referred to"))

    def show_referrals(self, referrals: Sequence[Referral], names: Mapping[str, str]) -> None:
        """Show referrals with the names of their services."""
        for line in self._lines:
            self._layout.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(r, names.get(r.service_id, r.service_id)) for r in referrals]
        for line in self._lines:
            self._layout.addWidget(line)
        self.setVisible(bool(referrals))

    def _line(self, referral: Referral, name: str) -> QWidget:
        handed = referral.mode == "handed-over"
        text = _("{service} (handed over)").format(service=name) if handed else name
        button = QPushButton(_("Remove"))
        button.setProperty("service", referral.service_id)
        button.setAccessibleName(_("Remove the referral to {service}").format(service=name))
        button.clicked.connect(self._on_clicked)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(PlainLabel(text, "good", wrap=True), 1)
        layout.addWidget(button)
        return line

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.removed.emit(button.property("service"))
