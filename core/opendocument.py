"""OpenDocument spreadsheets, as far as tables of figures need them: sheets of text, numbers and days."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MADE = (1980, 1, 1, 0, 0, 0)  # the same figures give the same file
_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
_BOLD = (
    '<style:style style:name="head" style:family="table-cell"><style:text-properties '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" fo:font-weight="bold"/></style:style>'
)
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
_MANIFEST = (
    f'{_DECLARED}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The file. A text is always a text to the program that opens it, whatever it begins with: no formula can run."""
    body = "".join(map(_table, sheets))
    content = (
        f'{_DECLARED}<office:document-content {_NAMES} office:version="1.3">'
        f"<office:automatic-styles>{_BOLD}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            ZipInfo("mimetype", _MADE), MEDIA_TYPE, ZIP_STORED
        )  # first and as it is, says the standard
        for name, text in (("META-INF/manifest.xml", _MANIFEST), ("content.xml", content)):
            archive.writestr(ZipInfo(name, _MADE), text, ZIP_DEFLATED)
    return file.getvalue()


def _table(sheet: Sheet) -> str:
    head = "".join(_cell(name, ' table:style-name="head"') for name in sheet.header)
    rows = "".join(_row("".join(map(_cell, row))) for row in sheet.rows)
    return (
        f"<table:table table:name={quoteattr(sheet.name)}>"
        f"<table:table-header-rows>{_row(head)}</table:table-header-rows>{rows}</table:table>"
    )


def _row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def _cell(value: Any, style: str = "") -> str:
    text = escape(_NOT_XML.sub("", str(value)))
    match value:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            kind = f'"boolean" office:boolean-value="{text.lower()}"'
        case int() | float() | Decimal():
            kind = f'"float" office:value="{text}"'
        case date():
            kind = f'"date" office:date-value="{value.isoformat()}"'
        case _:
            kind = '"string"'
    return f"<table:table-cell{style} office:value-type={kind}><text:p>{text}</text:p></table:table-cell>"
