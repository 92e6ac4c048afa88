"""Meetings and contact: attendance, needs before decisions, decisions with what stands beside them, actions."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Area, Institution
from partnerships import actions
from partnerships.actions import Decided, Held
from partnerships.models import Body, BodyKind, DecisionKind, Meeting, MeetingKind, Partnership
from partnerships.queries.history import history
from tests.body_factories import BodyFactory
from tests.factories import InstitutionFactory, MembershipFactory, PartnershipFactory
from tests.partnerships.test_bodies import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(trust: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[trust, employer])


@pytest.fixture
def body(partnership: Partnership, trust: Institution, employer: Institution) -> Body:
    return BodyFactory.create(partnership=partnership, sitting=[trust, employer])


def held(code: str, **more: Any) -> Held:
    return Held(kind=MeetingKind.objects.get(code=code), held_on=timezone.localdate(), **more)


def decided(code: str, **more: Any) -> Decided:
    return Decided(kind=DecisionKind.objects.get(code=code), **({"words": "We meet in the hall."} | more))


@pytest.fixture
def meeting(body: Body, lead: User) -> Meeting:
    return actions.note_meeting(of=body, held=held("GOVERNANCE"), by=lead)


def test_a_meeting_keeps_who_was_there_and_how_senior_they_were(
    client: Client, lead: User, body: Body
) -> None:
    client.force_login(lead)
    chair = body.members.get(role="CHAIR")
    told = {
        "members": [chair.pk],
        "words": "The spring term",
        "young_people": 4,
        "young_words": "Shorter days",
    }
    here = reverse("partnerships:note_body_meeting", args=[body.pk]) + "?kind=GOVERNANCE"
    page = client.post(here, told | day("held_on"), follow=True).content.decode()
    for shown in (chair.name, "Senior", "4 young people", "Shorter days", "The spring term"):
        assert shown in page
    chair.seniority = "OTHER"
    chair.save()
    assert body.meetings.get().attendances.get().seniority == "SENIOR"


def test_young_people_are_counted_and_never_named(lead: User, body: Body) -> None:
    told = held("GOVERNANCE", young_people=1, young_words="Born 3.4.2012: Sam Smith")
    with pytest.raises(RuleBroken, match="never pupils") as refused:
        actions.note_meeting(of=body, held=told, by=lead)
    assert refused.value.field == "young_words"
    with pytest.raises(RuleBroken, match="how many young people"):
        actions.note_meeting(of=body, held=held("GOVERNANCE", young_words="Shorter days"), by=lead)


def test_a_co_design_session_has_everybodys_needs_before_any_decision(
    client: Client, lead: User, partnership: Partnership, trust: Institution, employer: Institution
) -> None:
    client.force_login(lead)
    here = reverse("partnerships:note_partnership_meeting", args=[partnership.pk]) + "?kind=CO_DESIGN"
    told = {f"present_{trust.pk}": "Ann Able", f"need_{trust.pk}": "Engineers who come each term"}
    page = client.post(here, told | day("held_on"), follow=True).content.decode()
    assert f"Still to say what they need: {employer}" in page
    first = partnership.meetings.get()
    with pytest.raises(RuleBroken, match=f"First note what each needs. Still to say: {employer}"):
        actions.note_decision(meeting=first, decided=decided("DECISION"), by=lead)
    needs = {trust: "Engineers", employer: "Apprentices"}
    second = actions.note_meeting(of=partnership, held=held("CO_DESIGN", needs=needs), by=lead)
    actions.note_decision(meeting=second, decided=decided("DECISION"), by=lead)
    assert second.decisions.get().words == "We meet in the hall."


def test_a_redesign_says_what_changed_why_and_who_agreed_and_keeps_what_was(
    client: Client, lead: User, meeting: Meeting, trust: Institution, employer: Institution
) -> None:
    client.force_login(lead)
    here = reverse("partnerships:note_decision", args=[meeting.pk]) + "?kind=REDESIGN"
    told = {"words": "From talks to a term of projects", "why": "Talks changed nothing"}
    page = client.post(here, told).content.decode()
    assert "Select who agreed to it" in page
    both = {"agreed": [trust.pk, employer.pk]}
    page = " ".join(client.post(here, told | both, follow=True).content.decode().split())
    for shown in (*told.values(), f"<strong>Agreed:</strong> {employer}, {trust}"):
        assert shown in page
    client.post(here, told | both | {"words": "From projects to placements"})
    assert [each.words[:13] for each in meeting.decisions.order_by("pk")] == [
        "From talks to",
        "From projects",
    ]
    assert meeting.body is not None
    assert meeting.body.partnership is not None
    assert history(meeting.body.partnership)[0].words == "noted a decision: From projects to placements"


def test_an_authority_says_whom_it_considered_and_consulted(
    client: Client, authority: Area, school: Institution, university: Institution
) -> None:
    la = MembershipFactory.create(over_area=True, area=authority).user
    board = BodyFactory.create(
        authority=authority, kind=BodyKind.objects.get(term__code="AUTHORITY_BOARD"), sitting=[school]
    )
    meeting = actions.note_meeting(of=board, held=held("GOVERNANCE"), by=la)
    with pytest.raises(RuleBroken, match="not made here"):
        actions.note_decision(meeting=meeting, decided=decided("DECISION"), by=la)
    client.force_login(la)
    here = reverse("partnerships:note_decision", args=[meeting.pk]) + "?kind=INTERVENTION"
    told = {"words": "Ash Lane joins a trust", "why": "It is in special measures"}
    assert client.post(here, told).content.decode().count("Name at least one institution") == 4  # and above
    told |= {
        "considered": f"{school}\n{university}",
        "consulted": str(university),
        "evidence": "Minutes of May",
    }
    page = " ".join(client.post(here, told, follow=True).content.decode().split())
    assert f"<strong>Considered:</strong> {school}, {university}" in page
    assert f"<strong>Consulted:</strong> {university}" in page
    assert "Minutes of May" in page


def test_an_expert_group_has_actions_that_wait_for_their_owner_once_overdue(
    client: Client, trust: Institution, lead: User, university: Institution, university_user: User
) -> None:
    group = BodyFactory.create(
        group=trust, kind=BodyKind.objects.get(term__code="EXPERT_GROUP"), sitting=[trust, university]
    )
    meeting = actions.note_meeting(of=group, held=held("GOVERNANCE"), by=lead)
    client.force_login(lead)
    add = reverse("partnerships:agree_action_point", args=[meeting.pk])
    told = {"words": "Find a laboratory", "owner": "Uma", "institution": university.pk}
    client.post(add, told | day("due_on"))
    client.force_login(university_user)
    home = reverse("outcomes:home")
    assert "overdue action" not in client.get(home).content.decode()
    meeting.action_points.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "1 overdue action from meetings" in client.get(home).content.decode()
    assert "Find a laboratory" in client.get(reverse("partnerships:action_points")).content.decode()
    done = reverse("partnerships:finish_action_point", args=[meeting.action_points.get().pk])
    client.post(done)
    assert "overdue action" not in client.get(home).content.decode()
    assert meeting.action_points.get().done_on == timezone.localdate()


def test_either_side_notes_its_calls_visits_and_messages(
    client: Client, partnership: Partnership, lead: User, employer_user: User, trust: Institution
) -> None:
    client.force_login(employer_user)
    here = reverse("partnerships:note_partnership_meeting", args=[partnership.pk]) + "?kind=CALL"
    told = {"kind": "VISIT", "institution": trust.pk, "name": "Lena Lead", "words": "Saw the workshop"}
    page = client.post(here, told | day("held_on"), follow=True).content.decode()
    assert "Saw the workshop" in page
    client.force_login(lead)
    client.post(here, told | {"kind": "CALL", "name": "", "words": "Agreed a day"} | day("held_on"))
    page = client.get(reverse("partnerships:governance", args=[partnership.pk])).content.decode()
    for shown in ("Saw the workshop", "Agreed a day", f"Lena Lead ({trust})"):
        assert shown in page


def test_nothing_is_decided_in_a_call(partnership: Partnership, lead: User) -> None:
    call = actions.note_meeting(of=partnership, held=held("CALL", words="Hello"), by=lead)
    with pytest.raises(RuleBroken, match="Nothing is decided"):
        actions.note_decision(meeting=call, decided=decided("DECISION"), by=lead)


def test_others_note_nothing_and_finish_nothing(meeting: Meeting, stranger: User, trust: Institution) -> None:
    assert meeting.body is not None
    lead = MembershipFactory.create(institution=trust).user
    point = actions.agree_action_point(
        meeting=meeting, words="W", owner="O", institution=trust, due_on=timezone.localdate(), by=lead
    )
    with pytest.raises(PermissionDenied):
        actions.note_meeting(of=meeting.body, held=held("GOVERNANCE"), by=stranger)
    with pytest.raises(PermissionDenied):
        actions.note_decision(meeting=meeting, decided=decided("DECISION"), by=stranger)
    with pytest.raises(PermissionDenied):
        actions.finish_action_point(action_point=point, by=stranger)


@pytest.mark.parametrize("count", [2, 10])
def test_governance_costs_the_same_however_much_there_is(
    client: Client, lead: User, trust: Institution, count: int, django_assert_num_queries: Any
) -> None:
    others = InstitutionFactory.create_batch(count - 1, employer=True)
    partnership = PartnershipFactory.create(institutions=[trust, *others])
    for _ in range(count):
        body = BodyFactory.create(partnership=partnership, sitting=[trust, *others])
        meeting = actions.note_meeting(of=body, held=held("GOVERNANCE"), by=lead)
        actions.note_decision(
            meeting=meeting, decided=decided("REDESIGN", why="W", parts={"AGREED": others}), by=lead
        )
    client.force_login(lead)
    with django_assert_num_queries(23):
        client.get(reverse("partnerships:governance", args=[partnership.pk]))
