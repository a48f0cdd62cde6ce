"""The services to which the visit is referred, and those that were tried in vain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.visit import Visit
from advisor_desk.i18n import _
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel


class ReferralList(QWidget):
    """Lists referrals and what was tried, each with a button to remove it; hidden without any.

    Signals:
        removed: the id of the service whose referral is taken back.
        found_in_vain: the id of a service that was referred to, and was tried in vain.
        untried: the id of a service that is not to be named as tried.
    """

    removed = Signal(str)
    found_in_vain = Signal(str)
    untried = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel(role="heading")
        self._tried_title = PlainLabel(role="heading")
        self._lines: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3)
        self.hide()

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self._title.setText(_("Referred to"))
        self._tried_title.setText(_("Tried in vain"))

    def show_visit(self, visit: Visit, names: Mapping[str, str]) -> None:
        """Show the services of a visit by their names."""
        for line in (*self._lines, self._title, self._tried_title):
            self._layout.removeWidget(line)
        for line in self._lines:
            line.hide()
            line.deleteLater()
        referred = [self._referral(visit, place, names) for place in range(len(visit.referrals))]
        tried = [self._attempt(service_id, names) for service_id in visit.tried]
        self._lines = [*referred, *tried]
        self._place(self._title, referred)
        self._place(self._tried_title, tried)
        self.setVisible(bool(self._lines))

    def _place(self, title: PlainLabel, lines: Sequence[QWidget]) -> None:
        for widget in (title, *lines) if lines else ():
            self._layout.addWidget(widget)
        title.setVisible(bool(lines))

    def _referral(self, visit: Visit, place: int, names: Mapping[str, str]) -> QWidget:
        referral = visit.referrals[place]
        name = names.get(referral.service_id, referral.service_id)
        handed = referral.mode == "handed-over"
        text = _("{service} (handed over)").format(service=name) if handed else name
        buttons = [
            _button(
                _("Remove"),
                _("Remove the referral to {service}").format(service=name),
                referral.service_id,
            )
        ]
        buttons[0].clicked.connect(self._on_removed)
        if visit.outcome == "unmet":
            spoken = _("Tried in vain: {service}").format(service=name)
            buttons.insert(0, _button(_("Tried in vain"), spoken, referral.service_id))
            buttons[0].clicked.connect(self._on_found_in_vain)
        return _line(PlainLabel(text, "good", wrap=True), buttons)

    def _attempt(self, service_id: str, names: Mapping[str, str]) -> QWidget:
        name = names.get(service_id, service_id)
        spoken = _("Remove {service} from what was tried").format(service=name)
        button = _button(_("Remove"), spoken, service_id)
        button.clicked.connect(self._on_untried)
        return _line(PlainLabel(name, "warn", wrap=True), [button])

    def _on_removed(self) -> None:
        self.removed.emit(self.sender().property("service"))

    def _on_found_in_vain(self) -> None:
        self.found_in_vain.emit(self.sender().property("service"))

    def _on_untried(self) -> None:
        self.untried.emit(self.sender().property("service"))


def _button(words: str, spoken: str, service_id: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("service", service_id)
    button.setAccessibleName(spoken)
    return button


def _line(label: PlainLabel, buttons: Sequence[QPushButton]) -> QWidget:
    """Return a name with its button beside it, or with several of them below it."""
    line = QWidget()
    if len(buttons) == 1:
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(label, 1)
        beside.addWidget(buttons[0])
        return line
    below = QWidget()
    flow = FlowLayout(below, 4, breaks=True)
    for button in buttons:
        flow.addWidget(button)
    layout = QVBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    layout.addWidget(label)
    layout.addWidget(below)
    return line
