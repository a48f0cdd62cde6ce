"""Where a record was read: the pages and publications that it was compiled from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from advisor_desk.domain.directory import Source
from advisor_desk.i18n import _
from advisor_desk.ui.directory.editor.rows import Row, RowsBlock
from advisor_desk.ui.directory.editor.texts import put_text, text_of


def iso_day(typed: str) -> str:
    """Return a date as people write it in Finland, 27.9.2025 or 9/2025, as an ISO day or month.

    What is no such date is returned as it is: the rules of records say what is wrong with it.
    """
    parts = typed.replace("/", ".").split(".")
    if len(parts) not in (2, 3) or not all(part.strip().isdecimal() for part in parts):
        return typed
    year, month, *day = (int(part) for part in reversed(parts))
    try:
        shown = date(year, month, day[0] if day else 1).isoformat()
    except ValueError:
        return typed
    return shown if day else shown[:7]


def shown_day(day: str) -> str:
    """Return an ISO day or month as people write it in Finland; other texts as they are."""
    parts = day.split("-")
    numbers = all(part.isdecimal() for part in parts)
    if not numbers or [len(part) for part in parts] not in ([4, 2], [4, 2, 2]):
        return day
    year, month, *rest = (str(int(part)) for part in parts)
    return f"{rest[0]}.{month}.{year}" if rest else f"{month}/{year}"


class SourceRow(Row):
    """A page or publication."""

    def __init__(self, title: str, source: Source) -> None:
        super().__init__(title)
        self._shown = source
        self.name = self._line(_("Title"))
        put_text(self.name, source.title)
        self.url = self._line(_("Web address"))
        put_text(self.url, source.url)
        self.page_date = self._line(_("Date on the page, such as 27.9.2025, 9/2025 or 2025"))
        put_text(self.page_date, shown_day(source.page_date))
        self.official = self._end(QCheckBox(_("Official")))
        self.official.setChecked(source.official)

    def value(self) -> Source:
        """Return the source; a date that was not touched is exactly as it was."""
        typed, kept = text_of(self.page_date), self._shown.page_date
        return replace(
            self._shown,
            title=text_of(self.name),
            url=text_of(self.url),
            page_date=kept if typed == shown_day(kept) else iso_day(typed),
            official=self.official.isChecked(),
        )

    def is_filled(self) -> bool:
        """Tell whether there is a title or an address: else the row is none."""
        return bool(text_of(self.name) or text_of(self.url))

    def first(self) -> QWidget:
        """Return the editor of the title."""
        return self.name


class SourcesBlock(RowsBlock[SourceRow]):
    """The sources of a record."""

    def __init__(self, field: str, label: str) -> None:
        note = _("Official is what an authority or the service itself publishes.")
        super().__init__(field, label, _("Add a source"), note)

    def _row(self, title: str, value: Source) -> SourceRow:
        return SourceRow(title, value)

    def _blank(self) -> Source:
        return Source("")

    def value(self) -> tuple[Source, ...]:
        """Return the sources; rows left empty are none."""
        return tuple(row.value() for row in self.rows if row.is_filled())
