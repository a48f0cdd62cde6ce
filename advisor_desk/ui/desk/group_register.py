"""The register of a group session: how many of each age group spoke what, and no names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_desk.domain.codes import NOT_ASKED
from advisor_desk.domain.visit import Participants, Visit
from advisor_desk.i18n import _
from advisor_desk.services.explain import field_label
from advisor_desk.ui.context import Context
from advisor_desk.ui.desk.fields import FIELDS, all_choices, choice
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.choice_row import Choice
from advisor_desk.ui.widgets.count_grid import CountGrid
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.picker import Picker

_DIGITS: Final = 3
_AGE_CHARACTERS: Final = 13
_LINES: Final = 27
"""Lines of text for which the grid has room: all of it, so that only the page around scrolls."""


class Register(QWidget):
    """A grid of age groups and languages with their sums.

    Age groups stand below each other: there are always nine of them, and few languages, so
    that there is room for it at twice the text size.

    Signals:
        changed: the user changed a number.
    """

    changed = Signal()

    def __init__(self, context: Context, visit: Visit) -> None:
        super().__init__()
        self._context = context
        self._ages = self._age_groups(visit)
        self._before: QWidget | None = None
        label = PlainLabel(_("Register"), role="heading")
        hint = _(
            "How many of each age group spoke which language: numbers alone, never names. The"
            " arrows move, Space adds a language."
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(label)
        self._layout.addWidget(PlainLabel(hint, role="muted", wrap=True))
        codes = dict.fromkeys((NOT_ASKED, *(part.language for part in visit.participants)))
        self._languages = [self._language(code) for code in codes]
        counts = {(part.age, part.language): part.heads for part in visit.participants}
        self.grid = self._make_grid(counts)

    def _make_grid(self, counts: Mapping[tuple[str, str], int]) -> CountGrid:
        """Make the grid of the languages there are, with numbers by age group and language."""
        grid = CountGrid(
            self._languages,
            _("Sum"),
            _("{column}, {row}"),
            digits=_DIGITS,
            label_characters=_AGE_CHARACTERS,
        )
        for group in self._ages:
            grid.add_row(group)
        for (age, tag), count in counts.items():
            grid.set_count(age, tag, count)
        grid.make_current(self._ages[0].id, self._languages[0].id)
        grid.setMinimumHeight(self.fontMetrics().height() * _LINES)
        grid.changed.connect(self.changed)
        grid.more_wanted.connect(self.add_language)
        self._layout.addWidget(grid, 1)
        return grid

    def _age_groups(self, visit: Visit) -> list[Choice]:
        """Return the age groups of today, those that the session has, and "not asked"."""
        codes, tag = self._context.desk.codes, language()
        day = self._context.desk.visits.today().isoformat()
        ids = [code.id for code in codes.book.members("age", day=day)]
        ids += [part.age for part in visit.participants]
        ids = [code for code in dict.fromkeys(ids) if code != NOT_ASKED]
        return [choice(codes, "age", code, tag) for code in (*ids, NOT_ASKED)]

    def _language(self, code: str) -> Choice:
        if code == NOT_ASKED:
            return Choice(NOT_ASKED, _("Language not asked"))
        return choice(self._context.desk.codes, "language", code, language())

    def offer(self, languages: Sequence[Choice]) -> None:
        """Have columns for languages; those that are there stay, and so do all numbers."""
        known = {each.id for each in self._languages}
        new = [each for each in languages if each.id not in known]
        if not new:
            return
        self._languages += new
        current, before = self.grid.current(), self.grid
        self.grid = self._make_grid(before.counts())
        self.grid.make_current(*current)
        self._layout.removeWidget(before)
        before.hide()
        before.deleteLater()
        if self._before is not None:
            self.begin_after(self._before)

    def begin_after(self, before: QWidget) -> None:
        """Let Tab come from another field to the first number."""
        self._before = before
        self.grid.begin_after(before)

    def total(self) -> int:
        """Return how many participants are in the register."""
        return self.grid.total()

    def participants(self) -> tuple[Participants, ...]:
        """Return the numbers, in the order in which they are stored."""
        counts = self.grid.counts()
        return tuple(sorted(Participants(age, tag, n) for (age, tag), n in counts.items()))

    def add_language(self) -> None:
        """Let a further language be found by typing, and go to its column."""
        desk, tag = self._context.desk, language()
        field = next(f for f in FIELDS if f.name == "language")
        day = desk.visits.today().isoformat()
        label = field_label("language")
        prompt = _("Type to find: {field}").format(field=label)
        picker = Picker(label, prompt, all_choices(desk.codes, field, tag, day), self)
        picker.exec()
        picked = picker.picked
        picker.deleteLater()
        if picked is not None:
            age, _tag = self.grid.current()
            self.offer([self._language(picked.id)])
            self.grid.make_current(age, picked.id)
        self.grid.focus_current()
