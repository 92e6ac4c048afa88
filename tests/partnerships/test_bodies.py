"""Bodies: what each kind asks of its make-up, who sits on them, and who keeps their records."""

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
from partnerships.actions import Charter, Seat
from partnerships.models import Body, BodyKind, BodyMember, Partnership
from partnerships.queries import bodies
from tests.body_factories import BodyFactory, BodyMemberFactory
from tests.factories import (
    InstitutionFactory,
    MembershipFactory,
    PartnershipFactory,
)

pytestmark = pytest.mark.django_db
Role = BodyMember.Role


@pytest.fixture
def partnership(trust: Institution, university: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[trust, university])


@pytest.fixture
def body(partnership: Partnership, trust: Institution) -> Body:
    return BodyFactory.create(partnership=partnership, sitting=[trust])


def day(name: str, *, days_ago: int = 0) -> dict[str, int]:
    on = timezone.localdate() - timedelta(days=days_ago)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def kind(code: str) -> BodyKind:
    return BodyKind.objects.get(term__code=code)


def charter(code: str, **different: Any) -> Charter:
    usual: dict[str, Any] = {"kind": kind(code), "name": "The group", "started_on": timezone.localdate()}
    return Charter(**(usual | different))


def seat(institution: Institution, **different: Any) -> Seat:
    today = timezone.localdate()
    usual: dict[str, Any] = {"name": "Ann Able", "seniority": "EXECUTIVE", "joined_on": today}
    return Seat(institution=institution, **(usual | different))


def lacks(body: Body) -> list[str]:
    (found,) = bodies.with_members(Body.objects.filter(pk=body.pk))
    return bodies.lacks(found)


def test_a_steering_group_is_set_up_and_shows_each_side_with_its_seniority(
    client: Client, lead: User, partnership: Partnership, trust: Institution, university: Institution
) -> None:
    client.force_login(lead)
    steering = {"kind": kind("STEERING_GROUP").pk, "name": "Steering group of Bridges", "meets_every": 3}
    here = reverse("partnerships:set_up_partnership_body", args=[partnership.pk])
    page = client.post(here, steering | day("started_on"), follow=True)
    made = partnership.bodies.get()
    assert "Nobody chairs it yet." in page.content.decode()
    add = reverse("partnerships:seat_member", args=[made.pk])
    for name, institution, level, role in (
        ("Ann Able", trust, "EXECUTIVE", "CHAIR"),
        ("Vic Chancellor", university, "MIDDLE", "MEMBER"),
    ):
        told = {"name": name, "party": institution.pk, "seniority": level, "role": role}
        page = client.post(add, told | day("joined_on"), follow=True)
    shown = " ".join(page.content.decode().split())
    assert "Ann Able</strong>, chair" in shown
    assert "Every 3 months" in shown
    assert f"Less senior than the others: {university} (middle)." in shown
    assert "What it still needs" not in shown
    page = client.get(reverse("partnerships:partnership", args=[partnership.pk]))
    assert "Steering group of Bridges" in page.content.decode()


def test_an_authoritys_board_needs_a_business_member_with_an_equal_vote(
    administrator: User, authority: Area, school: Institution, employer: Institution
) -> None:
    board = actions.set_up_body(owner=authority, charter=charter("AUTHORITY_BOARD"), by=administrator)
    actions.seat_member(body=board, seat=seat(school, role=Role.CHAIR), by=administrator)
    wanted = ["Nobody from an employer sits on it with an equal vote."]
    assert lacks(board) == wanted
    adviser = actions.seat_member(body=board, seat=seat(employer, role=Role.ADVISER), by=administrator)
    assert lacks(board) == wanted
    actions.end_seat(member=adviser, left_on=timezone.localdate(), by=administrator)
    actions.seat_member(body=board, seat=seat(employer), by=administrator)
    assert lacks(board) == []


def test_an_authority_lists_its_boards_with_what_they_lack(
    client: Client, authority: Area, employer: Institution, lead: User
) -> None:
    la = MembershipFactory.create(over_area=True, area=authority).user
    client.force_login(la)
    board = {"kind": kind("CHILDRENS_TRUST_BOARD").pk, "name": "Children’s Trust of Stonebridge"}
    here = reverse("partnerships:area_bodies", args=[authority.code])
    page = client.get(here).content.decode()
    new = reverse("partnerships:set_up_area_body", args=[authority.code])
    assert new in page
    client.post(new, board | day("started_on"))
    page = client.get(here).content.decode()
    assert "Children’s Trust of Stonebridge" in page
    assert "Nobody from a school or trust sits on it with an equal vote." in page
    client.force_login(lead)
    assert "Children’s Trust of Stonebridge" not in client.get(here).content.decode()


def test_a_working_group_has_a_remit_and_a_term(lead: User, trust: Institution) -> None:
    with pytest.raises(RuleBroken, match="Say what it is for") as refused:
        actions.set_up_body(owner=trust, charter=charter("WORKING_GROUP"), by=lead)
    assert refused.value.field == "remit"
    with pytest.raises(RuleBroken, match="Say until when"):
        actions.set_up_body(owner=trust, charter=charter("WORKING_GROUP", remit="Ambassadors"), by=lead)
    end = timezone.localdate() + timedelta(days=365)
    told = charter("WORKING_GROUP", remit="Ambassadors for science", ends_on=end)
    made = actions.set_up_body(owner=trust, charter=told, by=lead)
    assert (made.group, made.remit, made.ends_on) == (trust, "Ambassadors for science", end)


def test_members_of_a_forum_are_nominated(lead: User, trust: Institution, schools: list[Institution]) -> None:
    forum = actions.set_up_body(owner=trust, charter=charter("FORUM"), by=lead)
    with pytest.raises(RuleBroken, match="Say by whom"):
        actions.seat_member(body=forum, seat=seat(schools[0]), by=lead)
    member = actions.seat_member(body=forum, seat=seat(schools[0], nominated_by=schools[1]), by=lead)
    assert member.nominated_by == schools[1]


def test_a_shared_governing_body_includes_independent_schools(lead: User, schools: list[Institution]) -> None:
    independent = InstitutionFactory.create(type_code="11")
    together = PartnershipFactory.create(institutions=[schools[0], independent])
    shared = actions.set_up_body(owner=together, charter=charter("SHARED_GOVERNING_BODY"), by=lead)
    actions.seat_member(body=shared, seat=seat(schools[0], role=Role.CHAIR), by=lead)
    assert lacks(shared) == ["Nobody from an independent school sits on it with an equal vote."]
    actions.seat_member(body=shared, seat=seat(independent), by=lead)
    assert lacks(shared) == []


def test_a_new_chair_leaves_the_old_one_on_the_body(
    body: Body, lead: User, university: Institution, trust: Institution
) -> None:
    actions.seat_member(body=body, seat=seat(university, role=Role.CHAIR), by=lead)
    today = timezone.localdate()
    seats = body.members.order_by("pk").values_list("institution", "role", "left_on")
    assert list(seats) == [
        (trust.pk, Role.CHAIR, today),
        (trust.pk, Role.MEMBER, None),
        (university.pk, Role.CHAIR, None),
    ]


def test_no_board_of_an_authority_is_set_up_elsewhere(
    lead: User, trust: Institution, school: Institution
) -> None:
    for owner in (trust, school):
        with pytest.raises(RuleBroken, match="no such body here"):
            actions.set_up_body(owner=owner, charter=charter("AUTHORITY_BOARD"), by=lead)


def test_only_the_parties_keep_the_records_of_their_body(
    body: Body, stranger: User, employer_user: User, administrator: User, university: Institution
) -> None:
    for user in (stranger, employer_user, administrator):
        with pytest.raises(PermissionDenied):
            actions.seat_member(body=body, seat=seat(university), by=user)


def test_whoever_sits_on_it_sees_it_and_changes_nothing(
    client: Client, body: Body, employer: Institution, employer_user: User
) -> None:
    client.force_login(employer_user)
    here = reverse("partnerships:body", args=[body.pk])
    assert client.get(here).status_code == 404
    BodyMemberFactory.create(body=body, institution=employer)
    page = client.get(here)
    assert page.status_code == 200
    assert "Add somebody" not in page.content.decode()


def test_the_second_who_saves_is_told(client: Client, body: Body, lead: User) -> None:
    client.force_login(lead)
    here = reverse("partnerships:change_body", args=[body.pk])
    told = {"kind": body.kind_id, "name": "Board", "revision": 1} | day("started_on", days_ago=30)
    assert client.post(here, told).status_code == 302
    page = client.post(here, told | {"name": "Council"})
    assert "Somebody else changed this" in page.content.decode()
    assert "Council" in page.content.decode()
    body.refresh_from_db()
    assert body.name == "Board"
