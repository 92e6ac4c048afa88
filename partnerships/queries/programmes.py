"""What a programme's page shows: its cohorts, how far their schools are, and what was done under its name.

Tenancy: which schools take part is public; counts of people are for the lead and, of its own, for each school.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Affiliation, Institution
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import (
    Cohort,
    Contribution,
    Enrolment,
    MemberCount,
    Participation,
    Programme,
    ProgrammeParty,
    ProgrammeStage,
    StageCount,
)
from partnerships.models.collaboration import CollaborationQuerySet
from partnerships.models.programme import ProgrammeQuerySet

Role = ProgrammeParty.Role


@dataclass(frozen=True)
class StageTotal:
    stage: ProgrammeStage
    schools: int
    pupils: int
    parents: int


@dataclass(frozen=True)
class CohortRow:
    """A year: who takes part, who waits, who completed it, and whom the viewer may act for."""

    cohort: Cohort
    taking_part: list[Enrolment]
    waiting: list[Enrolment]
    completed: list[Enrolment]
    own: list[Enrolment]
    totals: list[StageTotal]
    members: list[MemberCount]
    is_side: bool
    may_take_over: bool

    @property
    def free(self) -> int | None:
        """Places that are left; none where as many as come have one."""
        if self.cohort.places is None:
            return None
        return max(0, self.cohort.places - len(self.taking_part) - len(self.completed))


@dataclass(frozen=True)
class Activity:
    """What was done: records of one type, of one year or all together, with who took part."""

    label: str
    records: int
    schools: int
    pupils: int
    adults: int
    hours: Decimal


def cohorts_of(programme: Programme, *, viewer: User) -> list[CohortRow]:
    """The latest year first. Totals by stage are left out for whoever neither leads it nor takes part."""
    stages = list(programme.stages.order_by("position"))
    own = set(Institution.objects.of(viewer).values_list("pk", flat=True))
    is_lead = access.can(viewer, Permission.PARTNERSHIP_EDIT, programme.lead)
    counted = _counted(programme, only=None if is_lead else own)
    takes = set(access.where_may(viewer, Permission.PARTNERSHIP_EDIT).values_list("pk", flat=True))
    members = _member_counts(programme, viewer)
    return [
        replace(
            _row(cohort, stages, own, counted),
            members=members.get(cohort.pk, []),
            is_side=is_lead or cohort.passed_to_id in own,
            may_take_over=cohort.taken_over_on is None and cohort.passed_to_id in takes,
        )
        for cohort in _cohorts(programme)
    ]


def _cohorts(programme: Programme) -> list[Cohort]:
    return list(
        programme.cohorts.select_related("passed_to").prefetch_related("enrolments__school").order_by("-year")
    )


def _row(
    cohort: Cohort,
    stages: list[ProgrammeStage],
    own: set[int],
    counted: dict[tuple[int, int], tuple[int, int, int]],
) -> CohortRow:
    rows = sorted(cohort.enrolments.all(), key=lambda each: (each.asked_at, each.pk))
    by_state = {state: [row for row in rows if row.state == state] for state in Enrolment.State}
    totals = [
        StageTotal(stage, *counted[cohort.pk, stage.pk])
        for stage in stages
        if (cohort.pk, stage.pk) in counted
    ]
    return CohortRow(
        cohort=cohort,
        taking_part=by_state[Enrolment.State.PLACED],
        waiting=by_state[Enrolment.State.WAITING],
        completed=by_state[Enrolment.State.COMPLETED],
        own=[row for row in rows if row.school_id in own and row.state != Enrolment.State.LEFT],
        totals=totals,
        members=[],
        is_side=False,
        may_take_over=False,
    )


def _member_counts(programme: Programme, viewer: User) -> dict[int, list[MemberCount]]:
    rows = MemberCount.objects.visible_to(viewer).filter(cohort__programme=programme)
    found: dict[int, list[MemberCount]] = {}
    for row in rows.select_related("member").defer("member__search").order_by("member__name", "pk"):
        found.setdefault(row.cohort_id, []).append(row)
    return found


def _counted(programme: Programme, *, only: set[int] | None) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Schools, pupils and parents by cohort and stage, of all schools or of some."""
    counts = StageCount.objects.filter(enrolment__cohort__programme=programme)
    if only is not None:
        counts = counts.filter(enrolment__school__in=only)
    sums = counts.values("enrolment__cohort", "stage").order_by()
    return {
        (row["enrolment__cohort"], row["stage"]): (row["schools"], row["all_pupils"], row["all_parents"])
        for row in sums.annotate(schools=Count("pk"), all_pupils=Sum("pupils"), all_parents=Sum("parents"))
    }


_PEOPLE_AND_TIME: dict[str, Any] = {
    "records": Count("collaboration", distinct=True),
    "schools": Count("school", distinct=True),
    "adults_there": Sum("adults", default=0),
    "hours": Sum("collaboration__hours", default=Decimal(0)),
}


def activities_by_type(records: CollaborationQuerySet) -> list[Activity]:
    """Hours are those at each school, so a day for three schools counts three times."""
    parts, taking_part = _parts_of(records)
    kind = "collaboration__activity_type__label"
    pupils = dict(taking_part.values_list(f"contribution__{kind}").annotate(Sum("pupils")))
    counted = parts.values(kind).annotate(**_PEOPLE_AND_TIME).order_by(kind)
    return [_activity(row[kind], row, pupils.get(row[kind], 0)) for row in counted]


def all_activities(label: str, records: CollaborationQuerySet) -> Activity:
    """The same of all together: a school that took part in two counts once."""
    parts, taking_part = _parts_of(records)
    pupils = taking_part.aggregate(n=Sum("pupils", default=0))["n"]
    return _activity(label, parts.aggregate(**_PEOPLE_AND_TIME), pupils)


def _parts_of(records: CollaborationQuerySet) -> tuple[QuerySet[Contribution], QuerySet[Participation]]:
    keys = records.order_by().values("pk")
    return (
        Contribution.objects.filter(collaboration__in=keys).order_by(),
        Participation.objects.filter(contribution__collaboration__in=keys).order_by(),
    )


def _activity(label: str, row: dict[str, Any], pupils: int) -> Activity:
    return Activity(label, row["records"], row["schools"], pupils, row["adults_there"], row["hours"])


def places_by_year(programme: Programme) -> dict[str, tuple[int, int]]:
    """The earliest year first: schools that have or had a place, and those of them that completed it."""
    held = Enrolment.objects.holding_a_place().filter(cohort__programme=programme)
    done = Count("pk", filter=Q(state=Enrolment.State.COMPLETED))
    counted = held.values_list("cohort__year").annotate(Count("pk"), completed=done).order_by("cohort__year")
    return {year: (schools, completed) for year, schools, completed in counted}


def members_of(programme: Programme) -> InstitutionQuerySet:
    """Who runs it together: its lead, its members, and those of the group that is its consortium."""
    parts = programme.parties.filter(ended_on=None)
    own = parts.filter(role__in=(Role.LEAD, Role.MEMBER)).values("institution")
    groups = parts.filter(role=Role.CONSORTIUM).values("institution")
    in_groups = Affiliation.objects.on(timezone.localdate()).filter(group__in=groups)
    return Institution.objects.filter(pk__in=own.union(in_groups.values("member")))


def universities_of(programme: Programme) -> InstitutionQuerySet:
    """Higher education providers with any part in it today."""
    parties = programme.parties.filter(ended_on=None).values("institution")
    either = Q(pk__in=parties) | Q(pk__in=members_of(programme).values("pk"))
    return Institution.objects.filter(either, kind=Institution.Kind.UNIVERSITY)


def could_build_on(programme: Programme) -> ProgrammeQuerySet:
    """What began before it and belongs with it: under the same larger one, which is not among them, or of its lead."""
    earlier = Programme.objects.filter(starts_on__lt=programme.starts_on)
    led = Programme.objects.run_by(Institution.objects.filter(pk=programme.lead.pk)).values("pk")
    if programme.parent_id is None:
        return earlier.filter(pk__in=led)
    return earlier.filter(Q(pk__in=led) | Q(parent=programme.parent_id)).exclude(pk=programme.parent_id)
