"""What families told a school, and who reads it there.

Tenancy: rows start from `Concern.visible_to`; by a signed link, its own one row.
"""

from dataclasses import dataclass

from accounts.models import User
from institutions.access import Permission
from institutions.models import Institution
from institutions.queries.people import addresses_by_institution
from partnerships.models import Concern, ConcernStage, ConcernStep


@dataclass(frozen=True)
class Course:
    """A report with every stage: those it came to, and those that are still ahead."""

    concern: Concern
    steps: list[tuple[ConcernStage, ConcernStep | None]]
    next_stage: ConcernStage | None

    @property
    def may_go_on(self) -> bool:
        """The family may take it to the next stage."""
        can_leave = self.concern.state == Concern.State.ANSWERED or self.concern.is_overdue
        return self.next_stage is not None and can_leave

    @property
    def may_settle(self) -> bool:
        return self.concern.state != Concern.State.SETTLED


def readers_of(school: Institution) -> list[str]:
    """Addresses of those who may answer a family there."""
    found = addresses_by_institution(institutions=[school], permission=Permission.FAMILIES_SERVE)
    return list(dict.fromkeys(found[school.pk]))


def concerns_of(institution: Institution, *, viewer: User) -> list[Concern]:
    """Of a school, or of a trust's schools. What waits comes first, by the day until which it may be answered."""
    own = Institution.objects.with_members(institution)
    rows = Concern.objects.visible_to(viewer).filter(school__in=own)
    rows = rows.select_related("school", "entitlement", "stage")
    others = rows.exclude(state=Concern.State.WAITING).order_by("-updated_at", "-pk")
    return [*rows.waiting().order_by("due_on", "pk"), *others]


def course_of(concern: Concern) -> Course:
    steps = {step.stage_id: step for step in concern.steps.select_related("answered_by")}
    stages = ConcernStage.objects.order_by("position")
    return Course(concern, [(stage, steps.get(stage.pk)) for stage in stages], stage_after(concern))


def stage_after(concern: Concern) -> ConcernStage | None:
    later = ConcernStage.objects.filter(position__gt=concern.stage.position)
    return later.order_by("position").first()
