"""Walks the page of a path or a card: keys, buttons, and what is shown in the page's place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from advisor_desk.domain.path_walk import PathWalk, steps_left
from advisor_desk.domain.walks import Walk, known_answer, stand
from advisor_desk.i18n import _
from advisor_desk.services.path_text import path_text
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.pages import Page
from advisor_desk.ui.presenters.question_panel import Asked, QuestionPanel
from advisor_desk.ui.presenters.walk_blocks import (
    end_blocks,
    given_text,
    path_walk_blocks,
    progress_text,
)
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.talk import Decision
from advisor_desk.ui.widgets.document import Block, DocumentView
from advisor_desk.ui.widgets.flow import FlowLayout


class Walker(QObject):
    """Follows the page shown; its panel and bar are placed by the view of the page.

    Args:
        context: what every part of the window is given.
        view: the text of the page, whose keys are taken while it is walked.

    Attributes:
        panel: asks a question, in place of the text.
        bar: the buttons of a walk.
    """

    def __init__(self, context: Context, view: DocumentView) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._page: Page | None = None
        self._wanted = ""
        self.panel = QuestionPanel()
        self.panel.chosen.connect(self._on_chosen)
        self.panel.hide()
        self.bar = QWidget()
        flow = FlowLayout(self.bar)
        self._tick = self._button(flow, self._on_tick, primary=True)
        self._previous = self._button(flow, self.back)
        self._next = self._button(flow, self._on_next)
        self._whole = self._button(flow, self._on_whole)
        self._copy = self._button(flow, self.copy)
        self._leave = self._button(flow, self.leave)
        self.bar.hide()
        view.installEventFilter(self)

    def _button(
        self, flow: FlowLayout, slot: Callable[[], None], *, primary: bool = False
    ) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "primary" if primary else "small")
        button.clicked.connect(slot)
        flow.addWidget(button)
        return button

    # What is shown

    def show_page(self, page: Page) -> tuple[Block, ...]:
        """Take the page that is shown, and return the text for it.

        While a question is asked, the panel stands in place of the text; see `asking`.
        """
        self._page = page
        walk, decision = self._walk(), self._decision()
        self.panel.hide()
        self.bar.setVisible(walk is not None or decision is not None)
        desk = self._context.desk
        if page.path is not None and walk is not None:
            self._name_path_buttons(walk)
            return tuple(path_walk_blocks(desk, page.path, walk))
        if page.card is None or decision is None:
            return page.blocks
        standing = stand(decision.walk, decision.numbers)
        self._name_card_buttons(decision, at_end=standing.end is not None)
        if standing.end is None:
            self._ask(decision)
            return page.blocks
        whole = decision.whole
        return tuple(end_blocks(desk, page.card, decision.walk, standing, whole=whole))

    def clear(self) -> None:
        """Show nothing: there is no page."""
        self._page = None
        self.panel.hide()
        self.bar.hide()

    @property
    def asking(self) -> bool:
        """Whether a question stands in place of the text."""
        return not self.panel.isHidden()

    @property
    def walking(self) -> bool:
        """Whether the page shown is being walked."""
        return self._walk() is not None or self._decision() is not None

    @property
    def at_a_glance(self) -> bool:
        """Whether all steps of a path are shown, so that the place in the text matters."""
        walk = self._walk()
        return walk is not None and walk.whole

    def start_text(self, page: Page) -> str:
        """Return the words of the button that starts a walk; empty where there is none."""
        if self.walking:
            return ""
        if page.path is not None:
            return _("Walk the path")
        has = page.card is not None and self._context.desk.guidance.has_walk(page.card.id)
        return _("Questions that decide") if has else ""

    def _walk(self) -> PathWalk | None:
        page = self._page
        return self._context.talk.path(page.key) if page and page.path else None

    def _decision(self) -> Decision | None:
        page = self._page
        return self._context.talk.decision(page.key) if page and page.card else None

    def _ask(self, decision: Decision) -> None:
        standing = stand(decision.walk, decision.numbers)
        question, page = standing.question, self._page
        if question is None or page is None or page.card is None:
            return
        tag, number = language(), len(standing.given) + 1
        progress = _("Question {number} of at most {all}")
        read = decision.walk.reviewed or tag == "en"
        visit = self._context.talk.ask_visit
        book = self._context.desk.codes.book
        self.panel.ask(
            Asked(
                title=page.card.title.pick(tag),
                caution="" if read else _("A native speaker has not yet read this text."),
                progress=progress.format(number=number, all=len(standing.given) + standing.left),
                given="\n".join(map(given_text, standing.given)),
                question=question.text.pick(tag),
                answers=[answer.text.pick(tag) for answer in question.answers],
                marked=known_answer(question, visit(), book) if visit is not None else 0,
            )
        )
        self.panel.show()

    def set_roomy(self, *, roomy: bool) -> None:
        """Leave out the button that stands in the menu too, where the page is low."""
        self._copy.setVisible(roomy and self._walk() is not None)

    def _name_path_buttons(self, walk: PathWalk) -> None:
        done = walk.present in walk.ticked
        tick = _("Take step {number} back") if done else _("Tick step {number}")
        self._tick.setText(tick.format(number=walk.present))
        self._tick.setToolTip(_("Space; a digit ticks the step of that number."))
        self._previous.setText(_("Previous step"))
        self._previous.setToolTip(_("Left or Backspace"))
        self._previous.setEnabled(walk.present > 1)
        self._next.setText(_("Next step"))
        self._next.setToolTip(_("Right"))
        self._next.setEnabled(walk.present < walk.count)
        self._whole.setText(_("One step at a time") if walk.whole else _("All at a glance"))
        self._whole.setToolTip(_("The digit 0"))
        self._copy.setText(_("Copy from this step on"))
        self._copy.setToolTip(_("Ctrl+Shift+J"))
        self._leave.setText(_("Leave the walk"))
        self._leave.setToolTip(_("Escape"))
        self._show_buttons(path=True, at_end=False)

    def _name_card_buttons(self, decision: Decision, *, at_end: bool) -> None:
        self._previous.setText(_("Change the answer before"))
        self._previous.setToolTip(_("Backspace"))
        self._previous.setEnabled(bool(decision.numbers))
        self._whole.setText(
            _("Hide what does not apply") if decision.whole else _("Show all facts")
        )
        self._whole.setToolTip(_("The digit 0"))
        self._leave.setText(_("Leave the questions"))
        self._leave.setToolTip(_("Escape"))
        self._show_buttons(path=False, at_end=at_end)

    def _show_buttons(self, *, path: bool, at_end: bool) -> None:
        for button in (self._tick, self._next, self._copy):
            button.setVisible(path)
        self._whole.setVisible(path or at_end)

    # Starting, leaving, copying

    def start(self) -> None:
        """Walk the page shown, or go on with it; say so where it cannot be walked."""
        page = self._page
        if page is not None and page.path is not None:
            kept = self._context.talk.kept_path(page.key)
            self._set_path(kept or PathWalk(len(page.path.steps)))
            self.focus()
        elif page is not None and page.card is not None and self.walking:
            self.focus()
        elif page is not None and page.card is not None:
            self._wanted = page.key
            guidance = self._context.desk.guidance
            self._context.background.read(
                partial(guidance.walk, page.card), partial(self._on_read, page.key)
            )
        else:
            self._context.messages.say(_("Open a path or a card first, then walk it."), "warn")

    def _on_read(self, key: str, walk: Walk | None) -> None:
        page = self._page
        if page is None or page.card is None or page.key != key or self._wanted != key:
            return
        self._wanted = ""
        if walk is not None:
            self._context.talk.decide(key, Decision(walk))
            self.focus()
        elif self._context.desk.guidance.has_walk(page.card.id):
            text = _("This card was changed since its questions were written. Read all its facts.")
            self._context.messages.say(text, "warn")
        else:
            text = _("This card has no questions that decide. All its facts are shown.")
            self._context.messages.say(text)

    def focus(self) -> None:
        """Go to the answers, or to the text."""
        if self.asking:
            self.panel.focus_answer()
        else:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Show the page as it is without a walk."""
        if self._page is not None and self.walking:
            self._context.talk.leave(self._page.key)
            self.focus()

    def copy(self) -> None:
        """Copy what is left of the path, from the present step on."""
        page = self._page
        if page is None or page.path is None:
            self._context.messages.say(_("Open a path first, then copy its steps."), "warn")
            return
        walk = self._walk() or PathWalk(len(page.path.steps))
        left = steps_left(page.path, walk, self._context.desk.guidance.by_id)
        if not left:
            self._context.messages.say(_("No step is left from here on."), "warn")
            return
        QGuiApplication.clipboard().setText(path_text(page.path, left, language()))
        text = _("The path was copied from step {number} on.")
        self._context.messages.say(text.format(number=left[0].number), "good")

    # Answers and ticks

    def _on_chosen(self, number: int) -> None:
        decision = self._decision()
        if decision is not None and self._page is not None:
            answered = replace(decision, numbers=(*decision.numbers, number), whole=False)
            self._decide(answered)

    def _decide(self, decision: Decision) -> None:
        if self._page is None:
            return
        self._context.talk.decide(self._page.key, decision)
        self.focus()
        if not self.asking:
            self._announce(_("These facts apply."))

    def _set_path(self, walk: PathWalk) -> None:
        if self._page is not None and self._page.path is not None:
            self._context.talk.walk(self._page.key, walk)
            action = self._page.path.steps[walk.present - 1].action.pick(language())
            said = _("{progress} {step}").format(progress=progress_text(walk), step=action)
            self._announce(said)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))

    def tick(self, number: int) -> None:
        """Tick a step of the path, or take it back."""
        walk = self._walk()
        if walk is not None:
            self._set_path(walk.tick(number))

    def back(self) -> None:
        """Go to the step before, or take the last answer back."""
        walk, decision = self._walk(), self._decision()
        if walk is not None:
            self._set_path(walk.go(walk.present - 1))
        elif decision is not None and decision.numbers:
            self._decide(replace(decision, numbers=decision.numbers[:-1], whole=False))

    def _on_tick(self) -> None:
        if walk := self._walk():
            self.tick(walk.present)

    def _on_next(self) -> None:
        if walk := self._walk():
            self._set_path(walk.go(walk.present + 1))

    def _on_whole(self) -> None:
        walk, decision = self._walk(), self._decision()
        if walk is not None:
            self._set_path(replace(walk, whole=not walk.whole))
        elif decision is not None and not self.asking:
            self._decide(replace(decision, whole=not decision.whole))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:  # noqa: N802 - Qt's name
        """Take the keys of the walk before the text scrolls by them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.on_key(event)
        return super().eventFilter(watched, event)

    def on_key(self, event: QKeyEvent) -> bool:
        """Handle a key; return whether it was one of the walk that is on."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.walking:
            return False
        keys, key = Qt.Key, Qt.Key(event.key())
        acts: dict[Qt.Key, Callable[[], None]] = {
            keys.Key_Escape: self.leave,
            keys.Key_Backspace: self.back,
        }
        if not self.asking:
            acts[keys.Key_0] = self._on_whole
        if self._walk() is not None:
            acts |= {
                keys.Key_Space: self._on_tick,
                keys.Key_Left: self.back,
                keys.Key_Right: self._on_next,
            }
            for number in range(1, 10):
                acts[keys(keys.Key_0 + number)] = partial(self.tick, number)
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None
