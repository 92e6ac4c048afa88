"""Reviews: two sides apart and then beside each other, checklists, judgements, visits, surveys and inspections."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Institution
from partnerships import actions
from partnerships.actions import Judged
from partnerships.models import (
    CriteriaSet,
    InspectionEvidence,
    Partnership,
    Respondent,
    Review,
    ReviewKind,
    Scale,
)
from partnerships.queries.reviews import partners_of, read_reviews, surveys_of
from tests.factories import CollaborationFactory, InstitutionFactory, MembershipFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(trust: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[trust, employer])


def questions(kind: str, **facts: Any) -> CriteriaSet:
    return CriteriaSet.objects.filter(kind__code=kind, **facts).latest("pk")


def ask(kind: str, about: Partnership | Institution, asked_by: Institution, by: User, **more: Any) -> Review:
    return actions.open_review(criteria_set=questions(kind), about=about, asked_by=asked_by, by=by, **more)


def say(review: Review, institution: Institution, by: User, value: int, reason: str = "So it is.") -> None:
    """The same point for every criterion."""
    point = review.criteria_set.scale.points.get(value=value)
    judged = {criterion: Judged(point, reason) for criterion in review.criteria_set.criteria.all()}
    respondent = review.respondents.get(institution=institution)
    actions.answer_review(respondent=respondent, judged=judged, by=by)


def said(review: Review, viewer: User) -> list[list[str]]:
    """By criterion, the answers that somebody may read."""
    [reading] = read_reviews(Review.objects.filter(pk=review.pk), viewer=viewer)
    return [[f"{each.who}: {each.answer.point}" for each in row.said] for row in reading.rows]


# Two sides


def test_neither_side_sees_the_others_answers_until_both_have_answered(
    partnership: Partnership, trust: Institution, employer: Institution, lead: User, employer_user: User
) -> None:
    review = ask("HEALTH", partnership, trust, lead)
    say(review, trust, lead, 5)
    assert said(review, employer_user) == [[]] * 5
    say(review, employer, employer_user, 2)
    both = [f"{employer}: Disagree", f"{trust}: Strongly agree"]
    assert said(review, employer_user) == said(review, lead) == [both] * 5
    [reading] = read_reviews(Review.objects.filter(pk=review.pk), viewer=lead)
    assert [row.gap for row in reading.rows] == [3] * 5


def test_what_one_side_said_is_shown_when_the_last_day_has_passed(
    partnership: Partnership, trust: Institution, lead: User, employer_user: User
) -> None:
    review = ask("DEPTH", partnership, trust, lead)
    say(review, trust, lead, 1)
    yesterday = timezone.localdate() - timedelta(days=1)
    Review.objects.filter(pk=review.pk).update(closes_on=yesterday, opened_on=yesterday)
    assert said(review, employer_user) == [[f"{trust}: Transactional"]]


def test_an_answer_may_be_changed_until_all_have_answered_and_stands_from_then_on(
    partnership: Partnership, trust: Institution, employer: Institution, lead: User, employer_user: User
) -> None:
    review = ask("DEPTH", partnership, trust, lead)
    say(review, trust, lead, 1)
    say(review, trust, lead, 2)
    say(review, employer, employer_user, 4)
    with pytest.raises(RuleBroken, match="stands"):
        say(review, trust, lead, 4)
    assert said(review, lead) == [[f"{employer}: Deep", f"{trust}: Regular contact"]]


def test_the_others_are_told_when_it_opens_and_when_all_have_answered(
    partnership: Partnership, trust: Institution, employer: Institution, lead: User, employer_user: User
) -> None:
    review = ask("DEPTH", partnership, trust, lead)
    say(review, trust, lead, 1)
    say(review, employer, employer_user, 4)
    letters = OutgoingEmail.objects.order_by("pk").values_list("to", "subject")
    assert list(letters) == [
        (employer_user.email, f"{trust} asks you about {partnership}"),
        (lead.email, f"Everybody has answered: {review}"),
    ]


def test_depth_wants_a_reason_and_becomes_a_history(
    client: Client,
    partnership: Partnership,
    trust: Institution,
    employer: Institution,
    lead: User,
    employer_user: User,
) -> None:
    for value, reason in ((1, "They send us dates."), (4, "We plan the year together.")):
        review = ask("DEPTH", partnership, trust, lead)
        with pytest.raises(RuleBroken, match="Say why"):
            say(review, trust, lead, value, reason="")
        say(review, trust, lead, value, reason)
        say(review, employer, employer_user, value, reason)
    client.force_login(lead)
    page = client.get(reverse("partnerships:partnership_quality", args=[partnership.pk])).content.decode()
    assert "Transactional" in page
    assert "We plan the year together." in page


def test_only_parties_ask_and_answer(
    partnership: Partnership, trust: Institution, university: Institution, lead: User, university_user: User
) -> None:
    with pytest.raises(RuleBroken, match="Only a party"):
        ask("HEALTH", partnership, university, university_user)
    review = ask("HEALTH", partnership, trust, lead)
    with pytest.raises(PermissionDenied):
        say(review, trust, university_user, 5)


def test_the_same_is_not_asked_twice_at_a_time(
    partnership: Partnership, trust: Institution, lead: User
) -> None:
    ask("SET_UP", partnership, trust, lead)
    with pytest.raises(RuleBroken, match="already"):
        ask("SET_UP", partnership, trust, lead)
    ask("MAINTENANCE", partnership, trust, lead)


def test_a_review_is_about_one_thing(partnership: Partnership, trust: Institution, lead: User) -> None:
    review = ask("CO_PRODUCTION", partnership, trust, lead)
    with pytest.raises(IntegrityError, match="review_is_about_one_thing"):
        Review.objects.filter(pk=review.pk).update(institution=trust)


# Sets


def test_a_new_version_of_a_set_does_not_change_an_old_answer(
    partnership: Partnership, trust: Institution, lead: User
) -> None:
    kind, scale = ReviewKind.objects.get(code="SELF_REVIEW"), Scale.objects.get(code="HOLDS")
    facts: dict[str, Any] = {"owner": trust, "kind": kind, "name": "Ours", "scale": scale, "by": lead}
    first = actions.make_criteria_set(criteria=["We like it"], **facts)
    review = actions.open_review(criteria_set=first, about=partnership, asked_by=trust, by=lead)
    say(review, trust, lead, 4)
    second = actions.make_criteria_set(criteria=["We love it", "It lasts"], **facts)
    assert second.version == 2
    first.refresh_from_db()
    assert said(review, lead) == [[f"{trust}: Fully"]]
    with pytest.raises(RuleBroken, match="not in force"):
        actions.open_review(criteria_set=first, about=partnership, asked_by=trust, title="Again", by=lead)


def test_a_set_of_ones_own_is_made_on_a_page_and_seen_by_those_who_answer_it(
    client: Client,
    partnership: Partnership,
    trust: Institution,
    lead: User,
    employer_user: User,
    stranger: User,
) -> None:
    client.force_login(lead)
    typed = {"kind": "SELF_REVIEW", "name": "Ours", "scale": "HOLDS", "criteria": "We like it\n\nIt lasts"}
    assert client.post(reverse("partnerships:make_criteria_set"), typed).status_code == 302
    made = CriteriaSet.objects.get(owner=trust)
    assert [str(each) for each in made.criteria.order_by("position")] == ["We like it", "It lasts"]
    assert not CriteriaSet.objects.visible_to(employer_user).filter(pk=made.pk).exists()
    actions.open_review(criteria_set=made, about=partnership, asked_by=trust, by=lead)
    assert CriteriaSet.objects.visible_to(employer_user).filter(pk=made.pk).exists()
    assert not CriteriaSet.objects.visible_to(stranger).filter(pk=made.pk).exists()


def test_the_grade_is_on_the_scale_of_its_day(school: Institution, school_user: User) -> None:
    before, after = (questions("SELF_JUDGEMENT", valid_from=day) for day in (None, date(2009, 9, 1)))
    judge: Callable[..., Review] = lambda set_, on: actions.open_review(  # noqa: E731
        criteria_set=set_, about=school, asked_by=school, on=on, by=school_user
    )
    assert judge(before, date(2008, 3, 1)).criteria_set.scale.code == "GRADE_2005"
    assert judge(after, date(2010, 3, 1)).criteria_set.scale.code == "GRADE_2009"
    with pytest.raises(RuleBroken, match="not in force"):
        judge(before, date(2010, 3, 1))


# Of institutions


def test_a_school_ticks_off_careers_guidance_through_its_pages(
    client: Client, school: Institution, school_user: User
) -> None:
    client.force_login(school_user)
    today = timezone.localdate()
    typed: dict[str, Any] = {
        "criteria_set": questions("CAREERS").pk,
        "on_day": today.day,
        "on_month": today.month,
        "on_year": today.year,
    }
    opened = client.post(
        reverse("partnerships:open_review", args=["institution", school.pk, "careers"]), typed
    )
    review = Review.objects.get()
    points = review.criteria_set.scale.points
    answers = {
        f"point_{each.pk}": points.get(value=1 + each.position % 3).pk
        for each in review.criteria_set.criteria.all()
    }
    shown = client.post(opened["Location"], answers, follow=True).content.decode()
    assert "8. Personal guidance" in shown
    assert "In part" in shown
    assert school.reviews.revealed().exists()


def test_an_empty_answer_says_at_each_criterion_what_is_missing(
    client: Client, school: Institution, school_user: User
) -> None:
    review = ask("CAREERS", school, school, school_user)
    client.force_login(school_user)
    respondent = review.respondents.get()
    page = client.post(
        reverse("partnerships:answer_review", args=[review.pk, respondent.pk]), {"words": ""}
    ).content.decode()
    assert page.count("Choose an answer to") == 2 * 9  # in the summary and at the field


def test_a_visit_is_by_another_who_works_with_it_and_leads_to_actions(
    client: Client,
    partnership: Partnership,
    trust: Institution,
    employer: Institution,
    lead: User,
    employer_user: User,
) -> None:
    with pytest.raises(RuleBroken, match="own homework"):
        ask("QA_VISIT", trust, trust, lead)
    with pytest.raises(RuleBroken, match="that you work with"):
        ask("QA_VISIT", InstitutionFactory.create(), employer, employer_user)
    visit = ask("QA_VISIT", trust, employer, employer_user)
    say(visit, employer, employer_user, 3)
    due = timezone.localdate() + timedelta(days=30)
    finding = actions.note_finding(
        review=visit,
        words="No two tutors mark alike.",
        action="Mark ten together",
        due_on=due,
        by=employer_user,
    )
    with pytest.raises(PermissionDenied):
        actions.finish_finding(finding=finding, by=employer_user)
    client.force_login(lead)
    assert "Mark ten together" in client.get(reverse("partnerships:reviews")).content.decode()
    client.post(reverse("partnerships:finish_finding", args=[visit.pk, finding.pk]))
    finding.refresh_from_db()
    assert finding.done_on == timezone.localdate()


def test_a_consultation_keeps_the_answers_of_those_who_were_invited(
    trust: Institution,
    employer: Institution,
    university: Institution,
    lead: User,
    employer_user: User,
    stranger: User,
) -> None:
    kind, scale = ReviewKind.objects.get(code="CONSULTATION"), Scale.objects.get(code="AGREE")
    asked = actions.make_criteria_set(
        owner=trust, kind=kind, name="Hours", scale=scale, criteria=["Longer days?"], by=lead
    )
    review = actions.open_review(
        criteria_set=asked,
        about=trust,
        asked_by=trust,
        title="Longer days",
        invited=[employer, university, trust],
        by=lead,
    )
    assert set(review.respondents.values_list("institution", flat=True)) == {employer.pk, university.pk}
    say(review, employer, employer_user, 1, "Our vans leave at four.")
    assert said(review, lead) == [[]]
    yesterday = timezone.localdate() - timedelta(days=1)
    Review.objects.filter(pk=review.pk).update(closes_on=yesterday, opened_on=yesterday)
    assert said(review, lead) == [[f"{employer}: Strongly disagree"]]
    assert not Review.objects.visible_to(stranger).exists()


def test_satisfaction_is_asked_of_all_partners_and_shown_as_averages_of_five_or_more(
    client: Client, school: Institution, school_user: User, stranger: User
) -> None:
    people = [
        MembershipFactory.create(institution=InstitutionFactory.create(employer=True)) for _ in range(6)
    ]
    for member in people:
        CollaborationFactory.create(organiser=school, partner=member.institution, schools=[school])
    assert partners_of(school).count() == 6
    review = ask("SATISFACTION", school, school, school_user)
    for value, member in enumerate(people[:4], start=1):
        assert member.institution is not None
        say(review, member.institution, member.user, value)
    yesterday = timezone.localdate() - timedelta(days=1)

    def close(on: date) -> list[Any]:
        Review.objects.filter(pk=review.pk).update(closes_on=on, opened_on=yesterday)
        return [average for survey in surveys_of(school) for _, average in survey.averages]

    assert close(yesterday) == []
    close(timezone.localdate())
    assert people[4].institution is not None
    say(review, people[4].institution, people[4].user, 5)
    assert close(yesterday) == [3.0] * 3
    assert said(review, school_user) == [[]] * 3
    client.force_login(stranger)
    page = client.get(reverse("partnerships:institution_quality", args=[school.pk])).content.decode()
    assert "5 of 6 answered" in page


def test_an_inspection_is_quoted_with_its_day_framework_and_address(
    client: Client, partnership: Partnership, trust: Institution, lead: User, stranger: User
) -> None:
    client.force_login(lead)
    typed = {
        "theme": "GUIDANCE",
        "inspected_on_day": "4",
        "inspected_on_month": "3",
        "inspected_on_year": "2025",
        "framework": "EIF",
        "quotation": "Strong links with employers open doors.",
        "link": "https://reports.example.org/1",
        "partnership": partnership.pk,
    }
    assert client.post(reverse("partnerships:note_inspection", args=[trust.pk]), typed).status_code == 302
    assert InspectionEvidence.objects.get().partnership == partnership
    for page in ("institution_quality", "partnership_quality"):
        pk = trust.pk if page == "institution_quality" else partnership.pk
        shown = client.get(reverse(f"partnerships:{page}", args=[pk])).content.decode()
        assert "Strong links with employers open doors." in shown
        assert "Guidance" in shown


def test_no_pupil_is_described(partnership: Partnership, trust: Institution, lead: User) -> None:
    review = ask("DEPTH", partnership, trust, lead)
    with pytest.raises(RuleBroken, match="UPN"):
        say(review, trust, lead, 1, "See A123456789012.")
    assert not Respondent.objects.answered().exists()


@pytest.mark.parametrize("rounds", [1, 4])
def test_the_page_asks_as_often_for_one_review_as_for_four(
    client: Client,
    partnership: Partnership,
    trust: Institution,
    lead: User,
    rounds: int,
    django_assert_max_num_queries: Any,
) -> None:
    for kind in ("HEALTH", "DEPTH", "SET_UP", "MAINTENANCE")[:rounds]:
        ask(kind, partnership, trust, lead)
    client.force_login(lead)
    client.get(reverse("partnerships:partnership_quality", args=[partnership.pk]))
    with django_assert_max_num_queries(21):
        client.get(reverse("partnerships:partnership_quality", args=[partnership.pk]))
