"""Organisations that somebody works with but for whom nobody speaks on Causeway yet."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution

LISTED_BY_OTHERS = (
    Institution.Kind.EMPLOYER,
    Institution.Kind.CHARITY,
    Institution.Kind.PUBLIC_BODY,
)


@transaction.atomic
def list_institution(*, name: str, kind: str, listed_by: Institution, by: User) -> Institution:
    """Put a partner in the directory by its name, so that what is done with it can be logged.

    The same name from the same institution, sent twice, is one partner.
    """
    access.require(by, Permission.COLLABORATION_LOG, listed_by)
    if kind not in LISTED_BY_OTHERS:
        raise RuleBroken("Schools, trusts and universities are in the directory already.", field="partner")
    Institution.objects.select_for_update(no_key=True).get(pk=listed_by.pk)
    source = f"Named by institution {listed_by.pk}"
    listed, is_new = Institution.objects.get_or_create(name=" ".join(name.split()), kind=kind, source=source)
    if is_new:
        audit.record("institution_listed", listed, by=by, listed_by=listed_by.pk)
    return listed
