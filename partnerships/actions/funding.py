"""Money: applied for, awarded or not, and the end of it in good time."""

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from partnerships import access, notifications
from partnerships.actions.steps import institutions_of, locked, refuse_ended, refuse_future
from partnerships.models import Funding, Partnership
from partnerships.queries.people import addresses_of

Status = Funding.Status


@transaction.atomic
def apply_for_funding(
    *, partnership: Partnership, scheme: str, asked: int, applied_on: date, by: User
) -> Funding:
    """Note that the parties asked for money."""
    access.require_keeper(by, partnership)
    partnership = locked(partnership)
    refuse_ended(partnership)
    refuse_future(applied_on, field="applied_on")
    funding = Funding.objects.create(
        partnership=partnership, scheme=scheme.strip(), asked=asked, applied_on=applied_on
    )
    audit.record("funding_applied_for", partnership, by=by, scheme=funding.scheme, pounds=asked)
    return funding


@transaction.atomic
def settle_funding(
    *, funding: Funding, status: str, awarded: int | None, ends_on: date | None, by: User
) -> Funding:
    """Note what came of it. Noted again, when money is extended: its new end is warned of afresh."""
    access.require_keeper(by, funding.partnership)
    found = Funding.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=funding.pk)
    refuse_ended(found.partnership)
    if status != Status.AWARDED:
        awarded, ends_on = None, None
    elif not awarded:
        raise RuleBroken("Enter how many pounds were awarded.", field="awarded")
    elif ends_on is None or ends_on < found.applied_on:
        raise RuleBroken("Enter until when it lasts: a day after you applied.", field="ends_on")
    if ends_on != found.ends_on:
        found.warned_months = None
    found.status, found.awarded, found.ends_on = status, awarded, ends_on
    found.save(update_fields=["status", "awarded", "ends_on", "warned_months", "updated_at"])
    audit.record(
        "funding_settled",
        found.partnership,
        by=by,
        scheme=found.scheme,
        outcome=found.get_status_display(),
        pounds=awarded,
    )
    return found


@transaction.atomic
def warn_of_funding(*, funding: Funding) -> None:
    """Its end is six or three months away: the parties hear of each, once."""
    found = Funding.objects.to_warn_of().select_for_update(of=("self",)).filter(pk=funding.pk).first()
    months = found.warning_due if found else None
    if found is None or months is None:
        return
    found.warned_months = months
    found.save(update_fields=["warned_months", "updated_at"])
    addresses = addresses_of(institutions_of(found.partnership))
    notifications.funding_ending(found, months=months, addresses=addresses)
