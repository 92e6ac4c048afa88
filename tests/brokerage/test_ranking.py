"""The ranking: the same as a plain reading of its rules, explained to the last point."""

import random
from datetime import timedelta
from hashlib import md5
from math import floor, sqrt
from typing import Any

import pytest
from django.utils import timezone

from brokerage.actions.facts import misfit
from brokerage.matching.points import POINTS
from brokerage.models import Introduction, Offer, SharedPlaces
from brokerage.models.offer import CONFIRMED_FOR
from brokerage.queries.closed import closed_pairs
from brokerage.queries.ranking import not_listed, rank_offers
from brokerage.queries.vicinity import vicinity
from institutions.models import (
    Institution,
    Phase,
    PriorityList,
    PriorityListing,
    SupportArea,
    Term,
    Vocabulary,
    YearGroup,
)
from partnerships.models import Party
from tests.brokerage.conftest import Ask
from tests.factories import (
    PLACE,
    GroupMembershipFactory,
    InstitutionFactory,
    IntroductionFactory,
    OfferFactory,
    PartnershipFactory,
    RequestFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


WORDS = ["bridges", "kilns", "robots", "poems"]  # none of which is a form of another
ASKED = "Please, somebody to talk about Bridges, robots or poems to our school"


def points_by_hand(offer: Any, school: Any) -> int:
    """The rules once more, in Python."""
    total = POINTS["online"]
    if offer.easting is not None and offer.northing is not None:
        metres = floor(sqrt((offer.easting - school.easting) ** 2 + (offer.northing - school.northing) ** 2))
        total = max(0, POINTS["distance"] - POINTS["a_km"] * metres // 1000)
    total += POINTS["area_fit"] // len(offer.areas)
    total += POINTS["phase_fit"] * len(set(offer.phases) & set(school.phases)) // len(school.phases)
    total += POINTS["a_place"] * min(POINTS["places_counted"], offer.places_left)
    partners = Party.objects.filter(
        partnership__stage__in=["CO_DESIGN", "PILOT", "EMBEDDED"], partnership__parties__institution=school
    )
    if partners.filter(institution=offer.provider).exists():
        total += POINTS["partner"]
    met = set(offer.title.lower().split()) & set(ASKED.lower().replace(",", "").split()) & set(WORDS)
    total += POINTS["a_word"] * min(POINTS["words_counted"], len(met))
    total += POINTS["kind_asked"] * (offer.kind.code == "DONATION")
    total += max(0, POINTS["fresh"] - (TODAY - offer.confirmed_on).days // POINTS["days_a_point"])
    listings = PriorityListing.objects.filter(
        institution=school, priority_list__in=PriorityList.objects.in_force()
    )
    return int(total) + sum(listing.priority_list.weight for listing in listings)


def fits_by_hand(offer: Any, school: Any, area: str) -> bool:
    held = Introduction.objects.filter(state__in=Introduction.HOLDING, offer=offer, school=school, area=area)
    is_open = offer.state == Offer.State.PUBLISHED and offer.confirmed_on >= TODAY - CONFIRMED_FOR
    has_time = offer.available_to is None or offer.available_to >= TODAY
    fits = area in offer.areas and bool(set(offer.phases) & set(school.phases))
    has_place = offer.places_left > 0 and _is_shown(offer, school) and _has_years(offer, school)
    return bool(is_open and has_time and fits and has_place and _reaches(offer, school) and not held)


def _is_shown(offer: Any, school: Institution) -> bool:
    trusts = [membership.group for membership in school.groups.all() if membership.left_on is None]
    is_named = bool({school, *trusts} & set(offer.named.all()))
    if offer.visibility == Offer.Visibility.NAMED_NOT:
        return not is_named
    return offer.visibility == Offer.Visibility.EVERYONE or is_named or offer.everyone_from <= TODAY


def _has_years(offer: Any, school: Institution) -> bool:
    ages = {year: age for age, year in enumerate(YearGroup.values, start=3)}
    assert school.low_age is not None
    assert school.high_age is not None
    return not offer.year_groups or any(
        school.low_age <= ages[year] < school.high_age for year in offer.year_groups
    )


def _reaches(offer: Any, school: Any) -> bool:
    if offer.delivery == Offer.Delivery.ONLINE:
        return True
    squared = (offer.easting - school.easting) ** 2 + (offer.northing - school.northing) ** 2
    return bool(squared <= (offer.reach_km * 1000) ** 2)


def by_hand(school: Institution, area: str) -> list[tuple[int, int]]:
    fitting = [offer for offer in Offer.objects.all() if fits_by_hand(offer, school, area)]
    scored = [
        (-points_by_hand(offer, school), md5(f"{offer.pk} {school.pk}".encode()).hexdigest(), offer.pk)
        for offer in fitting
    ]
    return [(pk, -points) for points, _, pk in sorted(scored)]


def _any_offer(chance: random.Random, providers: list[Institution]) -> Offer:
    places = chance.randint(1, 8)
    what: dict[str, Any] = {
        "provider": chance.choice(providers),
        "areas": chance.sample(SupportArea.values, chance.randint(1, 3)),
        "phases": chance.sample(Phase.values, chance.randint(1, 3)),
        "places": places,
        "places_taken": chance.choice([0, 0, places // 2, places]),
        "confirmed_on": TODAY - timedelta(days=chance.choice([0, 5, 90, 394, 395, 396, 500])),
        "available_to": chance.choice([None, None, TODAY, TODAY - timedelta(days=1)]),
        "state": chance.choice([Offer.State.PUBLISHED] * 5 + [Offer.State.WITHDRAWN]),
        "title": " ".join(chance.sample(WORDS, chance.randint(0, 3))) or "A talk for a school",
        "kind": Term.objects.get(
            vocabulary=Vocabulary.OFFER_KIND, code=chance.choice(["TALK", "PROJECT", "DONATION"])
        ),
        "year_groups": chance.choice([[], [], ["Y08"], ["Y02", "Y03"], ["Y12"]]),
        "visibility": chance.choice(["EVERYONE", "EVERYONE", "NAMED_NOT", "NAMED_FIRST"]),
    }
    if what["visibility"] == "NAMED_FIRST":
        what["everyone_from"] = TODAY + timedelta(days=chance.choice([-1, 0, 1]))
    if chance.random() < 0.2:
        return OfferFactory.create(online=True, **what)
    return OfferFactory.create(
        easting=PLACE["easting"] + chance.randint(-40_000, 40_000),
        northing=PLACE["northing"] + chance.randint(-40_000, 40_000),
        reach_km=chance.choice([5, 20, 40, 60]),
        **what,
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_ranking_is_exactly_what_its_rules_say(seed: int) -> None:
    chance = random.Random(seed)
    providers = [InstitutionFactory.create(employer=True) for _ in range(6)]
    offers = [_any_offer(chance, providers) for _ in range(120)]
    school = InstitutionFactory.create(phases=chance.sample(Phase.values, 2), low_age=11, high_age=16)
    trust = GroupMembershipFactory.create(member=school).group
    for offer in offers:
        offer.named.set(chance.sample([school, trust, providers[0]], chance.randint(0, 1)))
    shared = SharedPlaces.objects.create(provider=providers[0], places=3, places_taken=2)
    full = SharedPlaces.objects.create(provider=providers[0], places=3, places_taken=3)
    Offer.objects.filter(pk__in=[offer.pk for offer in offers[:20]]).update(shared_places=shared)
    Offer.objects.filter(pk__in=[offer.pk for offer in offers[20:30]]).update(shared_places=full)
    PartnershipFactory.create(institutions=[school, providers[0]])
    PartnershipFactory.create(ended=True, institutions=[school, providers[1]])
    listed = PriorityList.objects.create(name="First", valid_from=TODAY, weight=70)
    PriorityListing.objects.create(priority_list=listed, institution=school)
    request = RequestFactory.create(school=school, words=ASKED)
    request.kinds_wanted.set(Term.objects.filter(vocabulary=Vocabulary.OFFER_KIND, code="DONATION"))
    for offer in chance.sample(offers, 10):
        IntroductionFactory.create(offer=offer, request=request)
    for area in SupportArea:
        ranked = rank_offers(school=school, area=area, need=request, limit=200)
        assert [(offer.offer_id, offer.total) for offer in ranked] == by_hand(school, area)


def test_the_parts_add_up_to_the_total_and_each_has_its_words(school: Institution, offer: Offer) -> None:
    OfferFactory.create(online=True)
    ranked = rank_offers(school=school, area="STEM")
    assert len(ranked) == 2
    for found in ranked:
        assert sum(part.points for part in found.parts) == found.total
        assert all(part.words for part in found.parts)


def test_only_the_best_are_listed(school: Institution) -> None:
    OfferFactory.create_batch(5)
    assert len(rank_offers(school=school, area="STEM", limit=3)) == 3


def test_the_distance_is_said_to_be_a_straight_line(school: Institution) -> None:
    OfferFactory.create(
        easting=PLACE["easting"] + 3_000, northing=PLACE["northing"] + 4_000, precision="SECTOR"
    )
    [found] = rank_offers(school=school, area="STEM")
    assert found.metres == 5_000
    assert found.distance == "about 5.0 km in a straight line"


def test_a_school_without_a_position_sees_what_is_online() -> None:
    school = InstitutionFactory.create(easting=None, northing=None)
    OfferFactory.create()
    online = OfferFactory.create(online=True)
    assert [found.offer_id for found in rank_offers(school=school, area="STEM")] == [online.pk]
    assert not_listed(school=school, area="STEM") == []


def test_a_school_without_known_ages_gets_no_ranking() -> None:
    OfferFactory.create()
    assert rank_offers(school=InstitutionFactory.create(phases=[]), area="STEM") == []


def test_an_offer_that_was_asked_for_leaves_the_list_until_it_is_over(ask: Ask, school: Institution) -> None:
    introduction = ask()
    assert rank_offers(school=school, area="STEM") == []
    Introduction.objects.filter(pk=introduction.pk).update(state=Introduction.State.WITHDRAWN)
    assert len(rank_offers(school=school, area="STEM")) == 1


def test_a_school_is_not_offered_its_own_offer(school: Institution) -> None:
    OfferFactory.create(provider=school)
    assert rank_offers(school=school, area="STEM") == []


def test_it_says_why_others_close_by_are_not_listed(school: Institution) -> None:
    OfferFactory.create()
    OfferFactory.create(places_taken=1)
    OfferFactory.create(phases=["PRIMARY"])
    OfferFactory.create(easting=PLACE["easting"] + 10_000, reach_km=9)
    OfferFactory.create(confirmed_on=TODAY - timedelta(days=396))
    OfferFactory.create(available_to=TODAY - timedelta(days=1))
    OfferFactory.create(places_taken=1, areas=["LITERACY"])
    OfferFactory.create(places_taken=1, easting=PLACE["easting"] + 25_001)
    reasons = {reason.words: reason.offers for reason in not_listed(school=school, area="STEM")}
    assert reasons == {
        "full": 1,
        "do not travel as far as this school": 1,
        "for other ages": 1,
        "not confirmed in the last 13 months": 1,
        "over": 1,
    }


def test_the_map_shows_each_offer_in_its_direction_and_no_finer(school: Institution) -> None:
    east, north = PLACE["easting"], PLACE["northing"]
    OfferFactory.create(easting=east + 4_000, northing=north)
    OfferFactory.create(easting=east + 9_000, northing=north + 100)
    OfferFactory.create(easting=east, northing=north - 9_500)
    OfferFactory.create(online=True)
    ranked = rank_offers(school=school, area="STEM")
    drawn = vicinity(ranked)
    assert drawn
    assert [ring.kilometres for ring in drawn.rings] == [5, 10]
    assert {mark.offer.wind for mark in drawn.marks} == {"east", "south"}
    right = [mark for mark in drawn.marks if mark.offer.wind == "east"]
    assert all(mark.x > drawn.middle and mark.y == drawn.middle for mark in right)
    assert [ranked[mark.number - 1] for mark in drawn.marks] == [mark.offer for mark in drawn.marks]


def test_marks_never_cover_each_other(school: Institution) -> None:
    OfferFactory.create_batch(5, easting=PLACE["easting"] + 4_000)
    drawn = vicinity(rank_offers(school=school, area="STEM"))
    assert drawn
    assert len({(mark.x, mark.y) for mark in drawn.marks}) == 5


def test_there_is_no_map_of_what_is_online(school: Institution) -> None:
    OfferFactory.create(online=True)
    assert vicinity(rank_offers(school=school, area="STEM")) is None


def test_pairs_that_the_reach_allows_but_the_provider_or_the_years_do_not() -> None:
    schools = [InstitutionFactory.create(low_age=low, high_age=16) for low in (11, 14)]
    trust = GroupMembershipFactory.create(member=schools[0]).group
    plain, kept, first, young = OfferFactory.create_batch(4)
    far = OfferFactory.create(visibility="NAMED_NOT", easting=PLACE["easting"] + 30_001)
    for offer in (kept, far):
        offer.named.add(trust)
    Offer.objects.filter(pk=kept.pk).update(visibility="NAMED_NOT")
    Offer.objects.filter(pk=first.pk).update(
        visibility="NAMED_FIRST", everyone_from=TODAY + timedelta(days=1)
    )
    first.named.add(schools[1])
    Offer.objects.filter(pk=young.pk).update(year_groups=["Y08"])
    offers = Offer.objects.all()
    pairs = closed_pairs(schools=[school.pk for school in schools], offers=[offer.pk for offer in offers])
    assert pairs == [
        (school.pk, offer.pk)
        for school in schools
        for offer in offers.order_by("pk")
        if offer != far
        and (why := misfit(offer, school=school, area="STEM"))
        and why.code in {"not_shown", "other_phase"}
    ]
    assert len(pairs) == 3
    assert plain.pk not in {offer for _, offer in pairs}
