"""Who owns a recommendation, and what is reported of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Area, RoleHolder
from outcomes.models import Progress, Recommendation, RecommendationOwner


@transaction.atomic
def report_progress(
    *,
    recommendation: Recommendation,
    status: str,
    reported_on: date,
    narrative: str,
    evidence: str,
    evidence_url: str,
    by: User,
) -> Progress:
    """One more dated word; what was reported before stays. Delivered is said with evidence only."""
    access.require(by, Permission.PROGRESS_REPORT, Area.objects.england())
    if reported_on > timezone.localdate():
        raise RuleBroken("The day must be today or in the past", code="in_the_future", field="reported_on")
    if status in Progress.DELIVERED and not (evidence or evidence_url):
        raise RuleBroken(
            "Say where it can be seen that this is delivered", code="evidence_missing", field="evidence"
        )
    progress = Progress.objects.create(
        recommendation=recommendation,
        status=status,
        reported_on=reported_on,
        narrative=narrative,
        evidence=evidence,
        evidence_url=evidence_url,
        reported_by=by,
    )
    audit.record("progress_reported", recommendation, by=by, status=status)
    return progress


@transaction.atomic
def name_owner(*, recommendation: Recommendation, owner: RoleHolder | None, by: User) -> None:
    """The person who answers for a recommendation, in the role that they hold; nobody, to take it back."""
    access.require(by, Permission.PROGRESS_REPORT, Area.objects.england())
    if owner:
        RecommendationOwner.objects.update_or_create(
            recommendation=recommendation, defaults={"holder": owner}
        )
    else:
        RecommendationOwner.objects.filter(recommendation=recommendation).delete()
    audit.record("recommendation_owner_named", recommendation, by=by, owner=owner.pk if owner else None)
