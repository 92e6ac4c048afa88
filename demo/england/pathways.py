"""Pathways to look at: one subject in the demo's authority over three years, and a ladder from school to degree."""

from random import Random

from django.utils import timezone

from accounts.models import User
from core.dates import academic_year
from institutions.models import Area, Institution, Phase, Role, Term
from outcomes import actions
from outcomes.models import Pathway, PathwayCount, PathwayKind, PathwayStep

SEED = 17
COHORTS = 3
LADDER = [
    ("Academy", "SCHOOL", None, "Engineers from the university teach one lesson a week"),
    ("Level 4 at the UTC", "HTQ", 4, "A mentor who has done the same course"),
    ("Degree", "DEGREE", 6, "A bursary for travel, and a place in the summer school"),
]
TEACHERS = [40, 34, 31, 29]


def count_pathways() -> None:
    """As the university would begin them; the schools' counts are written down for them."""
    by = User.objects.get(email="university@demo.example")
    university = Institution.objects.get(members__user=by)
    _subject(university, by)
    _ladder(university, by)
    teachers = _begin(university, "TEACHERS", "Teachers from the neighbourhood", by)
    for cohort in _cohorts():
        _keep(teachers, university, cohort, TEACHERS)
    actions.publish_pathways()


def _subject(university: Institution, by: User) -> None:
    """Most sixth forms have too few for a class, and all of them together enough for three."""
    school = Institution.objects.get(members__user__email="school@demo.example", members__role=Role.MANAGER)
    secondaries = (
        Institution.objects.open().schools().filter(phases__contains=[Phase.SECONDARY], roll__gt=300)
    )
    region = Area.objects.get(children=school.local_authority_id)
    around = secondaries.filter(local_authority__parent=region).order_by("pk")
    pathway = _begin(university, "SUBJECT", "French, from Year 11 to A level", by)
    rng = Random(SEED)
    members = {school.pk: school} | {each.pk: each for each in around[:17]}
    for place in members.values():
        pathway.members.add(place)
        size = (place.roll or 600) // 6
        for number, cohort in enumerate(_cohorts()):
            gcse = round(size * rng.uniform(0.4, 0.6))
            _keep(pathway, place, cohort, [size, gcse, rng.choice([0, 1, 2, 3, 4, 9, 12]) + number])


def _ladder(university: Institution, by: User) -> None:
    pathway = _begin(university, "LADDER", "Engineering, from academy to degree", by)
    for label, step_type, level, support in LADDER:
        actions.add_pathway_step(
            pathway=pathway,
            label=label,
            step_type=Term.objects.get(vocabulary="STEP_TYPE", code=step_type),
            level=level,
            provider=university if level else None,
            support=support,
            by=by,
        )
    for number, cohort in enumerate(_cohorts()):
        _keep(pathway, university, cohort, [320 + 20 * number, 110 + 15 * number, 60 + 10 * number])


def _begin(university: Institution, kind: str, title: str, by: User) -> Pathway:
    chosen = PathwayKind.objects.get(code=kind)
    return actions.begin_pathway(
        lead=university, kind=chosen, title=title, area=None, summary="Made up for the demonstration.", by=by
    )


def _keep(pathway: Pathway, place: Institution, cohort: str, numbers: list[int]) -> None:
    steps = PathwayStep.objects.filter(pathway=pathway).order_by("position")
    PathwayCount.objects.bulk_create(
        PathwayCount(step=step, institution=place, cohort=cohort, pupil_group="ALL", people=people)
        for step, people in zip(steps, numbers, strict=True)
    )


def _cohorts() -> list[str]:
    """The last ones that are through, the oldest first."""
    this = int(academic_year(timezone.localdate())[:4]) - 1
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(this - COHORTS, this)]
