"""Access plans: England's, one university's, one plan's targets, and the work that counts towards each."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.dates import academic_year
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Institution
from outcomes import actions
from outcomes.forms import (
    AccessPlanForm,
    AccessTargetForm,
    CountedWorkForm,
    LinkWorkForm,
    TargetReportForm,
)
from outcomes.models import AccessPlan, AccessTarget, TargetYear
from outcomes.reports.access_plans import counted_work, of_england, work_of
from outcomes.reports.spending import spending_of, spending_of_england
from outcomes.views.changes import change
from partnerships.models import Collaboration


@require_safe
def access_plans(request: HttpRequest) -> HttpResponse:
    """Every plan in force, and England's work towards each stage with nothing counted twice."""
    year = academic_year(timezone.localdate())
    plans = AccessPlan.objects.visible_to(request.user).in_force(year).select_related("provider")
    context = {
        "year": year,
        "stages": of_england(year=year),
        "spending": spending_of_england(year),
        "plans": list(plans.order_by("provider__name", "first_year")),
    }
    return render(request, "outcomes/access_plans.html", context)


@require_safe
def counted_towards_plans(request: HttpRequest) -> HttpResponse:
    """All work that counts towards some target: what a regulator looks through, kept under one address."""
    form = CountedWorkForm(request.GET or None)
    context = {"form": form, "rows": counted_work(**form.chosen), "year": form.chosen["year"]}
    return render(request, "outcomes/counted_towards_plans.html", context)


@require_safe
def institution_access_plans(request: HttpRequest, pk: int) -> HttpResponse:
    """One university's plans, the latest first, with all their targets."""
    provider = _provider(request, pk)
    plans = AccessPlan.objects.visible_to(request.user).filter(provider=provider).order_by("-first_year")
    context = {
        "institution": provider,
        "tab": "access_plans",
        "plans": [(plan, _targets(plan)) for plan in plans],
        "spending": spending_of(provider),
        "may_edit": access.can(request.user, Permission.PARTNERSHIP_EDIT, provider),
    }
    return render(request, "outcomes/institution_access_plans.html", context)


@require_safe
def access_target(request: HttpRequest, pk: int, target_pk: int) -> HttpResponse:
    """One target: year by year, and what works towards it."""
    target = _target(request, pk, target_pk)
    records = Collaboration.objects.visible_to(request.user).values("pk")
    links = target.links.select_related("partnership", "programme", "collaboration__activity_type")
    context = {
        "target": target,
        "plan": target.plan,
        "years": [(row, _standing(target, row)) for row in target.years.order_by("year")],
        "work": work_of([target], years=target.plan.years),
        "links": list(links.exclude(collaboration__isnull=False).order_by("pk")),
        "records": list(links.filter(collaboration__in=records).order_by("pk")),
        "may_edit": access.can(request.user, Permission.PARTNERSHIP_EDIT, target.plan.provider),
    }
    return render(request, "outcomes/access_target.html", context)


@takes_form
def publish_access_plan(request: MemberRequest, pk: int) -> HttpResponse:
    provider = _provider(request, pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, provider)
    back = reverse("outcomes:institution_access_plans", args=[pk])
    form = AccessPlanForm(request.POST or None, initial={"first_year": academic_year(timezone.localdate())})

    def publish(**given: Any) -> None:
        actions.publish_access_plan(provider=provider, **given)

    return change(request, form, publish, "Enter an access and participation plan", provider.name, back)


@takes_form
def set_access_target(request: MemberRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, plan.provider)
    back = reverse("outcomes:institution_access_plans", args=[plan.provider_id])
    form = AccessTargetForm(request.POST or None, plan=plan)

    def set_target(**given: Any) -> None:
        actions.set_access_target(plan=plan, **given)

    return change(request, form, set_target, "Add a target", str(plan), back)


@takes_form
def report_on_target(request: MemberRequest, pk: int, target_pk: int) -> HttpResponse:
    target = _own_target(request, pk, target_pk)
    form = TargetReportForm(request.POST or None, target=target)
    return change(
        request, form, actions.report_on_target, "Report how far it is", str(target), _address(target)
    )


@takes_form
def link_work(request: MemberRequest, pk: int, target_pk: int) -> HttpResponse:
    target = _own_target(request, pk, target_pk)
    form = LinkWorkForm(request.POST or None, target=target)

    def link(**given: Any) -> None:
        actions.link_work(target=target, **given)

    return change(request, form, link, "Count work towards this target", str(target), _address(target))


@require_POST
def unlink_work(request: MemberRequest, pk: int, target_pk: int, link_pk: int) -> HttpResponse:
    target = _own_target(request, pk, target_pk)
    actions.unlink_work(link=get_object_or_404(target.links, pk=link_pk), by=request.user)
    messages.success(request, "It does not count towards this target any more.")
    return redirect(_address(target))


def _targets(plan: AccessPlan) -> list[dict[str, Any]]:
    """Each with its last known year; the one that is due next where none is known."""
    rows = []
    for target in plan.targets.order_by("code").prefetch_related("years"):
        years = sorted(target.years.all(), key=lambda row: row.year)
        known = [row for row in years if row.actual is not None]
        rows.append(
            {
                "target": target,
                "latest": known[-1] if known else None,
                "standing": _standing(target, known[-1]) if known else "",
                "last": years[-1] if years else None,
                "work": work_of([target], years=plan.years),
            }
        )
    return rows


def _standing(target: AccessTarget, row: TargetYear) -> str:
    """Towards the milestone, whichever way it lies from the start: a gap shrinks, a share grows."""
    if row.actual is None:
        return ""
    wanted: Decimal = row.milestone - target.baseline
    is_there = row.actual >= row.milestone if wanted >= 0 else row.actual <= row.milestone
    return "Reached" if is_there else "Not reached"


def _provider(request: HttpRequest, pk: int) -> Institution:
    rows = Institution.objects.visible_to(request.user).filter(kind=Institution.Kind.UNIVERSITY)
    return get_object_or_404(rows.select_related("local_authority").defer("search"), pk=pk)


def _plan(request: HttpRequest, pk: int) -> AccessPlan:
    rows = AccessPlan.objects.visible_to(request.user).select_related("provider")
    return get_object_or_404(rows, pk=pk)


def _target(request: HttpRequest, pk: int, target_pk: int) -> AccessTarget:
    rows = AccessTarget.objects.select_related("plan__provider")
    return get_object_or_404(rows, pk=target_pk, plan=_plan(request, pk))


def _own_target(request: MemberRequest, pk: int, target_pk: int) -> AccessTarget:
    target = _target(request, pk, target_pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, target.plan.provider)
    return target


def _address(target: AccessTarget) -> str:
    return reverse("outcomes:access_target", args=[target.plan_id, target.pk])
