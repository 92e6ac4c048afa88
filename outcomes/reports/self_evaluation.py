"""What a school's own evaluation asks about its work with others, filled in from its records as at a day.

The order is that of such a form: with whom, what, for whom, what came of it, how well, and what is to be better.

Tenancy: for the school's own people. Counts of pupils are exact, and answers to reviews come through `visible_to`.
"""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, Sum
from django.template.defaultfilters import floatformat

from accounts.models import User
from institutions.models import Institution, YearGroup
from outcomes.models import PastCoverage
from outcomes.reports import coverage
from outcomes.reports.pack_families import families_sections
from outcomes.reports.pack_parts import Pack, Section
from outcomes.reports.packs import (
    activities_section,
    levels_section,
    months_before,
    partnerships_section,
    sources_section,
)
from partnerships.models import (
    Confirmation,
    Document,
    Finding,
    InspectionEvidence,
    Participation,
    Party,
    Respondent,
    Result,
    ReviewAnswer,
)
from partnerships.queries.documents import goals_of
from partnerships.queries.reviews import surveys_of

MONTHS = 12


def self_evaluation_of(school: Institution, *, on: date, viewer: User) -> Pack:
    """With the judgements that the viewer may read."""
    own, run = {school.pk}, coverage.latest_run(on=on)
    standing = list(PastCoverage.objects.on(on).filter(school=school).select_related("school"))
    sections = [
        partnerships_section(own, on),
        activities_section(own, on, MONTHS),
        _pupils(school, on),
        _results(school, on, viewer),
        _judgements(school, on, viewer),
        _surveys(school, on),
        *families_sections(school, on=on),
        _inspections(school, on, viewer),
        _goals(school, viewer),
        _findings(school, viewer),
        levels_section(standing),
        sources_section(run),
    ]
    return Pack(school.name, school.identifier, on, run, sections)


def _pupils(school: Institution, on: date) -> Section:
    rows = (
        Participation.objects.filter(
            contribution__school=school,
            contribution__collaboration__state="RECORDED",
            contribution__collaboration__starts_on__gt=months_before(on, MONTHS),
            contribution__collaboration__starts_on__lte=on,
        )
        .exclude(contribution__confirmation=Confirmation.DISPUTED)
        .exclude(contribution__collaboration__partner_confirmation=Confirmation.DISPUTED)
        .values("year_group")
        .annotate(pupils=Sum("pupils"), disadvantaged=Sum("disadvantaged"))
        .order_by("year_group")
    )
    words = f"In the {MONTHS} months until the day. A pupil who came twice counts twice."
    header = ["Year group", "Pupils", "Of them disadvantaged"]
    found = [[YearGroup(row["year_group"]).label, row["pupils"], row["disadvantaged"]] for row in rows]
    return Section("Pupils who took part", words, header, found)


def _results(school: Institution, on: date, viewer: User) -> Section:
    parts = Party.objects.current(on).filter(institution=school).values("partnership")
    results = Result.objects.visible_to(viewer).filter(aim__partnership__in=parts, measured_on__lte=on)
    rows = [
        [
            str(each.aim.partnership),
            each.aim.words,
            floatformat(each.aim.target, -2),
            floatformat(each.value, -2),
            each.measured_on,
            str(each.verifier) if each.verifier else "Nobody yet",
        ]
        for each in results.select_related("aim__partnership", "verifier").order_by(
            "aim", "-measured_on", "-pk"
        )
    ]
    header = ["Partnership", "Aim", "Target", "Reached", "Measured on", "Verified by"]
    return Section("What came of its aims", "Aims of its partnerships, and what was measured.", header, rows)


def _judgements(school: Institution, on: date, viewer: User) -> Section:
    answers = Prefetch("answers", ReviewAnswer.objects.select_related("criterion", "point").order_by("pk"))
    said = (
        Respondent.objects.visible_to(viewer)
        .answered()
        .filter(review__institution=school, review__opened_on__lte=on)
    )
    said = said.filter(review__criteria_set__kind__is_anonymous=False)
    whole = said.select_related("institution", "review__criteria_set__kind").prefetch_related(answers)
    rows = [
        [
            *(str(each.review), str(each.institution), each.review.opened_on),
            *(str(answer.criterion), str(answer.point), answer.reason),
        ]
        for each in whole.order_by("-review__opened_on", "-pk")
        for answer in each.answers.all()
    ]
    header = ["Review", "By", "Day", "About", "Judgement", "Reason"]
    words = (
        "What the school itself and those who work with it say. Reviews are opened on its page about quality."
    )
    return Section("How well it works", words, header, rows)


def _surveys(school: Institution, on: date) -> Section:
    rows: list[list[Any]] = [
        [str(found.review), found.review.closes_on, str(criterion), average, found.most, found.answered]
        for found in surveys_of(school)
        if found.review.closes_on <= on
        for criterion, average in found.averages
    ]
    header = ["Survey", "Closed", "About", "On average", "At most", "Answers"]
    return Section("Surveys of partners", "Only of five answers or more.", header, rows)


def _inspections(school: Institution, on: date, viewer: User) -> Section:
    found = InspectionEvidence.objects.visible_to(viewer).filter(institution=school, inspected_on__lte=on)
    rows = [
        [each.inspected_on, each.framework, each.get_theme_display(), each.quotation, each.link]
        for each in found.order_by("-inspected_on", "-pk")
    ]
    header = ["Inspected on", "Framework", "About", "What the report says", "Where"]
    return Section("What inspections said", "Quoted from published reports.", header, rows)


def _goals(school: Institution, viewer: User) -> Section:
    plans = Document.objects.visible_to(viewer).of_owner(school).in_force().filter(kind__has_goals=True)
    rows = [
        [
            *(each.goal.words, each.goal.measured_by, ", ".join(map(str, each.partnerships))),
            "None for a year" if each.is_idle else "Yes",
        ]
        for plan in plans.select_related("kind").order_by("pk")
        for each in goals_of(plan)
    ]
    header = ["Goal", "Measured by", "Partnerships that are to reach it", "Activity"]
    return Section("Goals of its plan", "As the plan that is in force today has them.", header, rows)


def _findings(school: Institution, viewer: User) -> Section:
    to_do = Finding.objects.visible_to(viewer).to_do().filter(Q(review__institution=school))
    rows = [[each.words, each.action, each.due_on] for each in to_do.order_by("due_on", "pk")]
    header = ["What was found", "What is to be done", "By"]
    return Section("What is to be better", "Findings of visits that are not done yet.", header, rows)
