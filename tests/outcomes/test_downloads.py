"""Tables to take away: in the department's columns, the same figures as the pages, and noted (peers D-30)."""

import csv
import io
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.test import Client

from accounts.models import AuditEvent, User
from institutions.models import Area, Institution, SupportArea
from outcomes import actions
from outcomes.coverage_tables import TABLES
from outcomes.reports import coverage as report
from outcomes.reports.coverage import Filters
from tests.factories import AreaFactory, CollaborationFactory, InstitutionFactory
from tests.outcomes.screener import faults, read

pytestmark = pytest.mark.django_db

NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
GRID = "/institutions/{trust}/coverage"


@pytest.fixture
def published(schools: list[Institution], employer: Institution) -> list[Institution]:
    CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools[:1], area=SupportArea.STEM
    )
    actions.publish_coverage()
    return schools


@pytest.fixture
def signed_in(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def workbook(content: bytes) -> dict[str, list[list[tuple[str, str]]]]:
    """Each sheet's cells as their type and their text."""
    with ZipFile(io.BytesIO(content)) as file:
        assert file.namelist()[0] == "mimetype"
        root = ElementTree.fromstring(file.read("content.xml"))
    table, office = NAMES % "table", NAMES % "office"
    return {
        sheet.attrib[f"{table}name"]: [
            [(cell.attrib.get(f"{office}value-type", ""), "".join(cell.itertext())) for cell in row]
            for row in sheet.iter(f"{table}table-row")
        ]
        for sheet in root.iter(f"{table}table")
    }


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("query", ["", "?phase=SECONDARY&schools=rural", "?area=STEM"])
def test_every_table_of_coverage_passes_the_screening(
    signed_in: Client, published: list[Institution], england: Area, authority: Area, table: str, query: str
) -> None:
    AreaFactory.create(name="Emptyshire", parent=authority.parent)
    for area in (england, authority.parent, authority):
        assert area is not None
        address = f"/coverage/{area.code}/{table}"
        meta = text(signed_in, f"{address}.meta.csv")
        assert faults(text(signed_in, f"{address}.csv{query}"), meta) == [], address


def test_an_area_that_cuts_across_authorities_has_columns_of_its_own(
    signed_in: Client, published: list[Institution], authority: Area
) -> None:
    district = AreaFactory.create(district=True, parent=authority)
    Institution.objects.filter(pk=published[0].pk).update(district=district)
    for table in TABLES:
        address = f"/coverage/{district.code}/{table}"
        data = text(signed_in, f"{address}.csv")
        assert faults(data, text(signed_in, f"{address}.meta.csv")) == []
        assert {row["lad_name"] for row in read(data)} <= {district.name}


@pytest.mark.parametrize(
    "address", ["/campus-visits/E92000001/visits", "/campus-visits/{authority}/visits", GRID]
)
def test_visits_and_grids_pass_the_screening_too(
    signed_in: Client, published: list[Institution], authority: Area, trust: Institution, address: str
) -> None:
    here = address.format(authority=authority.code, trust=trust.pk)
    assert faults(text(signed_in, f"{here}.csv"), text(signed_in, f"{here}.meta.csv")) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("E92000001", "W92000004", "country W92000004"),
        (",National,", ",Nation,", "level Nation"),
        (",0.0\r", ",\r", "effective_percent is empty"),
        ("time_identifier", "TimeIdentifier", "no column time_identifier"),
        (",33.3,", ",133.3,", "active_percent is 133.3%"),
        (",33.3,", ",nearly,", "active_percent is “nearly”"),
    ],
)
def test_the_screening_finds_what_is_wrong(
    signed_in: Client, published: list[Institution], old: str, new: str, fault: str
) -> None:
    data, meta = (text(signed_in, f"/coverage/E92000001/coverage.{ending}") for ending in ("csv", "meta.csv"))
    assert old in data
    assert fault in faults(data.replace(old, new), meta)


def test_a_download_has_the_figures_of_the_page(
    signed_in: Client, published: list[Institution], authority: Area
) -> None:
    rows = read(text(signed_in, f"/coverage/{authority.code}/coverage.csv"))
    stem = next(row for row in rows if row["support_area"].startswith("Science"))
    cell = report.total(Filters(), area=authority).cells[SupportArea.STEM]
    assert (stem["school_count"], stem["nothing_count"], stem["active_count"]) == ("3", "2", "1")
    assert (cell.schools, cell.nothing, cell.active) == (3, 2, 1)
    assert stem["active_percent"] == "33.3"
    listed = read(text(signed_in, f"/coverage/{authority.code}/nothing.csv"))
    assert {row["school_urn"] for row in listed} == {school.urn for school in published[1:]}


def test_a_place_without_schools_has_a_symbol_and_no_share(
    signed_in: Client, published: list[Institution], region: Area
) -> None:
    AreaFactory.create(name="Emptyshire", parent=region)
    rows = read(text(signed_in, f"/coverage/{region.code}/headlines.csv"))
    empty = next(row for row in rows if row["la_name"] == "Emptyshire")
    assert (empty["school_count"], empty["any_active_percent"]) == ("0", "z")


def test_the_spreadsheet_says_what_it_is_and_holds_the_same_cells(
    signed_in: Client, published: list[Institution], authority: Area
) -> None:
    Institution.objects.filter(pk=published[1].pk).update(name="=HYPERLINK(1)&\x0b")
    address = f"/coverage/{authority.code}/schools"
    sheets = workbook(signed_in.get(f"{address}.ods").content)
    assert list(sheets) == ["About", "Columns", "Figures"]
    run = report.latest_run()
    assert run is not None
    assert ("string", run.as_at.isoformat()) in [row[1] for row in sheets["About"]]
    figures = [[cell[1] for cell in row] for row in sheets["Figures"]]
    header, *rows = read_raw(text(signed_in, f"{address}.csv"))
    assert figures[0] == header
    assert len(figures) == len(rows) + 1
    assert ("string", "=HYPERLINK(1)&") in [cell for row in sheets["Figures"] for cell in row]
    assert ("float", "1") in sheets["Figures"][1]


def read_raw(data: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data)))


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(
    signed_in: Client, published: list[Institution], authority: Area
) -> None:
    Institution.objects.filter(pk=published[1].pk).update(name="=cmd()")
    assert "'=cmd()" in text(signed_in, f"/coverage/{authority.code}/nothing.csv")


def test_a_download_is_noted_with_who_what_and_as_at(
    client: Client, lead: User, administrator: User, published: list[Institution], authority: Area
) -> None:
    client.force_login(lead)
    client.get(f"/coverage/{authority.code}/schools.ods")
    event = AuditEvent.objects.get(verb="figures_downloaded")
    run = report.latest_run()
    assert run is not None
    assert (event.actor, event.subject_id) == (lead, authority.pk)
    assert event.details["as_at"] == run.as_at.isoformat()
    assert event.details["rows"] == 3
    client.force_login(administrator)
    assert f"schools-{authority.code}.ods" in text(client, "/downloads/")


def test_only_those_over_england_see_what_others_downloaded(
    client: Client, lead: User, stranger: User, published: list[Institution], authority: Area
) -> None:
    client.force_login(lead)
    client.get(f"/coverage/{authority.code}/schools.csv")
    assert "schools-" in text(client, "/downloads/")
    client.force_login(stranger)
    assert "Nothing yet." in text(client, "/downloads/")


@pytest.mark.parametrize("ending", ["schools.xls", "secrets.csv", "schools.csv.exe"])
def test_there_are_no_other_tables_and_formats(signed_in: Client, authority: Area, ending: str) -> None:
    assert signed_in.get(f"/coverage/{authority.code}/{ending}").status_code == 404
    assert not AuditEvent.objects.filter(verb="figures_downloaded").exists()


@pytest.mark.parametrize("size", [2, 60])
def test_a_table_of_schools_costs_the_same_however_many(
    signed_in: Client, authority: Area, size: int, django_assert_max_num_queries: object
) -> None:
    InstitutionFactory.create_batch(size, local_authority=authority)
    actions.publish_coverage()
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        signed_in.get(f"/coverage/{authority.code}/schools.csv")
