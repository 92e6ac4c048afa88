"""The log as a spreadsheet: out, in, looked at, put in, taken out again."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Institution
from partnerships import actions
from partnerships.models import Collaboration, Confirmation, Contribution, LogUpload, Participation
from partnerships.queries.history import history
from partnerships.queries.log_rows import COLUMNS
from tests.factories import InstitutionFactory
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db

PAGE = "/collaborations/spreadsheet/"
Cells = dict[str, Any]


@pytest.fixture
def as_lead(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


@pytest.fixture
def row(schools: list[Institution], employer: Institution) -> Callable[..., Cells]:
    """A week ago thirty of Year 9 of the first school heard a talk; say what is different."""
    day = timezone.localdate() - timedelta(days=7)

    def make(**different: Any) -> Cells:
        usual = {
            "School URN": schools[0].urn,
            "School": schools[0].name,
            "Partner": employer.name,
            "Activity": "Talk or assembly",
            "Area": "STEM",
            "Name": "Bridge building day",
            "First day": day.strftime("%d/%m/%Y"),
            "Year group": "Year 9",
            "Pupils": "30",
        }
        return usual | {name.replace("_", " "): value for name, value in different.items()}

    return make


def csv_of(*rows: Cells) -> str:
    lines = [",".join(COLUMNS)]
    lines += [",".join(f'"{row.get(name) or ""}"' for name in COLUMNS) for row in rows]
    return "\r\n".join(lines) + "\r\n"


def look_at(client: Client, content: str | bytes, name: str = "log.csv") -> LogUpload:
    data = content.encode() if isinstance(content, str) else content
    page = client.post(PAGE, {"file": SimpleUploadedFile(name, data)})
    assert page.status_code == 302, page.content.decode()
    return LogUpload.objects.latest("pk")


def shown(client: Client, upload: LogUpload) -> str:
    return client.get(f"{PAGE}{upload.pk}/").content.decode()


def put_in(client: Client, *rows: Cells) -> LogUpload:
    upload = look_at(client, csv_of(*rows))
    client.post(f"{PAGE}{upload.pk}/")
    return upload


def export(client: Client) -> bytes:
    return client.get("/collaborations/log.csv").content


def test_the_template_has_the_trusts_schools_in_it(as_lead: Client, schools: list[Institution]) -> None:
    content = as_lead.get("/collaborations/log.xlsx").content
    header, *rows = openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    assert header == COLUMNS
    assert [row[2] for row in rows] == sorted(school.name for school in schools)


def test_twelve_rows_become_one_activity_of_twelve_schools(
    as_lead: Client, twelve: list[Institution], row: Callable[..., Cells]
) -> None:
    rows = [row(School_URN=school.urn, School=school.name, Pupils="10") for school in twelve]
    upload = look_at(as_lead, csv_of(*rows))
    assert not Collaboration.objects.exists()
    assert "New activities" in shown(as_lead, upload)
    as_lead.post(f"{PAGE}{upload.pk}/")
    record = Collaboration.objects.get()
    assert (record.is_recorded, record.contributions.count()) == (True, 12)
    assert sum(Participation.objects.values_list("pupils", flat=True)) == 120
    assert record.partner_confirmation == Confirmation.NOT_ASKED
    assert "put in what the spreadsheet “log.csv” says" in history(record)[0].words
    assert not OutgoingEmail.objects.exists()


def test_the_same_file_twice_adds_nothing(as_lead: Client, row: Callable[..., Cells]) -> None:
    rows = [row(), row(Year_group="10"), row(Name="Another", Disadvantaged="4", Definition="FSM6")]
    put_in(as_lead, *rows)
    before = export(as_lead)
    again = put_in(as_lead, *rows)
    assert (Collaboration.objects.count(), Participation.objects.count()) == (2, 3)
    assert (again.added, again.left) == ([], {})
    assert export(as_lead) == before


def test_what_was_downloaded_changes_nothing_when_it_comes_back(as_lead: Client, log: Log) -> None:
    log()
    for extension in ("csv", "xlsx"):
        content = as_lead.get(f"/collaborations/log.{extension}").content
        assert "There is nothing to put into the log" in shown(
            as_lead, look_at(as_lead, content, f"log.{extension}")
        )


def test_a_change_is_shown_put_in_and_taken_out_again_to_the_last_byte(as_lead: Client, log: Log) -> None:
    record = log()
    Collaboration.objects.update(partner_confirmation=Confirmation.CONFIRMED)
    before = export(as_lead)
    changed = before.replace(b"Year 9,30,6", b"Year 9,45,7", 1).replace(b"Bridge", b"Tunnel")
    upload = look_at(as_lead, changed)
    html = shown(as_lead, upload)
    assert "Bridge building day → Tunnel building day" in html
    assert "30 pupils, 6 disadvantaged → 45 pupils, 7 disadvantaged" in html
    as_lead.post(f"{PAGE}{upload.pk}/")
    record.refresh_from_db()
    assert (record.title, record.partner_confirmation) == ("Tunnel building day", Confirmation.NOT_ASKED)
    assert export(as_lead) != before
    as_lead.post(f"{PAGE}{upload.pk}/", {"undo": "1"})
    record.refresh_from_db()
    assert (record.title, record.partner_confirmation) == ("Bridge building day", Confirmation.CONFIRMED)
    assert export(as_lead) == before


def test_what_was_added_is_taken_out_again(as_lead: Client, row: Callable[..., Cells]) -> None:
    before = export(as_lead)
    upload = put_in(as_lead, row(), row(Name="Another"))
    as_lead.post(f"{PAGE}{upload.pk}/", {"undo": "1"})
    assert export(as_lead) == before
    with pytest.raises(RuleBroken, match="done already"):
        actions.undo_upload(upload=upload, by=LogUpload.objects.get().uploaded_by or User())


def test_nothing_is_taken_out_once_somebody_went_on(
    as_lead: Client, row: Callable[..., Cells], lead: User
) -> None:
    upload = put_in(as_lead, row())
    record = Collaboration.objects.get()
    actions.tell_details(
        collaboration=record, details=actions.Details(delivery="ONLINE"), revision=record.revision, by=lead
    )
    with pytest.raises(RuleBroken, match="changed, answered, spoken of"):
        actions.undo_upload(upload=upload, by=lead)
    assert Collaboration.objects.exists()


def test_nothing_is_taken_out_once_somebody_said_how_it_went(
    as_lead: Client, row: Callable[..., Cells], lead: User, trust: Institution
) -> None:
    upload = put_in(as_lead, row())
    actions.add_remark(
        collaboration=Collaboration.objects.get(),
        institution=trust,
        voice="STAFF",
        words="It went well.",
        may_be_quoted=False,
        by=lead,
    )
    with pytest.raises(RuleBroken, match="spoken of"):
        actions.undo_upload(upload=upload, by=lead)
    assert Collaboration.objects.get().remarks.exists()


def test_a_school_that_is_not_in_the_file_stays_in_the_record(
    as_lead: Client, log: Log, row: Callable[..., Cells]
) -> None:
    record = log()
    put_in(as_lead, row(Pupils="31"))
    assert Contribution.objects.filter(collaboration=record).count() == 3
    assert sorted(Participation.objects.values_list("pupils", flat=True)) == [30, 30, 31]


def test_what_lies_ahead_or_is_asked_more_is_kept_as_a_draft(
    as_lead: Client, row: Callable[..., Cells]
) -> None:
    ahead = (timezone.localdate() + timedelta(days=30)).strftime("%d/%m/%Y")
    put_in(as_lead, row(First_day=ahead), row(Activity="Joint research", Year_group="", Pupils=""))
    assert set(Collaboration.objects.values_list("state", flat=True)) == {"DRAFT"}


@pytest.mark.parametrize(
    ("different", "sentence"),
    [
        ({"School_URN": "999999"}, "School URN: “999999” is not one of the schools of"),
        ({"School_URN": "", "School": ""}, "School: is empty. If cells are merged, unmerge them"),
        ({"Partner": ""}, "Partner: is empty. If cells are merged"),
        ({"Partner": "Nobody & Sons"}, "is not in the directory"),
        ({"Activity": "Juggling"}, "Activity: “Juggling” is not a word of the list"),
        ({"First_day": "the third of May"}, "“the third of May” is not a date like 31-08-2026"),
        ({"First_day": "31/02/2026"}, "is not a day in the calendar"),
        ({"First_day": "3/5/1998"}, "The date must be in 2000 or later"),
        ({"Pupils": "some"}, "Pupils: “some” is not a whole number"),
        ({"Disadvantaged": "31"}, "is more than the 30 pupils"),
        ({"Disadvantaged": "3"}, "Say which pupils you counted as disadvantaged"),
        ({"Record": "77"}, "Record: “77” is not the number of a record of yours"),
        ({"Hours": "many"}, "is not a number of hours like 1.5"),
        ({"Name": "For A123456789012"}, "unique pupil number"),
        ({"Name": "x" * 201}, "is longer than 200 characters"),
    ],
)
def test_each_problem_is_a_sentence_at_its_line(
    as_lead: Client, row: Callable[..., Cells], different: dict[str, str], sentence: str
) -> None:
    upload = look_at(
        as_lead,
        csv_of(row(), row(Name="Another", **(different | {})))
        if "Name" not in different
        else csv_of(row(), row(**different)),
    )
    html = shown(as_lead, upload).replace("&amp;", "&")
    assert sentence in html
    assert "Line 3" in html
    as_lead.post(f"{PAGE}{upload.pk}/")
    assert Collaboration.objects.count() == 1


def test_rows_that_contradict_one_another_are_said(as_lead: Client, row: Callable[..., Cells]) -> None:
    html = shown(as_lead, look_at(as_lead, csv_of(row(), row(Sessions="4"), row(Pupils="8"))))
    assert "Line 3: says otherwise of the same activity than line 2." in html
    assert "Line 4, Year group: “Year 9” of this school is counted twice." in html


def test_a_name_that_two_partners_share_asks_for_a_number(as_lead: Client, row: Callable[..., Cells]) -> None:
    twins = [
        InstitutionFactory.create(employer=True, name="Harbour", company_number=f"0000000{n}") for n in (1, 2)
    ]
    html = shown(as_lead, look_at(as_lead, csv_of(row(Partner="Harbour"))))
    assert "is the name of 2 institutions. Give its number in “Partner number”" in html
    put_in(as_lead, row(Partner="Harbour", Partner_number=twins[1].company_number))
    assert Collaboration.objects.get().partner == twins[1]


def test_dates_numbers_and_blank_rows_as_spreadsheets_keep_them(
    as_lead: Client, row: Callable[..., Cells], schools: list[Institution]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    day = timezone.localdate() - timedelta(days=7)
    sheet.append(COLUMNS)
    sheet.append([None] * len(COLUMNS))
    cells = row(First_day=day, Pupils=30.0, School_URN=int(schools[0].urn or 0))
    sheet.append([cells.get(name) for name in COLUMNS])
    file = BytesIO()
    book.save(file)
    upload = look_at(as_lead, file.getvalue(), "log.xlsx")
    as_lead.post(f"{PAGE}{upload.pk}/")
    assert Collaboration.objects.get().starts_on == day


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", "\ufeff"), ("cp1252", "")])
def test_a_byte_order_mark_and_windows_letters_are_read(
    as_lead: Client, row: Callable[..., Cells], encoding: str, mark: str
) -> None:
    upload = look_at(as_lead, (mark + csv_of(row(Name="Café – day"))).encode(encoding))
    as_lead.post(f"{PAGE}{upload.pk}/")
    assert Collaboration.objects.get().title == "Café – day"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"a,b\r\n1,2\r\n", "it is not the log’s spreadsheet"),
        (b"<html></html>", "it is a web page"),
        (b"PK\x03\x04broken", "damaged"),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_words(
    as_lead: Client, content: bytes, sentence: str
) -> None:
    html = as_lead.post(PAGE, {"file": SimpleUploadedFile("log.csv", content)}).content.decode()
    assert sentence in html
    assert not LogUpload.objects.exists()


def test_no_formula_travels_with_the_log_and_the_text_comes_back(
    as_lead: Client, row: Callable[..., Cells]
) -> None:
    put_in(as_lead, row(Name="=2+3"))
    assert Collaboration.objects.get().title == "=2+3"
    assert b",'=2+3," in export(as_lead)
    book = openpyxl.load_workbook(BytesIO(as_lead.get("/collaborations/log.xlsx").content))
    assert {cell.data_type for line in book.worksheets[0].iter_rows() for cell in line} <= {"s", "n"}
    put_in(as_lead, row(Name="'=2+3"))
    assert Collaboration.objects.count() == 1


def test_the_command_tells_what_became_of_the_rows(
    trust: Institution, row: Callable[..., Cells], tmp_path: Path
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(csv_of(row(), row(Year_group="10"), row(Partner="")))
    for arguments, expected in (
        (["--dry-run"], (3, 2, 0, 0, 1)),
        ([], (3, 2, 0, 0, 1)),
        ([], (3, 0, 0, 2, 1)),
    ):
        out = StringIO()
        call_command(
            "import_collaborations", path, "--institution", trust.pk, "--json", *arguments, stdout=out
        )
        told = json.loads(out.getvalue())
        names = ("rows_read", "inserted", "updated", "unchanged", "rejected")
        assert tuple(told[name] for name in names) == expected
    assert Collaboration.objects.count() == 1
    with pytest.raises(CommandError, match="no institution"):
        call_command("import_collaborations", path, "--institution", 0)
