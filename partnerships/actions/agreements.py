"""What the parties sign."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Term
from partnerships.actions.steps import institutions_of, locked, refuse_ended, refuse_future
from partnerships.models import Agreement, Partnership, Signature


@dataclass(frozen=True, kw_only=True)
class Signed:
    """An agreement as its paper has it. `signatories`: names by the key of the party for which they signed."""

    agreement_type: Term
    signed_on: date
    starts_on: date | None = None
    review_on: date | None = None
    ends_on: date | None = None
    document: str = ""
    obligations: str = ""
    measures: str = ""
    reports_to: str = ""
    signatories: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def agree_partnership(*, partnership: Partnership, signed: Signed, by: User) -> Agreement:
    """Note what the parties signed, and until when it holds."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, institutions_of(partnership))
    partnership = locked(partnership)
    refuse_ended(partnership)
    _check(signed)
    agreement = Agreement.objects.create(
        partnership=partnership,
        agreement_type=signed.agreement_type,
        signed_on=signed.signed_on,
        starts_on=signed.starts_on or signed.signed_on,
        review_on=signed.review_on,
        ends_on=signed.ends_on,
        document=signed.document,
        obligations=signed.obligations.strip(),
        measures=signed.measures.strip(),
        reports_to=signed.reports_to.strip(),
    )
    _sign(agreement, signed.signatories)
    _sum_up(partnership)
    audit.record(
        "partnership_agreed",
        partnership,
        by=by,
        what=str(agreement),
        agreed_on=signed.signed_on.isoformat(),
        ends_on=signed.ends_on.isoformat() if signed.ends_on else None,
    )
    return agreement


def _check(signed: Signed) -> None:
    refuse_future(signed.signed_on, field="signed_on")
    starts_on = signed.starts_on or signed.signed_on
    if signed.ends_on and signed.ends_on <= max(starts_on, signed.signed_on):
        raise RuleBroken("The agreement must end after the day it was signed.", field="ends_on")
    if signed.review_on and signed.review_on <= starts_on:
        raise RuleBroken("The review must be after the agreement starts.", field="review_on")
    for name in ("obligations", "measures", "reports_to"):
        privacy.refuse_personal_data(getattr(signed, name), field=name)
        if signed.agreement_type.code == Agreement.ACCOUNTABILITY and not getattr(signed, name).strip():
            raise RuleBroken(
                "An accountability agreement says what each owes, how that is measured and who reports to whom.",
                field=name,
            )


def _sign(agreement: Agreement, signatories: Mapping[int, str]) -> None:
    parties = agreement.partnership.parties.current().filter(pk__in=signatories)
    Signature.objects.bulk_create(
        Signature(agreement=agreement, party=party, name=signatories[party.pk].strip()) for party in parties
    )


def _sum_up(partnership: Partnership) -> None:
    """From the first signature to the end of the agreement that holds longest."""
    agreements = list(partnership.agreements.all())
    ends = [agreement.ends_on for agreement in agreements]
    partnership.agreed_on = min(agreement.signed_on for agreement in agreements)
    partnership.agreement_ends_on = None if None in ends else max(day for day in ends if day)
    partnership.save(update_fields=["agreed_on", "agreement_ends_on", "updated_at"])
