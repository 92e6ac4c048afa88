"""Roles that a number of people should hold by a day."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from institutions.models import Institution, RoleType
from institutions.queries.networks import network_of
from tests.factories import RoleHolderFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def champion() -> RoleType:
    return RoleType.objects.get(code="LANGUAGES_CHAMPION")


def test_the_council_wanted_500_champions_by_2011(champion: RoleType) -> None:
    assert (champion.target_holders, champion.target_on) == (500, date(2011, 12, 31))


def test_champions_are_counted_by_region_and_over_time(
    champion: RoleType, employer: Institution, school: Institution
) -> None:
    RoleHolderFactory.create(role_type=champion, institution=employer, started_on=date(2026, 10, 1))
    RoleHolderFactory.create(role_type=champion, institution=school, started_on=date(2026, 6, 1))
    RoleHolderFactory.create(
        role_type=champion, institution=school, started_on=date(2025, 6, 1), ended_on=date(2026, 6, 1)
    )
    RoleHolderFactory.create(institution=school, started_on=date(2025, 6, 1))  # another role
    network = network_of(champion, on=TODAY)
    assert network.holders == 2
    assert sum(holders for _, holders in network.regions) == 2
    assert network.quarters[-2:] == [(date(2026, 7, 1), 1), (date(2026, 10, 1), 2)]
    assert network.quarters[0] == (date(2025, 1, 1), 0)
    assert network.percent == 0


def test_the_page_says_how_far_the_network_is(
    client: Client, champion: RoleType, employer: Institution
) -> None:
    holder = RoleHolderFactory.create(role_type=champion, institution=employer)
    page = client.get(reverse("institutions:network", args=["languages-champion"]))
    assert page.status_code == 200
    assert "<strong>1</strong> of 500 by 31 December 2011. That day has passed." in page.content.decode()
    assert holder.name in page.content.decode()


def test_system_leaders_are_listed_without_a_target(client: Client, school: Institution) -> None:
    leader = RoleHolderFactory.create(
        role_type=RoleType.objects.get(code="SYSTEM_LEADER"), institution=school, remit="Mathematics"
    )
    page = client.get(reverse("institutions:network", args=["system-leader"])).content.decode()
    assert f"{leader.name} (Mathematics)" in page
    assert "1</strong> person is named in this role" in page


def test_a_role_that_is_not_listed_has_no_page(client: Client) -> None:
    assert client.get(reverse("institutions:network", args=["careers-leader"])).status_code == 404


def test_a_target_needs_its_day(champion: RoleType) -> None:
    champion.target_on = None
    with pytest.raises(IntegrityError):
        champion.save()
