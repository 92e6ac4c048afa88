"""Opening what a register publishes: tables in .csv, .csv.gz, .zip and .xlsx, and maps in .geojson.

What a file is shows in its first bytes, not in its name. A file that is not what it claims is refused whole.
"""

import codecs
import csv
import json
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO, Any

import openpyxl

from institutions.register.unpacking import (
    DAMAGED,
    is_spreadsheet,
    refusal,
    refuse_bomb,
    unpacked,
    unpacked_size,
    whole,
)
from institutions.register.values import Problem

BLOCK = 1 << 20

Record = list[str]


# What openpyxl raises for a workbook with parts that are not there.
UNREADABLE_SHEET = (OSError, KeyError, IndexError, TypeError, ValueError)


def wrong_length(line: int, record: Record, header: list[str]) -> Problem:
    return Problem(line, "", "", f"has {len(record)} cells where the header has {len(header)}")


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
        with unpacked(path) as content, closing(_records(content, path)) as records:
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
        with unpacked(path) as content:
            found = json.loads(whole(content, path))
    except (*DAMAGED, OSError, ValueError) as error:
        raise refusal(path, "it is not GeoJSON.") from error
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise refusal(path, "it is not a GeoJSON collection of features.")
    features: list[dict[str, Any]] = found["features"]
    return features


def _header(records: Iterator[tuple[int, Record]], path: Path) -> list[str]:
    _, names = next(records, (0, []))
    header = [name.strip() for name in names]
    if not header:
        raise refusal(path, "it is empty.")
    if doubled := sorted(name for name, times in Counter(header).items() if name and times > 1):
        raise refusal(path, f"it has the column {doubled[0]} twice.")
    return header


def _records(content: IO[bytes], path: Path) -> Generator[tuple[int, Record]]:
    yield from _sheet(content, path) if is_spreadsheet(content) else _lines(content, path)


def _sheet(content: IO[bytes], path: Path) -> Iterator[tuple[int, Record]]:
    """The first sheet of a workbook."""
    refuse_bomb(unpacked_size(content), path)
    try:
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
    except UNREADABLE_SHEET as error:
        raise refusal(path, "it is a spreadsheet without a sheet that can be read.") from error
    width = 0
    for line, values in enumerate(rows, start=1):
        record = ["" if value is None else str(value) for value in values]
        width = width or len(record)
        yield line, _as_wide_as_the_header(record, width)


def _as_wide_as_the_header(record: Record, width: int) -> Record:
    """A workbook may leave out empty cells at the end of a row, or keep some that nobody sees."""
    is_empty_beyond = not any(record[width:])
    return (record[:width] if is_empty_beyond else record) + [""] * (width - len(record))


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
    encoding, is_empty, size = "utf-8-sig", True, 0
    for block in iter(lambda: content.read(BLOCK), b""):
        size += len(block)
        refuse_bomb(size, path)
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
