"""Who is served in a year, and how long schools waited."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage.models import Introduction, Request
from brokerage.queries.fairness import Fairness, fairness_of_year
from core.dates import academic_year, academic_year_days
from institutions.models import Area, Institution, PriorityList, PriorityListing
from tests.factories import AreaFactory, IntroductionFactory, PartnershipFactory, RequestFactory

pytestmark = pytest.mark.django_db
YEAR = "2024/25"
ASKED_AT = datetime(2024, 11, 10, 12, tzinfo=UTC)


@pytest.fixture
def asked(schools: list[Institution]) -> None:
    """Two schools asked on the same day: one got a yes four days later, the other waits."""
    answered, waiting = (RequestFactory.create(school=school) for school in schools[:2])
    state, answered_at = Introduction.State.ACCEPTED, ASKED_AT + timedelta(days=4)
    partnership = PartnershipFactory.create(institutions=[schools[0]])
    IntroductionFactory.create(
        request=answered, state=state, answered_at=answered_at, partnership=partnership
    )
    IntroductionFactory.create(request=waiting)
    Request.objects.update(created_at=ASKED_AT)
    urgent = PriorityList.objects.create(name="Greatest effort", valid_from=ASKED_AT.date())
    PriorityListing.objects.create(priority_list=urgent, institution=schools[0])


def by_name(areas: list[Area], year: str = YEAR) -> dict[str, Fairness]:
    return {row.name: row for _, rows in fairness_of_year(areas, year) for row in rows}


def test_requests_of_the_year_are_counted_with_the_days_until_a_yes_or_today(
    asked: None, authority: Area
) -> None:
    rows = by_name([authority])
    waited = (timezone.localdate() - ASKED_AT.date()).days
    urgent, others = rows["On a priority list"], rows["On none"]
    assert (urgent.schools, urgent.needs, urgent.met, urgent.days_waited) == (1, 1, 1, 4)
    assert (others.schools, others.needs, others.met, others.days_waited) == (1, 1, 0, waited)


def test_neither_another_place_nor_another_year_is_counted(asked: None, authority: Area) -> None:
    assert by_name([AreaFactory.create()]) == {}
    assert by_name([authority], "2023/24") == {}


def test_the_page_is_reached_from_the_runs_and_goes_back_a_year(
    school: Institution, administrator: User, school_user: User, client: Client
) -> None:
    RequestFactory.create(school=school)
    client.force_login(administrator)
    address, year = reverse("brokerage:year_fairness"), academic_year(timezone.localdate())
    assert address in client.get(reverse("brokerage:allocation_runs")).content.decode()
    shown = client.get(address).content.decode()
    assert f"Who is served: {year}" in shown
    assert "On none" in shown
    before = academic_year(academic_year_days(year)[0] - timedelta(days=1))
    assert f"?year={before}" in shown
    assert f"Who is served: {before}" in client.get(address, {"year": before}).content.decode()
    assert f"Who is served: {year}" in client.get(address, {"year": "nonsense"}).content.decode()
    client.force_login(school_user)
    assert client.get(address).status_code == 403
