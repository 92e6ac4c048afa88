"""An offer: published, confirmed, changed, withdrawn; and which schools it fits."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.actions import OfferDetails, OfferFacts
from brokerage.models import Introduction, Offer
from brokerage.queries.suggestions import suggest_schools
from core.errors import RuleBroken
from institutions.models import Institution, PriorityList, PriorityListing, Welcome
from tests.brokerage.conftest import Ask, letters
from tests.factories import PLACE, InstitutionFactory, OfferFactory, RequestFactory, TermFactory

TODAY = timezone.localdate()


def publish(provider: Institution, facts: OfferFacts, by: User, **otherwise: object) -> Offer:
    said = {"contact_email": "kilns@example.org", "submission_key": uuid4()}
    return actions.publish_offer(provider=provider, facts=facts, by=by, **(said | otherwise))  # type: ignore[arg-type]


def kilns(places: int, details: str = "") -> OfferDetails:
    return OfferDetails(title="Kilns", details=details, places=places)


def test_a_published_offer_is_available_at_once(
    employer: Institution, employer_user: User, facts: OfferFacts
) -> None:
    offer = publish(employer, facts, employer_user)
    assert list(Offer.objects.available()) == [offer]
    assert offer.confirmed_on == TODAY
    assert letters("offer_published")[0].to == "kilns@example.org"


def test_the_same_form_sent_twice_publishes_once(
    employer: Institution, employer_user: User, facts: OfferFacts
) -> None:
    key = uuid4()
    assert publish(employer, facts, employer_user, submission_key=key) == publish(
        employer, facts, employer_user, submission_key=key
    )
    assert Offer.objects.count() == len(letters("offer_published")) == 1


def test_only_its_own_people_offer_for_an_institution(
    employer: Institution, lead: User, stranger: User, facts: OfferFacts
) -> None:
    for somebody in (lead, stranger):
        with pytest.raises(PermissionDenied):
            publish(employer, facts, somebody)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"details": "For A123456789012"}, "details"),
        ({"areas": []}, "areas"),
        ({"phases": []}, "phases"),
        ({"places": 0}, "places"),
        ({"places": 501}, "places"),
        ({"available_from": TODAY, "available_to": TODAY - timedelta(days=1)}, "available_to"),
        ({"available_to": TODAY - timedelta(days=1)}, "available_to"),
        ({"available_to": TODAY + timedelta(days=5_000)}, "available_to"),
        ({"delivery": Offer.Delivery.AT_SCHOOL, "postcode": "S1 2AB"}, "reach_km"),
        ({"delivery": Offer.Delivery.AT_SCHOOL, "postcode": "ZZ9 9ZZ", "reach_km": 10}, "postcode"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    employer: Institution, employer_user: User, facts: OfferFacts, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        publish(employer, replace(facts, **wrong), employer_user)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Offer.objects.exists()


def test_an_offer_in_person_keeps_how_well_its_place_is_known(
    school: Institution, employer: Institution, employer_user: User, facts: OfferFacts
) -> None:
    in_person = replace(facts, delivery=Offer.Delivery.AT_SCHOOL, postcode="s1 2zz", reach_km=10)
    offer = publish(employer, in_person, employer_user)
    assert (offer.easting, offer.northing) == (school.easting, school.northing)
    assert (offer.precision, offer.postcode) == ("SECTOR", "S1 2ZZ")


def test_the_school_it_is_meant_for_hears_of_it_when_it_fits(
    school: Institution, school_user: User, employer: Institution, employer_user: User, facts: OfferFacts
) -> None:
    publish(employer, facts, employer_user, meant_for=school)
    assert [letter.to for letter in letters("offer_meant_for")] == [school_user.email]
    publish(employer, replace(facts, phases=["PRIMARY"]), employer_user, meant_for=school)
    assert len(letters("offer_meant_for")) == 1


def test_an_offer_never_has_fewer_places_than_are_taken(ask: Ask, employer_user: User, offer: Offer) -> None:
    ask()
    Offer.objects.filter(pk=offer.pk).update(places=5, places_taken=3)
    with pytest.raises(RuleBroken, match="Enter 3 or more") as refusal:
        actions.edit_offer(offer=offer, details=kilns(2), by=employer_user)
    assert refusal.value.field == "places"
    changed = actions.edit_offer(offer=offer, details=kilns(3, "Hot."), by=employer_user)
    assert (changed.title, changed.details, changed.places) == ("Kilns", "Hot.", 3)


def test_confirming_brings_a_lapsed_offer_back(offer: Offer, employer_user: User) -> None:
    Offer.objects.update(confirmed_on=TODAY - timedelta(days=396))
    assert not Offer.objects.available().exists()
    assert Offer.objects.get().has_lapsed
    assert not actions.confirm_offer(offer=offer, by=employer_user).has_lapsed
    assert Offer.objects.available().exists()


def test_withdrawing_answers_the_schools_that_wait(
    ask: Ask, schools: list[Institution], employer_user: User, offer: Offer
) -> None:
    TermFactory.create(decline_reason=True, code="OTHER")
    waiting, agreed = ask(), ask(school=schools[1])
    actions.answer_introduction(
        introduction=agreed, answer=Introduction.State.ACCEPTED, reason=None, words="", by=employer_user
    )
    for _ in range(2):
        actions.withdraw_offer(offer=offer, by=employer_user)
    waiting.refresh_from_db()
    agreed.refresh_from_db()
    offer.refresh_from_db()
    assert (waiting.state, agreed.state) == (Introduction.State.DECLINED, Introduction.State.ACCEPTED)
    assert (offer.state, offer.places_taken) == (Offer.State.WITHDRAWN, 1)
    assert "has been withdrawn" in letters("introduction_declined")[0].body


def test_a_withdrawn_offer_is_not_changed_any_more(offer: Offer, employer_user: User) -> None:
    actions.withdraw_offer(offer=offer, by=employer_user)
    with pytest.raises(RuleBroken, match="withdrawn"):
        actions.confirm_offer(offer=offer, by=employer_user)
    with pytest.raises(RuleBroken, match="withdrawn"):
        actions.edit_offer(offer=offer, details=kilns(2), by=employer_user)


def test_others_do_not_touch_an_offer(offer: Offer, lead: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.edit_offer(offer=offer, details=kilns(2), by=lead)
    with pytest.raises(PermissionDenied):
        actions.confirm_offer(offer=offer, by=lead)
    with pytest.raises(PermissionDenied):
        actions.withdraw_offer(offer=offer, by=lead)


@pytest.mark.django_db
def test_schools_that_ask_come_first_then_those_that_say_what_helps_then_priority_then_the_nearest() -> None:
    def school(name: str, metres: int) -> Institution:
        return InstitutionFactory.create(name=name, easting=PLACE["easting"] + metres)

    near, nearer = school("Near", 2_000), school("Nearer", 1_000)
    listed, welcoming, asking = school("Listed", 3_000), school("Welcoming", 4_000), school("Asking", 5_000)
    school("Too far", 30_001)
    InstitutionFactory.create(primary=True)
    InstitutionFactory.create(closed=True)
    InstitutionFactory.create(name="Independent", type_code="", laestab="3736001")
    edition = PriorityList.objects.create(name="National Challenge", valid_from=TODAY)
    PriorityListing.objects.create(priority_list=edition, institution=listed)
    Welcome.objects.create(institution=welcoming, wants="Talks")
    RequestFactory.create(school=asking, words="In confidence")
    RequestFactory.create(school=near, area="LITERACY")
    suggested = suggest_schools(offer=OfferFactory.create())
    assert [found.name for found in suggested] == ["Asking", "Welcoming", "Listed", "Nearer", "Near"]
    assert suggested[0].reasons == ("Is asking for help now: science, technology, engineering and maths",)
    assert suggested[2].reasons == ("Priority school: National Challenge",)
    assert suggested[3].kilometres == 1.0
    assert "In confidence" not in str(suggested)
    assert suggest_schools(offer=OfferFactory.create(), first=near.pk)[0].name == "Near"
    assert nearer.pk in {found.school_id for found in suggest_schools(offer=OfferFactory.create(online=True))}
