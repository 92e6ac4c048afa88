"""What a row of the register of establishments means."""

from pathlib import Path
from typing import Any

import pytest

from core.errors import RuleBroken
from institutions.models import Institution, Phase
from institutions.register import gias
from institutions.register.files import open_table
from institutions.register.values import Problem
from tests.institutions.register_files import establishments, write_rows

EARLY, PRIMARY, SECONDARY, POST_16 = Phase


def read(path: Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    problems: list[Problem] = []
    with open_table(path) as table:
        gias.require_layout(table)
        columns = ["line", *gias.columns_of(table)]
        rows = gias.read(table, lambda number, code: 7, {"E07000001": 8}.get, problems)
        return [dict(zip(columns, row, strict=True)) for row in rows], problems


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "edubasealldata.csv"


def one(path: Path, **changes: str) -> dict[str, Any]:
    """The establishment that the usual row becomes with some cells changed."""
    names = {name.replace(" ", "_").replace("(", "").replace(")", ""): name for name in gias.CELLS}
    rows, problems = read(establishments(path, {names[name]: value for name, value in changes.items()}))
    assert problems == []
    return rows[0]


def phases(row: dict[str, Any]) -> set[str]:
    return set(filter(None, row["phases"].strip("{}").split(",")))


def test_a_whole_row_is_understood(path: Path) -> None:
    row = one(path)
    assert row["line"] == 2
    assert (row["urn"], row["name"], row["laestab"], row["ukprn"]) == (
        "100001",
        "Hill School",
        "3014001",
        "10012345",
    )
    assert (row["kind"], row["status"], row["type_code"]) == ("SCHOOL", "OPEN", "34")
    assert (row["low_age"], row["high_age"], row["roll"], str(row["fsm_percent"])) == (11, 18, 900, "21.50")
    assert (row["easting"], row["northing"], row["precision"]) == (430_100, 390_200, "POSTCODE")
    assert (row["postcode"], row["website"], row["is_rural"]) == (
        "SB1 2AB",
        "https://www.hill.example",
        False,
    )
    assert (row["local_authority_id"], row["district_id"]) == (7, None)
    assert str(row["opened_on"]) == "2011-09-01"
    assert row["closed_on"] is None


def test_a_school_that_is_proposed_to_close_is_open(path: Path) -> None:
    row = one(path, EstablishmentStatus_code="3", EstablishmentStatus_name="Open, but proposed to close")
    assert row["status"] == "CLOSING"
    assert row["status"] in Institution.OPEN_STATUSES


@pytest.mark.parametrize(
    ("code", "status"), [("1", "OPEN"), ("2", "CLOSED"), ("3", "CLOSING"), ("4", "PROPOSED"), ("", "UNKNOWN")]
)
def test_codes_of_status_are_those_of_the_table(path: Path, code: str, status: str) -> None:
    assert one(path, EstablishmentStatus_code=code, EstablishmentStatus_name="")["status"] == status


def test_words_go_before_codes_because_the_api_numbers_its_own_way(path: Path) -> None:
    row = one(
        path,
        EstablishmentStatus_code="3",
        EstablishmentStatus_name="Closed",
        PhaseOfEducation_code="3",
        PhaseOfEducation_name="Primary",
    )
    assert (row["status"], phases(row)) == ("CLOSED", {PRIMARY})


@pytest.mark.parametrize(
    ("code", "low", "high", "expected"),
    [
        ("1", "2", "4", {EARLY}),
        ("2", "4", "11", {PRIMARY}),
        ("2", "3", "11", {EARLY, PRIMARY}),
        ("3", "8", "12", {PRIMARY}),
        ("5", "9", "13", {SECONDARY}),
        ("4", "11", "16", {SECONDARY}),
        ("4", "11", "18", {SECONDARY, POST_16}),
        ("6", "16", "99", {POST_16}),
        ("7", "4", "18", {PRIMARY, SECONDARY, POST_16}),
        ("7", "3", "16", {EARLY, PRIMARY, SECONDARY}),
        ("7", "", "", {PRIMARY, SECONDARY}),
        ("0", "4", "19", {PRIMARY, SECONDARY, POST_16}),
        ("0", "11", "16", {SECONDARY}),
        ("0", "16", "25", {POST_16}),
        ("0", "", "", set()),
        ("", "11", "18", {SECONDARY, POST_16}),
    ],
)
def test_phases_come_from_the_phase_and_where_that_says_nothing_from_the_ages(
    path: Path, code: str, low: str, high: str, expected: set[Phase]
) -> None:
    row = one(
        path,
        PhaseOfEducation_code=code,
        PhaseOfEducation_name="",
        StatutoryLowAge=low,
        StatutoryHighAge=high,
        OfficialSixthForm_name="",
    )
    assert phases(row) == expected


def test_a_special_school_and_a_pupil_referral_unit_do_not_vanish_from_the_phases(path: Path) -> None:
    for type_code in ("7", "14"):
        row = one(
            path,
            TypeOfEstablishment_code=type_code,
            PhaseOfEducation_code="0",
            PhaseOfEducation_name="Not applicable",
            StatutoryLowAge="5",
            StatutoryHighAge="16",
            OfficialSixthForm_name="",
        )
        assert phases(row) == {PRIMARY, SECONDARY}


def test_a_sixth_form_shows_even_where_the_ages_are_blank(path: Path) -> None:
    row = one(path, StatutoryLowAge="", StatutoryHighAge="", OfficialSixthForm_name="Has a sixth form")
    assert phases(row) == {SECONDARY, POST_16}


@pytest.mark.parametrize(
    ("type_code", "kind"),
    [
        ("40", "SCHOOL"),
        ("07", "SCHOOL"),
        ("18", "COLLEGE"),
        ("39", "COLLEGE"),
        ("29", "OTHER"),
        ("47", "OTHER"),
    ],
)
def test_the_type_says_what_kind_of_institution_it_is(path: Path, type_code: str, kind: str) -> None:
    row = one(path, TypeOfEstablishment_code=type_code)
    assert (row["kind"], row["type_code"]) == (kind, type_code.lstrip("0"))


@pytest.mark.parametrize(
    ("phase", "number", "kind"),
    [
        ("2", "", "SCHOOL"),
        ("0", "7001", "SCHOOL"),
        ("6", "", "COLLEGE"),
        ("0", "8001", "COLLEGE"),
        ("0", "", "OTHER"),
    ],
)
def test_without_a_type_a_phase_or_a_number_shows_a_school(
    path: Path, phase: str, number: str, kind: str
) -> None:
    row = one(
        path,
        TypeOfEstablishment_code="",
        PhaseOfEducation_code=phase,
        PhaseOfEducation_name="",
        EstablishmentNumber=number,
    )
    assert row["kind"] == kind


@pytest.mark.parametrize("word", ["SUPP", "NA", "SP", "SN", "NE", "SUPPMAT", "c", "z", ""])
def test_a_suppressed_roll_is_not_known(path: Path, word: str) -> None:
    row = one(path, NumberOfPupils=word, PercentageFSM=word)
    assert (row["roll"], row["fsm_percent"]) == (None, None)


@pytest.mark.parametrize(
    ("label", "is_rural"),
    [
        ("(England/Wales) Rural town and fringe", True),
        ("(England/Wales) Urban city and town in a sparse setting", False),
        ("Smaller rural: Further from a major town", True),
        ("", None),
    ],
)
def test_rural_is_read_from_the_words_of_any_census(path: Path, label: str, is_rural: bool | None) -> None:
    assert one(path, UrbanRural_name=label)["is_rural"] is is_rural


@pytest.mark.parametrize("number", ["", "1234", "20012345", "1001234A"])
def test_what_is_no_ukprn_is_left_out(path: Path, number: str) -> None:
    assert one(path, UKPRN=number)["ukprn"] == ""


def test_a_school_without_coordinates_has_no_point_and_no_precision(path: Path) -> None:
    for blank in ("", "0"):
        row = one(path, Easting=blank, Northing=blank)
        assert (row["easting"], row["northing"], row["precision"]) == (None, None, "")


def test_columns_may_stand_in_any_order_and_a_missing_one_is_left_alone(path: Path, tmp_path: Path) -> None:
    rows, _ = read(establishments(path, {}, without=("Easting", "Northing", "SchoolWebsite")))
    assert rows[0].keys().isdisjoint({"easting", "northing", "precision", "website"})
    shuffled = write_rows(
        tmp_path / "b.csv",
        [
            {
                "EstablishmentStatus (code)": "2",
                "LA (code)": "301",
                "EstablishmentName": "Hill School",
                "URN": "100001",
            }
        ],
    )
    assert read(shuffled)[0] == [
        {
            "line": 2,
            "urn": "100001",
            "name": "Hill School",
            "status": "CLOSED",
            "laestab": "",
            "local_authority_id": 7,
        }
    ]


@pytest.mark.parametrize(
    ("change", "column", "why"),
    [
        ({"URN": "12345"}, "URN", "is not a URN of six figures"),
        ({"URN": "ABCDEF"}, "URN", "is not a URN of six figures"),
        ({"EstablishmentName": " "}, "EstablishmentName", "is not a name"),
        ({"EstablishmentStatus (name)": "Asleep"}, "EstablishmentStatus", "is not a status that we know"),
        ({"PhaseOfEducation (name)": "Third"}, "PhaseOfEducation", "is not a phase that we know"),
        ({"TypeOfEstablishment (code)": "XX"}, "TypeOfEstablishment (code)", "is not a type that we know"),
        ({"OpenDate": "31-02-2020"}, "OpenDate", "is not a day in the calendar"),
        ({"CloseDate": "yesterday"}, "CloseDate", "is not a date like 31-08-2026"),
        ({"StatutoryLowAge": "eleven"}, "StatutoryLowAge", "is not a whole number up to 99"),
        ({"NumberOfPupils": "-5"}, "NumberOfPupils", "is not a whole number"),
        ({"PercentageFSM": "140"}, "PercentageFSM", "is not a percentage"),
        ({"Easting": "4.3e5"}, "Easting", "is not a whole number"),
        ({"Northing": "9000000"}, "Northing", "is not a whole number up to 1,300,000"),
    ],
)
def test_a_bad_row_is_named_by_line_column_value_and_reason_and_the_rest_goes_in(
    path: Path, change: dict[str, str], column: str, why: str
) -> None:
    rows, problems = read(establishments(path, {}, change, {}))
    assert [row["urn"] for row in rows] == ["100001", "100003"]
    (problem,) = problems
    assert (problem.line, problem.column) == (3, column)
    assert problem.value == change[next(iter(change))].strip()
    assert why in problem.message


def test_the_second_row_of_one_urn_is_a_bad_row(path: Path) -> None:
    rows, problems = read(establishments(path, {}, {"URN": "100001"}))
    assert len(rows) == 1
    assert problems == [Problem(3, "URN", "100001", "is on line 2 already")]


def test_a_row_with_too_few_cells_is_a_bad_row(path: Path) -> None:
    establishments(path, {}, {})
    path.write_bytes(path.read_bytes() + b'"100009","301","Sandbridge"\r\n')
    rows, problems = read(path)
    assert len(rows) == 2
    assert problems[0].line == 4
    assert "has 3 cells" in problems[0].message


@pytest.mark.parametrize("column", ["URN", "EstablishmentName", "LA (code)"])
def test_a_table_without_what_makes_an_establishment_is_refused(path: Path, column: str) -> None:
    with pytest.raises(RuleBroken, match=r"it is not a table of establishments. It has no column"):
        read(establishments(path, {}, without=(column,)))


def test_a_table_without_any_status_is_refused(path: Path) -> None:
    without = ("EstablishmentStatus (code)", "EstablishmentStatus (name)")
    with pytest.raises(RuleBroken, match=r"EstablishmentStatus \(code\)"):
        read(establishments(path, {}, without=without))


@pytest.mark.parametrize(
    ("name", "count"),
    [("edubase_layout_2025_example_rows.csv", 2), ("edubase_layout_2024_anonymised_60_rows.csv", 60)],
)
def test_every_published_layout_is_read(shared_data: Path, name: str, count: int) -> None:
    rows, problems = read(shared_data / "gias" / "format_samples" / name)
    assert (len(rows), problems) == (count, [])
    assert all(row["opened_on"] and row["easting"] and row["roll"] for row in rows)
