"""Subjects that schools work on with partners: by subject, by place, school by school, and who did nothing."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from institutions.models import Area, Institution, Term
from outcomes import actions
from outcomes.reports.coverage import Filters
from outcomes.reports.subjects import ANY, Reached, by_place, by_subject, of_schools, without
from partnerships.models import Collaboration, Confirmation
from tests.factories import CollaborationFactory, InstitutionFactory
from tests.outcomes.screener import faults

pytestmark = pytest.mark.django_db

YEAR, IN_IT, BEFORE = "2025/26", date(2026, 8, 31), date(2025, 8, 31)


def subject(code: str) -> Term:
    return Term.objects.get(vocabulary="CURRICULUM_LINK", code=code)


@pytest.fixture
def physics() -> Term:
    return subject("PHYSICS")


def work(schools: list[Institution], *codes: str, **facts: Any) -> Collaboration:
    made: Collaboration = CollaborationFactory.create(
        **{"organiser": schools[0], "schools": schools, "starts_on": IN_IT} | facts
    )
    made.tags.set([subject(code) for code in codes])
    return made


@pytest.fixture
def worked(schools: list[Institution], university: Institution, authority: Area) -> Institution:
    """Physics at two schools, at one of them with a university; languages at one; a primary school did nothing."""
    work(schools[:2], "PHYSICS")
    work(schools[:1], "PHYSICS", "LANGUAGES", partner=university)
    work(schools[2:], "PHYSICS", starts_on=BEFORE)
    work(schools[2:], "PHYSICS", partner_confirmation=Confirmation.DISPUTED)
    primary = InstitutionFactory.create(primary=True, local_authority=authority)
    actions.publish_coverage()
    return primary


def test_schools_are_counted_once_in_each_subject_and_once_in_any(
    worked: Institution, physics: Term, england: Area
) -> None:
    found = by_subject(area=england, year=YEAR, filters=Filters())
    assert found[physics.pk] == Reached(schools=4, active=2, with_university=1)
    assert found[subject("LANGUAGES").pk] == Reached(4, 1, 1)
    assert found[subject("ARTS").pk] == Reached(4)
    assert found[ANY] == Reached(4, 2, 1)
    secondaries = by_subject(area=england, year=YEAR, filters=Filters(phase="SECONDARY"))
    assert secondaries[physics.pk] == Reached(3, 2, 1)


def test_a_place_with_nothing_is_there_too(
    worked: Institution, physics: Term, england: Area, region: Area, authority: Area
) -> None:
    elsewhere = InstitutionFactory.create()
    actions.publish_coverage()
    there = elsewhere.local_authority
    assert there
    assert there.parent
    asked: dict[str, Any] = {"year": YEAR, "filters": Filters(), "subject": physics.pk}
    assert by_place(area=england, **asked) == {region.pk: Reached(4, 2, 1), there.parent_id: Reached(1)}
    assert by_place(area=region, **asked) == {authority.pk: Reached(4, 2, 1)}


def test_the_list_behind_a_number_is_those_that_did_nothing(
    worked: Institution, physics: Term, england: Area, schools: list[Institution]
) -> None:
    for key, names in ((physics.pk, {schools[2], worked}), (subject("ARTS").pk, {*schools, worked})):
        rows = without(area=england, year=YEAR, filters=Filters(), subject=key)
        assert {row.school for row in rows} == names
    assert of_schools([each.pk for each in schools], year=YEAR) == {
        schools[0].pk: {physics.pk, subject("LANGUAGES").pk, ANY},
        schools[1].pk: {physics.pk, ANY},
    }


def test_somebody_goes_from_england_to_the_schools_of_an_authority(
    client: Client, worked: Institution, physics: Term, england: Area, authority: Area, lead: User
) -> None:
    client.force_login(lead)
    page = client.get(f"/subjects/?year={YEAR}&subject=PHYSICS").content.decode()
    assert "By place: physics" in page
    listed = client.get(f"/subjects/{authority.code}/without/?year={YEAR}&subject=PHYSICS").content.decode()
    assert "2 schools without an activity in physics" in listed
    grid = client.get(f"/subjects/{authority.code}/?year={YEAR}").content.decode()
    assert "<td>Physics, Modern languages</td>" in grid
    assert grid.count("<td>Physics</td>") == 1
    for area in (england, authority):
        address = f"/subjects/{area.code}/subjects"
        data, meta = (
            client.get(f"{address}.{ending}?year={YEAR}").content.decode() for ending in ("csv", "meta.csv")
        )
        assert faults(data, meta) == []
