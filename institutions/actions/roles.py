"""Who answers for what: appointments, hand-overs and departures, all dated."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts import audit, letters
from accounts.models import Letter, User
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
    **details: Any,
) -> RoleHolder:
    """Name a person for a role. Where one person holds it at a time, the present holder hands over that day.

    `details` are what the type of role asks: seniority, affiliation, remit, recognition.
    """
    access.require(by, Permission.ROLE_HOLDER_EDIT, institution)
    term_ends_on = term_ends_on or _usual_end(role_type, started_on)
    if term_ends_on and term_ends_on <= started_on:
        raise RuleBroken("The term must end after it starts", field="term_ends_on")
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)  # one appointment at a time
    if role_type.is_single:
        _refuse_before_another(institution, role_type, started_on)
    holder = RoleHolder.objects.create(
        institution=institution,
        role_type=role_type,
        name=name,
        email=email,
        started_on=started_on,
        term_ends_on=term_ends_on,
        confirmed_on=timezone.localdate(),
        **details,
    )
    if role_type.is_single:
        _hand_over_to(holder, by)
    audit.record("role_holder_appointed", holder, by=by, role=role_type.code, institution=institution.pk)
    return holder


def _usual_end(role_type: RoleType, started_on: date) -> date | None:
    if role_type.term_years is None:
        return None
    last_year = started_on.year + role_type.term_years
    is_leap_day = (started_on.month, started_on.day) == (2, 29)
    return date(last_year, 3, 1) if is_leap_day else started_on.replace(year=last_year)


def _refuse_before_another(institution: Institution, role_type: RoleType, day: date) -> None:
    holders = RoleHolder.objects.filter(institution=institution, role_type=role_type)
    later = holders.filter(started_on__gte=day).order_by("-started_on").first()
    if later:
        since = date_format(later.started_on, "j F Y")
        begins = "begins" if later.is_to_come else "began"
        raise RuleBroken(
            f"{later.name} {begins} in this role on {since}. Enter a later start date.", field="started_on"
        )


def _hand_over_to(holder: RoleHolder, by: User) -> None:
    """End the present holder's role on the day that the next one starts."""
    others = RoleHolder.objects.filter(institution=holder.institution, role_type=holder.role_type)
    present = others.exclude(pk=holder.pk).exclude(ended_on__lte=holder.started_on)
    for each in present.select_for_update(no_key=True):
        each.succeeded_by = holder
        _end(each, holder.started_on, by)


@transaction.atomic
def undo_appointment(*, role_holder: RoleHolder, by: User) -> None:
    """Take back an appointment that has not begun. Whoever would have handed over that day stays."""
    access.require(by, Permission.ROLE_HOLDER_EDIT, role_holder.institution)
    holder = RoleHolder.objects.select_for_update(of=("self",)).get(pk=role_holder.pk)
    if not holder.is_to_come:
        since = date_format(holder.started_on, "j F Y")
        raise RuleBroken(f"{holder.name} began on {since}. End the role instead.", code="role_has_begun")
    for each in holder.predecessors.select_for_update(no_key=True):
        each.ended_on, each.succeeded_by = None, None
        each.save(update_fields=["ended_on", "succeeded_by", "updated_at"])
        audit.record("role_continued", each, by=by)
    audit.record("appointment_undone", holder, by=by, name=holder.name, institution=holder.institution_id)
    holder.delete()


@transaction.atomic
def confirm_roles(*, institution: Institution, by: User) -> int:
    """Say that everybody named there is still in the role. Answers how many they are."""
    access.require(by, Permission.ROLE_HOLDER_EDIT, institution)
    named = RoleHolder.objects.filter(institution=institution, ended_on=None)
    count = named.update(confirmed_on=timezone.localdate())
    audit.record("roles_confirmed", institution, by=by, holders=count)
    return count


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
            if letters.wants(manager, Letter.DATES):
                notifications.role_term_ending(holder, manager)


def _end(holder: RoleHolder, day: date, by: User) -> None:
    holder.ended_on = day
    holder.save(update_fields=["ended_on", "succeeded_by", "updated_at"])
    audit.record("role_ended", holder, by=by, ended_on=day.isoformat())
