"""The work lists of a supervisor, with what they are about beside them."""

from __future__ import annotations

from collections.abc import Container
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.reports import Report, ReportState
from advisor_desk.domain.reviews import Review
from advisor_desk.i18n import N_, _
from advisor_desk.services.explain import explain
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.editing import edit_record
from advisor_desk.ui.directory.merging import merge_records
from advisor_desk.ui.directory.todo.action_bar import ActionBar
from advisor_desk.ui.directory.todo.acts import (
    actions_for,
    say_decided,
    settle_report,
    tell_apart,
    verify,
    words_about,
)
from advisor_desk.ui.directory.todo.review_board import Decided, ReviewBoard
from advisor_desk.ui.directory.todo.tasks import (
    EMPTY,
    KIND_NAMES,
    KINDS,
    Kind,
    Task,
    Tasks,
    Twins,
    load_tasks,
    search_duplicates,
)
from advisor_desk.ui.presenters.page_view import PageView
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.flow import FlowLayout
from advisor_desk.ui.widgets.hit_list import HitList
from advisor_desk.ui.widgets.labels import PlainLabel, panel
from advisor_desk.ui.widgets.scrolled import Scrolled

_WIDE: Final = 130
"""Average characters of width from which on each list has a button of its own."""
_ROOMY_LINES: Final = 24
_HINT: Final = N_("The record that a task is about is shown here.")
_SHOW_DELAY: Final = 60
"""Milliseconds after which the page of a task is read, so that arrows run through the list."""


class TodoPanel(QWidget):
    """One of four lists, and the task that is marked in it.

    Signals:
        counted: how many reports and differences wait.
        left: Escape in the list.
    """

    counted = Signal(int)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kind: Kind = "report"
        self._awaited: set[Kind] = set()
        self._lists: dict[Kind, Tasks] = {}
        self._searching = False
        self._search_again = False
        self._switches: dict[Kind, QPushButton] = {}
        self.note = PlainLabel(role="muted", wrap=True)
        self.list = HitList()
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.opened.connect(self._on_opened)
        self.list.key_pressed.connect(self._on_key)
        self.bar = ActionBar()
        self.bar.acted.connect(self.act)
        self.detail = PageView(context, refers=False, counts=False, hint=_HINT)
        self.review = ReviewBoard(context)
        self.review.decided.connect(self._on_decided)
        self._timer = QTimer(self, singleShot=True, interval=_SHOW_DELAY)
        self._timer.timeout.connect(self._show_task)
        self._place()
        self.retranslate()

    def _place(self) -> None:
        left = panel()
        column = QVBoxLayout(left)
        column.setContentsMargins(10, 10, 6, 4)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, 4)
        for kind in KINDS:
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("role", "switch")
            button.clicked.connect(partial(self._on_switch, kind))
            self._switches[kind] = button
            flow.addWidget(button)
        self._box = WordBox()
        self._box.activated.connect(self._on_box)
        for kind in KINDS:
            self._box.addItem("", kind)
        self._box.hide()
        column.addWidget(self._buttons)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.bar)
        inner.addWidget(self.detail, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._review_page = Scrolled(self.review, 6)
        self._stack.addWidget(self._review_page)
        right = panel()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._stack)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([400, 600])
        splitter.setStretchFactor(0, 40)
        splitter.setStretchFactor(1, 60)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self._box)
        outer.addWidget(splitter, 1)

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Offer the lists in a box where the buttons would take too much room."""
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().averageCharWidth() * _WIDE
        self._buttons.setVisible(wide)
        self._box.setVisible(not wide)

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self.list.setAccessibleName(_("Tasks"))
        self._box.setAccessibleName(_("Work list"))
        self._name_switches()
        self.detail.retranslate()
        if self.isVisible():
            self.reload()

    def repaint_colours(self) -> None:
        """Take the colours of the theme."""
        self.detail.repaint_colours()
        self.review.repaint_colours()

    def focus_start(self) -> None:
        """Go to the list, and read it anew; the first in which something waits is shown."""
        self._awaited = {"report", "review", "due"}
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reload()

    # Lists

    def reload(self) -> None:
        """Read the lists off the UI thread; the duplicates only while they are looked at."""
        for kind in KINDS:
            if kind != "duplicate":
                work = partial(load_tasks, self._context.desk, kind)
                self._context.background.read(work, self._on_loaded)
            elif self._kind == "duplicate":
                self._search()

    def _search(self) -> None:
        """Look for duplicates; one search at a time, and again if something changed meanwhile."""
        self._search_again = self._searching
        if not self._searching:
            self._searching = True
            work = partial(search_duplicates, self._context.desk)
            self._context.background.read_in_steps(work, self._on_searched, self._on_not_searched)

    def _on_searched(self, tasks: Tasks) -> None:
        self._searching = False
        if self._search_again:
            self._search()
        else:
            self._on_loaded(tasks)

    def _on_not_searched(self, error: Exception) -> None:
        self._searching = False
        self._context.messages.say(explain(error), "bad")  # type: ignore[arg-type]  # background hands on the expected kinds alone

    def show_kind(self, kind: Kind) -> None:
        """Show one of the lists."""
        self._awaited.clear()
        self._kind = kind
        self._name_switches()
        self._fill()
        if kind == "duplicate" and kind not in self._lists:
            self.note.setText(_("Looking for duplicates…"))
            self.note.show()
        self.reload()

    def _on_box(self, index: int) -> None:
        self.show_kind(KINDS[index])

    def _on_switch(self, kind: Kind, _checked: bool = False) -> None:
        self.show_kind(kind)

    def _on_loaded(self, tasks: Tasks) -> None:
        self._lists[tasks.kind] = tasks
        self._pick(tasks.kind)
        self._name_switches()
        if tasks.kind == self._kind:
            self._fill()
        if {"report", "review"} <= self._lists.keys():
            self.counted.emit(self._lists["report"].count + self._lists["review"].count)

    def _pick(self, read: Kind) -> None:
        """Begin with the first list in which something waits, unless somebody chose one."""
        if read not in self._awaited:
            return
        self._awaited.remove(read)
        if self._awaited:
            return
        known = [kind for kind in KINDS if kind in self._lists]
        waiting = next((kind for kind in known if self._lists[kind].count), self._kind)
        if waiting != self._kind:
            self._kind = waiting
            self._fill()

    def _name_switches(self) -> None:
        for index, (kind, button) in enumerate(self._switches.items()):
            name = _(KIND_NAMES[kind])
            if kind in self._lists:
                count = self._lists[kind].count
                name = _("{list}: {count}").format(list=name, count=count)
            self._box.setItemText(index, name)
            button.setText(name.replace("&", "&&"))
            button.setChecked(kind == self._kind)
        self._box.setCurrentIndex(KINDS.index(self._kind))

    def _fill(self) -> None:
        shown = self._lists.get(self._kind)
        tasks = shown.tasks if shown else ()
        near = self._near({task.entry.key for task in tasks})
        self.list.show_entries([task.entry for task in tasks])
        keys = [task.entry.key for task in tasks]
        if near in keys:
            self.list.setCurrentIndex(self.list.entries.index(keys.index(near), 0))
        empty = shown is not None and not tasks
        self.note.setText(_(EMPTY[self._kind]) if empty else "")
        self.note.setVisible(empty)
        self._show_task()

    def _near(self, left: Container[str]) -> str:
        """Return the key of what is marked; where it is done, of the next that is left."""
        keys = [entry.key for entry in self.list.entries.entries()]
        row = max(self.list.currentIndex().row(), 0)
        return next((key for key in (*keys[row:], *reversed(keys[:row])) if key in left), "")

    def page(self) -> PageView:
        """Return the page of the task that is marked, however lately it was marked."""
        if self._timer.isActive():
            self._show_task()
        return self.detail

    def _current(self) -> Task | None:
        shown, key = self._lists.get(self._kind), self.list.current_key()
        if shown is None:
            return None
        return next((task for task in shown.tasks if task.entry.key == key), None)

    # The task

    def _on_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._timer.start()

    def _show_task(self) -> None:
        self._timer.stop()
        task = self._current()
        if task is None:
            self.bar.show_actions("", ())
            self.detail.clear()
            self._stack.setCurrentIndex(0)
            return
        subject = task.subject
        self.detail.show_only(f"service:{task.service_id}")
        if isinstance(subject, Review):
            self.review.show_review(subject)
            self._stack.setCurrentWidget(self._review_page)
            return
        self._stack.setCurrentIndex(0)
        # What the list says already is left out where the page needs the room.
        told = isinstance(subject, Report) or self._is_roomy()
        self.bar.show_actions(words_about(subject) if told else "", actions_for(subject))

    def _is_roomy(self) -> bool:
        """Tell whether the bar may repeat what the list says."""
        return self.height() >= self.fontMetrics().lineSpacing() * _ROOMY_LINES

    def _on_opened(self, _key: str) -> None:
        self._show_task()
        if self._stack.currentWidget() is self._review_page:
            self.review.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.detail.focus_page()

    def _on_key(self, key: int, _current: str) -> None:
        if key == Qt.Key.Key_Escape:
            self.left.emit()

    # Doing it

    def act(self, action: str) -> None:
        """Do something about the task that is marked."""
        task = self._current()
        if task is None:
            return
        subject = task.subject
        if action == "edit":
            edit_record(self._context, self.window(), task.service_id)
        elif action in ("verified", "verify"):
            in_detail = action == "verify"
            verify(self._context, self.window(), task.service_id, in_detail=in_detail)
        elif isinstance(subject, Report) and action in ("mended", "rejected"):
            state: ReportState = "mended" if action == "mended" else "rejected"
            settle_report(self._context, subject, state, self.reload)
        elif isinstance(subject, Twins):
            self._settle_twins(subject, action)

    def _settle_twins(self, twins: Twins, action: str) -> None:
        if action == "merge":
            merge_records(self._context, self.window(), twins.one, twins.other)
        elif action == "other":
            self.detail.open(f"service:{twins.other.id}")
        else:
            tell_apart(self._context, twins, self.reload)

    def _on_decided(self, decided: Decided) -> None:
        say_decided(self._context, decided, self.reload)
