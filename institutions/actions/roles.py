"""Who answers for what: appointments, hand-overs and departures, all dated."""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access, notifications
from institutions.access import Permission
from institutions.models import Institution, RoleHolder, RoleType
from institutions.queries.roles import managers_of


@transaction.atomic
def appoint_role_holder(
    *,
    institution: Institution,
    role_type: RoleType,
    name: str,
    email: str,
    started_on: date,
    term_ends_on: date | None,
    by: User,
) -> RoleHolder:
    """Name a person for a role. Where one person holds it at a time, the present holder hands over that day."""
    access.require(by, Permission.ROLE_HOLDER_EDIT, institution)
    if term_ends_on and term_ends_on <= started_on:
        raise RuleBroken("The term must end after it starts", field="term_ends_on")
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)  # one appointment at a time
    if role_type.is_single:
        _hand_over(institution, role_type, started_on, by)
    holder = RoleHolder.objects.create(
        institution=institution,
        role_type=role_type,
        name=name,
        email=email,
        started_on=started_on,
        term_ends_on=term_ends_on,
    )
    audit.record("role_holder_appointed", holder, by=by, role=role_type.code, institution=institution.pk)
    return holder


def _hand_over(institution: Institution, role_type: RoleType, day: date, by: User) -> None:
    """End the present holder's role on the day; refuse a day before somebody who came later."""
    holders = RoleHolder.objects.filter(institution=institution, role_type=role_type)
    later = holders.filter(started_on__gte=day).order_by("-started_on").first()
    if later:
        since = date_format(later.started_on, "j F Y")
        raise RuleBroken(
            f"{later.name} began in this role on {since}. Enter a later start date.", field="started_on"
        )
    for holder in holders.exclude(ended_on__lte=day).select_for_update(no_key=True):
        _end(holder, day, by)


@transaction.atomic
def end_role(*, role_holder: RoleHolder, ended_on: date, by: User) -> RoleHolder:
    """From that day the person holds the role no more. A required role that nobody takes over is a vacancy."""
    access.require(by, Permission.ROLE_HOLDER_EDIT, role_holder.institution)
    holder = RoleHolder.objects.select_for_update(of=("self",)).get(pk=role_holder.pk)
    if holder.ended_on:
        raise RuleBroken(f"{holder.name}’s role already has an end date.", code="role_ended")
    if ended_on < holder.started_on:
        since = date_format(holder.started_on, "j F Y")
        raise RuleBroken(f"{holder.name} began on {since}. Enter that day or later.", field="ended_on")
    _end(holder, ended_on, by)
    return holder


@transaction.atomic
def remind_of_term(*, role_holder: RoleHolder) -> None:
    """Tell those who look after the institution, once for each term; nothing where the role has an end already."""
    holder = RoleHolder.objects.select_related("institution", "role_type").get(pk=role_holder.pk)
    if holder.ended_on is None and holder.term_ends_on:
        for manager in managers_of(holder.institution):
            notifications.role_term_ending(holder, manager)


def _end(holder: RoleHolder, day: date, by: User) -> None:
    holder.ended_on = day
    holder.save(update_fields=["ended_on", "updated_at"])
    audit.record("role_ended", holder, by=by, ended_on=day.isoformat())
