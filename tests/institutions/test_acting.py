"""On whose behalf a person acts."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from institutions.acting import acting, acting_institution, acting_membership, choose, memberships_of
from institutions.models import Institution, Membership
from tests.factories import MembershipFactory


def request_of(user: User | AnonymousUser, session: SessionBase | None = None) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user, request.session = user, session or SessionStore()
    return request


def test_a_visitor_acts_for_nobody_and_costs_no_query(
    django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    request = request_of(AnonymousUser())
    with django_assert_num_queries(0):
        assert acting_membership(request) is None
        assert memberships_of(request) == []


def test_somebody_who_belongs_nowhere_acts_for_nobody(stranger: User) -> None:
    assert acting_membership(request_of(stranger)) is None


@pytest.mark.parametrize("others", [0, 5])
def test_one_query_reads_all_that_the_header_shows(
    others: int, lead: User, administrator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    MembershipFactory.create_batch(others, user=lead)
    request = request_of(lead)
    with django_assert_num_queries(1):
        names = [str(membership.scope) for membership in memberships_of(request)]
        assert acting_membership(request) in memberships_of(request)
    assert len(names) == others + 1


def test_whoever_asks_for_nothing_of_it_costs_no_query(
    lead: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        acting(request_of(lead))


def test_the_oldest_membership_is_acted_for_until_another_is_chosen(
    lead: User, employer: Institution
) -> None:
    second = MembershipFactory.create(user=lead, institution=employer)
    request = request_of(lead)
    assert acting_membership(request) != second
    choose(request, second)
    assert acting_membership(request_of(lead, request.session)) == second


def test_an_ended_membership_is_gone_from_the_next_page_on(lead: User, employer: Institution) -> None:
    second = MembershipFactory.create(user=lead, institution=employer)
    request = request_of(lead)
    choose(request, second)
    Membership.objects.filter(pk=second.pk).update(ended_at=timezone.now())
    after = request_of(lead, request.session)
    assert acting_membership(after) == memberships_of(request)[0]
    assert second not in memberships_of(after)


def test_somebody_elses_membership_in_the_session_is_worth_nothing(
    lead: User, employer_user: User, employer: Institution
) -> None:
    request = request_of(lead)
    choose(request, Membership.objects.get(user=employer_user))
    assert acting_institution(request_of(lead, request.session)) not in (None, employer)


def test_templates_see_both_and_nothing_where_nobody_is_known(lead: User) -> None:
    request = request_of(lead)
    seen = acting(request)
    assert seen == {"acting": acting_membership(request), "memberships": memberships_of(request)}
    unknown = acting(RequestFactory().get("/"))
    assert not unknown["acting"]
    assert unknown["memberships"] == []
