"""The public "work with us" page."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.privacy import refuse_personal_data
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, Welcome


@transaction.atomic
def update_welcome(
    *,
    institution: Institution,
    wants: str,
    contact_email: str,
    response_days: int,
    involves_parents_association: bool | None = None,
    by: User,
) -> Welcome:
    """Say what would help most and how soon an answer comes. Saying it again counts as confirming it today."""
    access.require(by, Permission.PROFILE_EDIT, institution)
    refuse_personal_data(wants, field="wants")
    welcome, _ = Welcome.objects.update_or_create(
        institution=institution,
        defaults={
            "wants": wants,
            "contact_email": contact_email,
            "response_days": response_days,
            "involves_parents_association": involves_parents_association,
            "confirmed_on": timezone.localdate(),
        },
    )
    audit.record("welcome_updated", welcome, by=by, institution=institution.pk)
    return welcome
