"""Evaluations: plans, what is due, what was measured, and what may be said of it."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from core import db
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Institution
from outcomes import actions, tasks
from outcomes.claims import too_strong
from outcomes.models import Evaluation, EvaluationPoint, Instrument
from partnerships.models import Evidence
from tests.factories import InstitutionFactory, MembershipFactory, PartnershipFactory

pytestmark = pytest.mark.django_db

CHECKOUT = Path(__file__).resolve().parents[2]
TODAY = timezone.localdate()
PLAN: dict[str, Any] = {
    "title": "Do early visits change minds?",
    "question": "Do pupils think otherwise of university after a visit?",
    "method": "The same questions before and after",
    "evidence": Evidence.EMPIRICAL,
    "theory": "Research elsewhere suggests that early visits matter.",
    "comparison": "The same pupils before the visit",
    "limitations": "Others may have changed their minds as well",
    "starts_on": TODAY - timedelta(days=60),
    "ends_on": TODAY + timedelta(days=700),
}


@pytest.fixture
def evaluation(university: Institution, university_user: User, employer: Institution) -> Evaluation:
    """The university's own, which an employer verifies."""
    return actions.plan_evaluation(owner=university, by=university_user, verifier=employer, **PLAN)


def measure(evaluation: Evaluation, by: User, before: int = 60, after: int = 58) -> None:
    actions.record_reading(
        evaluation=evaluation,
        instrument=Instrument.objects.get(code="pupils-on-higher-education"),
        people_before=before,
        mean_before=Decimal("2.847"),
        people_after=after,
        mean_after=Decimal("3.612"),
        by=by,
    )


@pytest.mark.parametrize(
    ("words", "evidence", "strong"),
    [
        ("The visits led to higher aspirations.", Evidence.EMPIRICAL, ["led to"]),
        ("Aspirations rose because of the visits.", Evidence.EMPIRICAL, ["because of"]),
        ("The impact was large.", Evidence.EMPIRICAL, ["impact"]),
        ("Pupils who came had higher aspirations.", Evidence.EMPIRICAL, []),
        ("Visits are associated with higher aspirations.", Evidence.EMPIRICAL, []),
        ("Visits are associated with higher aspirations.", Evidence.NARRATIVE, ["associated", "higher"]),
        ("Research elsewhere suggests that visits matter.", Evidence.NARRATIVE, []),
        ("The visits caused a rise of two points among those in the study.", Evidence.CAUSAL, []),
        ("This proves that visits work.", Evidence.CAUSAL, ["proves"]),
        ("Networks grew in the workplace.", Evidence.EMPIRICAL, []),
    ],
)
def test_words_that_say_more_than_the_evidence(words: str, evidence: Evidence, strong: list[str]) -> None:
    assert too_strong(words, evidence) == strong


def test_what_was_only_measured_is_not_published_as_caused(
    client: Client, evaluation: Evaluation, university_user: User
) -> None:
    measure(evaluation, university_user)
    client.force_login(university_user)
    address = reverse("outcomes:make_claim", args=[evaluation.pk])
    refused = client.post(address, {"words": "The visits led to better attitudes."}).content.decode()
    assert "Evidence of type 2 does not bear “led to”" in refused
    assert "The visits led to better attitudes." in refused  # what was typed is kept
    assert not evaluation.claims.exists()
    client.post(address, {"words": "Pupils who came had higher scores afterwards."})
    assert evaluation.claims.count() == 1


def test_nothing_is_claimed_before_it_is_measured(evaluation: Evaluation, university_user: User) -> None:
    with pytest.raises(RuleBroken, match="Record what was measured first"):
        actions.make_claim(evaluation=evaluation, words="Pupils had higher scores.", by=university_user)


@pytest.mark.parametrize(
    ("evidence", "missing", "field"),
    [
        (Evidence.EMPIRICAL, {"comparison": ""}, "comparison"),
        (Evidence.EMPIRICAL, {"limitations": ""}, "limitations"),
        (Evidence.CAUSAL, {"protocol_on": None}, "protocol_on"),
        (Evidence.NARRATIVE, {"ends_on": TODAY - timedelta(days=61)}, "ends_on"),
    ],
)
def test_each_type_of_evidence_asks_for_more(
    evidence: Evidence, missing: dict[str, Any], field: str, university: Institution, university_user: User
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        actions.plan_evaluation(
            owner=university, by=university_user, **PLAN | {"evidence": evidence} | missing
        )
    assert refusal.value.field == field


def test_a_claim_is_public_once_another_body_stands_by_it(
    client: Client, evaluation: Evaluation, university_user: User, employer_user: User, stranger: User
) -> None:
    measure(evaluation, university_user)
    words = "Pupils who came had higher scores afterwards."
    claim = actions.make_claim(evaluation=evaluation, words=words, by=university_user)
    address = reverse("outcomes:evaluation", args=[evaluation.pk])
    client.force_login(stranger)
    assert words not in client.get(address).content.decode()
    client.force_login(employer_user)
    assert words in client.get(address).content.decode()
    client.post(reverse("outcomes:verify_claim", args=[evaluation.pk, claim.pk]))
    client.force_login(stranger)
    assert words in client.get(address).content.decode()


def test_nobody_marks_their_own_homework(
    evaluation: Evaluation,
    university: Institution,
    university_user: User,
    schools: list[Institution],
    trust: Institution,
) -> None:
    """Neither the owner, nor a party of what is evaluated, nor anybody of a party's trust."""
    claim = evaluation.claims.create(words="W")
    with pytest.raises(PermissionDenied):
        actions.verify_claim(claim=claim, by=university_user)
    together = PartnershipFactory.create(institutions=[university, schools[0]])
    for verifier in (university, schools[0], schools[1], trust):
        with pytest.raises(RuleBroken, match="own homework"):
            actions.plan_evaluation(
                owner=university, by=university_user, verifier=verifier, partnership=together, **PLAN
            )
    with pytest.raises(IntegrityError):
        Evaluation.objects.create(owner=university, verifier=university, **PLAN)


def test_a_verifier_that_joined_what_it_verifies_verifies_no_more(
    evaluation: Evaluation, university: Institution, employer: Institution, employer_user: User
) -> None:
    together = PartnershipFactory.create(institutions=[university, employer])
    Evaluation.objects.update(partnership=together)
    claim = evaluation.claims.create(words="W")
    with pytest.raises(RuleBroken, match="own homework"):
        actions.verify_claim(claim=claim, by=employer_user)


def test_means_are_rounded_outside_and_few_answers_are_withheld(
    client: Client, evaluation: Evaluation, university_user: User, stranger: User
) -> None:
    measure(evaluation, university_user)
    result = evaluation.results.get()
    assert (result.people_before, result.mean_before, result.mean_after) == (
        60,
        Decimal("2.8"),
        Decimal("3.6"),
    )
    client.force_login(university_user)
    exact = reverse("outcomes:readings", args=[evaluation.pk])
    assert "2.847" in client.get(exact).content.decode()
    assert AuditEvent.objects.filter(verb="readings_viewed", actor=university_user).count() == 1
    measure(evaluation, university_user, after=24)
    client.force_login(stranger)
    assert client.get(exact).status_code == 403
    page = client.get(reverse("outcomes:evaluation", args=[evaluation.pk])).content.decode()
    assert "Withheld: fewer than 25 answered" in page
    assert "2.8" not in page


def test_a_mean_lies_on_the_scale(evaluation: Evaluation, university_user: User) -> None:
    Instrument.objects.filter(code="pupils-on-higher-education").update(lowest=1, highest=3)
    with pytest.raises(RuleBroken, match="from 1 to 3") as refusal:
        measure(evaluation, university_user)
    assert refusal.value.field == "mean_after"


@pytest.mark.parametrize("respondents", Instrument.Respondents)
def test_there_is_an_instrument_for_everybody_who_may_be_asked(respondents: str) -> None:
    assert Instrument.objects.filter(respondents=respondents).exists()


def test_other_words_are_the_next_version_of_an_instrument(client: Client, university_user: User) -> None:
    first = Instrument.objects.get(code="pupils-on-their-future")
    assert first.outcome_type.code == "ASPIRATION"
    client.force_login(university_user)
    given = {"code": first.code, "name": first.name, "respondents": "PUPILS", "outcome_type": "ASPIRATION"}
    client.post(
        reverse("outcomes:write_instrument"), given | {"questions": "Other words", "lowest": 1, "highest": 7}
    )
    assert list(
        Instrument.objects.filter(code=first.code).order_by("version").values_list("version", "highest")
    ) == [
        (1, 5),
        (2, 7),
    ]


def test_a_study_of_three_years_lists_its_reports_as_due_received_and_overdue(
    client: Client, evaluation: Evaluation, university_user: User
) -> None:
    client.force_login(university_user)
    for number, days in enumerate((-40, -3, 300), start=1):
        due = TODAY + timedelta(days=days)
        day = {"due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year}
        given = {"kind": "REPORT", "label": f"Report {number}"} | day
        client.post(reverse("outcomes:set_evaluation_point", args=[evaluation.pk]), given)
    first = evaluation.points.get(label="Report 1")
    came = {"received_on_day": TODAY.day, "received_on_month": TODAY.month, "received_on_year": TODAY.year}
    client.post(
        reverse("outcomes:receive_evaluation_point", args=[evaluation.pk, first.pk]),
        came | {"url": "https://example.org/first"},
    )
    page = client.get(reverse("outcomes:evaluation", args=[evaluation.pk])).content.decode()
    assert re.findall(r"govuk-tag--\w+\">(\w+)<", page) == ["Received", "Overdue", "Due"]
    assert "Report 2" in client.get(reverse("outcomes:evaluations")).content.decode()  # it is overdue


def test_the_owner_is_reminded_once_before_and_once_after(
    evaluation: Evaluation, university_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.remind_of_evaluation_point, "delay", tasks.remind_of_evaluation_point)
    MembershipFactory.create(institution=InstitutionFactory.create(university=True))  # nobody's business
    point = EvaluationPoint.objects.create(
        evaluation=evaluation, kind="INTERIM", label="Half way", due_on=TODAY + timedelta(days=14)
    )
    EvaluationPoint.objects.create(
        evaluation=evaluation, kind="FINAL", label="The end", due_on=TODAY + timedelta(days=15)
    )
    for _ in range(2):
        tasks.remind_of_evaluation_points()
    letter = OutgoingEmail.objects.get()
    assert letter.to == university_user.email
    assert "is due on" in letter.body
    point.due_on = TODAY - timedelta(days=1)
    point.save(update_fields=["due_on"])
    tasks.remind_of_evaluation_points()
    assert OutgoingEmail.objects.filter(body__contains="has not come").count() == 1
    actions.receive_evaluation_point(point=point, received_on=TODAY, url="", by=university_user)
    assert not EvaluationPoint.objects.to_remind_of().exists()


def test_a_university_plans_in_the_browser(
    client: Client, university: Institution, university_user: User
) -> None:
    client.force_login(university_user)
    day = {
        "starts_on_day": 1,
        "starts_on_month": 9,
        "starts_on_year": 2026,
        "ends_on_day": 31,
        "ends_on_month": 8,
        "ends_on_year": 2029,
    }
    words = {name: PLAN[name] for name in ("title", "question", "method", "theory", "evidence")}
    address = reverse("outcomes:plan_evaluation")
    refused = client.post(address, words | day).content.decode()
    assert "Say with what it is compared" in refused
    client.post(address, words | day | {"comparison": "C", "limitations": "L"})
    assert university.evaluations.get().title == PLAN["title"]


def test_exact_means_stand_apart_and_one_module_reads_them() -> None:
    found = db.rows("SELECT schemaname FROM pg_tables WHERE tablename = 'outcomes_reading'")
    assert found == [{"schemaname": "raw"}]
    apps = ("accounts", "brokerage", "config", "core", "institutions", "outcomes", "partnerships")
    files = [
        path for app in apps for path in (CHECKOUT / app).rglob("*.py") if "migrations" not in path.parts
    ]
    pattern = r"\bReading\.objects|outcomes_reading"
    readers = {str(path.relative_to(CHECKOUT)) for path in files if re.search(pattern, path.read_text())}
    assert readers == {"outcomes/actions/evaluations.py"}
