"""Taking a file out of what it is packed in: .gz, .zip, or nothing. What it is shows in its first bytes."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from openpyxl.utils.exceptions import InvalidFileException

from core.errors import RuleBroken

GZIP, ZIP, SPREADSHEET = b"\x1f\x8b", b"PK\x03\x04", "[Content_Types].xml"
BLOCK = 1 << 20
LOCKED = 0x1  # the flag of a member of a zip that has a password
# Bytes, ten times the whole register: a small file can be packed to unpack without end.
MOST_UNPACKED = 1 << 30
DAMAGED = (
    EOFError,
    zlib.error,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    InvalidFileException,
    ElementTree.ParseError,
)


def refusal(path: Path, why: str) -> RuleBroken:
    return RuleBroken(f"{path.name} was not imported: {why}", code="file_refused")


def whole(content: IO[bytes], path: Path) -> bytes:
    found = content.read(MOST_UNPACKED + 1)
    refuse_bomb(len(found), path)
    return found


def refuse_bomb(unpacked: int, path: Path) -> None:
    if unpacked > MOST_UNPACKED:
        raise refusal(path, f"it unpacks to more than {MOST_UNPACKED >> 20:,} megabytes.")


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    if path.exists() and not path.is_file():  # a pipe would keep us waiting
        raise refusal(path, "it is not a file.")
    with path.open("rb") as raw:
        start = raw.peek(4)
        if start.startswith(GZIP):
            with gzip.open(raw) as content:
                yield BufferedReader(content, BLOCK)
        elif start.startswith(ZIP) and not is_spreadsheet(raw):
            with zipfile.ZipFile(raw) as archive, archive.open(_only_table(archive, path)) as content:
                yield content
        else:
            yield raw


def is_spreadsheet(content: IO[bytes]) -> bool:
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
    if any(archive.getinfo(name).flag_bits & LOCKED for name in tables):
        raise refusal(path, "it is locked with a password. Unpack it first.")
    if not tables:
        raise refusal(path, "there is no table inside it.")
    if len(tables) > 1:
        raise refusal(
            path, f"there are several tables inside it: {', '.join(tables)}. Unpack it, import one."
        )
    return tables[0]


def unpacked_size(spreadsheet: IO[bytes]) -> int:
    """The bytes of all its parts."""
    with zipfile.ZipFile(spreadsheet) as archive:
        size = sum(member.file_size for member in archive.infolist())
    spreadsheet.seek(0)
    return size
