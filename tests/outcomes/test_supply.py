"""Supply and demand by place: needs that an offer reaches in person, online or not at all, by area and by industry."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from brokerage.models import Offer, Request
from brokerage.queries.supply import Balance, by_place, by_sector, by_support_area, reached_in
from institutions.models import Area, AreaLink, Institution, SupportArea, Term, Vocabulary
from tests.factories import AreaFactory, InstitutionFactory, OfferFactory, RequestFactory
from tests.outcomes.screener import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def skills_area(authority: Area) -> Area:
    area = AreaFactory.create(kind=Area.Kind.LSIP, code="E69000001", name="Northern Dales", parent=None)
    AreaLink.objects.create(area=authority, to_area=area, kind=AreaLink.Kind.MEMBER)
    return area


def need(school: Institution, area: str, *sectors: str, **otherwise: Any) -> Request:
    request = RequestFactory.create(school=school, area=area, **otherwise)
    request.sectors.set(Term.objects.filter(vocabulary=Vocabulary.SECTOR, code__in=sectors))
    return request


def line(lines: list[Balance], code: str) -> Balance:
    return next(each for each in lines if each.code == code)


@pytest.fixture
def asked(schools: list[Institution], employer: Institution) -> list[Request]:
    """In STEM one school is close to an offer of a builder, one is far from it; one wants to hear about enterprise."""
    Institution.objects.filter(pk=schools[1].pk).update(easting=600_000, northing=100_000)
    Institution.objects.filter(pk=employer.pk).update(sector="CONSTRUCTION")
    OfferFactory.create(provider=employer, places=3, places_taken=1)
    return [
        need(schools[0], "STEM", "CONSTRUCTION", "HEALTH"),
        need(schools[1], "STEM", "CONSTRUCTION"),
        need(schools[2], "ENTERPRISE", is_public=True),
    ]


def test_needs_of_a_skills_area_are_reached_or_not_by_area_of_support_and_by_industry(
    asked: list[Request], skills_area: Area, authority: Area
) -> None:
    needs = reached_in(skills_area)
    stem = line(by_support_area(needs, area=skills_area), "STEM")
    assert (stem.needs, stem.in_person, stem.online_only, stem.unmet) == (2, 1, 0, 1)
    assert (stem.offers, stem.places) == (1, 2)
    enterprise = line(by_support_area(needs, area=skills_area), "ENTERPRISE")
    assert (enterprise.needs, enterprise.unmet, enterprise.offers) == (1, 1, 0)
    builders, carers = (line(by_sector(needs, area=skills_area), code) for code in ("CONSTRUCTION", "HEALTH"))
    assert (builders.needs, builders.in_person, builders.unmet, builders.offers) == (2, 1, 1, 1)
    assert (carers.needs, carers.unmet, carers.offers) == (1, 1, 0)
    (place,) = by_place(needs, area=skills_area)
    assert (place.code, place.needs, place.unmet, place.offers) == (authority.code, 3, 2, 1)


def test_england_is_counted_by_its_skills_areas(
    asked: list[Request], skills_area: Area, england: Area
) -> None:
    (place,) = by_place(reached_in(england), area=england)
    assert (place.code, place.needs, place.unmet) == (skills_area.code, 3, 2)


@pytest.mark.parametrize(
    ("changes", "reached"),
    [
        ({}, (False, True)),
        ({"areas": ["LITERACY"]}, (False, False)),
        ({"phases": ["PRIMARY"]}, (False, False)),
        ({"places_taken": 1}, (False, False)),
        ({"state": Offer.State.WITHDRAWN}, (False, False)),
        ({"visibility": "NAMED_FIRST", "everyone_from": timezone.localdate()}, (False, True)),
        ({"visibility": "NAMED_NOT"}, (False, False)),
    ],
)
def test_an_offer_online_reaches_everybody_that_it_is_for_and_is_told_apart(
    school: Institution, authority: Area, changes: dict[str, Any], reached: tuple[bool, bool]
) -> None:
    need(school, "STEM", "HEALTH")
    offer = OfferFactory.create(online=True, provider__sector="CONSTRUCTION")
    Offer.objects.filter(pk=offer.pk).update(**changes)
    everybody, carers = reached_in(authority)
    assert (everybody.in_person, everybody.online) == reached
    assert carers.is_unmet


def test_the_list_behind_a_number_has_as_many_and_names_only_schools_that_published(
    client: Client, asked: list[Request], skills_area: Area, employer_user: User
) -> None:
    client.force_login(employer_user)
    page = client.get(f"/supply/{skills_area.code}/").content.decode()
    assert f"/supply/{skills_area.code}/list/?sector=HEALTH" in page
    shown = client.get(f"/supply/{skills_area.code}/list/").content.decode()
    assert "2 needs that no offer reaches" in shown
    assert "Cedar Road School" in shown
    assert "Beech Hill School" not in shown
    builders = client.get(f"/supply/{skills_area.code}/list/?sector=CONSTRUCTION&area=STEM").content.decode()
    assert "1 need in science, technology, engineering and maths that no offer from construction" in builders
    online = client.get(f"/supply/{skills_area.code}/list/?reached=online&area=LITERACY").content.decode()
    assert "Nothing here" in online


def test_both_tables_pass_the_screening_and_hide_who_did_not_publish(
    client: Client, asked: list[Request], skills_area: Area, england: Area, authority: Area, lead: User
) -> None:
    client.force_login(lead)
    for area in (england, authority, skills_area):
        for table in ("supply", "unserved"):
            data, meta = (
                client.get(f"/supply/{area.code}/{table}.{ending}").content.decode()
                for ending in ("csv", "meta.csv")
            )
            assert faults(data, meta) == [], (area, table)
            assert "Beech Hill School" not in data
    assert "Cedar Road School" in data


@pytest.mark.parametrize("count", [1, 6])
def test_the_grid_costs_the_same_however_much_is_asked(
    client: Client,
    england: Area,
    authority: Area,
    lead: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for school in InstitutionFactory.create_batch(count, local_authority=authority):
        need(school, SupportArea.STEM, "HEALTH")
        OfferFactory.create()
    client.force_login(lead)
    with django_assert_num_queries(14):
        client.get("/supply/")


def test_england_is_counted_once_in_ten_minutes_and_other_places_each_time(
    client: Client, asked: list[Request], england: Area, authority: Area, lead: User
) -> None:
    client.force_login(lead)

    def needs(area: Area) -> int:
        return int(client.get(f"/supply/{area.code}/").context["needs"])

    assert (needs(england), needs(authority)) == (3, 3)
    need(InstitutionFactory.create(local_authority=authority), "STEM")
    assert (needs(england), needs(authority)) == (3, 4)
    cache.clear()
    assert needs(england) == 4
