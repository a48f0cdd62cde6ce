"""One question of a walk with its numbered answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from advisor_desk.domain.walks import MOST_ANSWERS, NOT_KNOWN
from advisor_desk.i18n import _
from advisor_desk.ui.widgets.choice_button import BreakingButton
from advisor_desk.ui.widgets.labels import PlainLabel, repolish
from advisor_desk.ui.widgets.properties import NO_FOCUS, SCROLL_BAR_OFF, set_focus_policy


class Asked(NamedTuple):
    """What the panel shows.

    Attributes:
        title: of the card.
        caution: what to mind about the texts, or empty.
        progress: which question this is.
        given: the answers before, one a line.
        question: the words of the question.
        answers: the words of its answers.
        marked: number of the answer that the visit form speaks for, or 0.
    """

    title: str
    caution: str
    progress: str
    given: str
    question: str
    answers: Sequence[str]
    marked: int


class QuestionPanel(QScrollArea):
    """Asks; digits choose, Up and Down move, Enter or Space takes what has the focus.

    Signals:
        chosen: the number of an answer, 0 where it is not known.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked = NOT_KNOWN
        self._title = PlainLabel(role="muted", wrap=True)
        self._caution = PlainLabel(role="muted", wrap=True)
        self._progress = PlainLabel(role="muted", wrap=True)
        self._given = PlainLabel(wrap=True)
        self._question = PlainLabel(role="heading", wrap=True)
        self._hint = PlainLabel(role="muted", wrap=True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(6)
        for label in (
            self._title,
            self._caution,
            self._given,
            self._progress,
            self._question,
            self._hint,
        ):
            column.addWidget(label)
        self.buttons: list[BreakingButton] = []
        for number in (*range(1, MOST_ANSWERS + 1), NOT_KNOWN):
            button = BreakingButton(None, body)
            button.setProperty("role", "choice")
            button.clicked.connect(partial(self._on_clicked, number))
            column.addWidget(button)
            self.buttons.append(button)
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("horizontalScrollBarPolicy", SCROLL_BAR_OFF)
        set_focus_policy(self, NO_FOCUS)

    def ask(self, asked: Asked) -> None:
        """Show a question; `focus_answer` goes to it."""
        self._title.setText(asked.title)
        self._caution.setText(asked.caution)
        self._caution.setVisible(bool(asked.caution))
        self._given.setText(asked.given)
        self._given.setVisible(bool(asked.given))
        self._progress.setText(asked.progress)
        self._question.setText(asked.question)
        hint = _("The visit form speaks for answer {number}. Enter takes it.")
        self._hint.setText(hint.format(number=asked.marked) if asked.marked else "")
        self._hint.setVisible(bool(asked.marked))
        last = self.buttons[-1]
        for number, button in enumerate(self.buttons[:-1], 1):
            button.setVisible(number <= len(asked.answers))
            if number <= len(asked.answers):
                self._set_up(button, number, asked, asked.answers[number - 1])
        self._set_up(last, NOT_KNOWN, asked, _("Not known"))
        self._marked = asked.marked
        self.verticalScrollBar().setValue(0)

    def _set_up(self, button: BreakingButton, number: int, asked: Asked, words: str) -> None:
        button.set_words(f"{number}  {words}")
        spoken = _("{question} {answer}").format(question=asked.question, answer=words)
        button.setAccessibleName(spoken)
        marked = bool(asked.marked) and number == asked.marked
        button.setAccessibleDescription(self._hint.text() if marked else "")
        if bool(button.property("carried")) != marked:
            button.setProperty("carried", marked)
            button.setCheckable(marked)
            repolish(button)
        button.setChecked(marked)

    def focus_answer(self) -> None:
        """Go to the marked answer, else to the first, and tell a screen reader the question."""
        target = self.buttons[max(self._marked, 1) - 1]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(target)
        said = f"{self._progress.text()} {self._question.text()} {self._hint.text()}".strip()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def shown_answers(self) -> list[str]:
        """Return what the buttons say, for the tests."""
        return [b.text().replace("\n", " ") for b in self.buttons if not b.isHidden()]

    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Choose by digit or Enter; what is none of the panel's keys goes on."""
        keys, key = Qt.Key, Qt.Key(event.key())
        shown = [button for button in self.buttons if not button.isHidden()]
        focused = next((button for button in shown if button.hasFocus()), None)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif keys.Key_0 <= key <= keys.Key_9:
            number = key - keys.Key_0
            if number < len(shown):
                self.chosen.emit(number)
        elif key in (keys.Key_Return, keys.Key_Enter) and focused is not None:
            focused.click()
        else:
            event.ignore()
