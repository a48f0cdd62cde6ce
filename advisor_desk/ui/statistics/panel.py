"""Statistics: the visits of a period counted by any one list, as a table and as a picture."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.codes import UNANSWERED
from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.count_table import CountRow, CountTable, Unit
from advisor_desk.services.events import VisitCorrected, VisitLogged
from advisor_desk.services.statistics import ROWS, Marked, Summary, table_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.statistics.beside import Beside
from advisor_desk.ui.statistics.count_model import cells, spoken, tab_separated
from advisor_desk.ui.statistics.count_table import ORDERS, CountTableView
from advisor_desk.ui.statistics.own_questions import numbers_text, offer_rows
from advisor_desk.ui.statistics.period import PeriodChoice, period_text, stacked
from advisor_desk.ui.widgets.bars import Bar, BarPicture
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.labels import PlainLabel, panel
from advisor_desk.ui.widgets.scrolled import Scrolled

_WIDE_CHARACTERS: Final = 130
"""Below this many average characters the picture stands below the table, not beside it."""
_PICTURE_LINES: Final = 14


class StatisticsPanel(QWidget):
    """Chooses period and list, and shows the counts."""

    _visits_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        self._summary = Summary(0, 0, 0)
        self.period = PeriodChoice(context.desk.visits.today, self)
        self.period.changed.connect(self.reload)
        self.period.refused.connect(self._on_refused)
        self._build()
        self.retranslate()
        # Visits are told in the thread that writes; the signal brings them to this one.
        self._visits_changed.connect(self._on_visits_changed, Qt.ConnectionType.QueuedConnection)
        context.desk.events.subscribe(VisitLogged, self._on_visit_told)
        context.desk.events.subscribe(VisitCorrected, self._on_visit_told)

    # Building

    def _build(self) -> None:
        self.list = QComboBox()
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for name in ROWS:
            self.list.addItem("", name)
        self.list.setCurrentIndex(self.list.findData("main_topic"))
        self.list.activated.connect(self.reload)
        self.order = QComboBox()
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for name in ORDERS:
            self.order.addItem("", name)
        self.order.activated.connect(self._on_order_activated)
        self._list_label = PlainLabel(role="heading")
        self._list_label.setBuddy(self.list)
        self._order_label = PlainLabel(role="heading")
        self._order_label.setBuddy(self.order)
        self.copy_button = QPushButton()
        self.copy_button.clicked.connect(self.copy_table)
        self.export_button = QPushButton()
        self.export_button.clicked.connect(partial(self._context.commands.run, "statistics.export"))
        self.total = PlainLabel(role="heading", wrap=True)
        self.marked = PlainLabel(role="muted", wrap=True)
        self.beside = Beside(self._context)
        self.note = PlainLabel(role="muted", wrap=True)
        self.empty = PlainLabel(role="muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = CountTableView()
        self.table.order_changed.connect(self._on_order_changed)
        self.table.counts.modelReset.connect(self._show_bars)
        self.table.counts.layoutChanged.connect(self._show_bars)
        self.bars = BarPicture()
        self._place()

    def _place(self) -> None:
        top = panel()
        controls = QWidget()
        flow = FlowLayout(controls, 12)
        pairs = (
            *self.period.fields,
            (self._list_label, self.list),
            (self._order_label, self.order),
        )
        for label, field in pairs:
            flow.addWidget(stacked(label, field))
        line = QHBoxLayout()
        line.addWidget(self.total, 1)
        line.addWidget(self.copy_button)
        line.addWidget(self.export_button)
        column = QVBoxLayout(top)
        column.setContentsMargins(12, 8, 12, 10)
        column.addWidget(controls)
        column.addLayout(line)
        column.addWidget(self.marked)
        column.addWidget(self.beside)
        column.addWidget(self.note)
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._both.addWidget(_framed(self.table))
        self._both.addWidget(_framed(Scrolled(self.bars, _PICTURE_LINES)))
        self._both.setChildrenCollapsible(False)
        self._both.setSizes([500, 500])
        self._stack = QStackedWidget()
        self._stack.addWidget(_framed(self.empty))
        self._stack.addWidget(self._both)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(top)
        inner.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(body))

    def retranslate(self) -> None:
        """Take the words of the current language and count anew."""
        self.period.retranslate()
        offer_rows(self.list, self._context.desk)
        for index in range(self.order.count()):
            self.order.setItemText(index, _(ORDERS[self.order.itemData(index)][0]))
        for label, field, text in (
            (self._list_label, self.list, _("Count by")),
            (self._order_label, self.order, _("Order")),
        ):
            label.setText(text)
            field.setAccessibleName(text)
        self.table.horizontalHeader().setAccessibleName(_("Titles of the columns"))
        self.copy_button.setText(_("Copy table"))
        self.copy_button.setToolTip(_("Puts the table on the clipboard, for a spreadsheet."))
        self.export_button.setText(_("Export visits…"))
        self.export_button.setToolTip(_("Writes the visits of a period to a file (Ctrl+Shift+E)."))
        self.empty.setText("")
        if self.isVisible():
            self.reload()

    def repaint_colours(self) -> None:
        """Take the colours of the theme."""
        self.bars.update()

    def focus_start(self) -> None:
        """Go to the choice of the period."""
        self.period.preset.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Counting

    def reload(self) -> None:
        """Count off the UI thread; an answer that comes after a newer question is dropped."""
        self.period.move_on()
        self._asked += 1
        asked, rows, period, tag = self._asked, self._rows_name(), self.period.period(), language()
        statistics = self._context.desk.statistics

        def work() -> tuple[int, CountTable, Summary]:
            return asked, statistics.table(rows, period, tag), statistics.summary(period)

        self._context.background.read(work, self._on_counted)
        self._context.background.read(partial(statistics.marked, period), self._on_marked)
        self.beside.reload(period)

    def _rows_name(self) -> str:
        return str(self.list.currentData())

    def _on_counted(self, answer: tuple[int, CountTable, Summary]) -> None:
        asked, table, summary = answer
        if asked != self._asked:
            return
        name = _("Visits by: {list}").format(list=table_label(table))
        self.table.setAccessibleName(name)
        self.table.show_counts(table)
        self.total.setText(_total_text(table, summary))
        numbers = numbers_text(table)
        self.note.setText(numbers or _mentions_text(table))
        self.note.setVisible((bool(numbers) or table.mentions) and table.total_visits > 0)
        self.empty.setText(_empty_text(table))
        self.copy_button.setEnabled(table.total_visits > 0)
        self._stack.setCurrentIndex(1 if table.total_visits else 0)

    def _on_marked(self, marked: Marked) -> None:
        text = _marked_text(marked)
        self.marked.setText(text)
        self.marked.setVisible(bool(text))

    def _show_bars(self) -> None:
        table = self.table.counts.table()
        if table is None:
            return
        title = _("Picture of the visits by: {list}").format(list=table_label(table))
        rows = self.table.counts.rows()
        self.bars.show_bars(title, [_bar(row, table.total_visits, table.unit) for row in rows])

    # Slots

    def _on_visit_told(self, _fact: VisitLogged | VisitCorrected) -> None:
        self._visits_changed.emit()

    def _on_visits_changed(self) -> None:
        if self.isVisible():  # else they are counted when the view is shown
            self.reload()

    def _on_refused(self, text: str) -> None:
        self._context.messages.say(text, "warn")

    def _on_order_activated(self) -> None:
        self.table.order_by(self.order.currentData())

    def _on_order_changed(self, name: str) -> None:
        self.order.setCurrentIndex(self.order.findData(name))

    def copy_table(self) -> None:
        """Put the table on the clipboard, parted by tabs, in the order shown."""
        table = self.table.counts.table()
        if table is None:
            return
        rows = self.table.counts.rows()
        QGuiApplication.clipboard().setText(tab_separated(table, rows))
        text = ngettext("{count} row was copied.", "{count} rows were copied.", len(rows))
        self._context.messages.say(text.format(count=format_number(len(rows))), "good")

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Count again: visits may have been logged meanwhile."""
        super().showEvent(event)
        self.reload()

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stand table and picture below each other where the window is narrow."""
        super().resizeEvent(event)
        characters = self.width() / max(self.fontMetrics().averageCharWidth(), 1)
        wide = characters >= _WIDE_CHARACTERS
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._both.orientation() != wanted:
            self._both.setOrientation(wanted)


def _bar(row: CountRow, total: int, unit: Unit) -> Bar:
    label, count, share = cells(row, total)
    hatched = row.code in UNANSWERED or not row.code
    return Bar(label, row.count, f"{count} · {share}", spoken(row, total, unit), hatched)


def _total_text(table: CountTable, summary: Summary) -> str:
    """Return how many visits by how many people the period has, and how many group sessions."""
    texts = [_visits_text(table, summary)] if summary.visits or not summary.sessions else []
    if summary.sessions:
        people = ngettext(
            "{count} participant", "{count} participants", summary.participants
        ).format(count=format_number(summary.participants))
        text = ngettext(
            "{count} group session with {participants}",
            "{count} group sessions with {participants}",
            summary.sessions,
        )
        count = format_number(summary.sessions)
        texts.append(text.format(count=count, participants=people))
    return " · ".join(texts)


def _visits_text(table: CountTable, summary: Summary) -> str:
    """Return how many visits, group sessions left out, by how many people the period has."""
    period = period_text(table.period)
    if not summary.visits:
        return _("No visits, {period}").format(period=period)
    people = summary.adults + summary.children
    if summary.visits == 1:
        text = ngettext(
            "1 visit by {people} person, {period}", "1 visit by {people} people, {period}", people
        )
    else:
        text = ngettext(
            "{visits} visits by {people} person, {period}",
            "{visits} visits by {people} people, {period}",
            people,
        )
    return text.format(
        visits=format_number(summary.visits), people=format_number(people), period=period
    )


def _empty_text(table: CountTable) -> str:
    """Return why there is nothing to see, and what to do."""
    if table.unit != "visits":
        return _(
            "No group sessions were logged in this period. Choose a longer period above, or log"
            " a group session at the desk."
        )
    return _(
        "No visits were logged in this period. Choose a longer period above, or log visits"
        " at the desk."
    )


def _marked_text(marked: Marked) -> str:
    """Return how many of the visits are estimates or wait; they all count."""
    texts = []
    if marked.estimated:
        text = ngettext(
            "Of these {count} estimated.", "Of these {count} estimated.", marked.estimated
        )
        texts.append(text.format(count=format_number(marked.estimated)))
    if marked.waiting:
        text = ngettext(
            "{count} waits to be filled in.", "{count} wait to be filled in.", marked.waiting
        )
        texts.append(text.format(count=format_number(marked.waiting)))
    return " ".join(texts)


def _mentions_text(table: CountTable) -> str:
    """Return how mentions and visits differ."""
    mentions = sum(row.count for row in table.rows if row.code)
    return _(
        "A visit may stand in several rows. Mentions: {mentions}, visits: {visits}. Shares are of"
        " the visits, so together they can be more than 100%."
    ).format(mentions=format_number(mentions), visits=format_number(table.total_visits))


def _framed(widget: QWidget) -> QFrame:
    """Return the widget on a panel."""
    frame = panel()
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(6, 6, 6, 6)
    layout.addWidget(widget)
    return frame
