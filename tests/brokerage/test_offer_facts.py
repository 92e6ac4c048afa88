"""What an offer can say: the questions of its kind, years, who may see it, and what alternatives share."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.actions import OfferFacts
from brokerage.models import Introduction, Offer, OfferQuestion, SharedPlaces
from brokerage.queries.ranking import rank_offers_for
from core.errors import RuleBroken
from institutions.models import Institution, Term, Vocabulary
from tests.brokerage.conftest import Ask
from tests.factories import InstitutionFactory, MembershipFactory, OfferFactory, RequestFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
Publish = Callable[..., Offer]


@pytest.fixture
def publish(employer: Institution, employer_user: User, facts: OfferFacts) -> Publish:
    """Publish for the employer; anything about the offer can be said otherwise."""

    def publish(**otherwise: Any) -> Offer:
        return actions.publish_offer(
            provider=employer,
            facts=replace(facts, **otherwise),
            contact_email="kilns@example.org",
            submission_key=uuid4(),
            by=employer_user,
        )

    return publish


def kind(code: str) -> Term:
    return Term.objects.get(vocabulary=Vocabulary.OFFER_KIND, code=code)


LAPTOPS = {"donation_what": "Thirty laptops", "donation_condition": "Used, works well", "donation_age": 3}


def test_each_kind_asks_its_own_questions_and_keeps_their_answers(publish: Publish) -> None:
    offer = publish(kind=kind("DONATION"), answers=LAPTOPS)
    assert offer.answers == LAPTOPS


@pytest.mark.parametrize(
    ("wrong", "question"),
    [
        ({"donation_what": ""}, "donation_what"),
        ({"donation_what": "x" * 301}, "donation_what"),
        ({"donation_what": "For A123456789012"}, "donation_what"),
        ({"donation_condition": "Broken"}, "donation_condition"),
        ({"donation_age": -1}, "donation_age"),
        ({"donation_age": "three"}, "donation_age"),
        ({"facility_what": "A hall"}, "answers"),
    ],
)
def test_an_answer_that_will_not_do_is_refused_at_its_question(
    publish: Publish, wrong: dict[str, Any], question: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        publish(kind=kind("DONATION"), answers=LAPTOPS | wrong)
    assert refusal.value.field == question


def test_a_t_level_placement_has_its_hours(publish: Publish) -> None:
    placement = {"tlevel_route": "Engineering", "tlevel_pattern": "In one block"}
    with pytest.raises(RuleBroken, match="315"):
        publish(kind=kind("T_LEVEL"), answers=placement | {"tlevel_hours": 314})
    assert (
        publish(kind=kind("T_LEVEL"), answers=placement | {"tlevel_hours": 315}).answers["tlevel_hours"]
        == 315
    )


def test_a_digital_resource_tells_of_classes_at_most() -> None:
    reports = OfferQuestion.objects.get(code="digital_reports")
    assert reports.is_required
    assert reports.choices == ["Nothing", "Only figures for a whole class"]


def test_a_university_says_the_least_that_must_be_known_before_it_publishes(
    university: Institution, university_user: User, facts: OfferFacts
) -> None:
    said: dict[str, Any] = {"provider": university, "contact_email": "us@example.org", "by": university_user}
    least = {
        "he_subjects": "All",
        "he_cost": "Nothing, and travel is paid",
        "he_leader": ["Outreach staff"],
        "he_learns": ["Courses and what they need"],
    }
    for missing in least:
        answers = {code: answer for code, answer in least.items() if code != missing}
        with pytest.raises(RuleBroken) as refusal:
            actions.publish_offer(facts=replace(facts, answers=answers), submission_key=uuid4(), **said)
        assert refusal.value.field == missing
    offer = actions.publish_offer(facts=replace(facts, answers=least), submission_key=uuid4(), **said)
    assert offer.answers == least
    hour = replace(facts, kind=kind("MICRO"))
    assert actions.publish_offer(facts=hour, submission_key=uuid4(), **said).answers == {}


def test_what_schools_share_is_offered_by_schools(
    publish: Publish, school: Institution, school_user: User
) -> None:
    expertise = {"expertise_subject": "Early reading", "expertise_how": ["Coaching"]}
    with pytest.raises(RuleBroken) as refusal:
        publish(kind=kind("SCHOOL_EXPERTISE"), answers=expertise)
    assert refusal.value.field == "kind"


def test_a_joint_offer_names_institutions_of_the_directory(
    publish: Publish, schools: list[Institution]
) -> None:
    parts = {"joint_parts": "A hall each"}
    with pytest.raises(RuleBroken) as refusal:
        publish(kind=kind("JOINT"), answers=parts | {"joint_with": [schools[0].pk, 10**9]})
    assert refusal.value.field == "joint_with"
    offer = publish(kind=kind("JOINT"), answers=parts | {"joint_with": [schools[1].pk, schools[0].pk]})
    assert offer.answers["joint_with"] == sorted([schools[0].pk, schools[1].pk])


def test_years_lie_within_the_ages(publish: Publish) -> None:
    with pytest.raises(RuleBroken, match="Year 6") as refusal:
        publish(phases=["SECONDARY"], year_groups=["Y08", "Y06"])
    assert refusal.value.field == "year_groups"
    assert publish(phases=["PRIMARY"], year_groups=["N0", "Y06"]).age_labels == ["Nursery", "Year 6"]


def test_an_offer_for_some_years_fits_schools_that_have_them_today(
    ask: Ask, offer: Offer, school: Institution
) -> None:
    Offer.objects.update(year_groups=["Y07"])
    Institution.objects.filter(pk=school.pk).update(low_age=14, high_age=19)
    school.refresh_from_db()
    with pytest.raises(RuleBroken) as refusal:
        ask()
    assert refusal.value.code == "other_phase"
    Institution.objects.filter(pk=school.pk).update(low_age=12)
    school.refresh_from_db()
    with pytest.raises(RuleBroken):
        ask()
    Institution.objects.filter(pk=school.pk).update(low_age=11)
    school.refresh_from_db()
    assert ask().state == Introduction.State.PROPOSED


def test_an_offer_kept_from_some_names_them(publish: Publish) -> None:
    with pytest.raises(RuleBroken) as refusal:
        publish(visibility=Offer.Visibility.NAMED_NOT)
    assert refusal.value.field == "named"


@pytest.mark.parametrize("days", [None, 0, 5_000])
def test_partners_come_first_until_a_day_to_come(
    publish: Publish, school: Institution, days: int | None
) -> None:
    until = None if days is None else TODAY + timedelta(days=days)
    with pytest.raises(RuleBroken) as refusal:
        publish(visibility=Offer.Visibility.NAMED_FIRST, named=[school], everyone_from=until)
    assert refusal.value.field == "everyone_from"


def sees(user: Any, offer: Offer) -> bool:
    return Offer.objects.visible_to(user).filter(pk=offer.pk).exists()


def test_until_its_day_an_offer_is_seen_by_those_who_come_first_alone(
    publish: Publish, school: Institution, school_user: User, employer_user: User, stranger: User
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    offer = publish(visibility=Offer.Visibility.NAMED_FIRST, named=[school], everyone_from=tomorrow)
    rival = MembershipFactory.create(institution=InstitutionFactory.create()).user
    assert sees(school_user, offer)
    assert sees(employer_user, offer)
    assert not any(sees(user, offer) for user in (AnonymousUser(), stranger, rival))
    Offer.objects.filter(pk=offer.pk).update(everyone_from=TODAY)
    assert all(sees(user, offer) for user in (AnonymousUser(), stranger, rival))


def test_whoever_is_named_never_sees_an_offer_and_nobody_can_look_without_signing_in(
    publish: Publish, trust: Institution, school_user: User, lead: User, stranger: User, university_user: User
) -> None:
    offer = publish(visibility=Offer.Visibility.NAMED_NOT, named=[trust])
    assert sees(university_user, offer)
    assert not any(sees(user, offer) for user in (AnonymousUser(), stranger, lead, school_user))


def test_a_school_that_may_not_see_an_offer_cannot_ask_for_it(
    ask: Ask, offer: Offer, school: Institution
) -> None:
    Offer.objects.update(visibility=Offer.Visibility.NAMED_NOT)
    offer.named.add(school)
    offer.refresh_from_db()
    with pytest.raises(RuleBroken) as refusal:
        ask()
    assert refusal.value.code == "not_shown"


def test_the_ranking_of_a_school_tells_others_nothing_that_they_may_not_see(
    offer: Offer, school: Institution, school_user: User, stranger: User
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    Offer.objects.update(visibility=Offer.Visibility.NAMED_FIRST, everyone_from=tomorrow)
    offer.named.add(school)
    assert len(rank_offers_for(viewer=school_user, school=school, area="STEM")) == 1
    assert rank_offers_for(viewer=stranger, school=school, area="STEM") == []


def test_alternatives_never_give_more_places_than_they_share(
    ask: Ask,
    offer: Offer,
    schools: list[Institution],
    employer: Institution,
    employer_user: User,
    lead: User,
) -> None:
    other = OfferFactory.create(provider=employer, places=5)
    ask()
    shared = actions.share_places(offers=[offer, other], places=2, by=employer_user)
    assert shared.places_taken == 1
    second = ask(offer=other, school=schools[1])
    with pytest.raises(RuleBroken) as refusal:
        ask(offer=other, school=schools[2])
    assert refusal.value.code == "offer_full"
    assert not Offer.objects.available().filter(pk=other.pk).exists()
    actions.withdraw_introduction(introduction=second, by=lead)
    shared.refresh_from_db()
    assert shared.places_taken == 1
    assert ask(offer=other, school=schools[2]).state == Introduction.State.PROPOSED


def test_a_total_is_never_less_than_what_is_taken_nor_for_others_offers(
    ask: Ask, offer: Offer, schools: list[Institution], employer: Institution, employer_user: User, lead: User
) -> None:
    other = OfferFactory.create(provider=employer)
    ask()
    ask(school=schools[1])
    with pytest.raises(RuleBroken) as refusal:
        actions.share_places(offers=[offer, other], places=1, by=employer_user)
    assert refusal.value.field == "places"
    with pytest.raises(RuleBroken):
        actions.share_places(offers=[offer, OfferFactory.create()], places=3, by=employer_user)
    with pytest.raises(PermissionDenied):
        actions.share_places(offers=[offer, other], places=3, by=lead)
    with pytest.raises(RuleBroken):
        actions.share_places(offers=[offer], places=3, by=employer_user)
    actions.share_places(offers=[offer, other], places=3, by=employer_user)
    actions.part_places(offer=offer, by=employer_user)
    offer.refresh_from_db()
    other.refresh_from_db()
    assert (offer.shared_places, other.shared_places) == (None, None)
    assert not SharedPlaces.objects.exists()


def test_alternatives_are_chosen_on_a_page(
    client: Client, offer: Offer, employer: Institution, employer_user: User
) -> None:
    other = OfferFactory.create(provider=employer, title="A visit to the kilns")
    client.force_login(employer_user)
    address = reverse("brokerage:alternatives", args=[offer.pk])
    assert "A visit to the kilns" in client.get(address).content.decode()
    client.post(address, {"offers": [other.pk], "places": "3"})
    other.refresh_from_db()
    assert other.shared_places
    assert "3 of 3 left in all" in client.get(reverse("brokerage:offer", args=[other.pk])).content.decode()
    client.post(reverse("brokerage:part_places", args=[offer.pk]))
    assert not SharedPlaces.objects.exists()


def test_the_page_of_an_offer_says_what_its_kind_asks(client: Client, employer: Institution) -> None:
    offer = OfferFactory.create(
        provider=employer,
        kind=kind("DONATION"),
        answers=LAPTOPS,
        conditions="Collect by June.",
        access=["QUIET"],
    )
    page = client.get(reverse("brokerage:offer", args=[offer.pk])).content.decode()
    assert all(words in page for words in ("Thirty laptops", "Collect by June.", "A quiet room"))


def test_the_journey_asks_what_the_kind_asks(
    client: Client, employer: Institution, employer_user: User
) -> None:
    client.force_login(employer_user)
    client.post(reverse("brokerage:offer_start"), {"have": "THINGS"})
    client.post(reverse("brokerage:offer_step", args=["kind"]), {"kind": "DONATION"})
    client.post(reverse("brokerage:offer_step", args=["what"]), {"title": "Laptops"})
    about = reverse("brokerage:offer_step", args=["about"])
    assert "What condition is it in?" in client.get(about).content.decode()
    wrong = client.post(about, {"donation_what": "Thirty laptops", "donation_age": "old"})
    assert set(wrong.context["form"].errors) == {"donation_condition", "donation_age"}
    typed = {"donation_what": "Thirty laptops", "donation_condition": "New", "donation_age": "0"}
    assert client.post(about, typed).url == reverse("brokerage:offer_step", args=["areas"])


def test_what_is_asked_for_close_by_is_shown_beside_the_kinds(client: Client, school: Institution) -> None:
    RequestFactory.create(school=school, area="STEM")
    client.post(reverse("brokerage:offer_start"), {"have": "TIME", "near": "S1 2AB"})
    page = client.get(reverse("brokerage:offer_step", args=["kind"])).content.decode()
    assert "1 school asks for help of this sort within 25 km of you" in page


def test_a_universitys_offers_are_a_catalogue_by_family(client: Client, university: Institution) -> None:
    for code, title in (
        ("STANDING", "Ask us anything"),
        ("FACILITIES", "Our laboratory"),
        ("TALK", "A lecture"),
    ):
        OfferFactory.create(provider=university, kind=kind(code), title=title)
    page = client.get(reverse("brokerage:institution_offers", args=[university.pk])).content.decode()
    order = ["Catalogue", "Ask us anything", "Expertise", "A lecture", "Resource", "Our laboratory"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_a_joint_offer_is_on_the_page_of_everybody_who_makes_it(
    client: Client, schools: list[Institution]
) -> None:
    lead, *others = schools
    OfferFactory.create(
        provider=lead,
        kind=kind("JOINT"),
        title="Three schools, one hall",
        answers={"joint_with": [other.pk for other in others], "joint_parts": "A hall"},
    )
    for school in schools:
        page = client.get(reverse("brokerage:institution_offers", args=[school.pk])).content.decode()
        assert "Three schools, one hall" in page
    offer = client.get(reverse("brokerage:offer", args=[Offer.objects.get().pk])).content.decode()
    assert all(other.name in offer for other in others)


def test_offers_are_found_by_family(client: Client) -> None:
    for code, title in (
        ("FACILITIES", "A laboratory"),
        ("TALK", "A lecture"),
        ("PRACTICE_VISIT", "A morning"),
    ):
        OfferFactory.create(kind=kind(code), title=title)
    for family, title in (
        ("RESOURCE", "A laboratory"),
        ("EXPERTISE", "A lecture"),
        ("PRACTICE", "A morning"),
    ):
        page = client.get(reverse("brokerage:offers"), {"family": family}).content.decode()
        assert title in page
        assert "1 offer with places left" in page


@pytest.mark.parametrize(
    "code",
    [
        *(
            "DIGITAL_RESOURCE",
            "OPEN_RESOURCE",
            "ADVISORY_DAYS",
            "CURRICULUM",
            "CPD_PLACES",
            "SCHOOL_EXPERTISE",
        ),
        *(
            "PRACTICE_VISIT",
            "HUB_SERVICE",
            "E_MENTORING",
            "T_LEVEL",
            "STANDING",
            "JOINT",
            "FACILITIES",
            "GOVERNOR",
        ),
    ],
)
def test_every_kind_has_its_family_and_questions_that_must_be_answered(
    code: str, employer: Institution
) -> None:
    assert kind(code).offer_kind.family
    assert (
        OfferQuestion.objects.asked(kind=kind(code), provider_kind=employer.kind)
        .filter(is_required=True)
        .exists()
    )
