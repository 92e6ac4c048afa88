"""Bodies: who sits on them, for whom, and for how long."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions.models import Area, Institution
from partnerships import access
from partnerships.access import Owner
from partnerships.actions.steps import refuse_ended, refuse_future, refuse_stale
from partnerships.models import Body, BodyKind, BodyMember, Partnership
from partnerships.queries.bodies import owner_kind

Role = BodyMember.Role


@dataclass(frozen=True, kw_only=True)
class Charter:
    """What a body is for, from when to when, and how often it meets (in months)."""

    kind: BodyKind
    name: str
    started_on: date
    remit: str = ""
    ends_on: date | None = None
    meets_every: int | None = None


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Somebody on a body, for an institution."""

    name: str
    institution: Institution
    seniority: str
    joined_on: date
    role: str = Role.MEMBER.value
    nominated_by: Institution | None = None


@transaction.atomic
def set_up_body(*, owner: Owner, charter: Charter, by: User) -> Body:
    """A partnership, a group or an authority gives itself a body."""
    access.require_keeper(by, owner)
    _check_charter(charter, owner)
    body = Body(kind=charter.kind, started_on=charter.started_on)
    match owner:
        case Partnership():
            refuse_ended(owner)
            body.partnership = owner
        case Institution():
            body.group = owner
        case Area():
            body.authority = owner
    _write(body, charter)
    audit.record("body_set_up", owner, by=by, name=body.name)
    return body


@transaction.atomic
def change_body(*, body: Body, charter: Charter, revision: int, by: User) -> Body:
    """Say anew what it is for, how often it meets, or when its term ends."""
    access.require_keeper(by, body.owner)
    body = _locked(body)
    refuse_stale(body, revision)
    _check_charter(charter, body.owner)
    body.kind, body.started_on, body.revision = charter.kind, charter.started_on, body.revision + 1
    _write(body, charter)
    audit.record("body_changed", body.owner, by=by, name=body.name)
    return body


@transaction.atomic
def seat_member(*, body: Body, seat: Seat, by: User) -> BodyMember:
    """Put somebody on it. Whoever chaired it until then stays as a member."""
    access.require_keeper(by, body.owner)
    body = _locked(body)
    refuse_future(seat.joined_on, field="joined_on")
    if body.is_over:
        raise RuleBroken(f"{body} has ended.", code="body_ended")
    if seat.joined_on < body.started_on:
        raise RuleBroken("The date must be on or after the day the body was set up.", field="joined_on")
    if body.kind.is_nominated and seat.nominated_by is None:
        raise RuleBroken("Its members are nominated. Say by whom.", field="nominated_by")
    if seat.role == Role.CHAIR:
        _leave_the_chair(body, on=seat.joined_on)
    member = BodyMember.objects.create(body=body, **vars(seat))
    audit.record("member_seated", body.owner, by=by, body=body.name, member=str(member), role=seat.role)
    return member


@transaction.atomic
def end_seat(*, member: BodyMember, left_on: date, by: User) -> BodyMember:
    """From that day the person sits on it no more. That they did stays on the record."""
    access.require_keeper(by, member.body.owner)
    body = _locked(member.body)
    refuse_future(left_on, field="left_on")
    member = body.members.select_related("institution").get(pk=member.pk)
    if member.left_on:
        raise RuleBroken(f"{member.name} has left already.", code="has_left")
    if left_on < member.joined_on:
        raise RuleBroken("The date must be on or after the day they joined.", field="left_on")
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    audit.record("seat_ended", body.owner, by=by, body=body.name, member=str(member))
    return member


def _locked(body: Body) -> Body:
    related = ("kind__term", "partnership", "group", "authority")
    return Body.objects.select_for_update(of=("self",)).select_related(*related).get(pk=body.pk)


def _check_charter(charter: Charter, owner: Owner) -> None:
    privacy.refuse_personal_data(f"{charter.name} {charter.remit}", field="remit")
    if owner_kind(owner) not in charter.kind.owners:
        raise RuleBroken("There is no such body here. Select another kind.", field="kind")
    if charter.kind.needs_remit and not charter.remit.strip():
        raise RuleBroken("Say what it is for.", field="remit")
    if charter.kind.needs_end and charter.ends_on is None:
        raise RuleBroken("It is set up for a term. Say until when.", field="ends_on")
    if charter.ends_on and charter.ends_on <= charter.started_on:
        raise RuleBroken("The end must be after the day it was set up.", field="ends_on")


def _write(body: Body, charter: Charter) -> None:
    body.name, body.remit = charter.name.strip(), charter.remit.strip()
    body.ends_on, body.meets_every = charter.ends_on, charter.meets_every
    body.save()


def _leave_the_chair(body: Body, *, on: date) -> None:
    chair = body.members.filter(role=Role.CHAIR, left_on=None).first()
    if chair is None:
        return
    if on < chair.joined_on:
        raise RuleBroken("The date must be on or after the day the present chair began.", field="joined_on")
    chair.left_on = on
    chair.save(update_fields=["left_on"])
    chair.pk, chair.role, chair.joined_on, chair.left_on = None, Role.MEMBER, on, None
    chair.save(force_insert=True)
