"""A school commissions something from a delivery partner, and says in the end what came of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage.models import Commission, Request
from brokerage.queries.requests import commissioners_of
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution


@transaction.atomic
def commission_delivery(
    *,
    request: Request,
    commissioner: Institution,
    provider: Institution,
    what: str,
    starts_on: date,
    ends_on: date,
    value: int | None,
    by: User,
) -> Commission:
    """Write down who engaged whom, for what and until when: the school that asked, or a trust that it is in."""
    access.require(by, Permission.REQUEST_CONFIRM, commissioner)
    privacy.refuse_personal_data(what, field="what")
    if not request.kind.may_be_commissioned:
        raise RuleBroken("For this kind of request nothing is commissioned.", code="other_kind")
    if commissioner not in commissioners_of(request):
        raise RuleBroken("Only the school itself or its trust commissions for it.", field="commissioner")
    if provider == commissioner:
        raise RuleBroken("Enter another organisation: nobody commissions from itself.", field="provider")
    if ends_on < starts_on:
        raise RuleBroken("The last day must be on or after the first day.", field="ends_on")
    made = Commission.objects.create(
        request=request,
        commissioner=commissioner,
        provider=provider,
        what=what.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        value=value,
    )
    audit.record("delivery_commissioned", made, by=by, request=request.pk, provider=provider.pk)
    return made


@transaction.atomic
def tell_commission_outcome(*, commission: Commission, outcome: str, by: User) -> Commission:
    """What came of it, in the words of whoever commissioned it. It can be said anew."""
    access.require(by, Permission.REQUEST_CONFIRM, commission.commissioner)
    privacy.refuse_personal_data(outcome, field="outcome")
    found = Commission.objects.select_for_update(of=("self",)).get(pk=commission.pk)
    if found.starts_on > timezone.localdate():
        raise RuleBroken("It has not begun yet.", code="not_begun")
    found.outcome, found.outcome_on = outcome.strip(), timezone.localdate()
    found.save(update_fields=["outcome", "outcome_on", "updated_at"])
    audit.record("commission_outcome_told", found, by=by)
    return found
