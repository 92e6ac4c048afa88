"""Which primary schools send their pupils on to which secondary schools."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, InstitutionLink, Phase


@transaction.atomic
def link_feeder(
    *, primary: Institution, secondary: Institution, established_on: date | None, by: User
) -> InstitutionLink:
    """People of either school, or of its trust, may say so. A tie that had ended begins again."""
    access.require_any(by, Permission.PROFILE_EDIT, (primary, secondary))
    _refuse_misfit(primary, secondary)
    _refuse_future(established_on, field="established_on")
    Institution.objects.select_for_update(no_key=True).get(pk=primary.pk)  # one new tie of it at a time
    link, is_new = InstitutionLink.objects.get_or_create(
        institution=primary,
        to_institution=secondary,
        kind=InstitutionLink.Kind.FEEDER,
        defaults={"established_on": established_on},
    )
    if not is_new:
        _begin_again(link, established_on)
    audit.record("feeder_linked", link, by=by, primary=primary.pk, secondary=secondary.pk)
    return link


def _begin_again(link: InstitutionLink, established_on: date | None) -> None:
    if link.ended_on is None:
        raise RuleBroken(
            f"{link.institution} is a feeder school of {link.to_institution} already.",
            code="feeder_linked",
            field="school",
        )
    link.established_on, link.ended_on = established_on, None
    link.save(update_fields=["established_on", "ended_on"])


@transaction.atomic
def end_feeder(*, link: InstitutionLink, ended_on: date, by: User) -> InstitutionLink:
    """From that day the one school sends no more pupils on to the other. The tie stays in the history."""
    access.require_any(by, Permission.PROFILE_EDIT, (link.institution, link.to_institution))
    link = InstitutionLink.objects.select_for_update(of=("self",)).get(
        pk=link.pk, kind=InstitutionLink.Kind.FEEDER
    )
    if link.ended_on:
        raise RuleBroken("This feeder link has ended already.", code="feeder_ended")
    _refuse_future(ended_on, field="ended_on")
    if link.established_on and ended_on < link.established_on:
        raise RuleBroken("End date must be on or after the day that the link began", field="ended_on")
    link.ended_on = ended_on
    link.save(update_fields=["ended_on"])
    audit.record("feeder_ended", link, by=by, ended_on=ended_on.isoformat())
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


def _refuse_future(day: date | None, *, field: str) -> None:
    if day and day > timezone.localdate():
        raise RuleBroken("The date must be today or in the past", field=field)
