"""On whose behalf a person acts."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from institutions.acting import ActingMiddleware, MemberRequest, acting, choose
from institutions.models import Institution, Membership
from tests.factories import MembershipFactory


def passed_through(user: User | AnonymousUser, session: SessionBase | None = None) -> MemberRequest:
    request = RequestFactory().get("/")
    request.user, request.session = user, session or SessionStore()
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    ActingMiddleware(view)(request)
    assert isinstance(seen[0], HttpRequest)
    return seen[0]  # type: ignore[return-value]


def test_a_visitor_acts_for_nobody_and_costs_no_query(
    django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        request = passed_through(AnonymousUser())
    assert request.acting is None
    assert request.memberships == []


def test_somebody_who_belongs_nowhere_acts_for_nobody(stranger: User) -> None:
    assert passed_through(stranger).acting is None


@pytest.mark.parametrize("others", [0, 5])
def test_one_query_reads_all_that_the_header_shows(
    others: int, lead: User, administrator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    MembershipFactory.create_batch(others, user=lead)
    with django_assert_num_queries(1):
        names = [str(membership.scope) for membership in passed_through(lead).memberships]
    assert len(names) == others + 1


def test_the_oldest_membership_is_acted_for_until_another_is_chosen(
    lead: User, employer: Institution
) -> None:
    second = MembershipFactory.create(user=lead, institution=employer)
    request = passed_through(lead)
    assert request.acting != second
    choose(request, second)
    assert passed_through(lead, request.session).acting == second


def test_an_ended_membership_is_gone_from_the_next_page_on(lead: User, employer: Institution) -> None:
    second = MembershipFactory.create(user=lead, institution=employer)
    request = passed_through(lead)
    choose(request, second)
    Membership.objects.filter(pk=second.pk).update(ended_at=timezone.now())
    after = passed_through(lead, request.session)
    assert after.acting == request.memberships[0]
    assert second not in after.memberships


def test_somebody_elses_membership_in_the_session_is_worth_nothing(
    lead: User, employer_user: User, employer: Institution
) -> None:
    request = passed_through(lead)
    choose(request, Membership.objects.get(user=employer_user))
    after = passed_through(lead, request.session)
    assert after.acting is not None
    assert after.acting.institution != employer


def test_templates_see_both_and_nothing_where_the_middleware_did_not_run(lead: User) -> None:
    request = passed_through(lead)
    assert acting(request) == {"acting": request.acting, "memberships": request.memberships}
    assert acting(RequestFactory().get("/")) == {"acting": None, "memberships": []}
