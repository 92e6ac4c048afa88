"""What a programme's page shows: its cohorts, how far their schools are, and what was done under its name.

Tenancy: which schools take part is public; counts of people are for the lead and, of its own, for each school.
"""

from dataclasses import dataclass, replace

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.models import Cohort, Enrolment, Programme, ProgrammeStage, StageCount


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
    """What was done under its name, by type."""

    label: str
    records: int
    schools: int
    pupils: int


def cohorts_of(programme: Programme, *, viewer: User) -> list[CohortRow]:
    """The latest year first. Totals by stage are left out for whoever neither leads it nor takes part."""
    stages = list(programme.stages.order_by("position"))
    own = set(Institution.objects.of(viewer).values_list("pk", flat=True))
    is_lead = access.can(viewer, Permission.PARTNERSHIP_EDIT, programme.lead)
    counted = _counted(programme, only=None if is_lead else own)
    takes = set(access.where_may(viewer, Permission.PARTNERSHIP_EDIT).values_list("pk", flat=True))
    return [
        replace(
            _row(cohort, stages, own, counted),
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
        is_side=False,
        may_take_over=False,
    )


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


def activities_of(programme: Programme) -> list[Activity]:
    """Records under its name by type of activity, with the schools and pupils that took part in each."""
    recorded = programme.collaborations.recorded().order_by()
    rows = recorded.values("activity_type__label").annotate(
        records=Count("pk", distinct=True),
        schools=Count("contributions__school", distinct=True),
        pupils=Coalesce(Sum("contributions__participations__pupils"), 0),
    )
    return [
        Activity(row["activity_type__label"], row["records"], row["schools"], row["pupils"])
        for row in rows.order_by("activity_type__label")
    ]
