"""Says why the desk cannot be opened, and offers the newest good backup."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from advisor_desk.domain.failures import Failure, FailureKind
from advisor_desk.i18n import _
from advisor_desk.i18n.formats import format_day
from advisor_desk.paths import Paths
from advisor_desk.services import maintenance
from advisor_desk.services.explain import explain


def offer_rescue(failure: Failure, paths: Paths) -> bool:
    """Explain a failure; return whether a backup was restored and the desk can be opened.

    Where the backup cannot be put in place, that is explained too; nothing was changed then.
    """
    box = QMessageBox()
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Advisor Desk cannot be opened"))
    box.setText(explain(failure))
    backup = maintenance.newest_backup(paths) if failure.kind is FailureKind.DAMAGED else None
    if backup is None:
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        return False
    taken = datetime.fromtimestamp(backup.stat().st_mtime)  # noqa: DTZ006 - shown as local time
    box.setInformativeText(
        _(
            "The newest good backup is from {day} at {clock}. Restoring it brings back everything"
            " up to then; the damaged file is kept beside it."
        ).format(day=format_day(taken.date().isoformat()), clock=taken.strftime("%H:%M"))
    )
    restore = box.addButton(_("Restore the backup"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    if box.clickedButton() is not restore:
        return False
    try:
        maintenance.restore_backup(paths, backup)
    except Failure as second:
        return offer_rescue(second, paths)
    return True
