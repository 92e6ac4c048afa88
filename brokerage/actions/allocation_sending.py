"""Sending what a run rehearsed: batch by batch, each in one transaction, so that nothing is lost or sent twice."""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage.actions.allocation_runs import begin_sending, locked_run, take_up
from brokerage.actions.introductions import propose
from brokerage.models import AllocationRow, AllocationRun, Introduction, Offer
from brokerage.queries.instance import needs_standing
from core.errors import RuleBroken
from institutions.models import Institution

BATCH = 25  # introductions; their offers are locked meanwhile, so a batch is over within a second
RUNS = UUID("5b0c7f0e-7c6b-4a53-9d5a-3c0c3f1f6a10")  # the space in which each row has a key of its own


def send_run(*, run: AllocationRun, by: User | None) -> None:
    """An inner step: send a rehearsed run here and now, batch after batch, as the workers would."""
    run = begin_sending(run=run, by=by)
    while run.state == AllocationRun.State.PUBLISHING:
        send_next_batch(run=run)
        run.refresh_from_db()


@transaction.atomic
def send_next_batch(*, run: AllocationRun) -> None:
    """Put the next offers to their providers. Quiet when the run is not being sent: it was cancelled, or is done."""
    run = locked_run(run)
    if run.state != AllocationRun.State.PUBLISHING:
        return
    rows = list(run.rows.to_send().select_related("school").order_by("-is_priority", "pk")[:BATCH])
    lock_offers({row.offer_id for row in rows if row.offer_id})
    standing = needs_standing(run, {(row.school_id, row.area) for row in rows})
    for row in rows:
        send(row, stands=(row.school_id, row.area) in standing)
    left = run.rows.to_send().count()
    run.heartbeat_at = timezone.now()
    run.percent = 100 - 100 * left // max(1, run.rows.matched().count())
    if not left:
        run.move_to(AllocationRun.State.PUBLISHED)
        run.finished_at = run.heartbeat_at
        audit.record("run_sent", run, by=None)
    run.save(update_fields=["state", "percent", "heartbeat_at", "finished_at", "updated_at"])
    if left:
        take_up(run=run)


def lock_offers(offers: set[int]) -> None:
    """And their providers: all at once and in one order, before any request is. Then nobody waits in a circle."""
    locked = Offer.objects.filter(pk__in=offers).order_by("pk").select_for_update(no_key=True)
    providers = set(locked.values_list("provider", flat=True))
    list(
        Institution.objects.filter(pk__in=providers)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk")
    )


def send(row: AllocationRow, *, stands: bool) -> None:
    """One introduction, unless the school was helped or the place was taken since the rehearsal."""
    assert row.offer is not None  # allocation_row_has_an_offer_or_the_reason_for_none
    if not stands:
        row.state = AllocationRow.State.MET
    else:
        try:
            with transaction.atomic():
                row.introduction = propose(
                    offer=row.offer,
                    school=row.school,
                    area=row.area,
                    words="",
                    by=None,
                    submission_key=uuid5(RUNS, str(row.pk)),
                    origin=Introduction.Origin.RUN,
                )
            row.state = AllocationRow.State.SENT
        except RuleBroken as refusal:
            row.state, row.refusal = AllocationRow.State.TAKEN, refusal.message[:200]
    row.save(update_fields=["state", "introduction", "refusal"])
