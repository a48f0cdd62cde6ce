"""Differences between this desk's record and a catalogue, decided field by field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from advisor_desk.domain.record_fields import Change, confidential_fields
from advisor_desk.domain.reviews import Decision, Review
from advisor_desk.i18n import N_, _
from advisor_desk.services.desk import Desk
from advisor_desk.ui.context import Context
from advisor_desk.ui.directory.compare import CompareBoard, Names, Pair, Side
from advisor_desk.ui.presenters.record_words import field_name, words_of_text
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.labels import PlainLabel

_DECISIONS: Final[dict[Side, Decision]] = {"left": "ours", "right": "theirs"}
_REASONS: Final = {
    "differs": N_("The catalogue says otherwise than this desk."),
    "personal-name": N_("The text seems to name a person; the other one is without the name."),
    "mobile-number": N_("The text seems to have a person's mobile number; the other has not."),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, and what it takes to undo it.

    Attributes:
        revision: of the record that came of it, or 0 where nothing was taken over.
    """

    review_id: int
    service_id: str
    decisions: dict[str, Decision]
    revision: int


def decide(desk: Desk, review: Review, decisions: dict[str, Decision]) -> Decided:
    """Store decisions; see `Reviews.decide` for what it raises."""
    before = desk.directory.get(review.service_id)
    after = desk.reviews.decide(desk.actor, review.id, decisions)
    changed = before is None or after.revision != before.revision
    return Decided(review.id, after.id, decisions, after.revision if changed else 0)


def take_back(desk: Desk, decided: Decided) -> None:
    """Open a review again and give the record its texts back.

    Raises:
        InvalidRecord: the record was changed again since.
        Failure: the disk or the database failed.
    """
    if decided.revision:
        desk.curation.undo(desk.actor, decided.service_id, decided.revision)
    desk.reviews.reopen(desk.actor, decided.review_id, decided.decisions)


class ReviewBoard(QWidget):
    """Shows one review; Left keeps ours, Right takes theirs, Enter stores.

    Signals:
        decided: what was stored, as `Decided`.
    """

    decided = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._review: Review | None = None
        self._title = PlainLabel(role="title", wrap=True)
        self._hint = PlainLabel(role="muted", wrap=True)
        names = Names(
            left=_("Keep ours"),
            right=_("Take theirs"),
            all_left=_("Keep all of ours"),
            all_right=_("Take all of theirs"),
            left_chosen=_("ours is kept"),
            right_chosen=_("theirs is taken"),
        )
        self.board = CompareBoard(context, names)
        self.board.chosen.connect(self._on_chosen)
        self.board.list.opened.connect(self._on_opened)
        self.store_button = QPushButton(_("Store the decisions"))
        self.store_button.setProperty("role", "primary")
        self.store_button.clicked.connect(self.store)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self._title)
        layout.addWidget(self._hint)
        layout.addWidget(self.board, 1)
        layout.addWidget(self.store_button)
        self._hint.setText(_("Left keeps ours, Right takes theirs, Enter stores what is decided."))
        self.setFocusProxy(self.board)

    def repaint_colours(self) -> None:
        """Take the colours of the theme."""
        self.board.repaint_colours()

    def show_review(self, review: Review) -> None:
        """Show a review; what was chosen and not stored for the same one stays."""
        if self._review == review:
            return
        self._review = review
        desk = self._context.desk
        self._title.setText(review.name.pick(language()))
        fields = {one.field: one for one in review.fields}
        reasons = {
            field: " ".join(_(_REASONS[one.reason]) for one in review.fields if one.field == field)
            for field in fields
        }
        hidden = confidential_fields(
            Change(one.field, one.ours, one.theirs) for one in review.fields
        )
        self.board.show_pairs(
            [
                Pair(
                    field,
                    field_name(field),
                    words_of_text(desk, field, one.ours),
                    words_of_text(desk, field, one.theirs),
                    reasons[field],
                    private=field in hidden,
                )
                for field, one in fields.items()
            ]
        )
        self._on_chosen()

    def store(self) -> None:
        """Store what is decided; fields not decided stay open."""
        choices = self.board.choices()
        if self._review is None or not choices:
            return
        decisions = {field: _DECISIONS[side] for field, side in choices.items()}
        work = partial(decide, self._context.desk, self._review, decisions)
        self._context.background.write(work, self.decided.emit)

    def _on_chosen(self) -> None:
        self.store_button.setEnabled(bool(self.board.choices()))

    def _on_opened(self, _key: str) -> None:
        if self.board.complete():
            self.store()
