"""People in a role who serve elsewhere for a time, and what advisers note of their visits."""

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
from institutions.models import Deployment, Institution, RoleHolder, VisitNote
from institutions.queries.deployments import places_to_visit


@transaction.atomic
def deploy(
    *,
    role_holder: RoleHolder,
    at: Institution,
    purpose: str,
    started_on: date,
    ended_on: date | None,
    days: Decimal | None,
    by: User,
) -> Deployment:
    """Lend somebody in a role to another institution, from a day on; said by the place that lends."""
    access.require(by, Permission.ROLE_HOLDER_EDIT, role_holder.institution)
    privacy.refuse_personal_data(purpose, field="purpose")
    if not role_holder.role_type.is_deployed:
        raise RuleBroken("People in this role do not serve elsewhere.", code="not_deployed")
    if at == role_holder.institution:
        raise RuleBroken("Enter another institution: this is where they work.", field="at")
    if started_on < role_holder.started_on or (role_holder.ended_on and started_on >= role_holder.ended_on):
        raise RuleBroken(f"{role_holder.name} is not in the role on that day.", field="started_on")
    if ended_on and ended_on < started_on:
        raise RuleBroken("The last day must be on or after the first day.", field="ended_on")
    made = Deployment.objects.create(
        role_holder=role_holder,
        at=at,
        purpose=purpose.strip(),
        started_on=started_on,
        ended_on=ended_on,
        days=days,
    )
    audit.record("role_holder_deployed", made, by=by, at=at.pk)
    return made


@transaction.atomic
def end_deployment(
    *, deployment: Deployment, ended_on: date, days: Decimal | None, outcome: str, by: User
) -> Deployment:
    """Say which day was the last, how many days it took, and what came of it."""
    found = Deployment.objects.select_for_update(of=("self",)).with_both().get(pk=deployment.pk)
    access.require(by, Permission.ROLE_HOLDER_EDIT, found.role_holder.institution)
    privacy.refuse_personal_data(outcome, field="outcome")
    if ended_on < found.started_on:
        raise RuleBroken("The last day must be on or after the first day.", field="ended_on")
    if ended_on > timezone.localdate():
        raise RuleBroken("Say what came of it once it has ended: today or earlier.", field="ended_on")
    found.ended_on, found.days, found.outcome = ended_on, days, outcome.strip()
    found.save(update_fields=["ended_on", "days", "outcome", "updated_at"])
    audit.record("deployment_ended", found, by=by, ended_on=ended_on.isoformat())
    return found


@transaction.atomic
def note_visit(
    *, role_holder: RoleHolder, institution: Institution, visited_on: date, words: str, by: User
) -> VisitNote:
    """What an adviser, or somebody who serves there, noted of one visit. The school and its trust read it."""
    access.require_holder(by, role_holder)
    privacy.refuse_personal_data(words, field="words")
    if visited_on > timezone.localdate():
        raise RuleBroken("Note the visit when it has taken place.", field="visited_on")
    places = places_to_visit(by, on=visited_on)
    if not any(place.role_holder == role_holder and place.at == institution for place in places):
        raise RuleBroken(f"On that day {role_holder.name} had no work at {institution}.", field="visited_on")
    made = VisitNote.objects.create(
        role_holder=role_holder, institution=institution, visited_on=visited_on, words=words.strip()
    )
    audit.record("visit_noted", made, by=by, institution=institution.pk)
    return made
