"""Taking in published figures: what goes in, what does not, and what becomes of a revision."""

from decimal import Decimal
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from core.errors import RuleBroken
from institutions.actions.importing import Report
from institutions.models import Institution, RegisterImport
from outcomes import actions
from outcomes.actions import Publication
from outcomes.models import Fact, Measure, Missing, Release
from outcomes.register.destinations import LAYOUTS_KS4
from tests.factories import AreaFactory, InstitutionFactory
from tests.institutions.register_files import write_rows

pytestmark = pytest.mark.django_db

KS4 = LAYOUTS_KS4[0]
COLUMNS = {name: "NA" for s in KS4.series for name in (s.value, s.size, s.part, s.unknown)}
SCHOOL = COLUMNS | {
    "RECTYPE": "1",
    "LEA": "860",
    "URN": "140997",
    "COHORT": "40",
    "APPREN": "12",
    "APPRENPER": "30%",
    "EMPLOYMENT": "SUPP",
    "EMPLOYMENTPER": "SUPP",
    "UNKNOWN": "2",
    "UNKNOWNPER": "5%",
}


@pytest.fixture
def school() -> Institution:
    return InstitutionFactory.create(urn="140997")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "england_ks4-pupdest_2024-25.csv"


def bring_in(path: Path, *rows: dict[str, str], name: str = "2024-25", dry_run: bool = False) -> Report:
    write_rows(path, list(rows), encoding="utf-8-sig")
    return actions.import_destinations(path=path, publication=Publication(name), dry_run=dry_run)


def fact(code: str, **more: object) -> Fact:
    return Fact.objects.in_use().get(measure__code=code, pupil_group="ALL", **more)


def test_a_share_keeps_its_counts_its_year_and_its_source(school: Institution, path: Path) -> None:
    assert bring_in(path, SCHOOL) == Report(1, 1, 0, 0, 0, [])
    found = fact("16_apprenticeship")
    assert (found.size, found.numerator, found.unknown, found.matched) == (40, 12, 2, 38)
    assert (found.value, found.words, found.period) == (Decimal(30), "30%", "2022/23")
    assert found.release.source == "Department for Education, 2024-25 (final)"


def test_what_is_missing_says_why(school: Institution, path: Path) -> None:
    bring_in(path, SCHOOL)
    withheld = fact("16_employment")
    assert (withheld.value, withheld.numerator, withheld.missing) == (None, None, Missing.SUPPRESSED)
    assert withheld.words == "withheld, because so few students could be recognised"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        *(("SUPP", "SUPP"), ("SN", "SUPP"), ("c", "c"), ("z", "z"), ("x", "x"), ("NA", "x"), (":", "x")),
        *(("NE", "NE"), ("low", "low"), ("~", "low"), ("u", "u"), ("", "x")),
    ],
)
def test_no_reason_is_nought(cell: str, reason: str, school: Institution, path: Path) -> None:
    bring_in(path, SCHOOL | {"APPREN": cell, "APPRENPER": cell})
    found = fact("16_apprenticeship")
    assert (found.value, found.numerator, found.missing) == (None, None, reason)


def test_a_percentage_beside_no_count_is_none(school: Institution, path: Path) -> None:
    bring_in(path, SCHOOL | {"APPREN": "SUPP", "APPRENPER": "0%"})
    assert fact("16_apprenticeship").value is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"APPREN": "many"}, "is neither a number nor a reason why there is none"),
        ({"APPREN": "41"}, "is more than the 40 in COHORT"),
        ({"COHORT": "39.5"}, "is not a number of people"),
        ({"URN": "14099"}, "is not a URN of six figures"),
        ({"URN": "140998"}, "is not a school that we know"),
        ({"RECTYPE": "LA", "LEA": "999"}, "is not an area that we know"),
        ({"RECTYPE": "5"}, "is a total of rows that are counted one by one"),
        ({}, "is on line 2 already"),
    ],
)
def test_a_row_that_cannot_be_used_is_rejected_with_the_reason(
    change: dict[str, str], message: str, school: Institution, path: Path
) -> None:
    other = SCHOOL | {"URN": InstitutionFactory.create(urn="140996").urn or ""} if change else SCHOOL
    report = bring_in(path, SCHOOL, other | change)
    assert (report.rows_read, report.inserted, report.rejected) == (2, 1, 1)
    assert [(error.line, error.message) for error in report.errors] == [(3, message)]


def test_authorities_are_matched_by_their_number(school: Institution, path: Path) -> None:
    area = AreaFactory.create(kind="LOCAL_AUTHORITY", dfe_code="860")
    bring_in(path, SCHOOL, SCHOOL | {"RECTYPE": "LA", "URN": ""})
    assert fact("16_apprenticeship", area=area).institution is None


def test_a_revision_is_a_version_and_the_former_is_kept(school: Institution, path: Path) -> None:
    bring_in(path, SCHOOL)
    report = bring_in(path, SCHOOL | {"APPREN": "13", "APPRENPER": "33%"})
    assert report.inserted == 1
    assert fact("16_apprenticeship").numerator == 13
    assert list(
        Fact.objects.filter(measure__code="16_apprenticeship", pupil_group="ALL")
        .order_by("release__version")
        .values_list("release__version", "numerator")
    ) == [(1, 12), (2, 13)]
    assert Release.objects.current().get().source.endswith("(final, version 2)")


def test_the_final_release_takes_the_place_of_the_provisional_one(school: Institution, path: Path) -> None:
    bring_in(path, SCHOOL, name="2024-25 provisional")
    bring_in(path, SCHOOL | {"APPREN": "13"}, name="2024-25 revised")
    bring_in(path, SCHOOL, name="2023-24")  # other leavers: both are current
    assert set(Release.objects.current().values_list("name", flat=True)) == {"2024-25 revised", "2023-24"}


def test_the_same_file_again_changes_nothing(school: Institution, path: Path) -> None:
    bring_in(path, SCHOOL)
    again = actions.import_destinations(path=path, publication=Publication("2024-25"))
    assert (again, Release.objects.count()) == (Report(1, 0, 0, 1, 0, []), 1)


def test_a_rehearsal_leaves_nothing(school: Institution, path: Path) -> None:
    assert bring_in(path, SCHOOL, dry_run=True).inserted == 1
    assert not Fact.objects.exists()
    assert not Release.objects.exists()
    assert not RegisterImport.objects.exists()


def test_a_file_of_which_no_row_can_be_used_is_refused(path: Path) -> None:
    with pytest.raises(RuleBroken, match="none of its rows is about a school or an area that we know"):
        bring_in(path, SCHOOL)
    assert not Release.objects.exists()


def test_a_file_without_a_year_is_refused(school: Institution, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="names a school year"):
        bring_in(tmp_path / "destinations.csv", SCHOOL, name="newest")


def test_a_measure_that_may_not_be_used_yet_is_not_shown(school: Institution, path: Path) -> None:
    bring_in(path, SCHOOL)
    Measure.objects.filter(code="16_apprenticeship").update(usable_from="2999-01-01")
    assert not Fact.objects.visible_to(None).filter(measure__code="16_apprenticeship").exists()
    assert Fact.objects.visible_to(None).filter(measure__code="16_overall").exists()


def test_the_command_tells_what_it_did(school: Institution, path: Path) -> None:
    write_rows(path, [SCHOOL], encoding="utf-8")
    said = StringIO()
    call_command(
        "import_destinations", path, release="2024-25 provisional", status="provisional", stdout=said
    )
    assert "inserted 1" in said.getvalue()
    assert Release.objects.get().status == "PROVISIONAL"
    with pytest.raises(CommandError, match="is not a table of the school census"):
        call_command("import_census", path, release="2024-25")


def state() -> list[object]:
    return [
        list(Release.objects.order_by("pk").values("version", "superseded_at")),
        list(Fact.objects.order_by("pk").values("measure", "release", "numerator", "value")),
        RegisterImport.objects.count(),
    ]


def test_an_import_that_dies_anywhere_leaves_the_former_release_in_force(
    school: Institution, path: Path
) -> None:
    """The database goes away at each of the statements in turn."""
    bring_in(path, SCHOOL)
    before, revised = state(), SCHOOL | {"APPREN": "13", "APPRENPER": "33%"}
    for fatal in count(1):
        calls = count(1)

        def execute_or_die(execute: Any, *given: Any, at: int = fatal, calls: Any = calls) -> Any:
            if next(calls) == at:
                raise OperationalError("killed")
            return execute(*given)

        try:
            with connection.execute_wrapper(execute_or_die):
                bring_in(path, revised)
        except OperationalError:
            assert state() == before, fatal
        else:
            break
    assert fatal > 10
    assert fact("16_apprenticeship").numerator == 13
