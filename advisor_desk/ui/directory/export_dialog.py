"""Export of services: kind of file, which services, reason; then what was written is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from advisor_desk.domain.imports import Progress, Stopped
from advisor_desk.i18n import N_, _, ngettext
from advisor_desk.i18n.formats import format_number
from advisor_desk.services.directory import ServiceFilter
from advisor_desk.services.handing_on import FORMATS, SUFFIXES, Format, Wanted
from advisor_desk.services.release import ReleaseReport
from advisor_desk.ui.context import Context
from advisor_desk.ui.presenters.release_dialog import FileKind, ReleaseDialog
from advisor_desk.ui.presenters.words import language
from advisor_desk.ui.widgets.filter_box import WordBox

_FORMAT_NAMES: Final[dict[Format, str]] = {
    "csv": N_("CSV table, for spreadsheets and programs"),
    "xlsx": N_("Excel workbook"),
    "hsds": N_("HSDS 3.0 as JSON, for other service directories"),
    "hsds-zip": N_("HSDS 3.0 as tables in a zip archive, for another desk"),
    "vcard": N_("vCard contacts, for phones and address books"),
}
_FILE_KINDS: Final[dict[Format, str]] = {
    "csv": N_("Table with semicolons (*.csv)"),
    "xlsx": N_("Excel workbook (*.xlsx)"),
    "hsds": N_("JSON (*.json)"),
    "hsds-zip": N_("Zip archive (*.zip)"),
    "vcard": N_("vCard (*.vcf)"),
}


def export_services(context: Context, parent: QWidget, shown: ServiceFilter | None = None) -> None:
    """Ask what is handed on, write it, and say what was written.

    Args:
        context: what every part of the window is given.
        parent: the window that it stands above.
        shown: the filter of the directory view, if it has been looked at.
    """
    dialog = ExportServicesDialog(context, parent, shown)
    dialog.count()
    dialog.exec()
    dialog.deleteLater()


class ExportServicesDialog(ReleaseDialog):
    """Lets services out as a file; the writing can be stopped."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        shown: ServiceFilter | None = None,
    ) -> None:
        super().__init__(
            context,
            parent,
            _("Export services"),
            _what_leaves(),
            reason=_("Handing on the directory of services"),
            stoppable=True,
        )
        self._shown = shown if shown != ServiceFilter() else None
        self.format = WordBox()
        for name in FORMATS:
            self.format.addItem(_(_FORMAT_NAMES[name]), name)
        self.which = WordBox()
        if self._shown:
            self.which.addItem(_("Services that the filters leave"), "shown")
        self.which.addItem(_("All services, closed ones too"), "all")
        self.which.addItem(_("Services on offer"), "offered")
        self.which.activated.connect(self._on_which)
        self.add_field(_("Kind of file"), self.format)
        self.add_field(_("Which services"), self.which, self.found)
        self.lay_out(rows=29)

    def wanted(self) -> Wanted:
        """Return which services are chosen."""
        which = self.which.currentData()
        if which == "shown":
            return Wanted(self._shown)
        return Wanted(offered_only=which == "offered")

    def file_format(self) -> Format:
        """Return the format that is chosen."""
        return next(one for one in FORMATS if one == self.format.currentData())

    def _on_which(self, _index: int) -> None:
        self.count()

    def counting(self) -> Callable[[], int]:
        """Return what counts the services chosen."""
        handing_on, wanted, tag = self._context.desk.handing_on, self.wanted(), language()

        def work() -> int:
            return handing_on.count(wanted, tag)

        return work

    def found_text(self, count: int) -> str:
        """Return how many services are chosen."""
        text = ngettext("{count} service.", "{count} services.", count)
        return text.format(count=format_number(count))

    def file_kind(self) -> FileKind:
        """Return the kind of file of the chosen format, named by the day."""
        chosen = self.file_format()
        today = self._context.desk.visits.today().isoformat()
        suffix = SUFFIXES[chosen]
        return FileKind((_(_FILE_KINDS[chosen]),), suffix, f"services-{today}.{suffix}")

    def writing(self, target: Path, progress: Progress) -> Callable[[], ReleaseReport | None]:
        """Return what writes the services."""
        desk, tag = self._context.desk, language()
        chosen, why, wanted = self.file_format(), self.reason.text(), self.wanted()

        def work() -> ReleaseReport | None:
            try:
                return desk.handing_on.export(
                    desk.actor, chosen, target, tag, why, wanted=wanted, progress=progress
                )
            except Stopped:
                return None

        return work

    def written_text(self, count: int) -> str:
        """Return the sentence about the file."""
        return ngettext(
            "{count} service was written to {path}.",
            "{count} services were written to {path}.",
            count,
        )


def _what_leaves() -> str:
    """Return what the file holds and what it never holds."""
    return _(
        "The records leave with their sources, licences and the state they are in."
        " Phone numbers, e-mails and addresses marked confidential never leave."
    )
