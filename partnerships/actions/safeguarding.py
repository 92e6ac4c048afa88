"""What an organisation assures of the adults it sends, and what a school decides where nothing is assured."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.models import AdultDecision, Assurance, Collaboration
from partnerships.queries.safeguarding import decides, needs_decision

FURTHEST_YEARS = 10


@transaction.atomic
def give_assurance(
    *,
    institution: Institution,
    level: str,
    assured_on: date,
    assured_by: str,
    expires_on: date | None,
    by: User,
) -> Assurance:
    """The level, the day and who said so: nothing else is kept, and never a certificate."""
    access.require(by, Permission.PROFILE_EDIT, institution)
    today = timezone.localdate()
    if assured_on > today:
        raise RuleBroken("The date must be today or in the past.", field="assured_on")
    if expires_on and expires_on <= today:
        raise RuleBroken(
            "The date must be in the future. A word that has expired is none.", field="expires_on"
        )
    if expires_on and expires_on.year > today.year + FURTHEST_YEARS:
        raise RuleBroken(f"The date must be within the next {FURTHEST_YEARS} years.", field="expires_on")
    privacy.refuse_personal_data(assured_by, field="assured_by")
    assurance = Assurance.objects.create(
        institution=institution,
        level=level,
        assured_on=assured_on,
        assured_by=" ".join(assured_by.split()),
        expires_on=expires_on,
        recorded_by=by,
    )
    audit.record("assurance_given", assurance, by=by, level=level)
    return assurance


@transaction.atomic
def decide_on_adults(*, collaboration: Collaboration, arrangement: str, by: User) -> AdultDecision:
    """The school's side says how it was made safe. Saying otherwise later replaces it; the history keeps both."""
    access.require_any(by, *decides(collaboration))
    record = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if arrangement not in AdultDecision.Arrangement:
        raise RuleBroken("Select what the school decided.", field="arrangement")
    decision, _ = AdultDecision.objects.update_or_create(
        collaboration=record,
        defaults={"arrangement": arrangement, "decided_on": timezone.localdate(), "decided_by": by},
    )
    audit.record("adults_decided", record, by=by, arrangement=arrangement)
    return decision


def require_decision(record: Collaboration) -> None:
    """Whatever brings adults together with young people regularly counts only once the school has decided."""
    if needs_decision(record):
        raise RuleBroken(
            f"No assurance of {record.partner} stands for that day. Say first what the school decided on the adults.",
            code="decision_needed",
        )
