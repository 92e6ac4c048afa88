"""Groups of institutions: starting one, saying what it is, and who belongs to it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from core.privacy import refuse_personal_data
from institutions import access, notifications
from institutions.access import Permission
from institutions.actions.founding import found_institution
from institutions.models import Affiliation, Area, Group, GroupKind, Institution
from institutions.queries.people import addresses_by_institution

State = Affiliation.State


@transaction.atomic
def start_group(
    *, name: str, kind: GroupKind, postcode: str, purpose: str, catchment: Iterable[Area] = (), by: User
) -> Group:
    """Put a group on Causeway, with its founder as manager. Trusts come from the register."""
    access.require_person(by)
    if kind.is_registered:
        raise RuleBroken(
            f"Every {kind.label.lower()} is here already, from the register.",
            code="comes_from_register",
            field="kind",
        )
    refuse_personal_data(purpose, field="purpose")
    institution = found_institution(name=name, kind=Institution.Kind.NETWORK, postcode=postcode, by=by)
    group = Group.objects.create(institution=institution, kind=kind, purpose=purpose)
    group.catchment.set(catchment if kind.has_catchment else ())
    audit.record("group_started", institution, by=by, kind=kind.code)
    return group


@transaction.atomic
def describe_group(*, group: Group, purpose: str, catchment: Iterable[Area] = (), by: User) -> Group:
    """What it is for and, where its kind serves areas, which."""
    access.require(by, Permission.PROFILE_EDIT, group.institution)
    refuse_personal_data(purpose, field="purpose")
    group.purpose = purpose
    group.save(update_fields=["purpose", "updated_at"])
    group.catchment.set(catchment if group.kind.has_catchment else ())
    audit.record("group_described", group.institution, by=by)
    return group


@transaction.atomic
def ask_to_join(*, group: Group, member: Institution, by: User) -> Affiliation:
    """Ask an institution to belong. It does from the day that its own people give."""
    access.require(by, Permission.PROFILE_EDIT, group.institution)
    Institution.objects.select_for_update(no_key=True).get(pk=group.pk)  # one new member of it at a time
    _refuse_member(group, member)
    asked = Affiliation.objects.create(group=group.institution, member=member, asked_by=by)
    people = addresses_by_institution(institutions=[member], permission=Permission.PROFILE_EDIT)
    for address in people[member.pk]:
        notifications.group_asked(asked, address)
    audit.record("group_asked", asked, by=by, group=group.pk, member=member.pk)
    return asked


def _refuse_member(group: Group, member: Institution) -> None:
    if group.kind.is_registered:
        raise RuleBroken("The register says which schools are in a trust.", code="comes_from_register")
    if member.pk == group.pk or not group.kind.takes(member):
        kind = member.get_kind_display().lower()
        raise RuleBroken(
            f"{member} is a {kind}, which cannot belong to a {group.kind.label.lower()}.",
            code="group_misfit",
            field="member",
        )
    if member.status == Institution.Status.CLOSED:
        raise RuleBroken(f"{member} has closed.", code="institution_closed", field="member")
    held = Affiliation.objects.filter(group=group.pk, member=member, state__in=(State.ASKED, State.MEMBER))
    if known := held.first():
        what = "is a member already" if known.state == State.MEMBER else "has been asked already"
        raise RuleBroken(f"{member} {what}.", code="group_asked", field="member")


@transaction.atomic
def answer_affiliation(
    *, affiliation: Affiliation, accept: bool, joined_on: date | None = None, by: User
) -> Affiliation:
    """The institution's own word. It may say that it has belonged for longer."""
    access.require(by, Permission.PROFILE_EDIT, affiliation.member)
    affiliation = _locked(affiliation, State.ASKED, "This has been answered or taken back already.")
    joined_on = joined_on or timezone.localdate()
    if accept and joined_on > timezone.localdate():
        raise RuleBroken("The day must be today or in the past", field="joined_on")
    affiliation.state = State.MEMBER if accept else State.DECLINED
    affiliation.joined_on = joined_on if accept else None
    affiliation.save(update_fields=["state", "joined_on", "updated_at"])
    if affiliation.asked_by and affiliation.asked_by.is_active:
        notifications.affiliation_answered(affiliation, affiliation.asked_by)
    audit.record("affiliation_answered", affiliation, by=by, accept=accept)
    return affiliation


@transaction.atomic
def withdraw_affiliation(*, affiliation: Affiliation, by: User) -> Affiliation:
    """Take back what was asked, as long as nobody has answered."""
    access.require(by, Permission.PROFILE_EDIT, affiliation.group)
    affiliation = _locked(affiliation, State.ASKED, "This has been answered or taken back already.")
    affiliation.state = State.WITHDRAWN
    affiliation.save(update_fields=["state", "updated_at"])
    audit.record("affiliation_withdrawn", affiliation, by=by)
    return affiliation


@transaction.atomic
def let_group_act(*, affiliation: Affiliation, may_act: bool, by: User) -> Affiliation:
    """The member lets the group act in its name from today, or takes that back from today. Saying it twice is once."""
    access.require(by, Permission.PROFILE_EDIT, affiliation.member)
    affiliation = _locked(affiliation, State.MEMBER, "This membership has ended already.")
    if not Group.objects.filter(pk=affiliation.group_id, kind__acts_for_members=True).exists():
        raise RuleBroken("This group does not act for its members.", code="acts_for_nobody")
    if may_act == affiliation.may_act:
        return affiliation
    today = timezone.localdate()
    if may_act:
        affiliation.acts_from, affiliation.acts_until = today, None
    else:
        affiliation.acts_until = today
    affiliation.save(update_fields=["acts_from", "acts_until", "updated_at"])
    audit.record("group_let_act", affiliation, by=by, may_act=may_act)
    return affiliation


@transaction.atomic
def end_affiliation(*, affiliation: Affiliation, left_on: date, by: User) -> Affiliation:
    """The member leaves, or the group lets it go; the history stays."""
    access.require_any(by, Permission.PROFILE_EDIT, (affiliation.group, affiliation.member))
    affiliation = _locked(affiliation, State.MEMBER, "This membership has ended already.")
    if left_on > timezone.localdate():
        raise RuleBroken("The day must be today or in the past", field="left_on")
    if affiliation.joined_on and left_on < affiliation.joined_on:
        raise RuleBroken("The day must be on or after the day of joining", field="left_on")
    affiliation.state, affiliation.left_on = State.LEFT, left_on
    affiliation.save(update_fields=["state", "left_on", "updated_at"])
    audit.record("affiliation_ended", affiliation, by=by, left_on=left_on.isoformat())
    return affiliation


def _locked(affiliation: Affiliation, state: Affiliation.State, otherwise: str) -> Affiliation:
    rows = Affiliation.objects.select_for_update(of=("self",)).select_related("group", "member", "asked_by")
    found = rows.get(pk=affiliation.pk)
    if found.state != state:
        raise RuleBroken(otherwise, code="affiliation_moved")
    return found
