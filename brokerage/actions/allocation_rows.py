"""Single rows of a rehearsed run: somebody who knows the school leaves one out, or puts it back."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from brokerage import access
from brokerage.actions.allocation_runs import locked_run
from brokerage.models import AllocationRow
from core.errors import RuleBroken

State = AllocationRow.State


@transaction.atomic
def leave_out_row(*, row: AllocationRow, words: str, by: User) -> AllocationRow:
    """Do not send this one. The rest of the run stands as it was rehearsed, and the place stays free."""
    access.require_allocation(by, row.run.areas.all())
    row = _not_sent_yet(row)
    if row.state == State.LEFT_OUT:
        return row
    if row.state != State.WAITING:
        raise RuleBroken(
            "There is nothing to leave out: this row is not to be sent.", code="move_not_allowed"
        )
    row.state, row.refusal = State.LEFT_OUT, words
    row.save(update_fields=["state", "refusal"])
    audit.record("row_left_out", row.run, by=by, row=row.pk, words=words)
    return row


@transaction.atomic
def put_back_row(*, row: AllocationRow, by: User) -> AllocationRow:
    """Send it with the others after all."""
    access.require_allocation(by, row.run.areas.all())
    row = _not_sent_yet(row)
    if row.state == State.LEFT_OUT:
        row.state, row.refusal = State.WAITING, ""
        row.save(update_fields=["state", "refusal"])
        audit.record("row_put_back", row.run, by=by, row=row.pk)
    return row


def _not_sent_yet(row: AllocationRow) -> AllocationRow:
    """The row as it is now. The run's lock holds the sending off."""
    run = locked_run(row.run)
    if not run.may_publish:
        raise RuleBroken(
            f"This cannot be changed now. The run is: {run.get_state_display().lower()}.",
            code="move_not_allowed",
        )
    return run.rows.select_related("run").get(pk=row.pk)
