"""What an import would do, record by record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.import_words import FATE_NAMES, gone_warning, source_words
from advisor_desk.ui.directory.importing.columns_page import COLUMN_NAMES, column_name
from advisor_desk.ui.directory.importing.source_page import labelled
from advisor_desk.ui.presenters.record_words import FIELD_NAMES, field_name
from advisor_desk.ui.widgets.filter_box import WordBox
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from advisor_desk.domain.imports import Planned
    from advisor_desk.services.importing import ImportPlan

_AT_ONCE: Final = 200
"""Records that are put into the list together."""


class PreviewPage(QWidget):
    """Counts the records by what becomes of them, and lists those of one fate or all.

    Attributes:
        partial: shown with a warning where most of the source would be gone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planned: list[Planned] = []
        self._shown: list[Planned] = []
        self.summary = PlainLabel(role="title", wrap=True)
        self.source = PlainLabel(role="muted", wrap=True)
        self.warning = PlainLabel(role="warn", wrap=True)
        self.partial = QPushButton(_("It is only a part: mark nothing as gone"))
        self.partial.setAutoDefault(False)
        self.fate = WordBox()
        self.fate.activated.connect(self._on_fate)
        self.list = HitList()
        self.list.setAccessibleName(_("Records"))
        self.list.more_wanted.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.summary)
        column.addWidget(self.source)
        column.addWidget(self.warning)
        column.addWidget(self.partial, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(labelled(_("Show"), self.fate))
        column.addWidget(self.fate)
        column.addWidget(self.list, 1)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan; what needs a look, such as what is rejected, is at hand first."""
        self._planned = plan.planned
        counts = plan.counts
        self.summary.setText(summary_text(plan))
        self.source.setText(source_words(plan.catalogue))
        self.source.setVisible(bool(self.source.text()))
        self.warning.setText(gone_warning(len(plan.gone), plan.known))
        for part in (self.warning, self.partial):
            part.setVisible(bool(self.warning.text()))
        self.partial.setAccessibleDescription(self.warning.text())
        self.fate.clear()
        self.fate.addItem(_count_text(_("All"), len(plan.planned)), "")
        for fate, words in FATE_NAMES.items():
            if counts[fate]:
                self.fate.addItem(_count_text(_(words), counts[fate]), fate)
        self._on_fate(0)

    def focus_start(self) -> None:
        """Go to the choice of what is listed."""
        self.fate.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_fate(self, _index: int) -> None:
        wanted = self.fate.currentData() or ""
        self._shown = [one for one in self._planned if not wanted or one.fate == wanted]
        first = [_entry(number, one) for number, one in enumerate(self._shown[:_AT_ONCE])]
        self.list.show_entries(first, more=len(self._shown) > len(first))

    def _add(self) -> None:
        """Put the next records into the list: it is at its end."""
        have = self.list.model().rowCount()
        following = self._shown[have : have + _AT_ONCE]
        entries = [_entry(have + number, one) for number, one in enumerate(following)]
        self.list.add_entries(entries, more=len(self._shown) > have + len(entries))


def summary_text(plan: ImportPlan) -> str:
    """Return how many records there are, and how many would come in or change."""
    counts = plan.counts
    count = counts["new"] + counts["changed"] + counts["duplicate"]
    text = ngettext(
        "{count} record of {total} is new, changed or here already.",
        "{count} records of {total} are new, changed or here already.",
        count,
    ).format(count=format_number(count), total=format_number(len(plan.planned)))
    if plan.review:
        text += " " + ngettext(
            "{count} would wait for review.", "{count} would wait for review.", plan.review
        ).format(count=format_number(plan.review))
    return text


def _count_text(words: str, count: int) -> str:
    return _("{name} ({count})").format(name=words, count=format_number(count))


def _entry(number: int, one: Planned) -> Entry:
    fields = ", ".join(map(_field_words, one.fields))
    if one.fate == "rejected":
        detail = _("{field}: {problem}").format(field=fields, problem=one.problem)
        detail = detail if fields else one.problem
    else:
        detail = " · ".join(filter(None, (one.problem, fields)))
    return Entry(
        key=f"{number}",
        title=one.title or one.place,
        detail=detail,
        tag=_(FATE_NAMES[one.fate]),
        reason=one.place if one.title else "",
    )


def _field_words(field: str) -> str:
    """Return what a field is called, or its path in the source."""
    if field in FIELD_NAMES:
        return field_name(field)
    base = field.rpartition("_")[0]
    known = field in COLUMN_NAMES or (
        base in COLUMN_NAMES and field.endswith(("_fi", "_sv", "_en"))
    )
    return column_name(field) if known else field
