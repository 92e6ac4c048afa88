"""What a group says of a year, who accredits it, and what its members share."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from core.privacy import refuse_personal_data
from institutions import access
from institutions.access import Permission
from institutions.models import Group, GroupAccreditation, GroupYear, Institution, SharedService


@transaction.atomic
def tell_of_year(
    *, group: Group, year: str, budget: int | None = None, people: int | None = None, by: User
) -> GroupYear:
    """What it had to spend in a school year, and how many people belonged; said again, it is corrected."""
    access.require(by, Permission.PROFILE_EDIT, group.institution)
    told = {"budget": budget, "people": people}
    for name, is_asked in (("budget", group.kind.has_budget), ("people", group.kind.counts_people)):
        if told[name] is not None and not is_asked:
            raise RuleBroken(f"A {group.kind.label.lower()} does not say this.", field=name)
    row, _ = GroupYear.objects.update_or_create(group=group.institution, year=year, defaults=told)
    audit.record("group_year_told", row, by=by, year=year, **told)
    return row


@transaction.atomic
def accredit_group(
    *,
    group: Group,
    body: Institution,
    standard: str,
    granted_on: date,
    ends_on: date | None = None,
    by: User,
) -> GroupAccreditation:
    """The body that owns the standard says that the group meets it. Nobody accredits their own group."""
    access.require(by, Permission.PROFILE_EDIT, body)
    if body.kind not in group.kind.accredited_by or body.pk == group.pk:
        raise RuleBroken(
            f"{body} cannot accredit a {group.kind.label.lower()}.",
            code="accreditor_misfit",
            field="standard",
        )
    if access.can(by, Permission.PROFILE_EDIT, group.institution):
        raise RuleBroken("Somebody who does not look after the group must say so.", code="own_group")
    if granted_on > timezone.localdate():
        raise RuleBroken("The day must be today or in the past", field="granted_on")
    if ends_on and ends_on <= granted_on:
        raise RuleBroken("The last day must be after the first", field="ends_on")
    told = {"standard": standard, "granted_on": granted_on, "ends_on": ends_on}
    row = GroupAccreditation.objects.create(group=group.institution, body=body, **told)
    audit.record("group_accredited", row, by=by, group=group.pk, body=body.pk)
    return row


@transaction.atomic
def end_accreditation(
    *, accreditation: GroupAccreditation, ends_on: date, reason: str, by: User
) -> GroupAccreditation:
    """The body takes it away, and says why."""
    access.require(by, Permission.PROFILE_EDIT, accreditation.body)
    accreditation = GroupAccreditation.objects.select_for_update().get(pk=accreditation.pk)
    if accreditation.ends_on and accreditation.ends_on <= timezone.localdate():
        raise RuleBroken("This accreditation has ended already.", code="accreditation_ended")
    if not accreditation.granted_on <= ends_on <= timezone.localdate():
        raise RuleBroken("The day must lie between the first day and today", field="ends_on")
    refuse_personal_data(reason, field="reason")
    accreditation.ends_on, accreditation.reason = ends_on, reason
    accreditation.save(update_fields=["ends_on", "reason"])
    audit.record("accreditation_ended", accreditation, by=by, reason=reason)
    return accreditation


@dataclass(frozen=True)
class Shared:
    """What is said of a shared service, purchase, post or activity."""

    kind: str
    name: str
    started_on: date
    provider: Institution | None = None
    members: int | None = None
    yearly_cost: int | None = None
    yearly_saving: int | None = None
    worked_out: str = ""


@transaction.atomic
def share_service(*, group: Institution, shared: Shared, by: User) -> SharedService:
    """Members of a trust or another group do something together. A saving says how it was worked out."""
    access.require(by, Permission.PROFILE_EDIT, group)
    for name in ("name", "worked_out"):
        refuse_personal_data(getattr(shared, name), field=name)
    if shared.yearly_saving is not None and not shared.worked_out:
        raise RuleBroken("Say how the saving was worked out", code="saving_unexplained", field="worked_out")
    is_commissioned = shared.kind == SharedService.Kind.COMMISSIONED
    if is_commissioned and not Group.objects.filter(pk=group.pk, kind__has_budget=True).exists():
        raise RuleBroken(
            f"{group} has no budget of its own to commission from.", code="no_budget", field="kind"
        )
    row = SharedService.objects.create(group=group, **vars(shared))
    audit.record("service_shared", row, by=by, group=group.pk)
    return row


@transaction.atomic
def end_service(*, service: SharedService, ended_on: date, by: User) -> SharedService:
    """It is shared no more; the history stays."""
    access.require(by, Permission.PROFILE_EDIT, service.group)
    service = SharedService.objects.select_for_update().get(pk=service.pk)
    if service.ended_on:
        raise RuleBroken("This has ended already.", code="service_ended")
    if not service.started_on <= ended_on <= timezone.localdate():
        raise RuleBroken("The day must lie between the first day and today", field="ended_on")
    service.ended_on = ended_on
    service.save(update_fields=["ended_on", "updated_at"])
    audit.record("service_ended", service, by=by, ended_on=ended_on.isoformat())
    return service
