"""A university's plan: who is on it, in which order, and by which route."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from brokerage.queries.access_work import Ask, Prospect, Route, prospects, unknown_near
from brokerage.queries.own_offers import offers_reaching
from institutions.models import Area, Institution, Measure, NeighbourhoodBand, Phase
from tests.factories import (
    PLACE,
    FeederLinkFactory,
    InstitutionFactory,
    MembershipFactory,
    OfferFactory,
    PartnershipFactory,
)

pytestmark = pytest.mark.django_db

LOW, MIDDLE = "E01900001", "E01900002"


@pytest.fixture(autouse=True)
def bands() -> None:
    for code, band in ((LOW, 1), (MIDDLE, 3)):
        NeighbourhoodBand.objects.create(measure=Measure.TUNDRA, edition="2024", code=code, band=band)


def a_primary(**facts: Any) -> Institution:
    return InstitutionFactory.create(**({"primary": True, "lsoa_code": LOW} | facts))


def ask(**otherwise: Any) -> Ask:
    usual: dict[str, Any] = {"kilometres": 25, "measure": Measure.TUNDRA, "quintile": 2}
    return Ask(**(usual | otherwise))


def listed(university: Institution, **otherwise: Any) -> list[Institution]:
    return [each.school for each in prospects(university, ask(**otherwise))]


def only(university: Institution) -> Prospect:
    (found,) = prospects(university, ask())
    return found


def works_with(partner: Institution, school: Institution) -> None:
    PartnershipFactory.create(institutions=[partner, school], areas=["HIGHER_EDUCATION"])


def test_schools_with_low_participation_and_no_link_are_listed_neediest_first(
    university: Institution,
) -> None:
    fewer = a_primary(fsm_percent=10)
    more = a_primary(fsm_percent=40)
    middle = a_primary(lsoa_code=MIDDLE)
    unknown = a_primary(lsoa_code="")
    assert listed(university) == [more, fewer]
    assert listed(university, quintile=3) == [more, fewer, middle]
    assert listed(university, quintile=None) == [more, fewer, middle, unknown]
    assert unknown_near(university, ask()) == 1


def test_a_live_partnership_about_higher_education_takes_a_school_off_the_list(
    university: Institution,
) -> None:
    with_us, with_others, ended, other_area = (a_primary() for _ in range(4))
    works_with(university, with_us)
    works_with(InstitutionFactory.create(university=True), with_others)
    PartnershipFactory.create(institutions=[university, ended], areas=["HIGHER_EDUCATION"], ended=True)
    PartnershipFactory.create(institutions=[university, other_area], areas=["STEM"])
    assert set(listed(university)) == {ended, other_area}


def test_distance_phase_and_scope_narrow_the_list(university: Institution) -> None:
    far = a_primary(easting=PLACE["easting"] + 30_000)
    near = a_primary(easting=PLACE["easting"] + 20_000)
    secondary = InstitutionFactory.create(lsoa_code=LOW)
    a_primary(closed=True)
    InstitutionFactory.create(kind=Institution.Kind.COLLEGE, lsoa_code=LOW, phases=[Phase.POST_16])
    assert set(listed(university)) == {near, secondary}
    assert set(listed(university, kilometres=50)) == {near, secondary, far}
    assert listed(university, phase=Phase.SECONDARY) == [secondary]


def test_a_primary_is_reached_through_a_secondary_that_works_with_us(university: Institution) -> None:
    primary = a_primary()
    theirs, ours = (InstitutionFactory.create(name=name) for name in ("A High School", "B High School"))
    for secondary in (theirs, ours):
        FeederLinkFactory.create(institution=primary, to_institution=secondary)
    works_with(InstitutionFactory.create(university=True), theirs)
    found = only(university)
    assert found.via is not None
    assert (found.route, found.via.school, found.via.is_ours) == (Route.VIA_SECONDARY, theirs, False)
    works_with(university, ours)
    found = only(university)
    assert found.via is not None
    assert (found.via.school, found.via.is_ours) == (ours, True)


def test_without_such_a_secondary_the_route_is_direct_and_the_secondary_would_open_the_way(
    university: Institution,
) -> None:
    primary, secondary = a_primary(), InstitutionFactory.create(lsoa_code=LOW)
    FeederLinkFactory.create(institution=primary, to_institution=secondary)
    ended = InstitutionFactory.create(lsoa_code=MIDDLE)
    works_with(university, ended)
    FeederLinkFactory.create(institution=primary, to_institution=ended, ended_on="2025-08-31")
    found = {each.school: each for each in prospects(university, ask())}
    assert found[primary].route == found[secondary].route == Route.DIRECT
    assert (found[primary].opens, found[secondary].opens) == (0, 1)
    assert listed(university, route=Route.VIA_SECONDARY) == []


def test_an_offer_reaches_a_school_by_phase_and_distance(university: Institution) -> None:
    near, far = a_primary(), a_primary(easting=PLACE["easting"] + 40_000)
    facts = {"provider": university, "areas": ["HIGHER_EDUCATION"], "phases": [Phase.PRIMARY]}
    OfferFactory.create(**facts | {"phases": [Phase.SECONDARY]})
    OfferFactory.create(**facts, withdrawn=True)
    visit = OfferFactory.create(**facts)
    assert offers_reaching(university, [near, far]) == {near.pk: visit}
    talk = OfferFactory.create(**facts, online=True)
    assert offers_reaching(university, [near, far]) == {near.pk: visit, far.pk: talk}


# The page


def address(university: Institution) -> str:
    return reverse("brokerage:access_work", args=[university.pk])


def test_the_page_names_school_quintile_route_and_next_step(
    client: Client, university: Institution, university_user: User
) -> None:
    primary, secondary = (
        a_primary(name="Brook Primary School"),
        InstitutionFactory.create(name="Weir High School"),
    )
    FeederLinkFactory.create(institution=primary, to_institution=secondary)
    works_with(university, secondary)
    client.force_login(university_user)
    page = client.get(address(university)).content.decode()
    for words in (
        "Brook Primary School",
        "Weir High School",
        "you work with it already",
        "TUNDRA, edition 2024",
    ):
        assert words in page
    assert ">Access work</a>" in client.get(reverse("outcomes:home")).content.decode()


def test_filters_live_in_the_address_and_nonsense_is_the_usual(
    client: Client, university: Institution, university_user: User
) -> None:
    a_primary(name="Brook Primary School", lsoa_code="")
    client.force_login(university_user)
    for query, is_listed in (("", False), ("?quintile=ALL", True), ("?quintile=7&distance=x", False)):
        assert ("Brook Primary" in client.get(address(university) + query).content.decode()) is is_listed


def test_without_a_measure_every_school_is_listed_and_the_page_says_why(
    client: Client, university: Institution, university_user: User
) -> None:
    NeighbourhoodBand.objects.all().delete()
    a_primary(name="Brook Primary School")
    client.force_login(university_user)
    page = client.get(address(university)).content.decode()
    assert "Brook Primary School" in page
    assert "No measure of participation has been imported" in page


def test_the_whole_list_can_be_downloaded(
    client: Client, university: Institution, university_user: User
) -> None:
    for _ in range(30):
        a_primary()
    client.force_login(university_user)
    lines = (
        client.get(reverse("brokerage:access_work_csv", args=[university.pk])).content.decode().splitlines()
    )
    assert len(lines) == 31
    assert "TUNDRA,2024,1" in lines[1]


def test_only_its_people_administrators_and_brokers_see_it(
    client: Client,
    university: Institution,
    university_user: User,
    broker: User,
    administrator: User,
    lead: User,
    authority: Area,
) -> None:
    elsewhere = MembershipFactory.create(over_area=True, area__region=True).user
    for user, status in (
        (university_user, 200),
        (broker, 200),
        (administrator, 200),
        (lead, 404),
        (elsewhere, 404),
    ):
        client.force_login(user)
        assert client.get(address(university)).status_code == status, user


@pytest.mark.parametrize("schools", [2, 12])
def test_more_schools_take_no_more_queries(
    client: Client,
    university: Institution,
    university_user: User,
    schools: int,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(schools):
        FeederLinkFactory.create(institution=a_primary(), to_institution__lsoa_code=MIDDLE)
    client.force_login(university_user)
    with django_assert_max_num_queries(21):
        client.get(address(university))
