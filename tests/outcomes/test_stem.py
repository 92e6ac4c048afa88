"""Support in STEM school by school, with the codes of the barriers that its initiatives named."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from institutions.models import Area, Institution, SupportArea, Term
from outcomes import actions
from outcomes.reports.coverage import Filters
from outcomes.reports.stem import listed, named
from partnerships.models import Barrier, Programme, ProgrammeKind
from tests.factories import CollaborationFactory, PartnershipFactory
from tests.outcomes.screener import faults

pytestmark = pytest.mark.django_db


def kind(code: str) -> Term:
    return Term.objects.get(vocabulary="BARRIER", code=code)


@pytest.fixture
def in_the_way(schools: list[Institution], employer: Institution, university: Institution) -> None:
    """Capacity at the first school; poor advice at the second, through a programme; one overcome; one elsewhere."""
    stem = PartnershipFactory.create(institutions=[schools[0], employer])
    stem.barriers.create(kind=kind("CAPACITY"), words="words of a barrier", response="R")
    stem.barriers.create(kind=kind("ATTITUDE"), response="R", overcome_on=timezone.localdate())
    other = PartnershipFactory.create(institutions=[schools[2], employer], areas=[SupportArea.LITERACY])
    other.barriers.create(kind=kind("CAPACITY"), response="R")
    programme = Programme.objects.create(
        title="P",
        summary="S",
        kind=ProgrammeKind.objects.get(code="PROGRAMME"),
        starts_on=timezone.localdate(),
    )
    programme.cohorts.create(year="2026/27").enrolments.create(school=schools[1], state="PLACED")
    record = CollaborationFactory.create(
        organiser=schools[1], partner=university, schools=[schools[1]], area=SupportArea.STEM
    )
    programme.collaborations.add(record)
    Barrier.objects.create(programme=programme, kind=kind("GUIDANCE"), response="R")
    actions.publish_coverage()


def test_schools_stand_with_their_support_and_the_barriers_that_were_named(
    client: Client, in_the_way: None, schools: list[Institution], authority: Area, lead: User
) -> None:
    counted = {each.term.code: each.schools for each in named(area=authority, filters=Filters())}
    assert counted == {"ATTITUDE": 0, "SMALL_CLASSES": 0, "CAPACITY": 1, "GUIDANCE": 1}
    rows = listed(area=authority, filters=Filters(), barrier=None)
    assert [row.school_id for row in rows] == [schools[2].pk, schools[0].pk, schools[1].pk]
    assert [row.school for row in listed(area=authority, filters=Filters(), barrier=kind("CAPACITY"))] == [
        schools[0]
    ]
    client.force_login(lead)
    page = client.get(f"/subjects/{authority.code}/stem/?barrier=GUIDANCE").content.decode()
    assert schools[1].name in page
    assert schools[0].name not in page
    everything = client.get(f"/subjects/{authority.code}/stem/").content.decode()
    assert "<td>Capacity</td>" in everything
    assert "words of a barrier" not in everything


def test_the_list_passes_the_screening(
    client: Client, in_the_way: None, england: Area, authority: Area, lead: User
) -> None:
    client.force_login(lead)
    for area in (england, authority):
        address = f"/subjects/{area.code}/stem"
        data, meta = (client.get(f"{address}.{ending}").content.decode() for ending in ("csv", "meta.csv"))
        assert faults(data, meta) == []
        assert "Poor information, advice and guidance" in data
