"""An event from its announcement to the last thing that somebody promised at it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, Term
from partnerships.models import Commitment, Event, EventSession, Registration


@transaction.atomic
def announce_event(*, holder: Institution, sessions: Iterable[str] = (), by: User, **facts: Any) -> Event:
    """Tell everybody of it. `facts` are the fields of the model."""
    access.require(by, Permission.PARTNERSHIP_EDIT, holder)
    if facts["ends_on"] < facts["starts_on"]:
        raise RuleBroken("It must end on or after the day it starts.", field="ends_on")
    if facts.get("topic") and not facts.get("hours"):
        raise RuleBroken("Enter how many hours the training takes each person.", field="hours")
    privacy.refuse_personal_data(facts["summary"], field="summary")
    event = Event.objects.create(holder=holder, **facts)
    EventSession.objects.bulk_create(
        EventSession(event=event, position=position, title=title)
        for position, title in enumerate(sessions, start=1)
    )
    audit.record("event_announced", event, by=by, holder=holder.pk)
    return event


@transaction.atomic
def register_for_event(
    *, event: Event, institution: Institution, staff_group: Term, people: int, by: User
) -> Registration:
    """Say how many are to come; said again, the new number counts. Nobody is named."""
    access.require(by, Permission.PARTNERSHIP_EDIT, institution)
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.ends_on < timezone.localdate():
        raise RuleBroken("This is over, so nobody can register any more.", code="event_over")
    others = event.registrations.exclude(institution=institution, staff_group=staff_group)
    taken = others.aggregate(n=Sum("people", default=0))["n"]
    if event.capacity is not None and taken + people > event.capacity:
        free = event.capacity - taken
        raise RuleBroken(f"Only {free} place{'s are' if free != 1 else ' is'} free.", field="people")
    registration, _ = Registration.objects.update_or_create(
        event=event, institution=institution, staff_group=staff_group, defaults={"people": people}
    )
    audit.record("event_registered", event, by=by, institution=institution.pk, people=people)
    return registration


@transaction.atomic
def count_attendance(*, registration: Registration, came: int, completed: int, by: User) -> Registration:
    """How many came and how many completed it, as the holder counted."""
    access.require(by, Permission.PARTNERSHIP_EDIT, registration.event.holder)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if not registration.event.has_begun:
        raise RuleBroken("This has not begun yet, so nobody can have come.", code="not_begun")
    if completed > came:
        raise RuleBroken("No more can complete it than came.", field="completed")
    registration.came, registration.completed = came, completed
    registration.save(update_fields=["came", "completed", "updated_at"])
    audit.record("attendance_counted", registration.event, by=by, came=came, completed=completed)
    return registration


@transaction.atomic
def count_reach(*, event: Event, reached: int, by: User) -> Event:
    """How many of the public came, where nobody registers."""
    access.require(by, Permission.PARTNERSHIP_EDIT, event.holder)
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if not event.has_begun:
        raise RuleBroken("This has not begun yet, so nobody can have come.", code="not_begun")
    event.reached = reached
    event.save(update_fields=["reached", "updated_at"])
    audit.record("reach_counted", event, by=by, reached=reached)
    return event


@transaction.atomic
def make_commitment(
    *, event: Event, institution: Institution, what: str, due_on: date, by: User
) -> Commitment:
    """Take something upon oneself at an event."""
    access.require(by, Permission.PARTNERSHIP_EDIT, institution)
    privacy.refuse_personal_data(what, field="what")
    if due_on < event.starts_on:
        raise RuleBroken("The day must be on or after the event.", field="due_on")
    commitment = Commitment.objects.create(event=event, institution=institution, what=what, due_on=due_on)
    audit.record("commitment_made", event, by=by, institution=institution.pk)
    return commitment


@transaction.atomic
def keep_commitment(*, commitment: Commitment, by: User) -> Commitment:
    """It is done. A second click changes nothing."""
    access.require(by, Permission.PARTNERSHIP_EDIT, commitment.institution)
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if commitment.done_on is None:
        commitment.done_on = timezone.localdate()
        commitment.save(update_fields=["done_on", "updated_at"])
        audit.record("commitment_kept", commitment.event, by=by, institution=commitment.institution_id)
    return commitment
