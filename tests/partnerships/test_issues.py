"""Issues, risks, money and silence: what is told to whom, once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Institution
from partnerships import actions, tasks
from partnerships.models import Funding, Issue, MeetingKind, Partnership
from partnerships.queries.contact import last_contact, quiet
from partnerships.queries.history import history
from tests.body_factories import BodyFactory
from tests.factories import CollaborationFactory, InstitutionFactory, PartnershipFactory
from tests.partnerships.test_bodies import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(trust: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(
        institutions=[trust, employer], started_on=timezone.localdate() - timedelta(days=400)
    )


@pytest.fixture
def issue(partnership: Partnership, trust: Institution) -> Issue:
    yesterday = timezone.localdate() - timedelta(days=1)
    return Issue.objects.create(
        partnership=partnership,
        words="No minibus",
        owner="Ann Able",
        institution=trust,
        noted_on=yesterday,
        due_on=yesterday,
    )


@pytest.fixture
def funding(partnership: Partnership, lead: User) -> Funding:
    return actions.apply_for_funding(
        partnership=partnership,
        scheme="Turing Scheme",
        asked=9_000,
        applied_on=partnership.started_on,
        by=lead,
    )


def letters(start: str) -> list[str]:
    return sorted(OutgoingEmail.objects.filter(key__startswith=start).values_list("to", flat=True))


def ends_in(funding: Funding, days: int, by: User) -> Funding:
    return actions.settle_funding(
        funding=funding,
        status=Funding.Status.AWARDED,
        awarded=8_000,
        ends_on=timezone.localdate() + timedelta(days=days),
        by=by,
    )


def test_an_issue_has_an_owner_and_a_day_and_ends_with_what_came_of_it(
    client: Client, lead: User, partnership: Partnership, trust: Institution
) -> None:
    client.force_login(lead)
    new = reverse("partnerships:note_issue", args=[partnership.pk])
    told = {"words": "No minibus", "owner": "Ann Able", "institution": trust.pk}
    page = client.post(new, told | day("due_on"), follow=True).content.decode()
    assert f"Ann Able ({trust}) sees to it by" in page
    (found,) = Issue.objects.all()
    close = reverse("partnerships:close_issue", args=[found.pk])
    page = client.post(close, {"outcome": "The depot lends one"}, follow=True).content.decode()
    assert "The depot lends one" in page
    assert [entry.words for entry in history(partnership)][:2] == [
        "closed: No minibus",
        "noted an issue or a risk: No minibus",
    ]


@pytest.mark.parametrize("code", ["REGULATION", "STAFF", "REMIT"])
def test_a_risk_has_its_category(
    client: Client, lead: User, partnership: Partnership, trust: Institution, code: str
) -> None:
    client.force_login(lead)
    new = reverse("partnerships:note_issue", args=[partnership.pk])
    told = {"words": "It may end", "owner": "Ann", "institution": trust.pk, "category": code}
    client.post(new, told | day("due_on"))
    category = Issue.objects.get().category
    assert category is not None
    assert category.code == code
    page = client.get(reverse("partnerships:governance", args=[partnership.pk])).content.decode()
    assert f"Risk: {category.label[:1].lower()}{category.label[1:]}" in page


def test_what_is_overdue_is_escalated_to_the_body_once(
    client: Client, issue: Issue, lead: User, employer_user: User, employer: Institution
) -> None:
    tasks.escalate_issues()
    issue.refresh_from_db()
    assert not issue.escalated_on  # nobody governs it yet
    board = BodyFactory.create(partnership=issue.partnership, sitting=[employer])
    for _ in range(2):
        tasks.escalate_issues()
        tasks.escalate_issue(issue_id=issue.pk)
    issue.refresh_from_db()
    assert (issue.escalated_to, issue.escalated_on) == (board, timezone.localdate())
    assert letters("issue_escalated:") == [employer_user.email]
    client.force_login(employer_user)
    assert "No minibus" in client.get(reverse("partnerships:body", args=[board.pk])).content.decode()


def test_an_overdue_issue_waits_on_its_owners_home_page(
    client: Client, issue: Issue, lead: User, employer_user: User
) -> None:
    client.force_login(lead)
    assert "1 overdue issue in partnerships" in client.get(reverse("outcomes:home")).content.decode()
    assert "No minibus" in client.get(reverse("partnerships:action_points")).content.decode()
    client.force_login(employer_user)
    assert "overdue issue" not in client.get(reverse("outcomes:home")).content.decode()


def test_only_the_parties_note_and_close_issues(issue: Issue, university_user: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.close_issue(issue=issue, outcome="Done", by=university_user)
    with pytest.raises(PermissionDenied):
        actions.note_issue(
            partnership=issue.partnership,
            words="W",
            owner="O",
            institution=issue.institution,
            due_on=timezone.localdate(),
            category=None,
            by=university_user,
        )


def test_an_application_for_funding_is_settled_with_its_sum_and_its_end(
    client: Client, lead: User, funding: Funding
) -> None:
    client.force_login(lead)
    here = reverse("partnerships:settle_funding", args=[funding.pk])
    assert "Enter how many pounds" in client.post(here, {"status": "AWARDED"}).content.decode()
    page = client.post(here, {"status": "AWARDED", "awarded": 8000} | day("ends_on"), follow=True)
    shown = " ".join(page.content.decode().split())
    assert "£9,000 applied for" in shown
    assert "£8,000 awarded, until" in shown


def test_a_partnership_with_a_college_is_asked_about_its_funding(
    client: Client, lead: User, trust: Institution, partnership: Partnership
) -> None:
    client.force_login(lead)
    here = reverse("partnerships:governance", args=[partnership.pk])
    assert "Partnerships with a college" not in client.get(here).content.decode()
    partnership.parties.create(institution=InstitutionFactory.create(kind=Institution.Kind.COLLEGE))
    assert "Partnerships with a college" in client.get(here).content.decode()


def test_the_end_of_funding_is_told_at_six_and_at_three_months_once_each(
    funding: Funding, lead: User, employer_user: User
) -> None:
    everybody = sorted([lead.email, employer_user.email])
    for days, count in ((184, 0), (183, 1), (100, 1), (92, 2), (10, 2)):
        Funding.objects.filter(pk=funding.pk).update(
            status="AWARDED", awarded=1, ends_on=timezone.localdate() + timedelta(days=days)
        )
        for _ in range(2):
            tasks.warn_of_fundings()
            tasks.warn_of_funding(funding_id=funding.pk)
        assert letters("funding_ending:") == sorted(everybody * count), days


def test_money_that_is_extended_is_warned_of_afresh(funding: Funding, lead: User) -> None:
    funding = ends_in(funding, 20, lead)
    tasks.warn_of_funding(funding_id=funding.pk)
    funding.refresh_from_db()
    assert funding.warned_months == 3
    assert ends_in(funding, 100, lead).warned_months is None


def test_funding_that_was_refused_has_no_sum(funding: Funding, lead: User) -> None:
    refused = actions.settle_funding(
        funding=funding, status="REFUSED", awarded=5, ends_on=date(2030, 1, 1), by=lead
    )
    assert (refused.awarded, refused.ends_on) == (None, None)
    with pytest.raises(RuleBroken, match="a day after you applied"):
        actions.settle_funding(funding=funding, status="AWARDED", awarded=5, ends_on=None, by=lead)


def test_the_parties_hear_once_that_a_live_partnership_went_quiet(
    client: Client, partnership: Partnership, lead: User, employer_user: User
) -> None:
    for _ in range(2):
        tasks.tell_of_silences()
        tasks.tell_of_silence(partnership_id=partnership.pk)
    assert letters("partnership_quiet:") == sorted([lead.email, employer_user.email])
    client.force_login(lead)
    here = reverse("partnerships:governance", args=[partnership.pk])
    assert "Nobody has noted any contact since" in client.get(here).content.decode()
    call = reverse("partnerships:note_partnership_meeting", args=[partnership.pk]) + "?kind=CALL"
    other = partnership.parties.order_by("pk")[1].institution
    told = {"kind": "CALL", "institution": other.pk, "words": "Agreed a day"}
    client.post(call, told | day("held_on", days_ago=2))
    assert "Nobody has noted any contact since" not in client.get(here).content.decode()
    assert last_contact(partnership) == timezone.localdate() - timedelta(days=2)


def test_contact_is_a_meeting_of_a_body_or_an_activity_too(
    partnership: Partnership, trust: Institution, employer: Institution
) -> None:
    assert list(quiet()) == [partnership]
    recently = timezone.localdate() - timedelta(days=20)
    record = CollaborationFactory.create(organiser=trust, partnership=partnership, starts_on=recently)
    assert list(quiet()) == []
    record.delete()
    board = BodyFactory.create(partnership=partnership, sitting=[employer])
    board.meetings.create(kind=MeetingKind.objects.get(code="GOVERNANCE"), held_on=recently)
    assert list(quiet()) == []
    Partnership.objects.update(stage="SEEKING")
    board.delete()
    assert list(quiet()) == []  # nobody is in it yet
