"""Opening files as they are published, and refusing those that are not what they claim."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from core.errors import RuleBroken
from institutions.register import unpacking
from institutions.register.files import open_table
from institutions.register.unpacking import LOCKED
from tests.institutions.register_files import gzipped, zipped

CSV = b'URN,Name\r\n100001,One\r\n100002,"Two,\r\nand a half"\r\n100003,Three\r\n'


def rows_of(path: Path) -> list[tuple[int, list[str]]]:
    with open_table(path) as table:
        return list(table.records)


def test_each_row_knows_the_line_it_starts_on_even_after_a_cell_of_two_lines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CSV)
    assert [line for line, _ in rows_of(tmp_path / "a.csv")] == [2, 3, 5]


def test_gzip_and_zip_are_read_as_they_are_whatever_they_are_called(tmp_path: Path) -> None:
    plain = tmp_path / "a.csv"
    plain.write_bytes(CSV)
    packed = gzipped(tmp_path / "extract", CSV)
    archive = zipped(tmp_path / "extract.zip", "results.csv", content=CSV)
    assert rows_of(plain) == rows_of(packed) == rows_of(archive)


def test_curly_quotes_of_windows_1252_stay_curly(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("URN,Name\r\n100001,St Mary’s – Upper\r\n".encode("cp1252"))
    assert rows_of(path) == [(2, ["100001", "St Mary’s – Upper"])]


def test_utf_8_is_known_with_and_without_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for start in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(start + "URN,Name\n100001,Tŷ Dan y Coed\n".encode())
        with open_table(path) as table:
            assert table.header == ["URN", "Name"]
            assert next(table.records) == (2, ["100001", "Tŷ Dan y Coed"])


def test_a_file_is_judged_to_its_end_and_not_by_its_first_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    plain = "URN,Name\r\n" + "100001,Plain\r\n" * 100_000
    path.write_bytes(plain.encode() + b"100002,Ch\xe2teau \x96 late\r\n")
    assert rows_of(path)[-1][1] == ["100002", "Château – late"]


def test_columns_that_only_the_header_has_are_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"URN,Name,HasSharedHT\r\n100001,One\r\n")
    with open_table(path) as table:
        assert table.header == ["URN", "Name"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b" \r\n\r\n", "it is empty"),
        (b"URN,Name\r\n", "there is nothing below its header"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "it is a web page"),
        (b"\xef\xbb\xbf\n<html>", "it is a web page"),
        (b"%PDF-1.7\0\1\2", "it is not text"),
        (b"URN,Name\r\n100001,\x81\x8d\r\n", "text in neither UTF-8 nor Windows-1252"),
        (b'URN,Name\r\n100001,"One\r\n100002,Two\r\n', "quotation marks do not match from line 2"),
        (b"URN,Name,URN\r\n100001,One,2\r\n", "it has the column URN twice"),
        (gzip.compress(CSV, mtime=0)[:-12], "it is damaged or was cut short"),
        (b"PK\x03\x04 and then nothing", "it is damaged or was cut short"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(RuleBroken, match=why):
        rows_of(path)


def test_a_zip_without_a_table_and_one_with_two_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="no table inside"):
        rows_of(zipped(tmp_path / "a.zip", "readme.txt"))
    with pytest.raises(RuleBroken, match=r"several tables inside it: a\.csv, b\.csv"):
        rows_of(zipped(tmp_path / "b.zip", "b.csv", "a.csv"))


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="it cannot be opened: No such file"):
        rows_of(tmp_path / "absent.csv")


def test_a_pipe_is_refused_before_anybody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(RuleBroken, match="it is not a file"):
        rows_of(tmp_path / "a.csv")


def test_a_zip_with_a_password_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", "a.csv", content=CSV)
    packed = bytearray(path.read_bytes())
    packed[packed.index(b"PK\x01\x02") + 8] |= LOCKED
    path.write_bytes(packed)
    with pytest.raises(RuleBroken, match="it is locked with a password"):
        rows_of(path)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"[Content_Types].xml": b"<Types/>"}, "without a sheet that can be read"),
        ({"[Content_Types].xml": b"nothing"}, "it is damaged or was cut short"),
    ],
)
def test_a_spreadsheet_without_its_parts_is_refused_in_a_sentence(
    tmp_path: Path, parts: dict[str, bytes], why: str
) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(RuleBroken, match=why):
        rows_of(tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.zip", "a.xlsx"])
def test_a_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1 << 20)
    path, content = tmp_path / name, CSV + b"100004,Four\r\n" * 100_000
    if name.endswith(".gz"):
        gzipped(path, content)
    elif name.endswith("csv"):
        path.write_bytes(content)
    else:
        inside = "a.csv" if name.endswith("zip") else "[Content_Types].xml"
        zipped(path, inside, content=content)
    with pytest.raises(RuleBroken, match="it unpacks to more than 1 megabytes"):
        rows_of(path)


def test_a_spreadsheet_is_a_table_too(shared_data: Path) -> None:
    with open_table(shared_data / "geography" / "lad_to_lsip_lookup_2023.xlsx") as table:
        assert table.header[:3] == ["LAD23CD", "LAD23NM", "LSIP23CD"]
        assert len(list(table.records)) == 296
