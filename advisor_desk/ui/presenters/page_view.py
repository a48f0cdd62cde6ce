"""Shows one page with its way back; used by every feature that opens records."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from advisor_desk.domain.directory import Phone, public
from advisor_desk.i18n import N_, _
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.pages import Page, find_page
from advisor_desk.ui.presenters.report_bar import ReportBar
from advisor_desk.ui.presenters.service_page import contact_text
from advisor_desk.ui.presenters.undoing import WayBack, say_stored
from advisor_desk.ui.presenters.walker import Walker
from advisor_desk.ui.widgets.document import DocumentView
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel

_HINT: Final = N_("Open a result with Enter to see it here.")
_LEAST_TEXT: Final = 80
"""Pixels of the text that are left where a window is low."""
_ROOMY_LINES: Final = 20
"""Lines of text from which on a page has room for all its buttons."""
_ROOMY_LINES_REPORT: Final = 28
"""The same while it is being said what is wrong."""


class PageView(QWidget):
    """The detail of a service, a card or a path.

    Args:
        context: what every part of the window is given.
        refers: whether services can be referred to by a button here.
        own: the feature's own buttons; they stand first and whenever a page is shown.
        counts: whether opening a service here counts as its use.
        hint: marked for translation; stands here while no page is shown.

    Signals:
        page_shown: a `Page`.
        refer_requested: the service shown, and the mode of referral.
    """

    page_shown = Signal(object)
    refer_requested = Signal(object, str)

    def __init__(
        self,
        context: Context,
        *,
        refers: bool,
        own: Sequence[QPushButton] = (),
        counts: bool = True,
        hint: str = _HINT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._refers = refers
        self._own = tuple(own)
        self._counts = counts
        self._hint = hint
        self._page: Page | None = None
        self._back: list[str] = []
        self._municipality = ""
        self._empty = PlainLabel(role="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view = DocumentView()
        # It scrolls: where there is too little room, nothing else is to be cut off.
        self.view.setMinimumHeight(_LEAST_TEXT)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.view.link_activated.connect(self._on_link)
        self.view.hide()
        self.walker = Walker(context, self.view)
        context.talk.changed.connect(self._on_walked)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons)
        self._start_walk = self._button(self.start_walk)
        self._refer = self._button(self._on_refer, primary=True)
        self._hand_over = self._button(self._on_hand_over)
        self._copy_phone = self._button(self.copy_phone)
        self._copy_all = self._button(self.copy_all)
        self._report = self._button(self.begin_report)
        self._go_back = self._button(self.go_back)
        for button in (
            *self._own,
            self._start_walk,
            self._refer,
            self._hand_over,
            self._copy_phone,
            self._copy_all,
            self._report,
            self._go_back,
        ):
            flow.addWidget(button)
        self._buttons.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.walker.panel, 1)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.walker.bar)
        self.report_bar = ReportBar()
        self.report_bar.sent.connect(self._on_report_sent)
        self.report_bar.left.connect(self._on_report_left)
        self.report_bar.hide()
        layout.addWidget(self.report_bar)
        layout.addWidget(self._buttons)
        self.repaint_colours()
        self.retranslate()

    def _button(self, slot: object, *, primary: bool = False) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "primary" if primary else "small")
        button.clicked.connect(slot)
        return button

    def retranslate(self) -> None:
        """Take the words of the current language and show the page anew."""
        self._empty.setText(_(self._hint))
        self.view.setAccessibleName(_("Detail"))
        self._refer.setText(_("Refer"))
        self._hand_over.setText(_("Hand over"))
        self._copy_phone.setText(_("Copy phone"))
        self._copy_all.setText(_("Copy contacts"))
        self._report.setText(_("This is wrong…"))
        self._start_walk.setToolTip(_("Ctrl+J"))
        self._report.setToolTip(_("Tells a supervisor what is wrong (Ctrl+Shift+W)."))
        self.report_bar.retranslate()
        self._go_back.setText(_("Back"))
        self._refer.setToolTip(_("Adds a referral to the visit (Ctrl+R)."))
        self._hand_over.setToolTip(_("Adds a referral that we made contact for (Ctrl+Shift+R)."))
        if self._page is not None:
            self._show(self._page.key, keep_position=True)

    def repaint_colours(self) -> None:
        """Take the colours of the theme and the size of the text."""
        self._context.paint(self.view)
        if self._page is not None:  # before the window grows for buttons that larger text hides
            self._show_buttons(self._page)

    def set_municipality(self, code: str) -> None:
        """Take the client's municipality, which the page speaks of."""
        if code != self._municipality:
            self._municipality = code
            if self._page is not None and self._page.service is not None:
                self._show(self._page.key, keep_position=True)

    @property
    def page(self) -> Page | None:
        """The page shown, or None."""
        return self._page

    def open(self, key: str) -> None:
        """Show the page for a key, with a way back to the one before."""
        if self._page is not None and self._page.key != key:
            self._back.append(self._page.key)
        self._show(key)

    def show_only(self, key: str) -> None:
        """Show the page for a key, without a way back."""
        self._back.clear()
        if self._page is None or self._page.key != key:
            self._show(key)

    def clear(self) -> None:
        """Show no page."""
        self._page = None
        self._back.clear()
        self.view.hide()
        self.walker.clear()
        self._buttons.hide()
        self.report_bar.hide()
        self._empty.show()

    def go_back(self) -> None:
        """Show the page before, if there was one."""
        if self._back:
            self._show(self._back.pop())

    def focus_page(self) -> None:
        """Go to the text."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, key: str, *, keep_position: bool = False) -> None:
        page = find_page(self._context.desk, key, self._municipality)
        if page is None:
            self._context.messages.say(_("This record is no longer there."), "warn")
            return
        position = self.view.verticalScrollBar().value()
        self._page = page
        self.view.show_blocks(self.walker.show_page(page))
        if keep_position:
            self.view.verticalScrollBar().setValue(position)
        self._empty.hide()
        self.view.setVisible(not self.walker.asking)
        if not keep_position:
            self.report_bar.hide()
        self._show_buttons(page)
        if not keep_position:
            self.page_shown.emit(page)
            self._note_opened(page)

    def _show_buttons(self, page: Page) -> None:
        service = page.service
        self._refer.setVisible(self._refers and service is not None)
        self._hand_over.setVisible(self._refers and service is not None)
        # Where the page is low its text goes first; both are in the menus and have keys.
        asking = not self.report_bar.isHidden()
        lines = _ROOMY_LINES_REPORT if asking else _ROOMY_LINES
        roomy = self.height() >= self.fontMetrics().lineSpacing() * lines
        self._copy_phone.setVisible(roomy and bool(_public_phones(page)))
        self._copy_all.setVisible(roomy and service is not None)
        self._report.setVisible(roomy and service is not None)
        self._go_back.setVisible(bool(self._back))
        self._start_walk.setText(self.walker.start_text(page))
        self._start_walk.setVisible(bool(self._start_walk.text()))
        self.report_bar.set_roomy(roomy=roomy)
        self.walker.set_roomy(roomy=roomy)
        free = roomy or not asking
        shown = service is not None or bool(self._back or self._own or self._start_walk.text())
        self._buttons.setVisible(shown and free)

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Show as many buttons as there is room for."""
        super().resizeEvent(event)
        if self._page is not None:
            self._show_buttons(self._page)

    def _note_opened(self, page: Page) -> None:
        """Count that a service was looked at, for the order of what is to be verified."""
        if page.service is not None and self._counts:
            desk = self._context.desk
            work = partial(desk.curation.note_opened, desk.actor, page.service.id)
            self._context.background.write(work)

    def refresh(self, service_id: str) -> None:
        """Show the page anew if it is that of a service which has changed."""
        if self._page is not None and self._page.key == f"service:{service_id}":
            self._show(self._page.key, keep_position=True)

    # Walks

    def start_walk(self) -> None:
        """Walk the page shown: a path step by step, a card by the questions that decide."""
        self.walker.start()

    def _on_walked(self, key: str) -> None:
        """Show how far the walk of the page has come."""
        if self._page is not None and self._page.key == key:
            self._show(key, keep_position=True)
            if not self.walker.at_a_glance:
                self.view.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Offer the key to a walk that is on."""
        if not self.walker.on_key(event):
            super().keyPressEvent(event)

    # Reporting what is wrong

    def begin_report(self) -> None:
        """Ask what is wrong with the service shown, or say that none is shown."""
        if self._page is None or self._page.service is None:
            self._context.messages.say(
                _("Open a service first, then say what is wrong with it."), "warn"
            )
        else:
            self.report_bar.begin()
            self._show_buttons(self._page)

    def _on_report_sent(self, text: str) -> None:
        if self._page is None or self._page.service is None:
            return
        desk = self._context.desk
        work = partial(desk.curation.report, desk.actor, self._page.service.id, text)
        self._context.background.write(work, self._on_reported)

    def _on_reported(self, report_id: int) -> None:
        self.report_bar.end()
        self._on_report_left()
        desk = self._context.desk
        undo = partial(desk.curation.take_report_back, desk.actor, report_id)
        back = WayBack(undo, _("The remark was taken back."))
        say_stored(self._context, _("Thank you. A supervisor will see it."), back)

    def _on_report_left(self) -> None:
        self.report_bar.hide()
        if self._page is not None:
            self._show_buttons(self._page)
        self.focus_page()

    def request_referral(self, mode: str) -> None:
        """Ask for a referral to the service shown, or say that none is shown."""
        if self._page is None or self._page.service is None:
            self._context.messages.say(_("Open a service first, then refer to it."), "warn")
            return
        self.refer_requested.emit(self._page.service, mode)

    def copy_phone(self) -> None:
        """Copy the first phone number of the service shown."""
        phones = _public_phones(self._page)
        if not phones:
            self._context.messages.say(_("No phone number is shown."), "warn")
            return
        number = phones[0].number
        QGuiApplication.clipboard().setText(number)
        self._context.messages.say(_("Copied: {text}").format(text=number), "good")

    def copy_all(self) -> None:
        """Copy the contact details of the service shown."""
        service = self._page.service if self._page else None
        if service is None:
            self._context.messages.say(_("Open a service first."), "warn")
            return
        QGuiApplication.clipboard().setText(contact_text(service))
        self._context.messages.say(_("The contact details were copied."), "good")

    def _on_refer(self) -> None:
        self.request_referral("signposted")

    def _on_hand_over(self) -> None:
        self.request_referral("handed-over")

    def _on_link(self, href: str) -> None:
        scheme = QUrl(href).scheme()
        if scheme == "step":
            self.walker.tick(int(href.removeprefix("step:")))
            return
        if scheme in ("service", "card", "path"):
            self.open(href)
            return
        if scheme == "tel":
            QGuiApplication.clipboard().setText(href.removeprefix("tel:"))
            self._context.messages.say(_("Copied: {text}").format(text=href[4:]), "good")
            return
        # What leaves the program is shown first: the address stands in the button's sentence.
        mail = scheme == "mailto"
        question = _("Write to {address}?") if mail else _("Open {address} in the browser?")
        self._context.messages.say(
            question.format(address=href.removeprefix("mailto:")),
            action=_("Write an e-mail") if mail else _("Open in the browser"),
            act=partial(_open_outside, href),
        )


def _public_phones(page: Page | None) -> tuple[Phone, ...]:
    """Return the numbers of a page that may be given out, those of its channels last."""
    if page is None or page.service is None:
        return ()
    service = public(page.service)
    return (*service.phones, *(phone for one in service.channels for phone in one.phones))


def _open_outside(address: str) -> None:
    """Hand a web or mail address to the system; a mail carries nothing that was not typed."""
    url = QUrl(address)
    if url.scheme() == "mailto":
        url = QUrl(address.partition("?")[0])
    if url.scheme() in ("https", "mailto"):
        QDesktopServices.openUrl(url)
