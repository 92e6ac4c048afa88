"""Adults who meet young people: what a school may ask, what an organisation assures, what the school decides."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution, Term
from partnerships import actions
from partnerships.actions import Details, Facts
from partnerships.models import (
    AdultDecision,
    Assurance,
    Collaboration,
    Confirmation,
    SafeguardingRule,
)
from partnerships.models.safeguarding import Age, Frequency, Place, Supervision, Who
from partnerships.queries.history import history
from tests.factories import CollaborationFactory
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db

TALK = {
    "who": "PROFESSIONAL",
    "place": "SCHOOL",
    "supervision": "ACCOMPANIED",
    "frequency": "ONCE",
    "age": "UNDER_16",
}


def told(**different: str) -> tuple[list[str], list[str], list[str]]:
    """Headings, what may be asked, what may not."""
    rules = list(SafeguardingRule.objects.for_case(TALK | different))
    return (
        [rule.title for rule in rules],
        [each for rule in rules for each in rule.may],
        [each for rule in rules for each in rule.may_not],
    )


def test_a_talk_with_staff_present_asks_for_identity_and_no_certificate() -> None:
    _, may, may_not = told()
    assert {"Check who they are when they arrive", "Stay with them from beginning to end"} <= set(may)
    assert "Ask to see a DBS certificate" in may_not


@pytest.mark.parametrize("different", [{"frequency": "REGULAR"}, {"supervision": "ALONE"}])
def test_a_professional_who_comes_regularly_or_is_alone_asks_for_the_employers_word(
    different: dict[str, str],
) -> None:
    _, may, may_not = told(**different)
    assert any("written assurance from their organisation" in each for each in may)
    assert "Ask to see a DBS certificate" in may_not


def test_weekly_mentoring_alone_is_regulated_activity() -> None:
    titles, may, _ = told(frequency="REGULAR", supervision="ALONE")
    assert titles[0] == "Regulated activity: an enhanced check with barred list"
    assert any("enhanced check with barred list" in each for each in may)


def test_no_check_is_asked_of_those_who_supervise_at_sixteen() -> None:
    _, _, may_not = told(who="SUPERVISOR", age="FROM_16", place="AWAY")
    assert "Ask for an enhanced check of the employer’s staff who supervise" in may_not


def test_every_case_has_an_answer_and_none_says_that_somebody_is_cleared() -> None:
    for values in product(Who.values, Place.values, Supervision.values, Frequency.values, Age.values):
        titles, may, may_not = told(**dict(zip(SafeguardingRule.CASE, values, strict=True)))
        assert len(titles) >= 2, values  # one for the case, one for a concern
        assert may
        assert may_not
        words = " ".join([*titles, *may, *may_not]).casefold()
        assert "cleared" not in words
        assert "is safe" not in words


def test_a_rule_holds_from_its_first_day_to_its_last() -> None:
    today = timezone.localdate()
    SafeguardingRule.objects.filter(title="Online").update(valid_to=today)
    assert "Online" not in told(place="ONLINE")[0]
    before = SafeguardingRule.objects.for_case(TALK | {"place": "ONLINE"}, on=today - timedelta(days=1))
    assert "Online" in [rule.title for rule in before]


def test_the_page_answers_five_questions_and_keeps_nothing(client: Client, school_user: User) -> None:
    client.force_login(school_user)
    assert b"Answer the question" not in client.get("/safeguarding/").content
    html = client.get("/safeguarding/", TALK).content.decode()
    assert "The school may not" in html
    assert "Ask to see a DBS certificate" in html
    assert "Answer the question “Where?”" in client.get("/safeguarding/", {"who": "VISITOR"}).content.decode()


# What an organisation assures


def assure(employer: Institution, by: User, **different: Any) -> Assurance:
    today = timezone.localdate()
    usual: dict[str, Any] = {
        "level": "ENHANCED",
        "assured_on": today - timedelta(days=30),
        "assured_by": "Head of people",
        "expires_on": today + timedelta(days=300),
    }
    return actions.give_assurance(institution=employer, by=by, **(usual | different))


def test_an_organisation_gives_its_word_and_schools_read_it(
    client: Client, employer: Institution, employer_user: User, school_user: User
) -> None:
    client.force_login(employer_user)
    day = timezone.localdate() - timedelta(days=3)
    said = {f"assured_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
    address = f"/institutions/{employer.pk}/assurances/"
    client.post(address, {"level": "BARRED", "assured_by": "Head of people", **said})
    client.force_login(school_user)
    html = client.get(address).content.decode()
    assert "Enhanced check with barred list" in html
    assert "Give your assurance" not in html
    assert client.post(address, {"level": "BARRED"}).status_code == 403


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"assured_on": timezone.localdate() + timedelta(days=1)}, "assured_on"),
        ({"expires_on": timezone.localdate()}, "expires_on"),
        ({"expires_on": timezone.localdate() + timedelta(days=5_000)}, "expires_on"),
        ({"assured_by": "Amira Khan, 12/03/2015"}, "assured_by"),
    ],
)
def test_a_word_that_cannot_stand_is_refused(
    employer: Institution, employer_user: User, different: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        assure(employer, employer_user, **different)
    assert refusal.value.field == field


# What a school decides

Mentoring = Callable[[], Collaboration]


@pytest.fixture
def mentoring(trust: Institution, lead: User, facts: Callable[..., Facts]) -> Mentoring:
    def make() -> Collaboration:
        kind = Term.objects.get(vocabulary="ACTIVITY_TYPE", code="MENTORING")
        told = facts(activity_type=kind)
        return actions.draft_collaboration(organiser=trust, facts=told, submission_key=uuid4(), by=lead)

    return make


def record(draft: Collaboration, lead: User) -> Collaboration:
    return actions.record_collaboration(
        collaboration=draft, counts={}, definition="", partner_email="", revision=draft.revision, by=lead
    )


def test_mentoring_by_adults_without_assurance_waits_for_the_schools_decision(
    client: Client, mentoring: Mentoring, lead: User
) -> None:
    draft = mentoring()
    with pytest.raises(RuleBroken, match="No assurance of Kiln Works Ltd") as refusal:
        record(draft, lead)
    assert refusal.value.code == "decision_needed"
    client.force_login(lead)
    page = client.get(f"/collaborations/{draft.pk}/counts/").content.decode()
    assert "It counts only once the school has decided about the adults" in page
    client.post(f"/collaborations/{draft.pk}/adults/", {"arrangement": "ACCOMPANIED"})
    assert record(draft, lead).is_recorded
    html = client.get(f"/collaborations/{draft.pk}/").content.decode()
    assert "School staff were with them all the time" in html
    assert "noted about the adults" in " ".join(entry.words for entry in history(draft))


def test_an_assurance_that_stood_on_the_day_needs_no_decision(
    mentoring: Mentoring, lead: User, employer: Institution, employer_user: User
) -> None:
    assure(employer, employer_user)
    assert record(mentoring(), lead).is_recorded


@pytest.mark.parametrize(
    "different", [{"expires_on": -8, "assured_on": -60}, {"expires_on": 300, "assured_on": -2}]
)
def test_one_that_had_expired_or_came_later_does_not_count(
    mentoring: Mentoring, lead: User, employer: Institution, different: dict[str, int]
) -> None:
    days = {name: timezone.localdate() + timedelta(days=by) for name, by in different.items()}
    Assurance.objects.create(institution=employer, level="ENHANCED", assured_by="Head of people", **days)
    with pytest.raises(RuleBroken, match="No assurance"):
        record(mentoring(), lead)


def test_a_talk_asks_for_no_decision(log: Log) -> None:
    assert log().is_recorded


def test_what_the_partner_logged_is_confirmed_once_the_school_decided(
    school: Institution, school_user: User, employer: Institution, employer_user: User
) -> None:
    kind = Term.objects.get(vocabulary="ACTIVITY_TYPE", code="MENTORING")
    made = CollaborationFactory.create(
        organiser=employer,
        partner=employer,
        schools=[school],
        activity_type=kind,
        partner_confirmation="CONFIRMED",
    )
    made.contributions.update(confirmation=Confirmation.AWAITING)
    answer: dict[str, Any] = {"collaboration": made, "words": "", "by": school_user}
    with pytest.raises(RuleBroken, match="No assurance"):
        actions.answer_confirmation(answer="CONFIRMED", **answer)
    actions.decide_on_adults(collaboration=made, arrangement="ASSESSED", by=school_user)
    actions.answer_confirmation(answer="CONFIRMED", **answer)
    assert made.contributions.get().confirmation == Confirmation.CONFIRMED
    assert AdultDecision.objects.get().decided_by == school_user


def test_a_t_level_placement_tells_its_hours_against_their_target(
    client: Client, trust: Institution, lead: User, facts: Callable[..., Facts]
) -> None:
    kind = Term.objects.get(vocabulary="ACTIVITY_TYPE", code="T_LEVEL")
    draft = actions.draft_collaboration(
        organiser=trust, facts=facts(activity_type=kind), submission_key=uuid4(), by=lead
    )
    said: dict[str, Any] = {
        "tlevel_target": 315,
        "tlevel_done": 280,
        "placement_days": 40,
        "supervision": "School staff close by",
        "checks_seen": ["Employers’ liability insurance"],
        "checks_by": "The careers leader, in the spring",
    }
    wrongs: list[dict[str, Any]] = [{"tlevel_target": 300}, {"checks_seen": []}]
    for wrong in wrongs:
        with pytest.raises(RuleBroken):
            actions.tell_details(
                collaboration=draft, details=Details(answers=said | wrong), revision=draft.revision, by=lead
            )
    actions.tell_details(collaboration=draft, details=Details(answers=said), revision=draft.revision, by=lead)
    client.force_login(lead)
    html = client.get(f"/collaborations/{draft.pk}/").content.decode()
    assert "How many hours should each student complete?" in html
    assert ">280<" in html
