"""The brokers' queue: what is in it, in what order, and what becomes of a request."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from brokerage import actions
from brokerage.models import Capability, Introduction, Offer, Request, Routing
from brokerage.queries.queue import partners_for, queue_of, reasons_of
from core.errors import RuleBroken
from institutions.models import Area, Institution, PriorityList, Term, Vocabulary
from tests.brokerage.conftest import letters
from tests.factories import (
    AreaFactory,
    BrokerAreaFactory,
    InstitutionFactory,
    MembershipFactory,
    PartnershipFactory,
    RequestFactory,
)

State = Request.State


@pytest.fixture
def need(school: Institution, lead: User) -> Request:
    return RequestFactory.create(school=school, made_by=lead)


@pytest.fixture
def second(authority: Area) -> User:
    """Of another broker of the same authority."""
    organisation = InstitutionFactory.create(broker=True, name="Second Brokers", local_authority=authority)
    BrokerAreaFactory.create(broker=organisation, area=authority)
    return MembershipFactory.create(institution=organisation).user


def term(vocabulary: Vocabulary, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)


def organisation_of(user: User) -> Institution:
    found = user.memberships.get().institution
    assert found is not None
    return found


def queue_for(user: User, **wanted: Any) -> list[Request]:
    return list(queue_of(user.memberships.get(), **wanted))


def test_the_queue_holds_open_requests_of_the_areas_served(
    need: Request, broker: User, second: User, authority: Area
) -> None:
    elsewhere = RequestFactory.create(school__local_authority=AreaFactory.create())
    assert queue_for(broker) == [need]
    actions.take_request(request=need, broker=organisation_of(broker), by=broker)
    assert queue_for(second) == [need]
    actions.record_outcome(
        request=need,
        outcome=term(Vocabulary.REQUEST_OUTCOME, "ACTIVITY"),
        unmet_reason=None,
        words="",
        by=broker,
    )
    assert queue_for(broker) == []
    assert elsewhere.is_open


def test_a_coordinator_sees_every_request_of_the_area(need: Request, england: Area) -> None:
    coordinator = MembershipFactory.create(over_area=True, area=england, role="COORDINATOR").user
    elsewhere = RequestFactory.create(school__local_authority=AreaFactory.create())
    assert set(queue_for(coordinator)) == {need, elsewhere}


def test_the_neediest_come_first_and_the_page_says_why(
    broker: User, authority: Area, employer: Institution
) -> None:
    def asks(days: int, **facts: Any) -> Request:
        school = InstitutionFactory.create(local_authority=authority, **facts)
        return RequestFactory.create(
            school=school, created_at=timezone.now() - timedelta(days=days, minutes=1)
        )

    waits, listed, small, served = asks(80), asks(1), asks(2, roll=60, is_rural=True), asks(60)
    published = PriorityList.objects.create(name="First hundred", valid_from=date(2025, 1, 1), weight=100)
    published.listings.create(institution=listed.school)
    PartnershipFactory.create(institutions=[served.school, employer])
    assert queue_for(broker) == [listed, waits, small, served]
    assert queue_for(broker, order="oldest") == [waits, served, small, listed]
    found = {request.pk: request for request in queue_for(broker)}
    for request in found.values():
        assert sum(reason.points for reason in reasons_of(request)) == request.points
    words = [reason.words for reason in reasons_of(found[listed.pk])]
    assert words == ["Priority school: First hundred", "Has nothing in this area yet", "Waiting 1 day"]
    words = [reason.words for reason in reasons_of(found[small.pk])]
    assert words[1:] == ["Small school: 60 pupils", "Rural", "Waiting 2 days"]
    assert [reason.words for reason in reasons_of(found[served.pk])] == ["Waiting 60 days"]


def test_a_list_that_is_over_counts_no_more(need: Request, broker: User) -> None:
    over = PriorityList.objects.create(
        name="Old", valid_from=date(2024, 1, 1), valid_to=timezone.localdate(), weight=100
    )
    over.listings.create(institution=need.school)
    assert queue_for(broker)[0].lists is None


def test_a_request_is_handed_on_and_taken(need: Request, broker: User, second: User) -> None:
    partner = organisation_of(second)
    routing = actions.hand_on_request(request=need, partner=partner, words="Your field.", by=broker)
    assert letters("request_handed_on")[0].to == second.email
    actions.answer_routing(routing=routing, takes=True, reason=None, words="", by=second)
    need.refresh_from_db()
    assert (need.state, need.handled_by) == (State.ACCEPTED, partner)
    assert list(need.stages.order_by("pk").values_list("state", flat=True)) == [
        "SUBMITTED",
        "ROUTED",
        "ACCEPTED",
    ]


def test_a_partner_hands_back_with_a_reason(need: Request, broker: User, second: User) -> None:
    routing = actions.hand_on_request(request=need, partner=organisation_of(second), words="", by=broker)
    answer: dict[str, Any] = {"routing": routing, "takes": False, "words": "Next term, gladly.", "by": second}
    with pytest.raises(RuleBroken, match="why you hand it back"):
        actions.answer_routing(reason=None, **answer)
    back = actions.answer_routing(reason=term(Vocabulary.HAND_BACK_REASON, "NO_CAPACITY"), **answer)
    need.refresh_from_db()
    assert (need.state, need.handled_by, back.state) == (State.TRIAGED, None, Routing.State.HANDED_BACK)
    [letter] = letters("request_handed_back")
    assert letter.to == broker.email
    assert "No capacity" in letter.body
    with pytest.raises(RuleBroken, match="answered already"):
        actions.answer_routing(routing=routing, takes=True, reason=None, words="", by=second)


def test_a_partner_with_a_capability_takes_requests_from_anywhere(need: Request, broker: User) -> None:
    partner = InstitutionFactory.create(employer=True, name="Advice for Leaders")
    person = MembershipFactory.create(institution=partner).user
    with pytest.raises(RuleBroken, match="does not take requests"):
        actions.hand_on_request(request=need, partner=partner, words="", by=broker)
    Capability.objects.create(partner=partner, capability=term(Vocabulary.CAPABILITY, "LEADERSHIP"))
    assert partner in partners_for(need)
    routing = actions.hand_on_request(request=need, partner=partner, words="", by=broker)
    assert list(Request.objects.visible_to(person)) == [need]
    actions.answer_routing(routing=routing, takes=True, reason=None, words="", by=person)
    assert queue_for(person) == [need]


def test_a_partner_that_names_areas_takes_none_from_elsewhere(need: Request) -> None:
    far = InstitutionFactory.create(broker=True)
    BrokerAreaFactory.create(broker=far, area=AreaFactory.create())
    Capability.objects.create(partner=far, capability=term(Vocabulary.CAPABILITY, "SEND"))
    assert far not in partners_for(need)


def test_taking_a_request_ends_what_waited_elsewhere(need: Request, broker: User, second: User) -> None:
    routing = actions.hand_on_request(request=need, partner=organisation_of(second), words="", by=broker)
    actions.take_request(request=need, broker=organisation_of(broker), by=broker)
    routing.refresh_from_db()
    assert routing.state == Routing.State.OVERTAKEN


def test_only_those_who_work_on_it_route_a_request(
    need: Request, lead: User, employer_user: User, administrator: User
) -> None:
    far = InstitutionFactory.create(broker=True)
    elsewhere = MembershipFactory.create(institution=far).user
    for somebody in (lead, employer_user, administrator, elsewhere):
        with pytest.raises(PermissionDenied):
            actions.triage_request(request=need, by=somebody)
        with pytest.raises(PermissionDenied):
            actions.take_request(request=need, broker=far, by=somebody)


def test_a_broker_puts_an_offer_to_its_provider_for_the_school(
    need: Request, offer: Offer, broker: User
) -> None:
    introduction = actions.match_request(request=need, offer=offer, submission_key=uuid4(), by=broker)
    assert (introduction.request, introduction.school) == (need, need.school)
    assert letters("offer_requested")[0].to == "kilns@example.org"


def test_what_cannot_be_met_waits_for_the_schools_word(need: Request, broker: User, lead: User) -> None:
    unmet = actions.record_outcome(
        request=need,
        outcome=term(Vocabulary.REQUEST_OUTCOME, "UNMET"),
        unmet_reason=term(Vocabulary.UNMET_REASON, "NO_PLACES"),
        words="",
        by=broker,
    )
    assert (unmet.state, unmet.is_unmet) == (State.SOLVED, True)
    [letter] = letters("outcome_recorded")
    assert letter.to == lead.email
    assert "Every place was taken" in letter.body


def test_a_closed_request_goes_nowhere(need: Request, broker: User, lead: User, offer: Offer) -> None:
    closed = actions.close_request(
        request=need,
        outcome=term(Vocabulary.REQUEST_OUTCOME, "NOT_NEEDED"),
        unmet_reason=None,
        words="",
        by=lead,
    )
    with pytest.raises(RuleBroken, match="moved on: closed"):
        actions.triage_request(request=closed, by=broker)
    with pytest.raises(RuleBroken, match="Something has come"):
        actions.match_request(request=closed, offer=offer, submission_key=uuid4(), by=broker)
    assert not Introduction.objects.exists()


@pytest.mark.parametrize("requests", [1, 8])
def test_a_long_queue_costs_no_more_than_a_short_one(
    client: Client,
    broker: User,
    authority: Area,
    requests: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(requests):
        RequestFactory.create(school__local_authority=authority)
    client.force_login(broker)
    with django_assert_num_queries(7):
        page = client.get(reverse("brokerage:queue"))
    assert f"{requests} open request" in page.content.decode()


def test_filters_narrow_the_queue(client: Client, need: Request, broker: User) -> None:
    need.needs.add(term(Vocabulary.NEED, "SEND"))
    client.force_login(broker)
    for query, found in (
        ({"needs": "SEND"}, 1),
        ({"needs": "ATTENDANCE"}, 0),
        ({"area": "STEM"}, 1),
        ({"area": "LITERACY"}, 0),
        ({"whose": "nobody"}, 1),
        ({"whose": "ours"}, 0),
        ({"whose": "asked"}, 0),
    ):
        page = client.get(reverse("brokerage:queue"), query)
        assert page.context["page"].paginator.count == found, query


def test_a_broker_works_a_request_from_the_queue_to_an_introduction(
    client: Client, need: Request, offer: Offer, broker: User
) -> None:
    client.force_login(broker)
    page = client.get(reverse("brokerage:queue")).content.decode()
    assert reverse("brokerage:match", args=[need.pk]) in page
    client.post(reverse("brokerage:take_request", args=[need.pk]))
    assert offer.title in client.get(reverse("brokerage:match", args=[need.pk])).content.decode()
    address = reverse("brokerage:match_offer", args=[need.pk, offer.pk])
    form = client.get(address).context["form"]
    client.post(address, {"submission_key": str(form["submission_key"].value())})
    assert Introduction.objects.get().request == need


def test_the_queue_is_for_those_who_route(
    client: Client, lead: User, employer_user: User, stranger: User
) -> None:
    for somebody in (lead, employer_user, stranger):
        client.force_login(somebody)
        assert client.get(reverse("brokerage:queue")).status_code == 403
