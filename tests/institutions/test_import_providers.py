"""Universities and other providers of higher education."""

from pathlib import Path
from typing import Any

import pytest

from core.errors import RuleBroken
from institutions.actions import import_providers
from institutions.actions.importing import Report
from institutions.models import Institution
from tests.factories import InstitutionFactory
from tests.institutions.register_files import write_rows

pytestmark = pytest.mark.django_db

DISCOVER_UNI = {
    "LEGAL_NAME": "The University of Sandbridge",
    "FIRST_TRADING_NAME": "",
    "PROVADDRESS": "Park Lane, Sandbridge, SB1 2AB",
    "PROVURL": "www.sandbridge.example",
    "PUBUKPRN": "10007790",
    "UKPRN": "10007790",
    "PUBUKPRNCOUNTRY": "XF",
}
PLUS = {
    "UKPRN": "10007790",
    "VIEW_NAME": "Sandbridge University",
    "TOWN": "SANDBRIDGE",
    "EASTING": "430555.00",
    "NORTHING": "390555",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "providers.csv"


def bring_in(path: Path, *rows: dict[str, Any]) -> Report:
    return import_providers(path=write_rows(path, list(rows), encoding="ascii"))


def counts(report: Report) -> tuple[int, ...]:
    return report.inserted, report.updated, report.unchanged, report.rejected


def university() -> Institution:
    return Institution.objects.get(kind="UNIVERSITY")


def test_a_provider_stands_where_the_schools_at_its_postcode_stand(path: Path) -> None:
    school = InstitutionFactory.create(postcode="SB1 2AB", easting=430_100, northing=390_200)
    assert counts(bring_in(path, DISCOVER_UNI)) == (1, 0, 0, 0)
    found = university()
    assert (found.name, found.ukprn, found.postcode) == (
        "The University of Sandbridge",
        "10007790",
        "SB1 2AB",
    )
    assert (found.street, found.website) == ("Park Lane, Sandbridge", "https://www.sandbridge.example")
    assert (found.easting, found.precision, found.local_authority) == (
        430_100,
        "POSTCODE",
        school.local_authority,
    )
    assert counts(bring_in(path, DISCOVER_UNI)) == (0, 0, 1, 0)


def test_rows_repeat_a_provider_for_each_that_reports_on_its_behalf(path: Path) -> None:
    report = bring_in(path, DISCOVER_UNI, DISCOVER_UNI | {"UKPRN": "10000001"})
    assert counts(report) == (1, 0, 1, 0)


def test_students_know_a_provider_by_its_trading_name(path: Path) -> None:
    bring_in(path, DISCOVER_UNI | {"FIRST_TRADING_NAME": "Sandbridge"})
    assert university().name == "Sandbridge"


def test_providers_of_other_countries_are_left_out(path: Path) -> None:
    assert counts(bring_in(path, DISCOVER_UNI | {"PUBUKPRNCOUNTRY": "XI"})) == (0, 0, 1, 0)


def test_a_college_that_is_here_by_its_urn_is_not_made_a_second_time(path: Path) -> None:
    InstitutionFactory.create(kind="COLLEGE", type_code="18", ukprn="10007790")
    assert counts(bring_in(path, DISCOVER_UNI)) == (0, 0, 1, 0)


def test_the_register_of_schools_knows_a_university_only_as_an_other_establishment(path: Path) -> None:
    InstitutionFactory.create(kind="OTHER", type_code="29", ukprn="10007790")
    assert counts(bring_in(path, DISCOVER_UNI)) == (1, 0, 0, 0)


def test_the_list_of_learning_providers_adds_the_grid_reference_and_makes_nobody_new(path: Path) -> None:
    bring_in(path, DISCOVER_UNI)
    report = bring_in(path, PLUS, PLUS | {"UKPRN": "10007800"})
    assert counts(report) == (0, 1, 0, 1)
    assert (report.errors[0].line, report.errors[0].value) == (3, "10007800")
    found = university()
    assert (found.easting, found.northing, found.precision, found.town) == (
        430_555,
        390_555,
        "POSTCODE",
        "Sandbridge",
    )
    assert counts(bring_in(path, DISCOVER_UNI)) == (0, 0, 1, 0)
    assert counts(bring_in(path, PLUS)) == (0, 0, 1, 0)


@pytest.mark.parametrize("ukprn", ["1000779", "20007790", "A0007790", "99999999"])
def test_a_ukprn_has_eight_figures_and_begins_with_1(path: Path, ukprn: str) -> None:
    report = bring_in(path, DISCOVER_UNI | {"PUBUKPRN": ukprn})
    assert (report.rejected, report.errors[0].column, report.errors[0].value) == (1, "PUBUKPRN", ukprn)


def test_a_table_of_something_else_is_refused(path: Path) -> None:
    with pytest.raises(RuleBroken, match="it is not a table of higher-education providers"):
        bring_in(path, {"URN": "100001"})
