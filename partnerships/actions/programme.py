"""A programme from its founding to the decision at its end. Its lead keeps it; a school asks for its own place."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Group, Institution, Term
from partnerships.models import (
    Cohort,
    Collaboration,
    Enrolment,
    Programme,
    ProgrammeParty,
    ProgrammeStage,
    StageCount,
)

Role = ProgrammeParty.Role


@transaction.atomic
def found_programme(
    *, lead: Institution, stages: Iterable[str] = (), grades: Iterable[Term] = (), by: User, **facts: Any
) -> Programme:
    """Begin a programme that `lead` leads. `facts` are the fields of the model that its kind has."""
    access.require(by, Permission.PARTNERSHIP_EDIT, lead)
    if facts.get("ends_on") and facts["ends_on"] < facts["starts_on"]:
        raise RuleBroken("It must end after it starts", field="ends_on")
    programme = Programme.objects.create(**facts)
    programme.grades.set(grades)
    ProgrammeParty.objects.create(
        programme=programme, institution=lead, role=Role.LEAD, started_on=programme.starts_on
    )
    ProgrammeStage.objects.bulk_create(
        ProgrammeStage(programme=programme, position=position, label=label)
        for position, label in enumerate(stages, start=1)
    )
    audit.record("programme_founded", programme, by=by, lead=lead.pk)
    return programme


@transaction.atomic
def add_programme_party(
    *, programme: Programme, institution: Institution, role: str, by: User
) -> ProgrammeParty:
    """Name a funder, supporter, deliverer or member. A lead is handed over instead."""
    access.require(by, Permission.PARTNERSHIP_EDIT, programme.lead)
    if role == Role.CONSORTIUM and not Group.objects.filter(institution=institution).exists():
        raise RuleBroken(f"{institution} is not a group with members.", field="institution")
    programme = _locked(programme)
    part, is_new = ProgrammeParty.objects.get_or_create(
        programme=programme,
        institution=institution,
        role=role,
        ended_on=None,
        defaults={"started_on": timezone.localdate()},
    )
    if not is_new:
        raise RuleBroken(f"{institution} has this part already.", field="institution")
    audit.record("programme_party_added", programme, by=by, party=institution.pk, role=role)
    return part


@transaction.atomic
def hand_over_programme(*, programme: Programme, institution: Institution, on: date, by: User) -> Programme:
    """From that day another body leads it. Who led it before stays in its history."""
    access.require(by, Permission.PARTNERSHIP_EDIT, programme.lead)
    programme = _locked(programme)
    part = programme.parties.get(role=Role.LEAD, ended_on=None)
    if institution == part.institution:
        raise RuleBroken(f"{institution} leads it already.", field="institution")
    if not part.started_on <= on <= timezone.localdate():
        raise RuleBroken("The date must be since its lead began, and today or in the past.", field="on")
    part.ended_on = on
    part.save(update_fields=["ended_on"])
    ProgrammeParty.objects.create(programme=programme, institution=institution, role=Role.LEAD, started_on=on)
    audit.record("programme_handed_over", programme, by=by, before=part.institution_id, after=institution.pk)
    return programme


@transaction.atomic
def open_cohort(
    *, programme: Programme, year: str, places: int | None, budget: Decimal | None, by: User
) -> Cohort:
    """Take schools for a school year."""
    access.require(by, Permission.PARTNERSHIP_EDIT, programme.lead)
    programme = _locked(programme)
    cohort, is_new = Cohort.objects.get_or_create(
        programme=programme, year=year, defaults={"places": places, "budget": budget}
    )
    if not is_new:
        raise RuleBroken(f"There is a cohort for {year} already.", field="year")
    audit.record("cohort_opened", programme, by=by, year=year, places=places)
    return cohort


@transaction.atomic
def join_cohort(*, cohort: Cohort, school: Institution, by: User) -> Enrolment:
    """A school asks for a place: it has one while there are any, else it waits in line."""
    access.require(by, Permission.PARTNERSHIP_EDIT, school)
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("programme").get(pk=cohort.pk)
    if cohort.programme.is_over:
        raise RuleBroken("This programme is over.", code="programme_over", field="school")
    if cohort.passed_to_id:
        raise RuleBroken(f"{cohort.year} was handed over, so nobody joins it any more.", field="school")
    if not cohort.programme.eligible().filter(pk=school.pk).exists():
        raise RuleBroken(f"{school} is not among the schools that it is for.", field="school")
    state = Enrolment.State.PLACED if _has_room(cohort) else Enrolment.State.WAITING
    enrolment = Enrolment.objects.filter(cohort=cohort, school=school).first()
    if enrolment and enrolment.state != Enrolment.State.LEFT:
        raise RuleBroken(f"{school} has asked already.", code="asked_already", field="school")
    enrolment, _ = Enrolment.objects.update_or_create(
        cohort=cohort, school=school, defaults={"state": state, "asked_at": timezone.now()}
    )
    audit.record("cohort_joined", cohort.programme, by=by, school=school.pk, state=state)
    return enrolment


@transaction.atomic
def leave_cohort(*, enrolment: Enrolment, by: User) -> Enrolment:
    """The place goes to the school that has waited longest."""
    access.require(by, Permission.PARTNERSHIP_EDIT, enrolment.school)
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=enrolment.cohort_id)
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    if enrolment.state not in (Enrolment.State.PLACED, Enrolment.State.WAITING):
        raise RuleBroken("This school has no place to give back.", code="no_place")
    enrolment.state = Enrolment.State.LEFT
    enrolment.save(update_fields=["state", "updated_at"])
    audit.record("cohort_left", cohort.programme, by=by, school=enrolment.school_id)
    waiting = cohort.enrolments.filter(state=Enrolment.State.WAITING).order_by("asked_at", "pk").first()
    if waiting and _has_room(cohort):
        waiting.state = Enrolment.State.PLACED
        waiting.save(update_fields=["state", "updated_at"])
        audit.record("place_given", cohort.programme, by=None, school=waiting.school_id)
    return enrolment


@transaction.atomic
def count_stage(
    *, enrolment: Enrolment, stage: ProgrammeStage, pupils: int, parents: int, by: User
) -> StageCount:
    """How many of the school reached the stage. Who reaches the last one has completed the programme."""
    programme = enrolment.cohort.programme
    access.require_any(by, Permission.PARTNERSHIP_EDIT, [enrolment.school, programme.lead])
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if enrolment.state not in (Enrolment.State.PLACED, Enrolment.State.COMPLETED):
        raise RuleBroken("Only schools that take part are counted.", code="no_place")
    count, _ = StageCount.objects.update_or_create(
        enrolment=enrolment, stage=stage, defaults={"pupils": pupils, "parents": parents}
    )
    if not programme.stages.filter(position__gt=stage.position).exists():
        enrolment.state = Enrolment.State.COMPLETED
        enrolment.save(update_fields=["state", "updated_at"])
    audit.record("stage_counted", programme, by=by, school=enrolment.school_id, stage=stage.label)
    return count


@transaction.atomic
def decide_programme(*, programme: Programme, decision: str, reason: str, by: User) -> Programme:
    """What comes after a trial: more, otherwise, or nothing. Said once, with the reason."""
    access.require(by, Permission.PARTNERSHIP_EDIT, programme.lead)
    programme = _locked(programme)
    if programme.decision:
        raise RuleBroken("This is decided already.", code="decided")
    programme.decision, programme.decision_reason = decision, reason
    programme.decided_on = timezone.localdate()
    programme.save(update_fields=["decision", "decision_reason", "decided_on", "updated_at"])
    audit.record("programme_decided", programme, by=by, decision=decision)
    return programme


@transaction.atomic
def put_in_programme(*, programme: Programme, collaborations: Iterable[Collaboration], by: User) -> Programme:
    """Records of the log that belong to it: many types of activity under one name."""
    access.require(by, Permission.PARTNERSHIP_EDIT, programme.lead)
    added = list(collaborations)
    programme.collaborations.add(*added)
    audit.record("put_in_programme", programme, by=by, records=[each.pk for each in added])
    return programme


def _locked(programme: Programme) -> Programme:
    return Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)


def _has_room(cohort: Cohort) -> bool:
    return cohort.places is None or cohort.enrolments.holding_a_place().count() < cohort.places
