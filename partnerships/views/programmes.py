"""Programmes: find one, run one, and let a school take part."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution, Term
from partnerships import actions
from partnerships.actions import PassedOn
from partnerships.forms.programme import (
    CohortForm,
    DecisionForm,
    JoinForm,
    KindForm,
    LeadForm,
    PassOnForm,
    ProgrammeForm,
    ProgrammePartyForm,
    ProgrammesForm,
    RecordsForm,
    StageCountForm,
)
from partnerships.models import (
    Barrier,
    Collaboration,
    Enrolment,
    Programme,
    ProgrammeKind,
    ProgrammeParty,
    ProgressionOffer,
)
from partnerships.queries.programmes import cohorts_of, members_of, universities_of
from partnerships.views.programme_changes import change_programme, programme_led, programme_seen

RECORDS_SHOWN = 50
Part = ProgrammeKind.Part


@require_safe
def programmes(request: MemberRequest) -> HttpResponse:
    """All of them, or those of a kind or a place; the latest first, one's own at the top."""
    form = ProgrammesForm(request.GET or None)
    everything = Programme.objects.visible_to(request.user).select_related("kind", "area")
    rows = form.narrowed(everything).order_by("-starts_on", "-pk")
    own = rows.run_by(Institution.objects.of(request.user))
    context = {
        "form": form,
        "page": page_of(request, rows),
        "own": list(own),
        "may_found": _may_found(request),
    }
    return render(request, "partnerships/programmes.html", context)


@require_safe
def programme(request: MemberRequest, pk: int) -> HttpResponse:
    """Whom it is for, who runs it, what it is made of, and its years."""
    found = programme_seen(request, pk)
    may_run = access.can(request.user, Permission.PARTNERSHIP_EDIT, found.lead)
    parties = list(found.parties.select_related("institution").order_by("ended_on", "role", "pk"))
    parts = list(found.children.select_related("area", "kind").prefetch_related("builds_on"))
    context = {
        "programme": found,
        "tab": "about",
        "parties": [part for part in parties if part.ended_on is None],
        "former": [part for part in parties if part.ended_on],
        "consortium": _consortium(found, parties),
        "parts": sorted(parts, key=lambda part: (part.starts_on, part.title)),
        "builds_on": list(found.builds_on.order_by("starts_on", "pk")),
        "built_on_by": list(found.built_on_by.order_by("starts_on", "pk")),
        "grades": (grades := list(found.grades.order_by("position"))),
        "grades_ended": _ended(grades, found.list_day),
        "offers": _offers(request, [found, *parts]),
        "stages": list(found.stages.order_by("position")),
        "cohorts": cohorts_of(found, viewer=request.user),
        "barriers": _barriers(request, found),
        "note_url": reverse("partnerships:note_programme_barrier", args=[found.pk]),
        "needs_decision": Part.DECISION in found.kind.parts,
        **_may(request, found, may_run=may_run),
    }
    return render(request, "partnerships/programme.html", context)


def _may(request: MemberRequest, found: Programme, *, may_run: bool) -> dict[str, Any]:
    """What the person may do here, on behalf of whom."""
    editable = access.where_may(request.user, Permission.PARTNERSHIP_EDIT)
    own = set(editable.values_list("pk", flat=True))
    counts_members = Part.MEMBERS in found.kind.parts
    brings_award = Part.AWARD in found.kind.parts
    return {
        "editable": own,
        "may_run": may_run,
        "may_join": not found.is_over and found.eligible().filter(pk__in=own).exists(),
        "may_count": may_run or _taking_part(request, found),
        "may_count_member": counts_members and (may_run or members_of(found).filter(pk__in=own).exists()),
        "may_offer": brings_award and (may_run or universities_of(found).filter(pk__in=own).exists()),
    }


@takes_form
def found_programme(request: MemberRequest) -> HttpResponse:
    """First the kind (`?kind=`), then what that kind has. `?part_of=` names a larger programme."""
    lead = acting_institution(request, may=Permission.PARTNERSHIP_EDIT)
    if lead is None:
        raise PermissionDenied("Acts for no institution that could lead a programme")
    part_of = request.GET.get("part_of", "")
    kind = ProgrammeKind.objects.filter(code=request.GET.get("kind", "")).first()
    if kind is None:
        choice = KindForm(request.GET if "kind" in request.GET else None)
        context = {"form": choice, "lead": lead, "part_of": part_of}
        return render(request, "partnerships/programme_kind.html", context)
    form = ProgrammeForm(request.POST or None, kind=kind, initial={"parent": part_of})
    if form.is_valid():
        with rule_errors_on(form):
            founded = actions.found_programme(lead=lead, kind=kind, by=request.user, **form.cleaned_data)
            messages.success(request, "The programme is here. Open a year next, so that schools can join.")
            return redirect("partnerships:programme", pk=founded.pk)
    return render(request, "partnerships/change_programme.html", {"form": form, "heading": f"New: {kind}"})


@takes_form
def add_programme_party(request: MemberRequest, pk: int) -> HttpResponse:
    found = programme_led(request, pk)
    form = ProgrammePartyForm(request.POST or None)
    return change_programme(request, found, form, "Name a party", _of(found, actions.add_programme_party))


@takes_form
def hand_over_programme(request: MemberRequest, pk: int) -> HttpResponse:
    found = programme_led(request, pk)
    form = LeadForm(request.POST or None)
    return change_programme(
        request, found, form, "Hand the lead over", _of(found, actions.hand_over_programme)
    )


@takes_form
def open_cohort(request: MemberRequest, pk: int) -> HttpResponse:
    found = programme_led(request, pk)
    form = CohortForm(request.POST or None)
    return change_programme(request, found, form, "Open a year", _of(found, actions.open_cohort))


@takes_form
def decide_programme(request: MemberRequest, pk: int) -> HttpResponse:
    found = programme_led(request, pk)
    form = DecisionForm(request.POST or None)
    return change_programme(
        request, found, form, "Decide what comes next", _of(found, actions.decide_programme)
    )


@takes_form
def put_in_programme(request: MemberRequest, pk: int) -> HttpResponse:
    """Records that the lead may see, since the programme began."""
    found = programme_led(request, pk)
    rows = Collaboration.objects.visible_to(request.user).recorded().filter(starts_on__gte=found.starts_on)
    latest = rows.exclude(programmes=found).order_by("-starts_on", "-pk").values_list("pk", flat=True)
    shown = Collaboration.objects.visible_to(request.user).filter(pk__in=list(latest[:RECORDS_SHOWN]))
    form = RecordsForm(request.POST or None, rows=shown.order_by("-starts_on", "-pk"))
    return change_programme(
        request, found, form, "Put records under its name", _of(found, actions.put_in_programme)
    )


@takes_form
def join_cohort(request: MemberRequest, pk: int, year: str) -> HttpResponse:
    found = programme_seen(request, pk)
    cohort = get_object_or_404(found.cohorts, year=year.replace("-", "/"))
    own = access.where_may(request.user, Permission.PARTNERSHIP_EDIT)
    form = JoinForm(request.POST or None, schools=found.eligible().filter(pk__in=own.values("pk")))
    heading = f"Take part in {cohort.year}"
    return change_programme(
        request, found, form, heading, lambda **data: actions.join_cohort(cohort=cohort, **data)
    )


@require_POST
def leave_cohort(request: MemberRequest, pk: int, enrolment_pk: int) -> HttpResponse:
    here = Enrolment.objects.visible_to(request.user).filter(cohort__programme=pk)
    enrolment = get_object_or_404(here.select_related("school"), pk=enrolment_pk)
    try:
        actions.leave_cohort(enrolment=enrolment, by=request.user)
        messages.success(request, f"{enrolment.school} no longer takes part.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:programme", pk=pk)


@takes_form
def count_stage(request: MemberRequest, pk: int) -> HttpResponse:
    """By the lead for every school, by a school for itself."""
    found = programme_seen(request, pk)
    own = access.where_may(request.user, Permission.PARTNERSHIP_EDIT)
    if access.can(request.user, Permission.PARTNERSHIP_EDIT, found.lead):
        own = Institution.objects.visible_to(request.user)
    form = StageCountForm(request.POST or None, programme=found, schools=own)
    return change_programme(request, found, form, "Count a stage", actions.count_stage)


@takes_form
def pass_on_cohort(request: MemberRequest, pk: int, year: str) -> HttpResponse:
    found = programme_led(request, pk)
    cohort = get_object_or_404(found.cohorts, year=year.replace("-", "/"))
    form = PassOnForm(request.POST or None)

    def act(by: User, **data: Any) -> None:
        actions.pass_on_cohort(cohort=cohort, passed=PassedOn(**data), by=by)

    return change_programme(request, found, form, f"Hand over {cohort.year}", act)


@require_POST
def take_over_cohort(request: MemberRequest, pk: int, year: str) -> HttpResponse:
    """By the institution that it was handed to."""
    found = programme_seen(request, pk)
    cohort = get_object_or_404(found.cohorts, year=year.replace("-", "/"))
    try:
        actions.take_over_cohort(cohort=cohort, by=request.user)
        messages.success(request, f"You have taken {cohort.year} over.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:programme", pk=pk)


def _of(found: Programme, act: Callable[..., Any]) -> Callable[..., Any]:
    return lambda **data: act(programme=found, **data)


def _taking_part(request: MemberRequest, found: Programme) -> bool:
    """A school for which the person may speak is or was in it."""
    own = access.where_may(request.user, Permission.PARTNERSHIP_EDIT)
    rows = Enrolment.objects.visible_to(request.user).holding_a_place()
    return rows.filter(cohort__programme=found, school__in=own).exists()


def _consortium(found: Programme, parties: list[ProgrammeParty]) -> list[Institution]:
    """The members of the group that runs it, where there is one."""
    if not any(part.role == ProgrammeParty.Role.CONSORTIUM and part.ended_on is None for part in parties):
        return []
    return list(members_of(found).defer("search").order_by("name", "pk"))


def _ended(grades: list[Term], day: date) -> date | None:
    """When such grades were given no more, where that was by the day that decides."""
    return next((each.valid_to for each in grades if each.valid_to and each.valid_to <= day), None)


def _offers(request: MemberRequest, programmes: list[Programme]) -> list[ProgressionOffer]:
    """Of the programme and of what is under it: an award, for example."""
    rows = ProgressionOffer.objects.visible_to(request.user).filter(programme__in=programmes)
    named = rows.select_related("university", "programme").defer("university__search")
    return list(named.order_by("programme__title", "university__name"))


def _barriers(request: MemberRequest, found: Programme) -> list[Barrier]:
    rows = Barrier.objects.visible_to(request.user).filter(programme=found).select_related("kind")
    return list(rows.order_by("overcome_on", "-noted_on", "-pk"))


def _may_found(request: MemberRequest) -> bool:
    return acting_institution(request, may=Permission.PARTNERSHIP_EDIT) is not None
