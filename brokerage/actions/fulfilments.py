"""What was given to meet a request, day by day."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import access
from brokerage.models import Fulfilment, Request
from core import privacy
from core.errors import RuleBroken


@transaction.atomic
def record_fulfilment(
    *,
    request: Request,
    given_on: date,
    given_by: str,
    words: str,
    hours: Decimal | None,
    people: int | None,
    by: User,
) -> Fulfilment:
    """Write down what was given on one day: by the school, or by whoever works on the request."""
    access.require_recording(by, request)
    for name, text in (("words", words), ("given_by", given_by)):
        privacy.refuse_personal_data(text, field=name)
    if given_on > timezone.localdate():
        raise RuleBroken("Record it when it has taken place.", code="in_the_future", field="given_on")
    if not request.kind.records_fulfilment:
        raise RuleBroken("For this kind of request, log a collaboration instead.", code="other_kind")
    made = Fulfilment.objects.create(
        request=request,
        given_on=given_on,
        given_by=given_by.strip(),
        words=words.strip(),
        hours=hours,
        people=people,
        recorded_by=by,
    )
    audit.record("fulfilment_recorded", made, by=by, request=request.pk)
    return made
