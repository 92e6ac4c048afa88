"""Dated lists of schools that come first."""

from datetime import date
from pathlib import Path

import pytest

from core.errors import RuleBroken
from institutions.actions import import_priority_list
from institutions.actions.importing import Report
from institutions.models import PriorityList
from tests.factories import InstitutionFactory
from tests.institutions.register_files import write_rows

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2026, 9, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for urn in ("100001", "100002"):
        InstitutionFactory.create(urn=urn)
    return tmp_path / "list.csv"


def bring_in(path: Path, *urns: str, valid_from: date = FIRST_DAY) -> Report:
    write_rows(path, [{"School": "x", "URN": urn} for urn in urns])
    return import_priority_list(path=path, name="First Schools", valid_from=valid_from)


def counts(report: Report) -> tuple[int, ...]:
    return report.inserted, report.updated, report.unchanged, report.rejected


def test_a_list_names_schools_from_a_day_on(path: Path) -> None:
    assert counts(bring_in(path, "100001", "100002")) == (2, 0, 0, 0)
    assert PriorityList.objects.get().valid_from == FIRST_DAY
    assert counts(bring_in(path, "100001", "100002")) == (0, 0, 2, 0)


def test_the_next_edition_ends_the_one_before_which_keeps_its_schools(path: Path) -> None:
    bring_in(path, "100001")
    bring_in(path, "100002", valid_from=date(2027, 9, 1))
    in_force = {
        day: PriorityList.objects.in_force(day).get() for day in (date(2027, 8, 31), date(2027, 9, 1))
    }
    assert [edition.listings.get().institution.urn for edition in in_force.values()] == ["100001", "100002"]


def test_an_edition_that_arrives_late_takes_its_place_between_the_others(path: Path) -> None:
    bring_in(path, "100001", valid_from=date(2025, 9, 1))
    bring_in(path, "100001", valid_from=date(2027, 9, 1))
    bring_in(path, "100002", valid_from=date(2026, 9, 1))
    terms = PriorityList.objects.order_by("valid_from").values_list("valid_to", flat=True)
    assert list(terms) == [date(2026, 9, 1), date(2027, 9, 1), None]


def test_unknown_doubled_and_malformed_numbers_are_rejected(path: Path) -> None:
    report = bring_in(path, "100001", "100001", "999999", "1000")
    assert counts(report) == (1, 0, 0, 3)
    assert [(e.line, e.value, e.message) for e in report.errors] == [
        (3, "100001", "is on line 2 already"),
        (4, "999999", "is not a school that we know"),
        (5, "1000", "is not a URN of six figures"),
    ]


def test_a_list_without_urns_is_refused(path: Path) -> None:
    write_rows(path, [{"School": "Hill School"}])
    with pytest.raises(RuleBroken, match=r"it is not a list of schools\. It has no column URN"):
        import_priority_list(path=path, name="First Schools", valid_from=FIRST_DAY)
