"""Opening what a register publishes: tables in .csv, .csv.gz, .zip and .xlsx, and maps in .geojson.

What a file is shows in its first bytes, not in its name. A file that is not what it claims is refused whole.
"""

import codecs
import csv
import gzip
import json
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO, Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import RuleBroken
from institutions.register.values import Problem

GZIP, ZIP, SPREADSHEET = b"\x1f\x8b", b"PK\x03\x04", "[Content_Types].xml"
BLOCK = 1 << 20

Record = list[str]
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, InvalidFileException)


def wrong_length(line: int, record: Record, header: list[str]) -> Problem:
    return Problem(line, "", "", f"has {len(record)} cells where the header has {len(header)}")


def refusal(path: Path, why: str) -> RuleBroken:
    return RuleBroken(f"{path.name} was not imported: {why}", code="file_refused")


@dataclass(frozen=True)
class Table:
    """A header, and the records below it, each with the line that it starts on."""

    path: Path
    header: list[str]
    records: Iterator[tuple[int, Record]]

    def require(self, what: str, *columns: str) -> None:
        if missing := [column for column in columns if column not in self.header]:
            raise refusal(self.path, f"it is not {what}. It has no column {' and no '.join(missing)}.")

    def rows(self, problems: list[Problem]) -> list[tuple[int, dict[str, str]]]:
        """Every row by column name, for tables that are small. Rows with too few or too many cells are problems."""
        found = []
        for line, record in self.records:
            if len(record) == len(self.header):
                found.append((line, dict(zip(self.header, (cell.strip() for cell in record), strict=True))))
            else:
                problems.append(wrong_length(line, record, self.header))
        return found


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """The one table in the file, read as a stream. Raises RuleBroken when it cannot be read to its end."""
    try:
        with _unpacked(path) as content, closing(_records(content, path)) as records:
            header, first = _header(records, path), next(records, None)
            if first is None:
                raise refusal(path, "there is nothing below its header.")
            # Some headers name columns at their end that no row has.
            yield Table(path, header[: len(first[1])], chain([first], records))
    except UnicodeDecodeError as error:
        raise refusal(path, "it is text in neither UTF-8 nor Windows-1252.") from error
    except DAMAGED as error:
        raise refusal(path, "it is damaged or was cut short. Fetch it again.") from error
    except OSError as error:
        raise refusal(path, f"it cannot be opened: {error.strerror or error}.") from error


def open_map(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file."""
    try:
        with _unpacked(path) as content:
            found = json.load(content)
    except (*DAMAGED, OSError, ValueError) as error:
        raise refusal(path, "it is not GeoJSON.") from error
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise refusal(path, "it is not a GeoJSON collection of features.")
    features: list[dict[str, Any]] = found["features"]
    return features


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as raw:
        start = raw.peek(4)
        if start.startswith(GZIP):
            with gzip.open(raw) as content:
                yield BufferedReader(content, BLOCK)
        elif start.startswith(ZIP) and not _is_spreadsheet(raw):
            with zipfile.ZipFile(raw) as archive, archive.open(_only_table(archive, path)) as content:
                yield content
        else:
            yield raw


def _is_spreadsheet(content: IO[bytes]) -> bool:
    """A spreadsheet is a zip, too."""
    start = content.read(4)
    content.seek(0)
    if start != ZIP:
        return False
    with zipfile.ZipFile(content) as archive:
        found = SPREADSHEET in archive.namelist()
    content.seek(0)
    return found


def _only_table(archive: zipfile.ZipFile, path: Path) -> str:
    tables = sorted(name for name in archive.namelist() if name.lower().endswith((".csv", ".geojson")))
    if not tables:
        raise refusal(path, "there is no table inside it.")
    if len(tables) > 1:
        raise refusal(
            path, f"there are several tables inside it: {', '.join(tables)}. Unpack it, import one."
        )
    return tables[0]


def _header(records: Iterator[tuple[int, Record]], path: Path) -> list[str]:
    _, names = next(records, (0, []))
    header = [name.strip() for name in names]
    if not header:
        raise refusal(path, "it is empty.")
    if doubled := sorted({name for name in header if name and header.count(name) > 1}):
        raise refusal(path, f"it has the column {doubled[0]} twice.")
    return header


def _records(content: IO[bytes], path: Path) -> Generator[tuple[int, Record]]:
    yield from _sheet(content) if _is_spreadsheet(content) else _lines(content, path)


def _sheet(content: IO[bytes]) -> Iterator[tuple[int, Record]]:
    """The first sheet of a workbook."""
    book = openpyxl.load_workbook(content, read_only=True, data_only=True)
    for line, values in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
        yield line, ["" if value is None else str(value) for value in values]


def _lines(content: IO[bytes], path: Path) -> Iterator[tuple[int, Record]]:
    line = 1
    with TextIOWrapper(content, _encoding(content, path), newline="") as text:
        reader = csv.reader(text, strict=True)
        try:
            for record in reader:
                if record:
                    yield line, record
                line = reader.line_num + 1
        except csv.Error as error:
            raise refusal(path, f"its quotation marks do not match from line {line} on ({error}).") from error


def _encoding(content: IO[bytes], path: Path) -> str:
    """Asks the whole file: one that begins as UTF-8 may show a Windows-1252 dash near its end."""
    utf8 = codecs.getincrementaldecoder("utf-8")()
    encoding, is_empty = "utf-8-sig", True
    for block in iter(lambda: content.read(BLOCK), b""):
        if is_empty and block.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            raise refusal(path, "it is a web page, not a table. Fetch the file itself.")
        if b"\0" in block:
            raise refusal(path, "it is not text.")
        is_empty = is_empty and not block.strip()
        if encoding != "cp1252" and not _decodes(utf8, block):
            encoding = "cp1252"
    if is_empty:
        raise refusal(path, "it is empty.")
    content.seek(0)
    return encoding


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True
