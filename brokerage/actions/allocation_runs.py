"""Planning an allocation run, having it sent, and calling it off. The work itself is done by a worker."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import access
from brokerage.models import AllocationRun
from core import jobs
from core.dates import academic_year_days
from core.errors import RuleBroken
from institutions.models import Area, Institution, PriorityList, Term

# Which task does what a run waits for, by its state.
TASKS = {
    AllocationRun.State.PLANNED: "brokerage.tasks.rehearse_run",
    AllocationRun.State.REHEARSING: "brokerage.tasks.rehearse_run",
    AllocationRun.State.PUBLISHING: "brokerage.tasks.send_next_batch",
}
State = AllocationRun.State


@transaction.atomic
def plan_run(
    *,
    areas: Sequence[Area],
    year: str,
    support_areas: Sequence[str],
    phases: Sequence[str] = (),
    priority_list: PriorityList | None = None,
    offer_kind: Term | None = None,
    by: User,
) -> AllocationRun:
    """Ask for a rehearsal: who would get what in the areas and the school year. Nothing is sent."""
    access.require_allocation(by, areas)
    run = begin_run(
        areas=areas,
        year=year,
        support_areas=support_areas,
        phases=phases,
        priority_list=priority_list,
        offer_kind=offer_kind,
        by=by,
    )
    take_up(run=run)
    return run


@transaction.atomic
def begin_run(
    *,
    areas: Sequence[Area],
    year: str,
    support_areas: Sequence[str],
    phases: Sequence[str] = (),
    priority_list: PriorityList | None = None,
    offer_kind: Term | None = None,
    by: User | None,
) -> AllocationRun:
    """An inner step: whoever calls it knows that the run may be planned, and sees to it that it is worked out."""
    if not areas:
        raise RuleBroken("Select an area.", field="area")
    if not support_areas:
        raise RuleBroken("Select at least one area of support.", field="support_areas")
    if academic_year_days(year)[1] < timezone.localdate():
        raise RuleBroken(f"The school year {year} is over.", code="year_over", field="year")
    _refuse_overlap(areas)
    run = AllocationRun.objects.create(
        year=year,
        support_areas=list(support_areas),
        phases=list(phases),
        priority_list=priority_list,
        offer_kind=offer_kind,
        planned_by=by,
        salt=_salt(areas, year),
    )
    run.areas.set(areas)
    audit.record("run_planned", run, by=by, areas=[area.code for area in areas], year=year)
    return run


@transaction.atomic
def publish_run(*, run: AllocationRun, by: User) -> AllocationRun:
    """Send what was rehearsed, in batches. Done twice, it is sent once."""
    access.require_allocation(by, run.areas.all())
    run = begin_sending(run=run, by=by)
    if run.state == State.PUBLISHING:
        take_up(run=run)
    return run


@transaction.atomic
def begin_sending(*, run: AllocationRun, by: User | None) -> AllocationRun:
    """An inner step: whoever calls it knows that the run may be sent, and sees to it that its batches are."""
    run = locked_run(run)
    if run.state in (State.PUBLISHING, State.PUBLISHED):
        return run
    run.move_to(State.PUBLISHING)
    _refuse_overlap(run.areas.all())
    run.published_by, run.heartbeat_at = by, timezone.now()
    run.step, run.percent = "Sending", 0
    run.save(update_fields=["state", "published_by", "heartbeat_at", "step", "percent", "updated_at"])
    audit.record("run_published", run, by=by)
    return run


@transaction.atomic
def cancel_run(*, run: AllocationRun, by: User) -> AllocationRun:
    """Stop: nothing more is worked out or sent. What was sent before stands."""
    access.require_allocation(by, run.areas.all())
    run = locked_run(run)
    if run.state == State.CANCELLED:
        return run
    run.move_to(State.CANCELLED)
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "finished_at", "updated_at"])
    audit.record("run_cancelled", run, by=by)
    return run


def _salt(areas: Sequence[Area], year: str) -> str:
    """What decides between equals: the day's number, so that nobody plans again until the draw suits them."""
    asked = f"{timezone.localdate()} {year} {' '.join(sorted(area.code for area in areas))}"
    return sha256(asked.encode()).hexdigest()[:16]


def take_up(*, run: AllocationRun) -> None:
    """Ask a worker for what the run waits for. Asked twice, or too late, it does no harm."""
    jobs.after_commit(TASKS[State(run.state)], run_id=run.pk)


def locked_run(run: AllocationRun) -> AllocationRun:
    return AllocationRun.objects.select_for_update(no_key=True).get(pk=run.pk)


def _refuse_overlap(areas: Iterable[Area]) -> None:
    """One run at a time over one piece of ground. England's row is the lock, so that no two begin unseen."""
    mine = list(areas)
    list(Area.objects.select_for_update(no_key=True).filter(code=Area.ENGLAND))
    for other in AllocationRun.objects.at_work().prefetch_related("areas").order_by("pk"):
        if any(_touch(own, theirs) for own in mine for theirs in other.areas.all()):
            raise RuleBroken(
                f"Another run is at work over {other.where}. Wait until it has finished, or cancel it.",
                code="run_at_work",
            )


def _touch(one: Area, other: Area) -> bool:
    """Is there a school in both?"""
    if one.pk == other.pk:
        return True
    within = Institution.objects.in_area(other).values("pk")
    return Institution.objects.schools().in_area(one).filter(pk__in=within).exists()
