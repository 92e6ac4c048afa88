"""Which primary schools send their pupils on to which secondary schools."""

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.actions.ties import begin_tie, refuse_future
from institutions.models import Institution, InstitutionLink, Phase


@transaction.atomic
def link_feeder(
    *, primary: Institution, secondary: Institution, established_on: date | None, by: User
) -> InstitutionLink:
    """People of either school, or of its trust, may say so. A tie that had ended begins again."""
    access.require_any(by, Permission.PROFILE_EDIT, (primary, secondary))
    _refuse_misfit(primary, secondary)
    refuse_future(established_on, field="established_on")
    link = begin_tie(
        kind=InstitutionLink.Kind.FEEDER, of=primary, to=secondary, established_on=established_on
    )
    audit.record("feeder_linked", link, by=by, primary=primary.pk, secondary=secondary.pk)
    return link


def misfit(primary: Institution, secondary: Institution) -> str:
    """Why the one cannot be a feeder school of the other; empty when it can."""
    if primary.pk == secondary.pk:
        return "A school cannot be its own feeder school"
    if primary.kind != Institution.Kind.SCHOOL or Phase.PRIMARY not in primary.phases:
        return f"{primary} does not teach primary pupils"
    if secondary.kind != Institution.Kind.SCHOOL or Phase.SECONDARY not in secondary.phases:
        return f"{secondary} does not teach secondary pupils"
    return ""


def _refuse_misfit(primary: Institution, secondary: Institution) -> None:
    if why_not := misfit(primary, secondary):
        raise RuleBroken(f"{why_not}.", code="feeder_misfit", field="school")
    for school in (primary, secondary):
        if not school.is_open:
            raise RuleBroken(f"{school} is not open.", code="school_closed", field="school")
