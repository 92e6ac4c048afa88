"""An intermediary acts for members that let it, and no further."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions import access, actions
from institutions.access import Permission
from institutions.models import Affiliation, Group, Institution, OrganisationType
from tests.group_factories import make_group, make_member, manager_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chamber() -> Group:
    return make_group("INTERMEDIARY", name="Dales Chamber")


@pytest.fixture
def belongs(chamber: Group, employer: Institution) -> Affiliation:
    return make_member(chamber, employer, date(2026, 1, 5))


@pytest.mark.parametrize("code", ["CHAMBER", "BUSINESS_SUPPORT", "BUSINESS_NETWORK", "INTERMEDIARY"])
def test_intermediaries_of_each_type_are_founded_with_members(stranger: User, code: str) -> None:
    kind = OrganisationType.objects.get(code=code)
    found = actions.found_organisation(type=kind, name="Dales makers", postcode="LS1 4AP", by=stranger)
    assert found.as_group.kind.acts_for_members
    assert found.as_organisation.type == kind


def test_a_member_lets_the_group_offer_in_its_name_and_takes_it_back(
    client: Client, chamber: Group, belongs: Affiliation, employer: Institution, employer_user: User
) -> None:
    agent = manager_of(chamber)
    assert not access.can(agent, Permission.OFFER_EDIT, employer)
    client.force_login(employer_user)
    address = reverse("institutions:let_group_act", args=[employer.pk, belongs.pk])
    page = reverse("institutions:institution", args=[employer.pk])
    assert address in client.get(page).content.decode()
    client.post(address, {"may_act": "yes"})
    assert "It may make offers in your name since" in client.get(page).content.decode()
    assert access.can(agent, Permission.OFFER_EDIT, employer)
    assert employer in access.where_may(agent, Permission.OFFER_EDIT)
    for permission in set(Permission) - {Permission.OFFER_EDIT}:
        assert not access.can(agent, permission, employer), permission
        assert employer not in access.where_may(agent, permission), permission
    client.post(address, {"may_act": "no"})
    assert not access.can(agent, Permission.OFFER_EDIT, employer)
    belongs.refresh_from_db()
    assert (belongs.acts_from, belongs.acts_until) == (timezone.localdate(), timezone.localdate())


def test_the_word_ends_with_the_membership(
    chamber: Group, belongs: Affiliation, employer: Institution, employer_user: User
) -> None:
    agent = manager_of(chamber)
    actions.let_group_act(affiliation=belongs, may_act=True, by=employer_user)
    assert access.can(agent, Permission.OFFER_EDIT, employer)
    actions.end_affiliation(affiliation=belongs, left_on=timezone.localdate(), by=employer_user)
    assert not access.can(agent, Permission.OFFER_EDIT, employer)
    with pytest.raises(RuleBroken, match="has ended"):
        actions.let_group_act(affiliation=belongs, may_act=True, by=employer_user)


def test_the_group_cannot_give_itself_leave(chamber: Group, belongs: Affiliation) -> None:
    with pytest.raises(PermissionDenied):
        actions.let_group_act(affiliation=belongs, may_act=True, by=manager_of(chamber))


def test_a_group_of_another_kind_acts_for_nobody(employer: Institution, employer_user: User) -> None:
    family = make_group("NETWORK", name="Family")
    belongs = make_member(family, employer, timezone.localdate() - timedelta(days=9))
    with pytest.raises(RuleBroken, match="does not act for its members"):
        actions.let_group_act(affiliation=belongs, may_act=True, by=employer_user)
