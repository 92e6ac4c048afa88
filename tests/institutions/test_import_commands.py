"""The import commands as people and scripts meet them."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from institutions.models import Institution, PriorityList
from tests.factories import AreaFactory, InstitutionFactory
from tests.institutions.register_files import LINK, TRUST, establishments, write_rows

pytestmark = pytest.mark.django_db

KEYS = ["rows_read", "inserted", "updated", "unchanged", "rejected", "errors"]
COMMANDS = (
    ["import_areas"],
    ["import_establishments"],
    ["import_establishment_links"],
    ["import_trusts"],
    ["import_providers"],
    ["import_priority_list", "--name", "First Schools", "--from", "2026-09-01"],
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    AreaFactory.create(code="E08000999", dfe_code="301")
    return establishments(tmp_path / "edubasealldata.csv", {}, {"URN": "12"})


def test_json_is_one_object_with_exactly_the_promised_keys(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_establishments", path, "--json")
    told = json.loads(capsys.readouterr().out)
    assert list(told) == KEYS
    assert [told[key] for key in KEYS[:-1]] == [2, 1, 0, 0, 1]
    assert told["errors"] == [
        {"line": 3, "column": "URN", "value": "12", "message": "is not a URN of six figures"}
    ]


def test_in_words_each_bad_row_has_its_line_column_value_and_reason(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_establishments", path)
    assert capsys.readouterr().out.splitlines() == [
        "Line 3, URN: “12” is not a URN of six figures.",
        "Rows read 2: inserted 1, updated 0, unchanged 0, rejected 1.",
    ]


def test_away_from_a_terminal_there_is_no_progress_bar(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_establishments", path)
    assert capsys.readouterr().err == ""


def test_a_rehearsal_says_so_and_changes_nothing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_establishments", path, "--dry-run")
    assert capsys.readouterr().out.splitlines()[-1] == "This was a rehearsal: nothing was changed."
    assert not Institution.objects.exists()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_import_refuses_a_web_page_with_exit_1_and_still_answers_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    page = tmp_path / "extract.csv"
    page.write_text("<!DOCTYPE html><html></html>")
    with pytest.raises(CommandError, match=r"extract\.csv was not imported: it is a web page") as refused:
        call_command(command[0], page, "--json", *command[1:])
    assert refused.value.returncode == 1
    told = json.loads(capsys.readouterr().out)
    assert list(told) == KEYS
    assert "it is a web page" in told["errors"][0]["message"]
    assert not PriorityList.objects.exists()


@pytest.mark.parametrize(
    ("command", "rows"), [("import_establishment_links", [LINK]), ("import_trusts", [TRUST])]
)
def test_the_other_commands_bring_in_their_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, rows: list[dict[str, str]]
) -> None:
    for urn in ("100001", "100002"):
        InstitutionFactory.create(urn=urn)
    call_command(command, write_rows(tmp_path / "file.csv", rows, encoding="utf-8"))
    assert "Rows read 1: inserted 1" in capsys.readouterr().out


def test_a_priority_list_needs_a_name_and_a_first_day(tmp_path: Path) -> None:
    InstitutionFactory.create(urn="100001")
    path = write_rows(tmp_path / "list.csv", [{"URN": "100001"}])
    call_command("import_priority_list", path, name="First Schools", valid_from="2026-09-01")
    with pytest.raises(CommandError, match="--name"):
        call_command("import_priority_list", path)
