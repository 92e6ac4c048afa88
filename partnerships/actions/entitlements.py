"""What a school says of what families may expect of it."""

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.actions.steps import refuse_future
from partnerships.models import Entitlement, EntitlementStatus


@transaction.atomic
def say_entitlement_status(
    *,
    school: Institution,
    entitlement: Entitlement,
    status: EntitlementStatus.Status,
    since: date,
    words: str = "",
    link: str = "",
    by: User,
) -> EntitlementStatus:
    """How far the school is. Another status takes over from its day; the same one, or one of the same day, corrects."""
    access.require(by, Permission.PROFILE_EDIT, school)
    if not Entitlement.objects.in_force().of_school(school).filter(pk=entitlement.pk).exists():
        raise RuleBroken(f"“{entitlement}” is not for the pupils of {school}.", code="other_phase")
    refuse_future(since, field="since")
    privacy.refuse_personal_data(words, field="words")
    Institution.objects.select_for_update(no_key=True).get(pk=school.pk)  # two at once wait here
    said = EntitlementStatus.objects.filter(school=school, entitlement=entitlement)
    standing = said.filter(ended_on=None).first()
    if standing and standing.status != status and standing.since < since:
        standing.ended_on = since
        standing.save(update_fields=["ended_on", "updated_at"])
        standing = None
    elif said.filter(ended_on__gt=since).exists():
        raise RuleBroken("Before that day another status held. Enter a later day.", field="since")
    standing = standing or EntitlementStatus(school=school, entitlement=entitlement)
    standing.status, standing.since, standing.words, standing.link = status, since, words, link
    standing.said_by = by
    standing.save()
    audit.record("entitlement_status_said", standing, by=by, status=status, since=since.isoformat())
    return standing
