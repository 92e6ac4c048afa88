"""Tables as files that people open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from core import opendocument
from core.opendocument import Sheet

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


def _download(file_name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
