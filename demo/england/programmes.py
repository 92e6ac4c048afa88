"""A few programmes to look at, made by the service itself, of most of the kinds that there are."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import User
from core.dates import academic_year, academic_year_days
from demo.england.programme_details import grade_schools, pay_for, promise_places, reach
from institutions.models import Area, Institution, Term, Vocabulary
from partnerships import actions
from partnerships.actions import Money, PassedOn
from partnerships.models import Collaboration, Enrolment, Programme, ProgrammeKind

STAGES = ["Application", "Visit to the school", "Day on campus", "Graduation"]
PUPILS, PARENTS = 30, 18
TOGETHER = "Doors open together"


def found_programmes() -> None:
    """As the university would; the trust's schools take part in what runs in stages."""
    university_user, lead = (User.objects.get(email=f"{who}@demo.example") for who in ("university", "lead"))
    university = Institution.objects.get(members__user=university_user)
    trust = Institution.objects.get(members__user=lead, kind=Institution.Kind.TRUST)
    begins, _ = academic_year_days(academic_year(timezone.localdate()))
    staged = _found(university, "STAGED", "First steps on campus", begins, university_user, stages=STAGES)
    _take_part(staged, trust, lead, university_user)
    pay_for(staged, university_user)
    _from_school(trust, university, lead, university_user)
    pilot = _found(university, "PILOT", "Languages in pairs", begins - timedelta(days=365), university_user)
    actions.decide_programme(
        programme=pilot, decision="SCALE", reason="Twice as many pupils chose a language.", by=university_user
    )
    grade_schools(trust)
    given = {"award_requirement": "Lead two language events at a primary school.", "parent": pilot}
    given["stages"] = ["Enrolled", "Awarded"]
    award = _found(university, "AWARD", "Language ambassadors", begins, university_user, **given)
    promise_places(award, university_user)
    _found_over_years(university, university_user)
    _found_together(university, university_user)
    _found_for_grades(university, university_user)
    campaign = {"audience": "Girls in Years 8 and 9", "behaviour": "Choose physics"}
    science = _found(university, "CAMPAIGN", "What physics is for", begins, university_user, **campaign)
    actions.note_barrier(
        initiative=science,
        kind=Term.objects.get(vocabulary=Vocabulary.BARRIER, code="ATTITUDE"),
        words="Many girls say that physics is not for them",
        response="Students in their first year visit each form and bring what they work on",
        by=university_user,
    )
    reach(science, university_user)
    records = Collaboration.objects.recorded().filter(partner=university).order_by("-starts_on", "-pk")
    actions.put_in_programme(programme=science, collaborations=records[:12], by=university_user)
    actions.put_in_programme(programme=staged, collaborations=records[12:20], by=university_user)


def _from_school(trust: Institution, university: Institution, lead: User, by: User) -> None:
    """The trust's own programme, of which last year's cohort has gone on to the university."""
    today = timezone.localdate()
    own = _found(trust, "PROGRAMME", "Ready for university", today - timedelta(days=500), lead)
    year = academic_year(today - timedelta(days=365))
    cohort = actions.open_cohort(programme=own, year=year, places=None, budget=None, by=lead)
    for school in own.eligible().members_of(trust).order_by("pk")[:3]:
        actions.join_cohort(cohort=cohort, school=school, by=lead)
    passed = PassedOn(
        institution=university,
        contact="Imogen Hart",
        contact_email="imogen.hart@university.example",
        on=today - timedelta(days=60),
        pupils=38,
        words="Each has written an essay with a tutor. They were promised a mentor in their first term.",
    )
    actions.pass_on_cohort(cohort=cohort, passed=passed, by=lead)
    actions.take_over_cohort(cohort=cohort, by=by)


def _found(lead: Institution, kind: str, title: str, begins: date, by: User, **facts: Any) -> Programme:
    given: dict[str, Any] = {
        "title": title,
        "starts_on": begins,
        "kind": ProgrammeKind.objects.get(code=kind),
    }
    summary = "Runs every year with schools nearby. Travel is paid for."
    return actions.found_programme(lead=lead, summary=summary, by=by, **(given | facts))


def _found_over_years(university: Institution, by: User) -> None:
    """One of several years, with a part in each of two regions, of which the second builds on the first."""
    today = timezone.localdate()
    whole = _found(university, "MULTI_YEAR", "Engineering in every region", today - timedelta(days=800), by)
    regions = Area.objects.filter(kind=Area.Kind.REGION, valid_to=None).order_by("name")[:2]
    pilots = [
        _found(
            university,
            "PILOT",
            f"Pilot: {region.name}",
            today - timedelta(days=days),
            by,
            parent=whole,
            area=region,
        )
        for region, days in zip(regions, (700, 340), strict=True)
    ]
    actions.say_what_it_builds_on(programme=pilots[1], builds_on=pilots[:1], by=by)


def _found_together(university: Institution, by: User) -> None:
    """Of a consortium of two universities, each with pupils of its own."""
    given = {"award_requirement": "Finish an assignment with a tutor.", "benefit": "A lower offer at each."}
    last_year = academic_year(timezone.localdate() - timedelta(days=365))
    begins, _ = academic_year_days(last_year)
    programme = _found(university, "CONSORTIUM", TOGETHER, begins, by, **given)
    universities = Institution.objects.filter(kind=Institution.Kind.UNIVERSITY).exclude(pk=university.pk)
    other = universities.order_by("pk").first()
    members = [university, *([other] if other else [])]
    for member in members[1:]:
        actions.add_programme_party(programme=programme, institution=member, role="MEMBER", by=by)
    budget = Decimal(240_000)
    cohort = actions.open_cohort(programme=programme, year=last_year, places=None, budget=budget, by=by)
    for member in members:
        share = Money(
            pounds=budget / 2, funder=university, recipient=member, source="Agreement of the members"
        )
        actions.allocate_money(cohort=cohort, money=share, by=by)
    for member, pupils, completed in zip(members, (142, 61), (97, None), strict=False):
        actions.count_member(cohort=cohort, member=member, pupils=pupils, completed=completed, by=by)


def _found_for_grades(university: Institution, by: User) -> None:
    """For schools with one of two grades, as was known on a day before such grades ended."""
    begins, _ = academic_year_days(academic_year(timezone.localdate()))
    grades = Term.objects.filter(vocabulary=Vocabulary.INSPECTION_GRADE, code__in=("3", "4"))
    judged = {"grades": grades, "judged_on": date(2024, 3, 31)}
    _found(university, "PROGRAMME", "Partners where it matters most", begins, by, **judged)


def _take_part(programme: Programme, trust: Institution, lead: User, by: User) -> None:
    """More schools ask than there are places for; those that have one are through the first stages."""
    year = academic_year(programme.starts_on)
    schools = programme.eligible().members_of(trust).order_by("pk")[:6]
    cohort = actions.open_cohort(programme=programme, year=year, places=4, budget=Decimal(36_000), by=by)
    enrolments = [actions.join_cohort(cohort=cohort, school=school, by=lead) for school in schools]
    for enrolment in enrolments:
        if enrolment.state == Enrolment.State.PLACED:
            for stage in programme.stages.order_by("position")[:2]:
                actions.count_stage(enrolment=enrolment, stage=stage, pupils=PUPILS, parents=PARENTS, by=lead)
