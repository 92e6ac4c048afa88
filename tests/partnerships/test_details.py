"""How an activity was done: what its type asks and no other, in the browser, by the action and over the API."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution, Term
from partnerships import actions
from partnerships.actions import Count, Details, Facts, Others
from partnerships.models import (
    ActivityKind,
    ActivityQuestion,
    Collaboration,
    Confirmation,
    Depth,
    Participation,
)
from partnerships.queries.history import history
from tests.factories import CollaborationFactory, TermFactory
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db

Draft = Callable[..., Collaboration]


def type_of(code: str) -> Term:
    return Term.objects.get(vocabulary="ACTIVITY_TYPE", code=code)


@pytest.fixture
def draft(trust: Institution, lead: User, facts: Callable[..., Facts]) -> Draft:
    def make(code: str, **different: Any) -> Collaboration:
        told = facts(activity_type=type_of(code), **different)
        return actions.draft_collaboration(organiser=trust, facts=told, submission_key=uuid4(), by=lead)

    return make


@pytest.fixture
def as_lead(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


def tell(record: Collaboration, lead: User, **said: Any) -> Collaboration:
    record.refresh_from_db()
    return actions.tell_details(
        collaboration=record, details=Details(**said), revision=record.revision, by=lead
    )


NLE = {
    "deployed_days": 6,
    "deployed_focus": "Reading",
    "deployed_outcome": "Two leaders now train others",
    "beneficiaries": ["Qualified teachers"],
}


def test_every_type_that_the_migrations_brought_belongs_to_a_group() -> None:
    types = Term.objects.filter(vocabulary="ACTIVITY_TYPE")
    assert types.count() == 47
    assert not types.filter(activity_kind=None).exists()
    assert set(ActivityKind.objects.values_list("group", flat=True)) == set(ActivityKind.Group)


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("TALK", set()),
        ("AMBASSADORS", {"ambassadors", "supervision", "subject", "life_stage", "barriers"}),
        ("NLE", {"deployed_days", "deployed_focus", "deployed_outcome", "beneficiaries"}),
        (
            "JOINT_RESEARCH",
            {"authors_school", "authors_university", "output", "output_link", "beneficiaries"},
        ),
        ("E_MENTORING", {"mentors", "moderator", "message_rules", "message_check"}),
    ],
)
def test_a_type_is_asked_what_it_needs_and_no_more(code: str, asked: set[str]) -> None:
    kind = ActivityKind.objects.of(type_of(code))
    assert set(kind.questions_on().values_list("code", flat=True)) == asked


def test_a_type_that_rules_do_not_know_is_a_plain_one() -> None:
    plain = ActivityKind.objects.of(TermFactory.create(vocabulary="ACTIVITY_TYPE", code="QUIZ"))
    assert (plain.counts_pupils, plain.counts, list(plain.questions_on())) == (True, [], [])


def test_a_retired_question_is_asked_no_more_but_stays_told(draft: Draft, lead: User) -> None:
    record = tell(draft("NLE"), lead, answers=NLE)
    ActivityQuestion.objects.filter(code="deployed_focus").update(
        valid_to=timezone.localdate() - timedelta(days=30)
    )
    kind = ActivityKind.objects.of(record.activity_type)
    assert "deployed_focus" not in kind.questions_on(record.starts_on).values_list("code", flat=True)
    assert record.answers["deployed_focus"] == "Reading"


def test_a_type_with_questions_is_asked_them_between_the_pages(
    as_lead: Client, employer: Institution, schools: list[Institution]
) -> None:
    day = timezone.localdate() - timedelta(days=7)
    facts = {
        "partner": employer.pk,
        "schools": [school.pk for school in schools],
        "activity_type": "NLE",
        "area": "LEADERSHIP",
        **{f"starts_on_{part}": getattr(day, part) for part in ("day", "month", "year")},
        "submission_key": uuid4(),
    }
    page = as_lead.post("/collaborations/new/", facts, follow=True)
    record = Collaboration.objects.get()
    assert page.redirect_chain[-1][0] == reverse("partnerships:collaboration_details", args=[record.pk])
    html = page.content.decode()
    assert "How many days?" in html
    assert "How many ambassadors came?" not in html
    html = as_lead.post(page.redirect_chain[-1][0], {"revision": record.revision}).content.decode()
    assert "Answer the question “How many days?”" in html

    said = NLE | {"delivery": "MIXED", "staff_hours": "7.5", "revision": record.revision}
    page = as_lead.post(f"/collaborations/{record.pk}/details/", said, follow=True)
    assert "Adults, each school" in page.content.decode()
    assert "Disadvantaged" not in page.content.decode()
    record.refresh_from_db()
    as_lead.post(
        f"/collaborations/{record.pk}/counts/",
        {"adults-0": "4", f"adults-{schools[0].pk}": "9", "revision": record.revision},
    )
    html = as_lead.get(f"/collaborations/{record.pk}/").content.decode()
    for words in ("Some in person, some online", "How many days?", "Two leaders now train others"):
        assert words in html
    record.refresh_from_db()
    assert record.is_recorded
    assert list(record.contributions.order_by("adults").values_list("adults", flat=True)) == [4, 4, 9]


def test_a_type_without_questions_goes_straight_on_to_the_counts(as_lead: Client, draft: Draft) -> None:
    html = as_lead.get(f"/collaborations/{draft('TALK').pk}/counts/").content.decode()
    assert "how it was done (optional)" in html


def test_it_is_not_recorded_before_what_must_be_asked_is_answered(draft: Draft, lead: User) -> None:
    record = draft("JOINT_RESEARCH")
    with pytest.raises(RuleBroken, match="Say how it was done") as refusal:
        actions.record_collaboration(
            collaboration=record,
            counts={},
            definition="",
            partner_email="",
            revision=record.revision,
            by=lead,
        )
    assert refusal.value.code == "incomplete"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"flags": ["SELECTIVE"]}, "is not asked"),
        ({"answers": {"deployed_days": 3}}, "is not asked"),
        ({"staff_hours": Decimal(0)}, "hours between"),
    ],
)
def test_what_its_type_is_not_asked_or_cannot_be_is_refused(
    draft: Draft, lead: User, said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        tell(draft("TALK"), lead, **said)


def test_no_answer_names_a_pupil(draft: Draft, lead: User) -> None:
    with pytest.raises(RuleBroken, match="unique pupil number"):
        tell(draft("NLE"), lead, answers=NLE | {"deployed_focus": "For A123456789012"})


def test_another_type_drops_what_it_is_not_asked(
    draft: Draft, lead: User, facts: Callable[..., Facts]
) -> None:
    record = tell(draft("NLE"), lead, answers=NLE, delivery="ONLINE")
    actions.edit_collaboration(
        collaboration=record,
        facts=facts(activity_type=type_of("SYSTEM_LEADER")),
        revision=record.revision,
        by=lead,
    )
    record.refresh_from_db()
    assert record.answers == NLE
    actions.edit_collaboration(
        collaboration=record,
        facts=facts(activity_type=type_of("TALK")),
        revision=record.revision,
        by=lead,
    )
    record.refresh_from_db()
    assert (record.answers, record.delivery) == ({}, "ONLINE")


def test_details_changed_later_are_asked_about_anew_and_told_in_the_history(log: Log, lead: User) -> None:
    record = log()
    Collaboration.objects.update(partner_confirmation=Confirmation.CONFIRMED)
    tell(record, lead, delivery="ONLINE", flags=["CO_DESIGNED"])
    record.refresh_from_db()
    assert record.partner_confirmation == Confirmation.NOT_ASKED
    latest = history(record)[0]
    assert latest.words == "said more about it"
    assert ("How", "", "Online") in latest.changes
    assert ("True of it", "", "Planned by both sides together") in latest.changes


def test_details_of_an_older_revision_are_refused(draft: Draft, lead: User) -> None:
    record = draft("TALK")
    tell(record, lead, delivery="ONLINE")
    with pytest.raises(RuleBroken, match="Somebody changed this record"):
        actions.tell_details(collaboration=record, details=Details(), revision=record.revision - 1, by=lead)


def test_how_far_it_goes_is_said_or_follows_from_type_and_sessions() -> None:
    talk, club, research = (type_of(code) for code in ("TALK", "CLUB", "JOINT_RESEARCH"))
    told = [
        CollaborationFactory.create(activity_type=talk),
        CollaborationFactory.create(activity_type=talk, sessions=4),
        CollaborationFactory.create(activity_type=club),
        CollaborationFactory.create(activity_type=research),
        CollaborationFactory.create(activity_type=talk, depth=Depth.JOINT),
        CollaborationFactory.create(
            activity_type=TermFactory.create(vocabulary="ACTIVITY_TYPE", code="QUIZ")
        ),
    ]
    found = {record.pk: record.reach for record in Collaboration.objects.with_depth()}
    expected = ["ONE_OFF", "SUSTAINED", "SUSTAINED", "JOINT", "JOINT", "ONE_OFF"]
    assert [found[record.pk] for record in told] == expected


# Who is counted


def test_only_a_type_that_asks_counts_girls_and_first_in_family(as_lead: Client, draft: Draft) -> None:
    asked = as_lead.get(f"/collaborations/{draft('CAMPUS_VISIT').pk}/counts/").content.decode()
    plain = as_lead.get(f"/collaborations/{draft('TALK').pk}/counts/").content.decode()
    for label in (
        "Girls among Year 9 pupils, each school",
        "First in family among Year 9 pupils, each school",
    ):
        assert label in asked
        assert label not in plain


def test_girls_are_among_the_pupils(as_lead: Client, draft: Draft) -> None:
    record = draft("STEM_DAY")
    typed = {"pupils-0-Y09": "30", "girls-0-Y09": "31", "revision": record.revision}
    html = as_lead.post(f"/collaborations/{record.pk}/counts/", typed).content.decode()
    assert "30 Year 9 pupils took part, so no more can be girls" in html
    as_lead.post(f"/collaborations/{record.pk}/counts/", typed | {"girls-0-Y09": "14"})
    assert set(Participation.objects.values_list("pupils", "girls")) == {(30, 14)}


def test_who_was_among_the_pupils_is_for_the_schools_own_people(
    client: Client, draft: Draft, lead: User, employer_user: User, schools: list[Institution]
) -> None:
    record = draft("CAMPUS_VISIT")
    actions.record_collaboration(
        collaboration=record,
        counts={school.pk: {"Y09": Count(30, girls=17, first_in_family=13)} for school in schools},
        others={schools[0].pk: Others(adults=3)},
        definition="",
        partner_email="",
        revision=record.revision,
        by=lead,
    )
    for person, is_shown in ((lead, True), (employer_user, False)):
        client.force_login(person)
        html = client.get(f"/collaborations/{record.pk}/").content.decode()
        assert "90 pupils" in html
        assert (">51<" in html) is is_shown  # girls at three schools
        assert ("First in family" in html) is is_shown


def test_the_api_logs_details_and_others(
    client: Client, trust: Institution, schools: list[Institution], employer: Institution, lead: User
) -> None:
    client.force_login(lead)
    body = {
        "organiser": trust.pk,
        "schools": [schools[0].pk],
        "partner": employer.pk,
        "activity_type": "TEACHER_DEVELOPMENT",
        "area": "LEADERSHIP",
        "starts_on": str(timezone.localdate() - timedelta(days=3)),
        "hours": "6.0",
        "others": [{"school": schools[0].pk, "adults": 22}],
        "details": {"delivery": "IN_PERSON", "answers": {"beneficiaries": ["Qualified teachers"]}},
        "submission_key": str(uuid4()),
    }
    shown = client.post("/api/v1/collaborations/", body, content_type="application/json")
    assert shown.status_code == 201, shown.json()
    told = shown.json()
    assert told["contributions"][0]["adults"] == 22
    assert (told["delivery"], told["answers"]) == ("IN_PERSON", {"beneficiaries": ["Qualified teachers"]})
