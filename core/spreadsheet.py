"""Tables as files that people open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from core import opendocument
from core.opendocument import Sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def csv_response(file_name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV download (RFC 4180, UTF-8). Text that a spreadsheet would run as a formula is made harmless."""
    response = _download(file_name, "text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return response


def ods_response(file_name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """An OpenDocument download, a sheet for each table."""
    response = _download(file_name, opendocument.MEDIA_TYPE)
    response.write(opendocument.workbook(sheets))
    return response


def xlsx_response(file_name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A workbook to fill in and send back, its header in sight while one scrolls. Formulas are harmless here, too."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Log")
    sheet.freeze_panes = "A2"
    for column, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = max(12, len(name) + 2)
    sheet.append(header)
    for row in rows:
        sheet.append([_harmless(value) for value in row])
    response = _download(file_name, XLSX)
    book.save(response)
    return response


def as_typed(cell: str) -> str:
    """The text of a cell without the mark that made it harmless."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1:2] in _FORMULA_STARTS else cell


def _download(file_name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
