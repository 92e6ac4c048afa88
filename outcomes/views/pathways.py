"""Pathways: find one, see how many go on from step to step, lead one, and count one's own people."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution
from institutions.models.institution import InstitutionQuerySet
from outcomes import actions
from outcomes.forms import (
    PathwayCountForm,
    PathwayForm,
    PathwayKindForm,
    PathwayMemberForm,
    PathwayStepForm,
    PathwayViewForm,
)
from outcomes.models import Pathway, PathwayKind
from outcomes.reports.pathways import ladder_of
from outcomes.views.changes import change


@require_safe
def pathways(request: MemberRequest) -> HttpResponse:
    """All of them, by kind; `?institution=` narrows to those that one is on."""
    rows = Pathway.objects.visible_to(request.user).select_related("kind", "lead", "area")
    at = request.GET.get("institution", "")
    narrowed = Institution.objects.visible_to(request.user).filter(pk=at).first() if at.isdecimal() else None
    if narrowed:
        rows = rows.of(narrowed)
    context = {
        "page": page_of(request, rows.order_by("kind__position", "title", "pk")),
        "institution": narrowed,
        "may_begin": _lead(request) is not None,
    }
    return render(request, "outcomes/pathways.html", context)


@require_safe
def pathway(request: HttpRequest, pk: int) -> HttpResponse:
    """Its steps, cohort by cohort, and each institution on one of them."""
    found = _found(request, pk)
    form = PathwayViewForm(request.GET or None, pathway=found)
    chosen = form.cleaned_data.get("step") if form.is_valid() else None
    ladder = ladder_of(found, step=chosen)
    form.initial["step"] = ladder.step
    own = _own(request).filter(pathways=found)
    context = {
        "pathway": found,
        "form": form,
        "ladder": ladder,
        "members": list(found.members.order_by("name", "pk")),
        "own": list(own.order_by("name", "pk")),
        "may_lead": access.can(request.user, Permission.PARTNERSHIP_EDIT, found.lead),
    }
    return render(request, "outcomes/pathway.html", context)


@takes_form
def begin_pathway(request: MemberRequest) -> HttpResponse:
    """First the kind (`?kind=`), then its name and place."""
    lead = _lead(request)
    if lead is None:
        raise PermissionDenied("Acts for no institution that could lead a pathway")
    kind = PathwayKind.objects.filter(code=request.GET.get("kind", "")).first()
    if kind is None:
        choice = PathwayKindForm(request.GET if "kind" in request.GET else None)
        return render(request, "outcomes/pathway_kind.html", {"form": choice, "lead": lead})
    form = PathwayForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            begun = actions.begin_pathway(lead=lead, kind=kind, by=request.user, **form.cleaned_data)
            return redirect("outcomes:pathway", pk=begun.pk)
    back = reverse("outcomes:begin_pathway")
    context = {"form": form, "heading": "Begin a pathway", "caption": str(kind), "back": back}
    return render(request, "outcomes/change.html", context)


@takes_form
def add_pathway_step(request: MemberRequest, pk: int) -> HttpResponse:
    found = _led(request, pk)
    form = PathwayStepForm(request.POST or None)

    def add(**given: Any) -> None:
        actions.add_pathway_step(pathway=found, **given)

    return change(request, form, add, "Add a step", str(found), _address(found))


@takes_form
def add_pathway_member(request: MemberRequest, pk: int) -> HttpResponse:
    found = _led(request, pk)
    form = PathwayMemberForm(request.POST or None)

    def add(**given: Any) -> None:
        actions.add_pathway_member(pathway=found, **given)

    return change(request, form, add, "Let an institution count its people", str(found), _address(found))


@takes_form
def count_pathway(request: MemberRequest, pk: int) -> HttpResponse:
    """For those who count for one of its members."""
    found = _found(request, pk)
    own = _own(request).filter(pathways=found)
    if not own.exists():
        raise PermissionDenied("Counts for nobody on this pathway")
    form = PathwayCountForm(request.POST or None, pathway=found, institutions=own)

    def count(**given: Any) -> None:
        actions.count_pathway(pathway=found, **given)

    return change(request, form, count, "Count a cohort", str(found), _address(found))


@require_safe
def pathway_counts(request: MemberRequest, pk: int, institution_pk: int) -> HttpResponse:
    """Exactly, for the institution's own people. Whoever looks is noted."""
    found = _found(request, pk)
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=institution_pk)
    counts = actions.view_pathway_counts(pathway=found, institution=institution, by=request.user)
    context = {"pathway": found, "institution": institution, "counts": counts}
    return render(request, "outcomes/pathway_counts.html", context)


def _found(request: HttpRequest, pk: int) -> Pathway:
    rows = Pathway.objects.visible_to(request.user).select_related("kind", "lead", "area")
    return get_object_or_404(rows, pk=pk)


def _led(request: MemberRequest, pk: int) -> Pathway:
    found = _found(request, pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, found.lead)
    return found


def _own(request: HttpRequest) -> InstitutionQuerySet:
    return access.where_may(request.user, Permission.LEAVERS_RECORD)


def _lead(request: MemberRequest) -> Institution | None:
    return acting_institution(request, may=Permission.PARTNERSHIP_EDIT)


def _address(found: Pathway) -> str:
    return reverse("outcomes:pathway", args=[found.pk])
