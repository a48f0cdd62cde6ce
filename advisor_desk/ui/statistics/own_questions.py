"""What the statistics say of a point's own questions."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from advisor_desk.i18n import _, ngettext
from advisor_desk.i18n.formats import format_decimal, format_number
from advisor_desk.services.count_table import CountTable
from advisor_desk.services.desk import Desk
from advisor_desk.services.statistics import ROWS, rows_label
from advisor_desk.ui.presenters.words import language


def offer_rows(box: QComboBox, desk: Desk) -> None:
    """Offer what visits can be counted by, own questions last; what is chosen stays chosen."""
    chosen, tag = box.currentData(), language()
    box.clear()
    for name in ROWS:
        box.addItem(rows_label(name), name)
    for question in desk.questions.all:
        text = _("Own question: {question}").format(question=question.label.pick(tag))
        box.addItem(text, question.rows_name)
    box.setCurrentIndex(max(box.findData(chosen), 0))


def numbers_text(table: CountTable) -> str:
    """Return mean and median of the numbers given as answers, or nothing for other tables."""
    if table.numbers is None:
        return ""
    text = ngettext(
        "{count} answer, mean {mean}, median {median}.",
        "{count} answers, mean {mean}, median {median}.",
        table.numbers.answers,
    )
    return text.format(
        count=format_number(table.numbers.answers),
        mean=format_decimal(table.numbers.mean),
        median=format_decimal(table.numbers.median),
    )
