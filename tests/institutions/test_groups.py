"""Groups of institutions: started by anybody, joined on the member's own word, dated."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions import access
from institutions.access import Permission
from institutions.actions import (
    answer_affiliation,
    ask_to_join,
    describe_group,
    end_affiliation,
    start_group,
    withdraw_affiliation,
)
from institutions.models import Affiliation, Area, GroupKind, Institution, Role
from institutions.queries.groups import growth_of, portfolio_of
from tests.factories import GroupMembershipFactory, InstitutionFactory, MembershipFactory
from tests.group_factories import make_group, make_member, manager_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
STATED: dict[str, Any] = {
    "name": "Dales Federation",
    "postcode": "LS1 4AP",
    "purpose": "One governing body for three schools.",
}


def kind(code: str) -> GroupKind:
    return GroupKind.objects.get(code=code)


def test_every_kind_of_the_sources_is_there() -> None:
    assert GroupKind.objects.count() == 18
    assert not GroupKind.objects.founded_here().filter(code__endswith="ACADEMY_TRUST").exists()


def test_somebody_walks_from_the_list_of_groups_to_a_member(client: Client, school: Institution) -> None:
    founder = MembershipFactory.create().user
    client.force_login(founder)
    assert "Start a group" in client.get(reverse("institutions:groups")).content.decode()
    started = client.post(reverse("institutions:start_group"), STATED | {"kind": "FEDERATION"})
    group = Institution.objects.get(name="Dales Federation")
    assert started["Location"] == reverse("institutions:institution", args=[group.pk])
    client.post(reverse("institutions:ask_to_join", args=[group.pk]), {"member": school.urn})
    page = client.get(started["Location"]).content.decode()
    assert "Asked, and not answered yet" in page
    own = MembershipFactory.create(institution=school).user
    client.force_login(own)
    asking = client.get(reverse("institutions:groups_asking")).content.decode()
    asked = Affiliation.objects.get()
    answer = reverse("institutions:answer_affiliation", args=[school.pk, asked.pk])
    assert answer in asking
    assert answer in client.get(reverse("institutions:institution", args=[school.pk])).content.decode()
    said = {"accept": "yes", "joined_on_day": "1", "joined_on_month": "9", "joined_on_year": "2024"}
    client.post(answer, said)
    client.logout()
    shown = client.get(reverse("institutions:institution", args=[school.pk])).content.decode()
    assert "since 1 September 2024" in shown
    members = client.get(started["Location"]).content.decode()
    assert school.name in members
    assert "Federation" in members
    earlier = client.get(started["Location"], {"on": "2024-08-31"}).content.decode()
    assert "It had no members on that day" in earlier


def test_a_trust_is_not_started_here(stranger: User) -> None:
    with pytest.raises(RuleBroken, match="from the register"):
        start_group(kind=kind("MULTI_ACADEMY_TRUST"), by=stranger, **STATED)


def test_only_a_kind_that_serves_areas_keeps_them(stranger: User, authority: Area) -> None:
    hub = start_group(kind=kind("REGIONAL_HUB"), catchment=[authority], by=stranger, **STATED)
    assert list(hub.catchment.all()) == [authority]
    describe_group(group=hub, purpose="Physics for the county", catchment=[], by=stranger)
    assert not hub.catchment.exists()
    named = STATED | {"name": "Another"}
    federation = start_group(kind=kind("FEDERATION"), catchment=[authority], by=stranger, **named)
    assert not federation.catchment.exists()


def test_a_member_is_one_from_its_own_word(school: Institution, school_user: User) -> None:
    group = make_group()
    by = manager_of(group)
    asked = ask_to_join(group=group, member=school, by=by)
    assert OutgoingEmail.objects.get().to == school_user.email
    assert not portfolio_of(group.institution, on=TODAY).members
    with pytest.raises(PermissionDenied):
        answer_affiliation(affiliation=asked, accept=True, by=by)
    answer_affiliation(affiliation=asked, accept=True, by=school_user)
    assert [each.member for each in portfolio_of(group.institution, on=TODAY).members] == [school]
    assert OutgoingEmail.objects.filter(to=by.email).count() == 1
    with pytest.raises(RuleBroken, match="answered or taken back"):
        answer_affiliation(affiliation=asked, accept=False, by=school_user)
    assert AuditEvent.objects.filter(verb="affiliation_answered").count() == 1


def test_the_trust_may_answer_for_its_school(school: Institution, lead: User) -> None:
    asked = ask_to_join(group=(group := make_group()), member=school, by=manager_of(group))
    assert answer_affiliation(affiliation=asked, accept=False, by=lead).state == Affiliation.State.DECLINED


def test_readers_of_the_group_ask_nobody(school: Institution) -> None:
    group = make_group()
    reader = MembershipFactory.create(institution=group.institution, role=Role.READER).user
    with pytest.raises(PermissionDenied):
        ask_to_join(group=group, member=school, by=reader)


def test_a_group_gives_no_right_over_its_members(school: Institution) -> None:
    group = make_group("FEDERATION")
    make_member(group, school, TODAY)
    by = manager_of(group)
    assert not any(access.can(by, permission, school) for permission in Permission)
    assert school not in Institution.objects.of(by)


def test_a_kind_says_who_may_belong(employer: Institution) -> None:
    federation, network = make_group("FEDERATION"), make_group(name="Open Network")
    with pytest.raises(RuleBroken, match="cannot belong to a federation"):
        ask_to_join(group=federation, member=employer, by=manager_of(federation))
    assert ask_to_join(group=network, member=employer, by=manager_of(network)).pk


def test_independent_schools_belong_to_the_leadership_network() -> None:
    group = make_group("LEADERSHIP_NETWORK")
    independent = InstitutionFactory.create(type_code="11", name="Independent School")
    asked = ask_to_join(group=group, member=independent, by=manager_of(group))
    own = MembershipFactory.create(institution=independent).user
    assert answer_affiliation(affiliation=asked, accept=True, by=own).state == Affiliation.State.MEMBER


def test_nobody_is_asked_twice_or_when_closed(school: Institution) -> None:
    group = make_group()
    by = manager_of(group)
    asked = ask_to_join(group=group, member=school, by=by)
    with pytest.raises(RuleBroken, match="has been asked already"):
        ask_to_join(group=group, member=school, by=by)
    withdraw_affiliation(affiliation=asked, by=by)
    make_member(group, school, TODAY)
    with pytest.raises(RuleBroken, match="is a member already"):
        ask_to_join(group=group, member=school, by=by)
    with pytest.raises(RuleBroken, match="has closed"):
        ask_to_join(group=group, member=InstitutionFactory.create(closed=True), by=by)
    with pytest.raises(IntegrityError):
        make_member(group, school, TODAY)


def test_a_school_is_in_several_groups_and_leaves_one(school: Institution, school_user: User) -> None:
    first, second = make_group("CLUSTER"), make_group("ALLIANCE", name="Alliance")
    since = TODAY - timedelta(days=400)
    left, stays = make_member(first, school, since), make_member(second, school, since)
    for wrong in (since - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(RuleBroken):
            end_affiliation(affiliation=left, left_on=wrong, by=school_user)
    end_affiliation(affiliation=left, left_on=TODAY, by=school_user)
    assert not portfolio_of(first.institution, on=TODAY).members
    assert portfolio_of(first.institution, on=TODAY - timedelta(days=1)).members == [left]
    assert portfolio_of(second.institution, on=TODAY).members == [stays]


def test_a_network_body_sees_its_schools_across_trusts_as_at_a_day() -> None:
    group = make_group("NETWORK_BODY_FAMILY", name="Family of UTCs")
    moved, alone = InstitutionFactory.create(utc=True), InstitutionFactory.create(utc=True, roll=400)
    day = date(2024, 9, 1)
    earlier = GroupMembershipFactory.create(member=moved, joined_on=date(2020, 9, 1), left_on=day)
    later = GroupMembershipFactory.create(member=moved, joined_on=day)
    for school in (moved, alone):
        make_member(group, school, date(2019, 9, 1))
    then, now = (
        portfolio_of(group.institution, on=date(2023, 9, 1)),
        portfolio_of(group.institution, on=TODAY),
    )
    assert [each.group for each in vars(then.members[0].member)["trusts"]] == [earlier.group]
    assert [each.group for each in vars(now.members[0].member)["trusts"]] == [later.group]
    assert (now.schools, now.trusts, now.pupils) == (2, 1, 1000)


def test_growth_is_counted_from_the_days_of_joining_and_leaving() -> None:
    """Four schools at the beginning, sixteen in the end, and one that left between."""
    group = make_group()
    for number in range(16):
        make_member(group, InstitutionFactory.create(), date(2021 if number < 4 else 2023, 9, 1))
    make_member(group, InstitutionFactory.create(), date(2022, 1, 10), date(2023, 3, 1))
    grown = growth_of(group.institution, today=date(2024, 2, 1))
    assert grown == [
        (date(2021, 9, 1), 4),
        (date(2022, 9, 1), 5),
        (date(2023, 9, 1), 16),
        (date(2024, 2, 1), 16),
    ]
    assert growth_of(InstitutionFactory.create()) == []


def test_who_is_asked_is_for_the_people_of_both(client: Client, school: Institution, stranger: User) -> None:
    group = make_group()
    asked = ask_to_join(group=group, member=school, by=manager_of(group))
    assert asked not in Affiliation.objects.visible_to(stranger)
    client.force_login(stranger)
    answer = reverse("institutions:answer_affiliation", args=[school.pk, asked.pk])
    assert client.get(answer).status_code == 404
    page = client.get(reverse("institutions:institution", args=[group.pk])).content.decode()
    assert school.name not in page


def test_groups_are_filtered_by_kind_in_the_list_and_the_directory(client: Client) -> None:
    make_group("CLUSTER", name="Moor Cluster")
    make_group("ALLIANCE", name="Moor Alliance")
    for address, asked in (("groups", "kind"), ("directory", "group_kind")):
        page = client.get(reverse(f"institutions:{address}"), {asked: "CLUSTER"}).content.decode()
        assert "Moor Cluster" in page
        assert "Moor Alliance" not in page


@pytest.mark.parametrize("members", [1, 8])
def test_the_page_of_a_group_costs_the_same_for_few_and_many(
    client: Client, members: int, django_assert_max_num_queries: object
) -> None:
    group = make_group()
    for link in GroupMembershipFactory.create_batch(members):
        make_member(group, link.member, TODAY)
    address = reverse("institutions:institution", args=[group.pk])
    with django_assert_max_num_queries(17):  # type: ignore[operator]
        client.get(address)
