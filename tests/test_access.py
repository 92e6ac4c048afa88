"""Who may do what: the whole table of roles and permissions, decided here a second time by hand.

A permission that is new fails until somebody has written down, for every role, whether it has it.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Area, GroupMembership, Institution, Membership, Role
from institutions.models.membership import OVER_AREAS
from tests.factories import AreaFactory, InstitutionFactory, MembershipFactory, UserFactory

ROLES = (Role.MANAGER, Role.EDITOR, Role.READER, Role.ADMINISTRATOR, Role.COORDINATOR)
#                                   manager editor reader administrator coordinator
DECISIONS: dict[Permission, tuple[bool, bool, bool, bool, bool]] = {
    Permission.PEOPLE_MANAGE: (True, False, False, True, False),
    Permission.PROFILE_EDIT: (True, True, False, False, False),
    Permission.ROLE_HOLDER_EDIT: (True, True, False, False, False),
    Permission.COLLABORATION_LOG: (True, True, False, False, False),
    Permission.COLLABORATION_CONFIRM: (True, True, False, False, False),
    Permission.PARTNERSHIP_EDIT: (True, True, False, False, False),
    Permission.OFFER_EDIT: (True, True, False, False, False),
    Permission.REQUEST_MAKE: (True, True, False, False, True),
    Permission.LEAVERS_RECORD: (True, True, False, False, False),
    Permission.REQUEST_CONFIRM: (True, True, False, False, False),
    Permission.INTRODUCTION_ANSWER: (True, True, False, False, False),
    Permission.REQUEST_ROUTE: (True, True, False, False, True),
    Permission.BROKER_ASSESS: (True, True, False, False, False),
    Permission.BROKERAGE_ADMINISTER: (False, False, False, True, False),
    Permission.PROGRESS_REPORT: (False, False, False, True, False),
    Permission.AUTHORITY_BODY_EDIT: (False, False, False, True, False),
    Permission.LIBRARY_REVIEW: (False, False, False, True, False),
    Permission.CASE_NOMINATE: (False, False, False, True, False),
    Permission.DESIGNATE: (False, False, False, True, False),
    Permission.DOCUMENT_KEEP: (True, True, False, False, False),
    Permission.DOCUMENT_ADMINISTER: (False, False, False, True, False),
    Permission.FAMILIES_SERVE: (True, True, False, False, False),
    Permission.CONTEXT_PUBLISH: (False, False, False, True, False),
    Permission.INSPECTIONS_PUBLISH: (False, False, False, True, False),
    Permission.EXPECTATION_SET: (False, False, False, True, False),
    Permission.FAMILIES_ADMINISTER: (False, False, False, True, False),
    Permission.MESSAGE_SEND: (True, True, False, True, False),
    Permission.ALLOCATE: (True, True, False, True, False),
}


def test_every_permission_is_decided_for_every_role() -> None:
    assert set(DECISIONS) == set(Permission)
    assert set(ROLES) == set(Role)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_may_do_what_the_table_says(
    permission: Permission, role: Role, school: Institution, authority: Area
) -> None:
    over_area = role in OVER_AREAS
    place = {"area": authority, "over_area": True} if over_area else {"institution": school}
    user = MembershipFactory.create(**place, role=role).user
    assert access.can(user, permission, school) is DECISIONS[permission][ROLES.index(role)]


def test_a_role_counts_at_its_own_institution_only(employer_user: User, school: Institution) -> None:
    assert not access.can(employer_user, Permission.OFFER_EDIT, school)


def test_a_role_at_a_trust_counts_at_its_schools_while_they_belong(
    lead: User, trust: Institution, school: Institution
) -> None:
    assert access.can(lead, Permission.COLLABORATION_LOG, school)
    GroupMembership.objects.filter(group=trust, member=school).update(left_on="2025-08-31")
    assert not access.can(lead, Permission.COLLABORATION_LOG, school)


def test_a_role_at_a_school_does_not_count_at_its_trust(school_user: User, trust: Institution) -> None:
    assert not access.can(school_user, Permission.COLLABORATION_LOG, trust)


def test_an_administrator_reaches_every_level_below_and_nothing_beside(
    england: Area, region: Area, authority: Area, school: Institution
) -> None:
    elsewhere = InstitutionFactory.create(local_authority=AreaFactory.create())
    for area in (england, region, authority):
        user = MembershipFactory.create(over_area=True, area=area).user
        assert access.can(user, Permission.PEOPLE_MANAGE, school), area
        assert access.can(user, Permission.PEOPLE_MANAGE, elsewhere) is (area == england), area


def test_an_institution_without_an_authority_is_in_nobodys_area(england: Area, authority: Area) -> None:
    nowhere = InstitutionFactory.create(employer=True, local_authority=None)
    for area in (england, authority):
        user = MembershipFactory.create(over_area=True, area=area).user
        assert not access.can(user, Permission.PEOPLE_MANAGE, nowhere), area


def test_an_administrator_of_an_authority_does_not_administer_its_region(
    region: Area, authority: Area
) -> None:
    user = MembershipFactory.create(over_area=True, area=authority).user
    assert access.can(user, Permission.PEOPLE_MANAGE, authority)
    assert not access.can(user, Permission.PEOPLE_MANAGE, region)


def test_an_ended_membership_counts_no_more(employer_user: User, employer: Institution) -> None:
    Membership.objects.filter(user=employer_user).update(ended_at="2026-01-01T00:00Z")
    assert not access.can(employer_user, Permission.OFFER_EDIT, employer)


def test_somebody_who_is_switched_off_may_do_nothing(employer_user: User, employer: Institution) -> None:
    employer_user.is_active = False
    assert not access.can(employer_user, Permission.OFFER_EDIT, employer)


@pytest.mark.django_db
def test_the_demand_refuses_everybody_else() -> None:
    institution = InstitutionFactory.create()
    for user in (AnonymousUser(), UserFactory.create()):
        with pytest.raises(PermissionDenied):
            access.require(user, Permission.OFFER_EDIT, institution)
