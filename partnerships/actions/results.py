"""What came of an aim: told by who delivered it, verified by somebody else."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.actions.steps import institutions_of, refuse_before_start, refuse_future
from partnerships.models import Aim, Result


@transaction.atomic
def report_result(
    *, aim: Aim, deliverer: Institution, value: Decimal, measured_on: date, words: str, by: User
) -> Result:
    """Say what was reached by a day, and whose work it was."""
    parties = institutions_of(aim.partnership)
    access.require_any(by, Permission.PARTNERSHIP_EDIT, parties)
    if deliverer not in parties:
        raise RuleBroken(f"{deliverer} is not a party.", field="deliverer")
    refuse_future(measured_on, field="measured_on")
    refuse_before_start(aim.partnership, measured_on, field="measured_on")
    privacy.refuse_personal_data(words, field="words")
    result = Result.objects.create(
        aim=aim, deliverer=deliverer, value=value, measured_on=measured_on, words=words, reported_by=by
    )
    audit.record("result_reported", aim.partnership, by=by, what=aim.words, value=str(value))
    return result


@transaction.atomic
def verify_result(*, result: Result, verifier: Institution, by: User) -> Result:
    """Say that it is so. Whoever may speak for the deliverer, through its trust too, is asked to leave it to others."""
    access.require(by, Permission.PARTNERSHIP_EDIT, verifier)
    result = (
        Result.objects.select_for_update(of=("self",))
        .select_related("aim__partnership", "deliverer")
        .get(pk=result.pk)
    )
    if verifier == result.deliverer or access.can(by, Permission.PARTNERSHIP_EDIT, result.deliverer):
        raise RuleBroken(
            f"Nobody marks their own homework. {result.deliverer} delivered this, so somebody from another "
            "organisation must verify it.",
            code="own_work",
        )
    if verifier not in institutions_of(result.aim.partnership):
        raise RuleBroken("Only a party can verify it.", code="not_a_party")
    if result.verifier_id:
        raise RuleBroken("This is verified already.", code="verified")
    result.verifier, result.verified_by, result.verified_at = verifier, by, timezone.now()
    result.save(update_fields=["verifier", "verified_by", "verified_at", "updated_at"])
    audit.record(
        "result_verified", result.aim.partnership, by=by, what=result.aim.words, verifier=verifier.name
    )
    return result
