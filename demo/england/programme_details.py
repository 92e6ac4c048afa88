"""What stands behind the demo's programmes: money, offers of places, people reached, grades of schools."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from accounts.models import User
from brokerage.actions import name_answering_programme
from brokerage.models import Request
from institutions.actions import import_inspections
from institutions.models import Institution, Term, Vocabulary
from institutions.register.inspections import COLUMNS
from partnerships import actions
from partnerships.actions import Money
from partnerships.models import Programme

COURSES = ["French and Spanish, R9R1", "German with Business, R2N1", "Linguistics, Q100"]
GRADES = ("2", "3", "3", "4", "1")


def pay_for(programme: Programme, by: User) -> None:
    """An employer and the university pay for its year: most is allocated, and some of it spent.

    Another employer than the demo's own, who verifies what the university claims of the programme.
    """
    employers = Institution.objects.open().filter(kind=Institution.Kind.EMPLOYER)
    employer = employers.exclude(members__user__email="employer@demo.example").order_by("pk")[0]
    actions.add_programme_party(programme=programme, institution=employer, role="FUNDER", by=by)
    cohort = programme.cohorts.get()
    schools = [each.school for each in cohort.enrolments.select_related("school").order_by("pk")[:2]]
    purposes = {each.code: each for each in Term.objects.filter(vocabulary=Vocabulary.SPENDING_PURPOSE)}
    widening, fair = purposes["WIDENING_PARTICIPATION"], purposes["FAIR_ACCESS"]
    letter, plan = "Grant letter of the spring", "Our access and participation plan, table 4"
    parts = [
        Money(pounds=Decimal(6_000), funder=employer, recipient=school, purpose=widening, source=letter)
        for school in schools
    ]
    parts += [
        Money(pounds=Decimal(9_500), funder=programme.lead, purpose=fair, source=plan),
        Money(
            pounds=Decimal(8_000), funder=programme.lead, purpose=widening, source=plan, spent=Decimal(3_150)
        ),
    ]
    for money in parts:
        actions.allocate_money(cohort=cohort, money=money, by=by)


def promise_places(programme: Programme, by: User) -> None:
    """A lower offer for three courses."""
    actions.offer_progression(
        programme=programme,
        university=programme.lead,
        condition="An offer two grades lower, for the award and an essay in the language.",
        courses=COURSES,
        link="https://example.org/languages",
        by=by,
    )


def reach(programme: Programme, by: User) -> None:
    """Beyond schools: a paper and a fair."""
    until = max(programme.starts_on, timezone.localdate() - timedelta(days=20))
    for whom, people, source in (
        ("Readers of the local paper", 41_500, "The paper’s own count"),
        ("Families at the science fair", 640, "Counted at the door"),
    ):
        actions.note_reach(
            programme=programme, whom=whom, people=people, reached_on=until, source=source, by=by
        )


def grade_schools(trust: Institution) -> None:
    """A published list of overall grades, as an administrator of England takes one in."""
    schools = Institution.objects.schools().members_of(trust).open().exclude(urn=None).order_by("pk")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "overall-grades.csv"
        with path.open("w", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerow(COLUMNS)
            for number, (school, grade) in enumerate(zip(schools, GRADES, strict=False)):
                day = date(2022, 2, 8) + timedelta(days=97 * number)
                published = day + timedelta(days=35)
                report = f"https://example.org/reports/{school.urn}"
                sheet.writerow([school.urn, day, published, "Ofsted, section 5", grade, report])
        import_inspections(path=path)


def answer_a_need() -> None:
    """A need of the demo's trust names the programme that answers it."""
    lead = User.objects.get(email="lead@demo.example")
    trust = Institution.objects.get(members__user=lead, kind=Institution.Kind.TRUST)
    needs = Request.objects.filter(school__in=Institution.objects.members_of(trust).values("pk"))
    need = needs.order_by("pk").first()
    if need:  # a very small England may have none
        programme = Programme.objects.get(title="First steps on campus")
        name_answering_programme(request=need, programme=programme, by=lead)
