"""Needs that others see before anybody offers: answers to them, clusters, many providers at once, challenges."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions, tasks
from brokerage.models import Challenge, Introduction, Offer, Reply, Request, RequestKind
from brokerage.queries.needs import as_need, open_needs
from core.errors import RuleBroken
from institutions.models import Area, Institution, Term, Vocabulary
from tests.brokerage.conftest import letters
from tests.factories import InstitutionFactory, MembershipFactory, OfferFactory, RequestFactory

State = Introduction.State


@pytest.fixture
def need(school: Institution, lead: User) -> Request:
    return RequestFactory.create(school=school, made_by=lead, is_public=True)


def cluster_of(school: Institution, lead: User) -> Request:
    return RequestFactory.create(
        school=school, made_by=lead, is_public=True, kind=RequestKind.objects.get(code=RequestKind.CLUSTER)
    )


def test_a_need_that_is_not_public_names_no_school(
    client: Client, need: Request, employer_user: User
) -> None:
    client.force_login(employer_user)
    address = reverse("brokerage:needs")
    assert need.school.name in client.get(address).content.decode()
    Request.objects.update(is_public=False)
    for page in (address, reverse("brokerage:need", args=[need.pk])):
        shown = client.get(page).content.decode()
        assert need.school.name not in shown
        assert need.words not in shown
        assert "Stonebridge" in shown


def test_the_nearest_need_comes_first(employer: Institution, need: Request) -> None:
    near = RequestFactory.create(
        is_public=True, school=InstitutionFactory.create(easting=employer.easting, northing=employer.northing)
    )
    Institution.objects.filter(pk=need.school_id).update(northing=500_000)
    found = [as_need(row) for row in open_needs(employer)]
    assert [row.request_id for row in found] == [near.pk, need.pk]
    assert found[0].kilometres == 0


def test_a_provider_answers_a_need_with_an_offer_and_the_school_takes_it(
    client: Client, need: Request, offer: Offer, employer_user: User, lead: User
) -> None:
    client.force_login(employer_user)
    client.post(reverse("brokerage:need", args=[need.pk]), {"offer": offer.pk, "words": "Gladly."})
    reply = Reply.objects.get()
    assert letters("request_replied_to")[0].to == lead.email
    client.force_login(lead)
    assert "Gladly." in client.get(reverse("brokerage:request", args=[need.pk])).content.decode()
    client.post(reverse("brokerage:answer_reply", args=[need.pk, reply.pk]), {"answer": "yes"})
    reply.refresh_from_db()
    introduction = reply.introduction
    assert introduction is not None
    assert (introduction.state, introduction.request) == (State.ACCEPTED, need)
    assert introduction.partnership is not None
    assert letters("offer_requested") == []
    assert Offer.objects.get(pk=offer.pk).places_taken == 1


def test_a_school_says_not_this_time(need: Request, offer: Offer, employer_user: User, lead: User) -> None:
    reply = actions.reply_to_request(request=need, offer=offer, words="", by=employer_user)
    assert actions.reply_to_request(request=need, offer=offer, words="", by=employer_user) == reply
    actions.answer_reply(reply=reply, takes=False, by=lead)
    assert letters("reply_declined")[0].to == employer_user.email
    with pytest.raises(RuleBroken, match="answered already"):
        actions.answer_reply(reply=reply, takes=True, by=lead)


def test_only_whose_offer_it_is_answers_with_it(
    need: Request, offer: Offer, lead: User, university_user: User, employer_user: User
) -> None:
    with pytest.raises(PermissionDenied):
        actions.reply_to_request(request=need, offer=offer, words="", by=university_user)
    reply = actions.reply_to_request(request=need, offer=offer, words="", by=employer_user)
    with pytest.raises(PermissionDenied):
        actions.answer_reply(reply=reply, takes=True, by=employer_user)


def test_small_schools_ask_as_one_and_each_member_sees_it(school: Institution, lead: User) -> None:
    cluster = cluster_of(school, lead)
    small = InstitutionFactory.create(roll=60)
    head = MembershipFactory.create(institution=small).user
    assert not Request.objects.visible_to(head).exists()
    actions.join_cluster(request=cluster, school=small, by=head)
    assert list(Request.objects.visible_to(head)) == [cluster]
    actions.leave_cluster(request=cluster, school=small, by=head)
    assert not Request.objects.visible_to(head).exists()


def test_a_small_school_joins_and_leaves_on_the_pages(
    client: Client, school: Institution, lead: User
) -> None:
    cluster = cluster_of(school, lead)
    small = InstitutionFactory.create(roll=60)
    client.force_login(MembershipFactory.create(institution=small).user)
    assert "Join the cluster" in client.get(reverse("brokerage:need", args=[cluster.pk])).content.decode()
    client.post(reverse("brokerage:join_cluster", args=[cluster.pk]), {"school": small.pk})
    page = client.get(reverse("brokerage:request", args=[cluster.pk])).content.decode()
    leave = reverse("brokerage:leave_cluster", args=[cluster.pk, small.pk])
    assert leave in page
    client.post(leave)
    assert not cluster.members.exists()


def test_nobody_joins_a_cluster_for_another_school(school: Institution, lead: User, need: Request) -> None:
    small = InstitutionFactory.create()
    head = MembershipFactory.create(institution=small).user
    with pytest.raises(PermissionDenied):
        actions.join_cluster(request=cluster_of(school, lead), school=small, by=lead)
    with pytest.raises(RuleBroken, match="one school only"):
        actions.join_cluster(request=need, school=small, by=head)


def test_a_school_asks_several_providers_at_once(need: Request, offer: Offer, lead: User) -> None:
    full = OfferFactory.create(places=1, places_taken=1)
    second = OfferFactory.create()
    asked, refused = actions.ask_many(
        request=need, offers=[offer, full, second], submission_key=uuid4(), by=lead
    )
    assert {introduction.offer for introduction in asked} == {offer, second}
    assert len(refused) == 1
    assert "last place" in refused[0]


@pytest.mark.parametrize(("on_yes", "state"), [("KEEP", State.PROPOSED), ("WITHDRAW", State.WITHDRAWN)])
def test_when_one_says_yes_the_others_are_told_as_the_school_chose(
    need: Request, offer: Offer, lead: User, employer_user: User, on_yes: str, state: str
) -> None:
    Request.objects.update(on_yes=on_yes)
    offers = [offer, OfferFactory.create()]
    (first, second), _ = actions.ask_many(request=need, offers=offers, submission_key=uuid4(), by=lead)
    actions.answer_introduction(
        introduction=first, answer=State.ACCEPTED, reason=None, words="", by=employer_user
    )
    for _ in range(2):
        tasks.withdraw_unneeded(introduction_id=second.pk)
    second.refresh_from_db()
    assert second.state == state
    assert len(letters("introduction_withdrawn")) == (on_yes == "WITHDRAW")


def test_the_closing_date_ends_the_time_to_answer(need: Request, offer: Offer, lead: User) -> None:
    need.closes_on = timezone.localdate() + timedelta(days=5)
    need.save()
    (introduction,), _ = actions.ask_many(request=need, offers=[offer], submission_key=uuid4(), by=lead)
    assert introduction.expires_on == need.closes_on


def test_an_offer_for_a_special_request_stays_with_it(
    school: Institution, offer: Offer, broker: User
) -> None:
    special = RequestFactory.create(school=school, kind=RequestKind.objects.get(code="SEND_SUPPORT"))
    introduction = actions.match_request(request=special, offer=offer, submission_key=uuid4(), by=broker)
    assert introduction.request == special
    assert Request.objects.count() == 1


def given(request: Request, **otherwise: Any) -> dict[str, Any]:
    said = {
        "request": request,
        "given_on": timezone.localdate(),
        "given_by": "The Advice Service",
        "words": "A day of training",
        "hours": None,
        "people": 14,
    }
    return said | otherwise


def test_what_specialists_gave_is_recorded_day_by_day(
    school: Institution, lead: User, broker: User, employer_user: User, need: Request
) -> None:
    special = RequestFactory.create(school=school, kind=RequestKind.objects.get(code="SEND_SUPPORT"))
    for person in (lead, broker):
        actions.record_fulfilment(**given(special), by=person)
    assert special.fulfilments.count() == 2
    with pytest.raises(PermissionDenied):
        actions.record_fulfilment(**given(special), by=employer_user)
    with pytest.raises(RuleBroken, match="when it has taken place"):
        actions.record_fulfilment(
            **given(special, given_on=timezone.localdate() + timedelta(days=1)), by=lead
        )
    with pytest.raises(RuleBroken, match="log a collaboration"):
        actions.record_fulfilment(**given(need), by=lead)


def test_taking_up_a_brief_is_a_request_of_its_own(
    need: Request, school: Institution, lead: User, employer: Institution
) -> None:
    brief = Term.objects.get(vocabulary=Vocabulary.OFFER_KIND, code="BRIEF")
    poster = OfferFactory.create(provider=employer, kind=brief, title="A poster for our shop")
    asked = actions.request_offer(
        offer=poster, school=school, area="STEM", words="Year 9 art.", submission_key=uuid4(), by=lead
    )
    assert asked.request != need
    assert asked.request.kind_id == RequestKind.REVERSE_BRIEF
    actions.record_fulfilment(**given(asked.request, words="Thirty posters", people=30), by=lead)


def test_a_challenge_joins_the_needs_of_several_across_trusts(
    trust: Institution,
    university: Institution,
    school: Institution,
    authority: Area,
    lead: User,
    university_user: User,
) -> None:
    languages = Term.objects.get(vocabulary=Vocabulary.NEED, code="LANGUAGES")
    challenge = actions.start_challenge(
        institution=university,
        title="Too few choose languages",
        need=languages,
        place=authority,
        words="No school can change it alone.",
        own_words="Applicants for our degree.",
        area="LITERACY",
        by=university_user,
    )
    party = actions.join_challenge(
        challenge=challenge, institution=school, words="Native speakers.", area="LITERACY", by=lead
    )
    assert party.request is not None
    assert (party.request.kind_id, list(party.request.needs.all())) == ("CHALLENGE", [languages])
    assert {each.institution for each in challenge.parties.all()} == {university, school}
    with pytest.raises(PermissionDenied):
        actions.close_challenge(challenge=challenge, words="Done.", by=lead)
    actions.close_challenge(challenge=challenge, words="Forty more chose French.", by=university_user)
    assert not Challenge.objects.open().exists()
    with pytest.raises(RuleBroken, match="closed"):
        actions.join_challenge(challenge=challenge, institution=trust, words="Us too.", area="STEM", by=lead)


def test_the_board_shows_challenges_to_everybody_who_is_signed_in(
    client: Client, university: Institution, authority: Area, university_user: User, stranger: User
) -> None:
    client.force_login(university_user)
    need = Term.objects.get(vocabulary=Vocabulary.NEED, code="LANGUAGES")
    said = {
        "title": "Too few choose languages",
        "need": need.code,
        "place": authority.pk,
        "words": "Together.",
    }
    client.post(reverse("brokerage:challenge_new"), said | {"own_words": "Applicants.", "area": "LITERACY"})
    challenge = Challenge.objects.get()
    client.force_login(stranger)
    assert "Too few choose languages" in client.get(reverse("brokerage:challenges")).content.decode()
    page = client.get(reverse("brokerage:challenge", args=[challenge.pk])).content.decode()
    assert "Applicants." in page
    assert client.get(reverse("brokerage:challenge_new")).status_code == 403
