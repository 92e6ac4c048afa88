"""When an introduction of a run comes to nothing: its school and its place go on to the next best.

What was sent is never moved. Every other free place has been refused by every open need that it reaches: the run would
have brought them together. So the best that can follow is the best allocation of the places that are free now to the
needs that could use this one place, and to the school's own: small enough to be worked out at once, and exact.
"""

from django.db import transaction
from django.db.models import Q

from accounts import audit
from brokerage import matching
from brokerage.actions.allocation_rehearsal import ROW_COLUMNS, rows_of
from brokerage.actions.allocation_runs import locked_run
from brokerage.actions.allocation_sending import lock_offers, send
from brokerage.models import AllocationRow, AllocationRun, Introduction, Offer
from brokerage.queries.instance import Need, question_about

State = AllocationRow.State


@transaction.atomic
def propose_next_best(*, row: AllocationRow) -> None:
    """Mark the row as returned, and propose what is best now. Quiet when that is done, or not to be done."""
    run = locked_run(row.run)
    sent = run.rows.to_replace().select_related("introduction", "offer").filter(pk=row.pk).first()
    if sent is None or sent.introduction is None or sent.offer is None:
        return
    sent.state = State.RETURNED
    sent.save(update_fields=["state"])
    own = (sent.school_id, sent.area)
    needs = _could_use_place(sent.offer, run) | ({own} if _wants_another(sent.introduction) else set())
    question = question_about(run, needs)
    allocation = matching.allocate(question.instance)
    kept = [
        _kept(run, dict(zip(ROW_COLUMNS, each, strict=True)), own)
        for each in rows_of(run, question, allocation)
    ]
    proposed = [row for row in kept if row is not None and row.offer_id]
    lock_offers({row.offer_id for row in proposed if row.offer_id})
    for each in proposed:
        send(each, stands=True)
    audit.record("next_best_proposed", run, by=None, instead_of=sent.pk, rows=[each.pk for each in proposed])


def _wants_another(introduction: Introduction) -> bool:
    """A school that said no itself, or no longer asks, is left in peace until it asks again."""
    said_no = introduction.ended_by == Introduction.Side.SCHOOL
    return not said_no and introduction.state != Introduction.State.WITHDRAWN


def _could_use_place(offer: Offer, run: AllocationRun) -> set[Need]:
    """The needs that are still open and that the place may reach, through any offer of its provider.

    An alternative may have waited for it, or an offer for one more to be allowed to wait with the provider.
    """
    reached = Q(pk__in=[])
    for each in Offer.objects.available().filter(provider=offer.provider_id):
        reached |= _reached_by(each)
    return set(run.rows.still_open().filter(reached).values_list("school", "area"))


def _reached_by(offer: Offer) -> Q:
    """A box around its reach is near enough."""
    suited = Q(area__in=offer.areas, school__phases__overlap=offer.phases)
    if offer.delivery == Offer.Delivery.ONLINE:
        return suited
    assert offer.easting is not None  # offer_in_person_has_a_place_and_a_reach
    assert offer.northing is not None
    metres = (offer.reach_km or 0) * 1000
    return suited & Q(
        school__easting__range=(offer.easting - metres, offer.easting + metres),
        school__northing__range=(offer.northing - metres, offer.northing + metres),
    )


def _kept(run: AllocationRun, facts: dict[str, object], own: Need) -> AllocationRow | None:
    """The row of a need as it is now: a new one for the school whose offer came to nothing, else where it got one."""
    need = {"school": facts["school_id"], "area": facts["area"]}
    if (facts["school_id"], facts["area"]) == own:
        return AllocationRow.objects.create(**facts)
    if not facts["offer_id"]:
        return None
    run.rows.still_open().filter(**need).update(**facts)
    return run.rows.select_related("school", "offer").exclude(state=State.RETURNED).get(**need)
