"""One evaluation of the demo's university: planned, measured, claimed, and with a report that is overdue."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from institutions.models import Institution
from outcomes import actions
from outcomes.models import EvaluationPoint, Instrument
from partnerships.models import Evidence, Programme


def evaluate() -> None:
    """As the university would; the demo's employer verifies."""
    by, verifier = (User.objects.get(email=f"{who}@demo.example") for who in ("university", "employer"))
    university, employer = (Institution.objects.get(members__user=person) for person in (by, verifier))
    today = timezone.localdate()
    evaluation = actions.plan_evaluation(
        owner=university,
        verifier=employer,
        programme=Programme.objects.filter(parties__institution=university).order_by("pk").first(),
        title="Do first steps on campus change what pupils expect?",
        question="Do pupils of Year 7 and 8 expect something else of their future after three visits?",
        method="The same questions before the first visit and after the last one.",
        evidence=Evidence.EMPIRICAL,
        theory="Research elsewhere suggests that expectations form before the age of 14.",
        comparison="The same pupils before the first visit.",
        limitations="There is no group without visits, and pupils grow older in the meantime.",
        starts_on=today - timedelta(days=400),
        ends_on=today + timedelta(days=700),
        by=by,
    )
    points = [
        ("INTERIM", "First look", -200),
        ("REPORT", "Report on the first year", -20),
        ("FINAL", "The end", 690),
    ]
    for kind, label, days in points:
        due_on = today + timedelta(days=days)
        actions.set_evaluation_point(evaluation=evaluation, kind=kind, label=label, due_on=due_on, by=by)
    first = EvaluationPoint.objects.get(evaluation=evaluation, label="First look")
    actions.receive_evaluation_point(
        point=first, received_on=first.due_on, url="https://example.org/first", by=by
    )
    answers = [
        ("pupils-on-their-future", 118, "2.9", 109, "3.4"),
        ("parents-on-higher-education", 31, "3.1", 19, "3.3"),
    ]
    for code, before, mean_before, after, mean_after in answers:
        actions.record_reading(
            evaluation=evaluation,
            instrument=Instrument.objects.get(code=code),
            people_before=before,
            mean_before=Decimal(mean_before),
            people_after=after,
            mean_after=Decimal(mean_after),
            by=by,
        )
    words = "Pupils who took part had higher expectations after the last visit than before the first."
    actions.verify_claim(claim=actions.make_claim(evaluation=evaluation, words=words, by=by), by=verifier)
    actions.write_finding(evaluation=evaluation, by=by)
