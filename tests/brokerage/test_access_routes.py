"""Links with higher education for the primaries of an area: the plan by two routes, sending it, and comparing them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from brokerage.actions import send_access_routes
from brokerage.models import BroughtAlong, Introduction, Offer
from brokerage.queries.access_routes import rehearse
from brokerage.queries.access_work import Route
from brokerage.queries.route_comparison import compare_routes
from institutions.models import Area, Institution, Measure, NeighbourhoodBand, Phase
from tests.factories import (
    PLACE,
    CollaborationFactory,
    ContributionFactory,
    FeederLinkFactory,
    InstitutionFactory,
    IntroductionFactory,
    OfferFactory,
    ParticipationFactory,
    PartnershipFactory,
)

pytestmark = pytest.mark.django_db

LOW, HIGH = "E01900001", "E01900002"


@pytest.fixture
def secondary(authority: Area) -> Institution:
    return InstitutionFactory.create(name="Weir High School", local_authority=authority)


@pytest.fixture
def primaries(authority: Area, secondary: Institution) -> list[Institution]:
    """Three, of which the last two send their pupils on to the secondary school; the first is in the lowest fifth."""
    for code, band in ((LOW, 1), (HIGH, 5)):
        NeighbourhoodBand.objects.create(measure=Measure.TUNDRA, edition="2024", code=code, band=band)
    made = [
        InstitutionFactory.create(primary=True, local_authority=authority, lsoa_code=code)
        for code in (LOW, HIGH, HIGH)
    ]
    for primary in made[1:]:
        FeederLinkFactory.create(institution=primary, to_institution=secondary)
    return made


def an_offer(university: Institution, places: int, **otherwise: Any) -> Offer:
    facts = {"areas": ["HIGHER_EDUCATION"], "phases": [Phase.PRIMARY, Phase.SECONDARY], "places": places}
    return OfferFactory.create(**(facts | {"provider": university} | otherwise))


def routes(area: Area) -> dict[Institution, tuple[Route | None, Institution | None]]:
    return {link.primary: (link.route, link.via) for link in rehearse(area).links}


def test_two_places_reach_three_primaries_by_two_routes(
    authority: Area, university: Institution, primaries: list[Institution], secondary: Institution
) -> None:
    an_offer(university, 2)
    assert routes(authority) == {
        primaries[0]: (Route.DIRECT, None),
        primaries[1]: (Route.VIA_SECONDARY, secondary),
        primaries[2]: (Route.VIA_SECONDARY, secondary),
    }
    plan = rehearse(authority)
    assert (plan.reached, plan.direct_only, plan.places) == (3, 2, 2)
    assert plan.gap < 1e-6


def test_the_only_place_goes_to_the_lowest_participation(
    authority: Area, university: Institution, primaries: list[Institution]
) -> None:
    an_offer(university, 1)
    assert [link.primary for link in rehearse(authority).links if link.route] == [primaries[0]]


def test_a_secondary_that_works_with_a_university_takes_no_place(
    authority: Area, university: Institution, primaries: list[Institution], secondary: Institution
) -> None:
    PartnershipFactory.create(institutions=[university, secondary], areas=["HIGHER_EDUCATION"])
    plan = rehearse(authority)
    assert (plan.reached, plan.places) == (2, 0)
    assert {link.via for link in plan.links} == {secondary, None}


def test_offers_out_of_reach_full_for_some_first_or_of_employers_are_not_used(
    authority: Area, university: Institution, employer: Institution, primaries: list[Institution]
) -> None:
    an_offer(university, 5, easting=PLACE["easting"] + 90_000)
    an_offer(university, 1, places_taken=1)
    an_offer(university, 5, visibility=Offer.Visibility.NAMED_NOT)
    an_offer(employer, 5)
    assert rehearse(authority).reached == 0


def test_schools_with_a_link_or_an_introduction_under_way_are_not_planned_again(
    authority: Area, university: Institution, primaries: list[Institution], administrator: User
) -> None:
    an_offer(university, 2)
    send_access_routes(area=authority, by=administrator)
    assert rehearse(authority).links == []
    Introduction.objects.update(state=Introduction.State.EXPIRED)
    assert len(rehearse(authority).links) == 3


def test_sending_makes_one_introduction_a_place_and_notes_who_comes_along(
    authority: Area,
    university: Institution,
    primaries: list[Institution],
    secondary: Institution,
    administrator: User,
) -> None:
    offer = an_offer(university, 2)
    sent = send_access_routes(area=authority, by=administrator)
    assert (sent.direct, sent.through, sent.refused) == (1, 1, [])
    schools = Introduction.objects.filter(offer=offer, origin="RUN").values_list("school", flat=True)
    assert set(schools) == {primaries[0].pk, secondary.pk}
    along = BroughtAlong.objects.filter(introduction__school=secondary).values_list("primary", flat=True)
    assert set(along) == {primaries[1].pk, primaries[2].pk}
    offer.refresh_from_db()
    assert offer.places_taken == 2
    again = send_access_routes(area=authority, by=administrator)
    assert (again.direct, again.through) == (0, 0)


def test_only_those_who_oversee_the_area_send_it(
    authority: Area, primaries: list[Institution], university_user: User, lead: User
) -> None:
    for user in (university_user, lead):
        with pytest.raises(PermissionDenied):
            send_access_routes(area=authority, by=user)


def test_the_routes_are_compared_by_time_to_match_pupils_and_places(
    authority: Area, university: Institution, primaries: list[Institution], secondary: Institution
) -> None:
    partnership = PartnershipFactory.create(institutions=[university, secondary], areas=["HIGHER_EDUCATION"])
    facts = {"state": "ACCEPTED", "partnership": partnership, "area": "HIGHER_EDUCATION"}
    through = IntroductionFactory.create(request__school=secondary, **facts)
    for primary in primaries[1:]:
        BroughtAlong.objects.create(introduction=through, primary=primary)
    IntroductionFactory.create(request__school=primaries[0], area="HIGHER_EDUCATION")
    days = {"created_at": through.created_at - timedelta(days=4), "answered_at": through.created_at}
    Introduction.objects.filter(pk=through.pk).update(**days)
    record = CollaborationFactory.create(organiser=university, partner=university, partnership=partnership)
    for school, pupils in ((primaries[1], 25), (secondary, 70)):
        part = ContributionFactory.create(collaboration=record, school=school)
        ParticipationFactory.create(contribution=part, year_group="Y05", pupils=pupils)
    direct, via = compare_routes(authority)
    assert (direct.introductions, direct.accepted, direct.days, direct.pupils) == (1, 0, None, 0)
    assert (via.introductions, via.accepted, via.pupils) == (1, 1, 25)
    assert via.days == pytest.approx(4)
    assert (via.places, via.primaries, via.primaries_a_place) == (1, 2, 2.0)


def test_the_page_shows_the_plan_and_sends_it(
    client: Client, authority: Area, university: Institution, primaries: list[Institution], broker: User
) -> None:
    an_offer(university, 2, title="A day on our campus")
    client.force_login(broker)
    address = reverse("brokerage:access_routes", args=[authority.code])
    page = client.get(address).content.decode()
    for words in ("A day on our campus", "Through", "Weir High School", "TUNDRA, edition 2024"):
        assert words in page
    sent = client.post(reverse("brokerage:send_access_routes", args=[authority.code]), follow=True)
    assert "Sent to universities: 1 for primary schools directly, 1 for secondary" in sent.content.decode()
    assert Introduction.objects.count() == 2
    through = Introduction.objects.get(school__name="Weir High School")
    shown = client.get(reverse("brokerage:introduction", args=[through.pk])).content.decode()
    assert "Brings along" in shown
    assert primaries[1].name in shown
    assert address in client.get(reverse("outcomes:home")).content.decode()
