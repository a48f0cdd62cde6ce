"""The report on the quality of the directory: rules, the records that break one, and its file."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from advisor_desk.domain.directory import Service
from advisor_desk.i18n import LANGUAGE_NAMES, N_, _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.quality import Finding, Group, QualityReport, RuleCount, rule_title
from advisor_desk.services.release import ReleaseReport
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.release_dialog import FileKind, ask_file, documents
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.hit_list import Entry, HitList
from advisor_desk.ui.widgets.labels import PlainLabel
from advisor_desk.ui.widgets.sizes import fit_to_parent

_GROUP_NAMES: Final[dict[Group, str]] = {
    "invalid": N_("Invalid: the record is no use so"),
    "incomplete": N_("Incomplete"),
    "stale": N_("Stale: it may not be true any more"),
    "content": N_("Badly written, or doubtful"),
}
_MOST: Final = 300
"""Findings that are put into the list at a time."""


def show_quality(context: Context, parent: QWidget) -> None:
    """Look through the directory and show what is to be mended."""
    dialog = QualityDialog(context, parent)
    dialog.reload()
    dialog.exec()
    dialog.deleteLater()


class QualityDialog(QDialog):
    """Rules on the left, the records that break the marked one on the right; Enter edits one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        self._report: QualityReport | None = None
        self._shown: tuple[Finding, ...] = ()
        self.setWindowTitle(_("Quality of the directory"))
        self.summary = PlainLabel(_("Looking through the directory…"), role="heading", wrap=True)
        self.hint = PlainLabel(
            _("Enter goes from a rule to its records, and from a record to its editor."),
            role="muted",
            wrap=True,
        )
        self.rules = HitList()
        self.rules.setAccessibleName(_("Rules"))
        self.rules.selectionModel().currentChanged.connect(self._on_rule)
        self.rules.opened.connect(self._on_rule_opened)
        self.records = HitList()
        self.records.setAccessibleName(_("Records"))
        self.records.opened.connect(self._on_record_opened)
        self.records.selectionModel().currentChanged.connect(self._on_record)
        self.records.more_wanted.connect(self._on_more)
        self.records.key_pressed.connect(self._on_record_key)
        self.sentence = PlainLabel(wrap=True)
        self._save = QPushButton(_("Save as a file…"))
        self._save.setAutoDefault(False)
        self._save.setEnabled(False)
        self._save.clicked.connect(self._on_save)
        self._close = QPushButton(_("Close"))
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self._place()

    def _place(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.rules)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.records, 1)
        column.addWidget(self.sentence)
        splitter.addWidget(right)
        splitter.setSizes([420, 580])
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self.hint)
        layout.addWidget(splitter, 1)
        layout.addLayout(buttons)
        fit_to_parent(self, columns=130, rows=36)

    # Looking

    def reload(self) -> None:
        """Look through the directory off the UI thread; an older answer is dropped."""
        self._asked += 1
        asked, quality, tag = self._asked, self._context.desk.quality, language()

        def work() -> tuple[int, QualityReport]:
            return asked, quality.report(tag)

        self._context.background.read(work, self._on_report)

    def _on_report(self, answer: tuple[int, QualityReport]) -> None:
        asked, report = answer
        if asked != self._asked:
            return
        self._report = report
        self._save.setEnabled(True)
        self.summary.setText(_summary(report))
        self.rules.show_entries(_rule_entries(report))
        self._show_records(keep_current=True)
        if not self.records.hasFocus():
            self.rules.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(self.summary, self.summary.text())
        )

    def _on_rule(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._show_records(keep_current=False)

    def _show_records(self, *, keep_current: bool) -> None:
        """Show what breaks the marked rule."""
        rule = self.rules.current_key()
        self._shown = self._report.of_rule(rule) if self._report and rule else ()
        entries = [_record_entry(one, n) for n, one in enumerate(self._shown[:_MOST])]
        more = len(self._shown) > _MOST
        self.records.show_entries(entries, keep_current=keep_current, more=more)

    def _on_record(self, current: QModelIndex, _before: QModelIndex) -> None:
        """Say in full what is to be mended, where the list has room for one line."""
        row = current.row()
        self.sentence.setText(self._shown[row].sentence if 0 <= row < len(self._shown) else "")

    def _on_more(self) -> None:
        start = len(self.records.entries.entries())
        more = self._shown[start : start + _MOST]
        entries = [_record_entry(one, start + n) for n, one in enumerate(more)]
        self.records.add_entries(entries, more=len(self._shown) > start + _MOST)

    def _on_rule_opened(self, _rule: str) -> None:
        self.records.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_record_key(self, key: int, _current: str) -> None:
        if key == Qt.Key.Key_Left:
            self.rules.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_record_opened(self, key: str) -> None:
        from advisor_desk.ui.directory.editing import edit_record

        number = int(key.partition(":")[0])
        edit_record(self._context, self, self._shown[number].service_id, self._on_stored)

    def _on_stored(self, _service: Service) -> None:
        self.reload()

    # Writing

    def _on_save(self) -> None:
        chosen = self._ask_file()
        if chosen is None or self._report is None:
            return
        self._save.setEnabled(False)
        desk = self._context.desk
        work = partial(desk.handing_on.export_quality, desk.actor, self._report, chosen, language())
        self._context.background.write(work, self._on_saved, self._on_not_saved)

    def _ask_file(self) -> Path | None:
        today = self._context.desk.visits.today().isoformat()
        filters = (_("Table with semicolons (*.csv)"), _("JSON (*.json)"))
        kind = FileKind(filters, "csv", f"quality-{today}.csv")
        return ask_file(self, _("Save the report"), documents(), kind)

    def _on_saved(self, report: ReleaseReport) -> None:
        self._save.setEnabled(True)
        text = ngettext(
            "{count} finding was written to {path}.",
            "{count} findings were written to {path}.",
            report.count,
        )
        text = text.format(count=format_number(report.count), path=report.target)
        self.hint.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.hint, text))

    def _on_not_saved(self, error: Exception) -> None:
        from advisor_desk.services.explain import explain

        self._save.setEnabled(True)
        self.hint.setText(explain(error))  # type: ignore[arg-type]  # background hands on the expected kinds alone
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.hint, self.hint.text()))

    def done(self, result: int, /) -> None:
        """Close; what is still looked at is dropped."""
        self._asked += 1
        super().done(result)


def _summary(report: QualityReport) -> str:
    text = ngettext(
        "{count} service was looked at; {sound} of it is without a finding.",
        "{count} services were looked at; {sound} of them are without a finding.",
        report.records,
    )
    return text.format(count=format_number(report.records), sound=format_number(report.sound))


def _rule_entries(report: QualityReport) -> list[Entry]:
    """Return the broken rules under the headings of their groups."""
    entries: list[Entry] = []
    for group, rules in groupby(sorted(report.rules, key=_weight), key=_group):
        count = report.groups[group]
        records = ngettext("{count} record", "{count} records", count)
        detail = records.format(count=format_number(count))
        entries.append(Entry(group, _(_GROUP_NAMES[group]), detail, heading=True))
        for one in rules:
            records = ngettext("{count} record", "{count} records", one.records)
            detail = records.format(count=format_number(one.records))
            entries.append(Entry(one.rule, rule_title(one.rule), detail))
    return entries


def _group(one: RuleCount) -> Group:
    return one.group


def _weight(one: RuleCount) -> int:
    return list(_GROUP_NAMES).index(one.group)


def _record_entry(finding: Finding, number: int) -> Entry:
    tag = LANGUAGE_NAMES[finding.language] if finding.language else ""
    name = finding.name.pick(language()) or finding.service_id
    return Entry(f"{number}:{finding.service_id}", name, finding.sentence, tag)
