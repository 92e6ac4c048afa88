"""What a school asks for, who may ask for it, its stages and its clock, and how it ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.actions import RequestFacts
from brokerage.models import Request, RequestKind
from brokerage.queries.requests import requests_of, stages_of
from core.errors import RuleBroken
from institutions.models import Area, Institution, RoleType, Term, Vocabulary
from tests.brokerage.conftest import letters
from tests.factories import InstitutionFactory, MembershipFactory, RequestFactory, RoleHolderFactory

State = Request.State


def facts(**otherwise: Any) -> RequestFacts:
    return RequestFacts(**({"area": "STEM", "words": "A robotics club."} | otherwise))


def outcome(code: str) -> Term:
    return Term.objects.get(vocabulary=Vocabulary.REQUEST_OUTCOME, code=code)


def reason(code: str = "NO_OFFER") -> Term:
    return Term.objects.get(vocabulary=Vocabulary.UNMET_REASON, code=code)


@pytest.fixture
def need(school: Institution, lead: User) -> Request:
    return actions.make_request(school=school, facts=facts(), by=lead)


def test_a_need_is_written_down_in_the_schools_own_words(school: Institution, lead: User) -> None:
    needs = Term.objects.filter(vocabulary=Vocabulary.NEED, code__in=["ATTENDANCE", "SEND"])
    said = facts(needs=list(needs), year_groups=["Y05"], people=30, closes_on=timezone.localdate())
    request = actions.make_request(school=school, facts=said, by=lead)
    assert (request.words, request.people, request.year_groups) == ("A robotics club.", 30, ["Y05"])
    assert set(request.needs.all()) == set(needs)
    assert request.phases == school.phases
    assert request.state == State.SUBMITTED


def test_one_request_of_a_kind_is_open_for_a_school_and_area(
    need: Request, school: Institution, lead: User
) -> None:
    again = actions.make_request(school=school, facts=facts(words="Two clubs."), by=lead)
    assert again == need
    assert Request.objects.get().words == "Two clubs."
    send = RequestKind.objects.get(code="SEND_SUPPORT")
    assert actions.make_request(school=school, facts=facts(kind=send), by=lead) != need


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"words": " "}, "Say what you need"),
        ({"words": "For A123456789012"}, "unique pupil number"),
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, "closing date"),
        (
            {"wanted_from": timezone.localdate(), "wanted_to": timezone.localdate() - timedelta(days=1)},
            "last day",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    school: Institution, lead: User, said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        actions.make_request(school=school, facts=facts(**said), by=lead)


def test_a_need_from_a_consultation_keeps_its_source(school: Institution, lead: User) -> None:
    kind = RequestKind.objects.get(code="CONSULTATION")
    with pytest.raises(RuleBroken, match="who was asked"):
        actions.make_request(school=school, facts=facts(kind=kind), by=lead)
    said = facts(kind=kind, source="Parents of Year 9, in May", source_url="https://example.org/findings")
    request = actions.make_request(school=school, facts=said, by=lead)
    assert (request.source, request.source_url) == (
        "Parents of Year 9, in May",
        "https://example.org/findings",
    )


def test_a_trust_asks_for_many_schools_at_once(
    schools: list[Institution], lead: User, school_user: User
) -> None:
    made = actions.make_requests(schools=schools, facts=facts(), by=lead)
    assert [request.school for request in made] == schools
    with pytest.raises(PermissionDenied):
        actions.make_requests(schools=schools, facts=facts(area="LITERACY"), by=school_user)
    assert Request.objects.count() == 3


def test_only_who_may_ask_for_the_school_asks(
    school: Institution, stranger: User, employer_user: User
) -> None:
    for somebody in (stranger, employer_user):
        with pytest.raises(PermissionDenied):
            actions.make_request(school=school, facts=facts(), by=somebody)


def test_an_adviser_asks_for_the_school_while_the_appointment_lasts(
    school: Institution, schools: list[Institution], stranger: User
) -> None:
    adviser = RoleType.objects.get(code="NATIONAL_CHALLENGE_ADVISER")
    holder = RoleHolderFactory.create(institution=school, role_type=adviser, email=stranger.email.upper())
    request = actions.make_request(school=school, facts=facts(), by=stranger)
    assert request.made_as == "National Challenge adviser"
    assert list(Request.objects.visible_to(stranger)) == [request]
    with pytest.raises(PermissionDenied):
        actions.make_request(school=schools[1], facts=facts(), by=stranger)
    holder.ended_on = timezone.localdate()
    holder.save()
    with pytest.raises(PermissionDenied):
        actions.make_request(school=school, facts=facts(), by=stranger)
    assert not Request.objects.visible_to(stranger).exists()


def test_a_coordinator_sees_and_makes_requests_anywhere_in_the_area(
    need: Request, england: Area, schools: list[Institution]
) -> None:
    coordinator = MembershipFactory.create(over_area=True, area=england, role="COORDINATOR").user
    assert list(Request.objects.visible_to(coordinator)) == [need]
    assert actions.make_request(school=schools[1], facts=facts(), by=coordinator).made_by == coordinator


def test_the_school_closes_its_request_with_an_outcome_and_its_own_word(need: Request, lead: User) -> None:
    closed = actions.close_request(
        request=need, outcome=outcome("ELSEWHERE"), unmet_reason=None, words="A parent helps.", by=lead
    )
    assert (closed.state, closed.school_words) == (State.CLOSED, "A parent helps.")
    assert closed.school_agreed_at is not None
    assert [stage.label for stage in stages_of(closed)] == [
        "Submitted",
        "Waiting for the school’s word",
        "Closed",
    ]


def test_a_request_cannot_be_closed_without_an_outcome_or_the_schools_word(need: Request) -> None:
    now = timezone.now()
    incompletes: list[dict[str, Any]] = [
        {"outcome": None, "school_agreed_at": now},
        {"outcome": outcome("ACTIVITY"), "school_agreed_at": None},
    ]
    for incomplete in incompletes:
        with pytest.raises(IntegrityError), transaction.atomic():
            Request.objects.filter(pk=need.pk).update(state=State.CLOSED, closed_at=now, **incomplete)


def test_nobody_but_the_school_gives_its_word(need: Request, broker: User, administrator: User) -> None:
    for somebody in (broker, administrator):
        with pytest.raises(PermissionDenied):
            actions.close_request(
                request=need, outcome=outcome("ACTIVITY"), unmet_reason=None, words="", by=somebody
            )


def test_an_unmet_need_says_why(need: Request, lead: User) -> None:
    unmet: dict[str, Any] = {"request": need, "outcome": outcome("UNMET"), "words": "", "by": lead}
    with pytest.raises(RuleBroken, match="why it could not be met"):
        actions.close_request(unmet_reason=None, **unmet)
    assert actions.close_request(unmet_reason=reason("NO_OFFER"), **unmet).unmet_reason == reason("NO_OFFER")


def test_the_word_by_link_closes_the_request_once(need: Request, broker: User) -> None:
    token = _word_of(need, broker)
    assert (
        actions.give_word_by_link(token=token, agrees=True, words="It was a good day.").state == State.CLOSED
    )
    assert (
        actions.give_word_by_link(token=token, agrees=True, words="Again.").school_words
        == "It was a good day."
    )


def test_a_school_that_disagrees_sends_its_request_back(need: Request, broker: User) -> None:
    token = _word_of(need, broker)
    with pytest.raises(RuleBroken, match="what is still missing"):
        actions.give_word_by_link(token=token, agrees=False, words="")
    opened = actions.give_word_by_link(token=token, agrees=False, words="Nobody came.")
    assert (opened.state, opened.outcome) == (State.TRIAGED, None)
    assert letters("request_reopened")[0].to == broker.email
    actions.record_outcome(
        request=opened, outcome=outcome("ACTIVITY"), unmet_reason=None, words="", by=broker
    )
    with pytest.raises(RuleBroken, match="moved on"):
        actions.give_word_by_link(token=token, agrees=True, words="")


def _word_of(need: Request, broker: User) -> str:
    """The token in the letter that asks the school whether the outcome is so."""
    actions.record_outcome(request=need, outcome=outcome("ACTIVITY"), unmet_reason=None, words="", by=broker)
    [letter] = letters("outcome_recorded")
    return str(letter.body.split("/requests/word/")[1].split("/")[0])


def test_each_stage_has_its_clock(need: Request, broker: User, broker_organisation: Institution) -> None:
    asked = timezone.now() - timedelta(days=12)
    need.stages.update(reached_at=asked)
    actions.take_request(request=need, broker=broker_organisation, by=broker)
    need.stages.filter(state=State.ACCEPTED).update(reached_at=asked + timedelta(days=9))
    assert [(stage.label, stage.days) for stage in stages_of(need)] == [
        ("Submitted", 9),
        ("Being worked on", 3),
    ]


def test_a_trust_sees_the_requests_of_its_schools_and_no_others(
    need: Request, trust: Institution, lead: User, stranger: User
) -> None:
    RequestFactory.create(school=InstitutionFactory.create())
    assert list(requests_of(trust, viewer=lead)) == [need]
    assert not Request.objects.visible_to(stranger).exists()
