"""Bringing schools and colleges up to date."""

import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from core import db
from core.errors import RuleBroken
from institutions.actions import import_establishments
from institutions.models import Area, Institution, RegisterImport, SearchWord
from institutions.tasks import take_new_words
from tests.factories import AreaFactory
from tests.institutions.register_files import establishments

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Area:
    return AreaFactory.create(code="E08000999", dfe_code="301")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "edubasealldata20250422.csv"


def touched() -> dict[str, int]:
    """PostgreSQL's own mark of the transaction that wrote each row last, or locked it."""
    rows = db.rows("SELECT urn, xmin::text || '/' || xmax::text AS mark FROM institutions_institution")
    return {row["urn"]: row["mark"] for row in rows}


def counts(report: object) -> tuple[int, ...]:
    return tuple(value for name, value in vars(report).items() if name != "errors")


def test_establishments_come_in_with_their_authority_and_their_provenance(
    path: Path, authority: Area
) -> None:
    report = import_establishments(path=establishments(path, {}, {"EstablishmentName": "Dale School"}))
    assert counts(report) == (2, 2, 0, 0, 0)
    school = Institution.objects.get(urn="100002")
    assert (school.name, school.local_authority, school.district) == ("Dale School", authority, None)
    assert (school.source, str(school.source_date)) == ("Get Information About Schools", "2025-04-22")
    noted = RegisterImport.objects.get()
    assert (noted.kind, noted.file_name, noted.rows_read) == ("establishments", path.name, 2)


def test_the_same_file_again_touches_no_row(path: Path, authority: Area) -> None:
    establishments(path, {}, {})
    import_establishments(path=path)
    before = touched()
    assert counts(import_establishments(path=path)) == (2, 0, 0, 2, 0)
    assert touched() == before


def test_a_changed_file_touches_only_what_changed(path: Path, authority: Area) -> None:
    import_establishments(path=establishments(path, {}, {}, {}))
    before = touched()
    changes = [{}, {"NumberOfPupils": "901"}, {}, {"EstablishmentName": "New School"}]
    assert counts(import_establishments(path=establishments(path, *changes))) == (4, 1, 1, 2, 0)
    after = touched()
    assert [urn for urn, mark in before.items() if after[urn] != mark] == ["100002"]
    assert Institution.objects.get(urn="100002").roll == 901


def test_what_the_file_leaves_out_stays_and_closed_is_a_status(path: Path, authority: Area) -> None:
    import_establishments(path=establishments(path, {}, {}))
    closed = {
        "EstablishmentStatus (code)": "2",
        "EstablishmentStatus (name)": "Closed",
        "CloseDate": "31-08-2026",
    }
    import_establishments(path=establishments(path, closed))
    assert Institution.objects.count() == 2
    school = Institution.objects.get(urn="100001")
    assert (school.status, str(school.closed_on)) == ("CLOSED", "2026-08-31")


def test_a_layout_without_a_column_leaves_what_we_know_of_it(path: Path, authority: Area) -> None:
    import_establishments(path=establishments(path, {}))
    import_establishments(path=establishments(path, {"Town": "Elsewhere"}, without=("Easting", "Northing")))
    school = Institution.objects.get()
    assert (school.town, school.easting) == ("Elsewhere", 430_100)


def test_a_blank_that_the_register_states_is_taken(path: Path, authority: Area) -> None:
    import_establishments(path=establishments(path, {}))
    import_establishments(path=establishments(path, {"NumberOfPupils": "", "Postcode": ""}))
    school = Institution.objects.get()
    assert (school.roll, school.postcode) == (None, "")


def test_bad_rows_are_reported_and_the_rest_goes_in(path: Path, authority: Area) -> None:
    bad = {"OpenDate": "31-02-2020"}
    report = import_establishments(
        path=establishments(path, {}, bad, {"GSSLACode (name)": "E99999999", "LA (code)": "999"})
    )
    assert counts(report) == (3, 1, 0, 0, 2)
    assert [(problem.line, problem.column, problem.value) for problem in report.errors] == [
        (3, "OpenDate", "31-02-2020"),
        (4, "GSSLACode (name)", "E99999999"),
    ]


def test_a_refused_file_changes_nothing(path: Path, authority: Area) -> None:
    import_establishments(path=establishments(path, {}))
    good = path.read_bytes()
    path.write_bytes(good.replace(b"Hill School", b"Changed") + b'"100002","301')
    with pytest.raises(RuleBroken, match="quotation marks"):
        import_establishments(path=path)
    assert Institution.objects.get().name == "Hill School"
    assert RegisterImport.objects.count() == 1


def test_a_rehearsal_counts_and_changes_nothing(path: Path, authority: Area) -> None:
    report = import_establishments(path=establishments(path, {}), dry_run=True)
    assert counts(report) == (1, 1, 0, 0, 0)
    assert not Institution.objects.exists()
    assert not RegisterImport.objects.exists()


def test_schools_wait_for_their_areas(path: Path) -> None:
    with pytest.raises(RuleBroken, match="Import the areas first"):
        import_establishments(path=establishments(path, {}))


def test_authorities_are_known_by_code_and_never_by_name(path: Path, authority: Area) -> None:
    spelt = {"LA (name)": "Sandbridge upon Sea, City of"}
    by_nine = {"LA (code)": "", "LA (name)": "Sandbridge "}
    import_establishments(path=establishments(path, spelt, by_nine))
    assert set(Institution.objects.values_list("local_authority", flat=True)) == {authority.pk}


def test_a_code_that_changed_leads_to_the_authority_of_today(path: Path, authority: Area) -> None:
    """Barnsley and Sheffield: files still carry the nine characters of before 2025 beside the same three digits."""
    AreaFactory.create(code="E08000016", dfe_code="301", valid_to="2025-04-01")
    import_establishments(path=establishments(path, {"GSSLACode (name)": "E08000016"}))
    assert Institution.objects.get().local_authority == authority


def test_a_closed_school_may_belong_to_an_authority_that_ended(path: Path, authority: Area) -> None:
    county = AreaFactory.create(code="E10000006", dfe_code="909", valid_to="2023-04-01")
    import_establishments(path=establishments(path, {"LA (code)": "909", "GSSLACode (name)": "E10000006"}))
    assert Institution.objects.get().local_authority == county


@pytest.mark.parametrize(
    ("number", "code"), [("660", "W06000001"), ("701", ""), ("000", "Z99999999"), ("", "")]
)
def test_schools_outside_england_come_in_without_an_authority(
    path: Path, authority: Area, number: str, code: str
) -> None:
    report = import_establishments(path=establishments(path, {"LA (code)": number, "GSSLACode (name)": code}))
    assert report.inserted == 1
    assert Institution.objects.get().local_authority is None
    assert not Institution.objects.in_scope().exists()


def test_a_school_in_a_county_gets_the_district_that_the_file_names(path: Path, authority: Area) -> None:
    county = AreaFactory.create(code="E10000014", dfe_code="850")
    district = AreaFactory.create(district=True, code="E07000084", parent=county)
    in_county = {"LA (code)": "850", "GSSLACode (name)": "E10000014"}
    named = in_county | {"DistrictAdministrative (code)": "E07000084"}
    import_establishments(path=establishments(path, named, in_county))
    assert list(Institution.objects.order_by("urn").values_list("district", flat=True)) == [district.pk, None]


@pytest.mark.parametrize(
    ("type_code", "number", "counts"),
    [
        ("34", "4001", True),
        ("40", "4002", True),
        ("11", "6001", False),
        ("31", "4003", False),
        ("", "2001", True),
        ("", "8001", True),
        ("", "6905", True),  # academies of the first years
        ("", "6001", False),  # an independent school
        ("", "", False),
    ],
)
def test_a_school_counts_by_its_type_or_where_that_is_blank_by_its_number(
    path: Path, authority: Area, type_code: str, number: str, counts: bool
) -> None:
    import_establishments(
        path=establishments(path, {"TypeOfEstablishment (code)": type_code, "EstablishmentNumber": number})
    )
    assert Institution.objects.in_scope().exists() is counts


def test_within_a_minute_a_new_name_can_be_corrected_to(path: Path, authority: Area) -> None:
    import_establishments(path=establishments(path, {"EstablishmentName": "Fierté – St. Mary’s Academy"}))
    assert not SearchWord.objects.exists()
    take_new_words()
    words = {"fierte", "st", "marys", "academy", "sandbridge"}
    assert set(SearchWord.objects.values_list("word", flat=True)) == words
    import_establishments(path=establishments(path, {"EstablishmentName": "Hill Academy"}))
    take_new_words()
    assert set(SearchWord.objects.values_list("word", flat=True)) == {"hill", "academy", "sandbridge"}


def test_words_are_taken_only_after_an_import(path: Path, authority: Area) -> None:
    import_establishments(path=establishments(path, {}))
    take_new_words()
    SearchWord.objects.all().delete()
    take_new_words()
    assert not SearchWord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_kind_never_run_side_by_side(path: Path) -> None:
    AreaFactory.create(code="E08000999", dfe_code="301")
    establishments(path, {})
    refusals: list[str] = []

    def second() -> None:
        try:
            import_establishments(path=path)
        except RuleBroken as refusal:
            refusals.append(refusal.code)
        finally:
            connection.close()

    with transaction.atomic(), db.exclusive("import establishments") as is_alone:
        assert is_alone
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(30)
    assert refusals == ["import_running"]
    assert not Institution.objects.exists()
