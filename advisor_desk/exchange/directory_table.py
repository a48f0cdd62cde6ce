"""The directory as a table, a service a row: CSV for spreadsheets and programs, and XLSX.

Columns have stable names, the same in every language. A cell with several values has a line
for each. Nothing in a cell is taken for a formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, Final, TextIO

from advisor_desk.domain.directory import Channel, Phone
from advisor_desk.domain.imports import Catalogue
from advisor_desk.domain.opening_text import format_hours
from advisor_desk.domain.text import LANGUAGES, Language, LocalText
from advisor_desk.exchange.csv_cells import guard, number_cell
from advisor_desk.exchange.hsds.to_hsds import Handed, Style
from advisor_desk.i18n import _

ENCODING: Final = "utf-8-sig"

Value = str | float
_Read = Callable[[Handed, Style], Value]

_LONGEST_CELL: Final = 32_767
"""Characters that a cell of XLSX takes."""
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS: Final = {"name": 36, "description": 60, "phones": 30, "emails": 30, "channels": 50}
_USUAL_WIDTH: Final = 18


def write_csv(file: TextIO, records: Iterable[Handed], style: Style) -> int:
    """Write a header and a row a service as they come; return how many.

    Args:
        file: opened with `ENCODING` and without translation of line ends.
        records: the services.
        style: words of codes, and the decimal sign.
    """
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for handed in records:
        writer.writerow([_csv_cell(value, style.language) for value in _values(handed, style)])
        count += 1
    return count


def _csv_cell(value: Value, language: Language) -> str:
    return guard(value) if isinstance(value, str) else number_cell(value, language)


def write_xlsx(
    file: BinaryIO, records: Iterable[Handed], style: Style, catalogues: Sequence[Catalogue] = ()
) -> int:
    """Write services as a workbook; return how many.

    Args:
        file: the workbook.
        records: the services, written as they come.
        style: words of codes.
        catalogues: those of which records are in it; named on a sheet of their own.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Services"))
    sheet.freeze_panes = "C2"
    for number, name in enumerate(COLUMNS, 1):
        width = _WIDTHS.get(re.sub("_(fi|sv|en)$", "", name), _USUAL_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    header = [WriteOnlyCell(sheet, name) for name in COLUMNS]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    top = Alignment(vertical="top", wrap_text=True)
    count = 0
    try:
        for handed in records:
            cells = []
            for value in _values(handed, style):
                cell = WriteOnlyCell(sheet, _xlsx_value(value))
                if isinstance(value, str):
                    cell.data_type = "s"  # else a text with = in front becomes a formula
                cell.alignment = top
                cells.append(cell)
            sheet.append(cells)
            count += 1
    except BaseException:
        sheet.close()  # else what openpyxl has open complains much later
        raise
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count + 1}"
    if catalogues:
        licences = book.create_sheet(_("Licences"))
        for one in catalogues:
            row = (one.name, one.licence, one.attribution, one.url)
            licences.append([_text_cell(licences, text) for text in row])
    book.save(file)
    return count


def _text_cell(sheet: object, text: str) -> object:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _xlsx_value(text))  # type: ignore[arg-type]  # the sheet it is for
    cell.data_type = "s"
    return cell


def _xlsx_value(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return _UNPRINTABLE.sub(" ", value)[:_LONGEST_CELL]


def _values(handed: Handed, style: Style) -> list[Value]:
    return [read(handed, style) for read in _READERS.values()]


# ---- columns ----


def _texts(name: str) -> dict[str, _Read]:
    """Return three columns, a language each."""

    def column(language: Language) -> _Read:
        def read(handed: Handed, _style: Style) -> Value:
            text: LocalText = getattr(handed.service, name)
            return text.get(language)

        return read

    return {f"{name}_{language}": column(language) for language in LANGUAGES}


def _plain(name: str) -> dict[str, _Read]:
    """Return a column with the value of a field; nothing where it is not known."""

    def read(handed: Handed, _style: Style) -> Value:
        value = getattr(handed.service, name)
        if isinstance(value, bool):
            return "1" if value else "0"
        if isinstance(value, tuple):
            return " ".join(value)
        return "" if value is None else value

    return {name: read}


def _street(language: Language) -> _Read:
    def read(handed: Handed, _style: Style) -> Value:
        return handed.service.address.street.get(language)

    return read


def _access(language: Language) -> _Read:
    def read(handed: Handed, _style: Style) -> Value:
        return handed.service.address.access.get(language)

    return read


def _address(name: str) -> dict[str, _Read]:
    def read(handed: Handed, _style: Style) -> Value:
        value = getattr(handed.service.address, name)
        return "" if value is None else value

    return {name: read}


def _organization(handed: Handed, style: Style) -> Value:
    known = handed.organization
    return known.name.pick(style.language) if known else handed.service.organization


def _business_id(handed: Handed, _style: Style) -> Value:
    return handed.organization.business_id if handed.organization else ""


def _municipalities(handed: Handed, style: Style) -> Value:
    codes = handed.service.municipalities
    return ", ".join(style.word("municipality", code) for code in codes)


def _areas(handed: Handed, style: Style) -> Value:
    return ", ".join(map(style.area, handed.service.areas))


def _phones(handed: Handed, style: Style) -> Value:
    return "\n".join(phone_line(phone, style) for phone in handed.service.phones)


def phone_line(phone: Phone, style: Style) -> str:
    """Return a number with what it is for and when it answers."""
    details = (phone.number, phone.label.pick(style.language), phone.hours.pick(style.language))
    return " · ".join(filter(None, details))


def _emails(handed: Handed, _style: Style) -> Value:
    return "\n".join(email.address for email in handed.service.emails)


def _hours(handed: Handed, _style: Style) -> Value:
    return format_hours(handed.service.hours) if handed.service.hours else ""


def _channels(handed: Handed, style: Style) -> Value:
    return "\n".join(channel_line(channel, style) for channel in handed.service.channels)


def channel_line(channel: Channel, style: Style) -> str:
    """Return an office, a line or a page on one line."""
    language, address = style.language, channel.address
    city = f"{address.postal_code} {address.city}".strip()
    parts = (
        channel.name.pick(language),
        ", ".join(filter(None, (address.street.pick(language), city))),
        *(phone_line(phone, style) for phone in channel.phones),
        *(email.address for email in channel.emails),
        channel.url.pick(language),
        channel.hours_text.pick(language),
        channel.note.pick(language),
    )
    return " · ".join(" ".join(part.split()) for part in parts if part)


def _sources(handed: Handed, _style: Style) -> Value:
    sources = handed.service.sources
    return "\n".join(" ".join(filter(None, (one.title, one.url))) for one in sources)


def _licence(handed: Handed, _style: Style) -> Value:
    return "\n".join(licence for licence, _name in _terms(handed))


def _attribution(handed: Handed, _style: Style) -> Value:
    return "\n".join(name for _licence, name in _terms(handed))


def _terms(handed: Handed) -> list[tuple[str, str]]:
    """Return licence and name of each source that asks for them, each pair once."""
    bound = (one for one in handed.catalogues if one.licence or one.attribution)
    return list(dict.fromkeys((one.licence, one.attribution or one.name) for one in bound))


_READERS: Final[dict[str, _Read]] = {
    **_plain("id"),
    **_texts("name"),
    **_texts("other_names"),
    **_plain("kind"),
    **_plain("status"),
    **_texts("description"),
    "organization": _organization,
    "business_id": _business_id,
    **_plain("nationwide"),
    "municipalities": _municipalities,
    "areas": _areas,
    **_plain("region"),
    **{f"street_{language}": _street(language) for language in LANGUAGES},
    **_address("postal_code"),
    **_address("city"),
    **{f"access_{language}": _access(language) for language in LANGUAGES},
    **_address("latitude"),
    **_address("longitude"),
    "phones": _phones,
    "emails": _emails,
    **_plain("website"),
    "channels": _channels,
    "hours": _hours,
    **_texts("hours_text"),
    **_plain("languages"),
    **_plain("interpreted"),
    **_plain("written"),
    **_texts("eligibility"),
    **_plain("minimum_age"),
    **_plain("maximum_age"),
    **_texts("bring"),
    **_texts("how_to_apply"),
    **_plain("price_free"),
    **_texts("price_note"),
    **_plain("topics"),
    **_texts("note"),
    **_plain("possibly_outdated"),
    **_texts("outdated_note"),
    **_plain("last_verified"),
    **_plain("text_verified"),
    **_plain("confidence"),
    "sources": _sources,
    "licence": _licence,
    "attribution": _attribution,
}

COLUMNS: Final = tuple(_READERS)
"""Names of the columns; those of texts end in the language."""
