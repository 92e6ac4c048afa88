"""Allocation runs: plan, watch, look at who would get what and why, and have it sent."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh
from django_htmx.middleware import HtmxDetails

from brokerage import actions
from brokerage.access import areas_to_allocate, can_allocate
from brokerage.forms.allocation import LeaveOutForm, PlanForm, RowsForm
from brokerage.matching.points import MOST_FIT
from brokerage.models import AllocationRow, AllocationRun
from brokerage.models.allocation import areas_overseen_by
from brokerage.queries import allocation as report
from brokerage.queries.allocation_pair import pair_of
from brokerage.queries.fairness import fairness_kept, fairness_of_year
from core.dates import academic_year
from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from core.spreadsheet import csv_response
from institutions.acting import MemberRequest, acting_area
from institutions.models import SupportArea

ROWS_PER_PAGE = 50
GAPS_SHOWN = 10


class RunRequest(MemberRequest):
    htmx: HtmxDetails


@require_safe
def allocation_runs(request: MemberRequest) -> HttpResponse:
    """The runs of the areas one oversees, the latest first."""
    if not areas_overseen_by(request.user).exists():
        raise PermissionDenied
    runs = AllocationRun.objects.visible_to(request.user).prefetch_related("areas").order_by("-pk")
    context = {
        "page": page_of(request, runs),
        "may_plan": areas_to_allocate(request.user).exists(),
    }
    return render(request, "brokerage/allocation_runs.html", context)


@require_safe
def year_fairness(request: MemberRequest) -> HttpResponse:
    """How the schools of the areas one oversees fared with what they asked in a year: this one, or `?year=`."""
    areas = list(areas_overseen_by(request.user))
    if not areas:
        raise PermissionDenied
    today = timezone.localdate()
    years = [academic_year(today), academic_year(today - timedelta(days=365))]
    year = request.GET.get("year", "")
    year = year if year in years else years[0]
    context = {"year": year, "years": years, "cuts": fairness_of_year(areas, year)}
    return render(request, "brokerage/year_fairness.html", context)


@takes_form
def plan_run(request: MemberRequest) -> HttpResponse:
    """Which schools, which year, which areas of support."""
    if not areas_to_allocate(request.user).exists():
        raise PermissionDenied
    area = acting_area(request)
    initial = {
        "area": area.code if area else "",
        "year": academic_year(timezone.localdate()),
        "support_areas": [each for each in SupportArea if each != SupportArea.HIGHER_EDUCATION],
    }
    form = PlanForm(request.POST or None, person=request.user, initial=initial | _as_before(request))
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            run = actions.plan_run(by=request.user, **form.facts())
            return redirect("brokerage:allocation_run", run.pk)
    return render(request, "brokerage/plan_run.html", {"form": form})


def _as_before(request: MemberRequest) -> dict[str, Any]:
    """Where one run is planned like another, `?like=`, the form begins with what that one asked."""
    like = request.GET.get("like", "")
    runs = (
        AllocationRun.objects.visible_to(request.user).select_related("offer_kind").prefetch_related("areas")
    )
    run = runs.filter(pk=like).first() if like.isdecimal() else None
    if run is None:
        return {}
    return {
        "area": next((area.code for area in run.areas.all()), ""),
        "year": run.year,
        "support_areas": run.support_areas,
        "phases": run.phases,
        "priority_list": run.priority_list_id,
        "offer_kind": run.offer_kind.code if run.offer_kind else "",
    }


@require_safe
def allocation_run(request: RunRequest, pk: int) -> HttpResponse:
    """How far the run is; once rehearsed, what it would bring, to whom, and where it falls short."""
    run = _run(request, pk)
    context: dict[str, Any] = {"run": run, "may_allocate": can_allocate(request.user, run.areas.all())}
    if request.htmx:
        done = not run.is_at_work
        return (
            HttpResponseClientRefresh() if done else render(request, "brokerage/_run_progress.html", context)
        )
    if run.rehearsed_at:
        context |= {
            "ways": list(report.ways_of(run)),
            "levels": report.levels_of(run),
            "fit": report.fit_of(run),
            "reasons": report.reasons_of(run),
            "gaps": report.gaps_of(run, limit=GAPS_SHOWN),
            "offers": report.offers_to_widen(run, limit=GAPS_SHOWN),
            "fairness": fairness_kept(run),
            "sent": report.sent_of(run),
            "still_open": run.summary["needs"] - run.summary["optimum"]["needs_met"],
            "most_fit": MOST_FIT,
        }
    return render(request, "brokerage/allocation_run.html", context)


@takes_form
def publish_run(request: MemberRequest, pk: int) -> HttpResponse:
    """Look once more at what goes out, then send it."""
    run = _run(request, pk)
    if not can_allocate(request.user, run.areas.all()):
        raise PermissionDenied
    if request.method == "POST":
        try:
            actions.publish_run(run=run, by=request.user)
        except RuleBroken as refusal:
            messages.error(request, refusal.message)
        return redirect("brokerage:allocation_run", pk)
    context = {"run": run, "sent": report.sent_of(run)}
    return render(request, "brokerage/publish_run.html", context)


@require_POST
def cancel_run(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        actions.cancel_run(run=_run(request, pk), by=request.user)
        messages.success(request, "The run is cancelled. What was sent before stands.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:allocation_run", pk)


@require_safe
def allocation_rows(request: MemberRequest, pk: int) -> HttpResponse:
    """Who would get what, or who gets nothing and why."""
    run, form = _run(request, pk), _rows_form(request)
    rows = form.rows_of(AllocationRow.objects.visible_to(request.user).filter(run=run)).with_names()
    context = {
        "run": run,
        "form": form,
        "shown": form.SHOWN[form.shown],
        "page": page_of(request, rows.order_by("-is_priority", "school__name", "pk"), size=ROWS_PER_PAGE),
        "query": request.GET.urlencode(),
    }
    return render(request, "brokerage/allocation_rows.html", context)


@require_safe
def allocation_rows_csv(request: MemberRequest, pk: int) -> HttpResponse:
    """Every row that the page with the same address shows."""
    run = _run(request, pk)
    rows = _rows_form(request).rows_of(AllocationRow.objects.visible_to(request.user).filter(run=run))
    header = [
        *("school_urn", "school_name", "la_name", "support_area", "priority", "asked_on", "state"),
        *(
            "offer_id",
            "offer",
            "provider",
            "metres",
            "points",
            "points_to_runner_up",
            "reason",
            "introduction",
        ),
    ]
    ordered = rows.with_names().order_by("-is_priority", "school__name", "pk")
    return csv_response(f"allocation-run-{run.pk}.csv", header, map(_record, ordered.iterator(2_000)))


@require_safe
def allocation_row(request: MemberRequest, pk: int, row_pk: int) -> HttpResponse:
    """Why this school gets this offer, or nothing."""
    run = _run(request, pk)
    row = _row(request, run, row_pk)
    context = {
        "run": run,
        "row": row,
        "pair": pair_of(row, run),
        "may_allocate": can_allocate(request.user, run.areas.all()),
    }
    return render(request, "brokerage/allocation_row.html", context)


@takes_form
def leave_out_row(request: MemberRequest, pk: int, row_pk: int) -> HttpResponse:
    """Say why this one is not to be sent with the others."""
    run = _run(request, pk)
    row = _row(request, run, row_pk)
    if not can_allocate(request.user, run.areas.all()):
        raise PermissionDenied
    if not row.may_be_left_out:
        return redirect("brokerage:allocation_row", pk, row_pk)
    form = LeaveOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.leave_out_row(row=row, by=request.user, **form.cleaned_data)
            messages.success(request, "It is left out. The others go as they are.")
            return redirect("brokerage:allocation_row", pk, row_pk)
    return render(request, "brokerage/leave_out_row.html", {"run": run, "row": row, "form": form})


@require_POST
def put_back_row(request: MemberRequest, pk: int, row_pk: int) -> HttpResponse:
    try:
        actions.put_back_row(row=_row(request, _run(request, pk), row_pk), by=request.user)
        messages.success(request, "It goes out with the others.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:allocation_row", pk, row_pk)


def _run(request: MemberRequest, pk: int) -> AllocationRun:
    runs = AllocationRun.objects.visible_to(request.user).select_related(
        "planned_by", "priority_list", "offer_kind"
    )
    return get_object_or_404(runs.prefetch_related("areas"), pk=pk)


def _row(request: MemberRequest, run: AllocationRun, pk: int) -> AllocationRow:
    rows = AllocationRow.objects.visible_to(request.user).filter(run=run).select_related("run").with_names()
    return get_object_or_404(rows, pk=pk)


def _rows_form(request: HttpRequest) -> RowsForm:
    form = RowsForm(request.GET)
    form.is_valid()
    return form


def _record(row: AllocationRow) -> list[Any]:
    authority = row.school.local_authority
    return [
        row.school.urn,
        row.school.name,
        authority.name if authority else "",
        SupportArea(row.area).label,
        "yes" if row.is_priority else "no",
        row.asked_on,
        row.get_state_display(),
        row.offer_id,
        row.offer.title if row.offer else "",
        row.offer.provider.name if row.offer else "",
        row.metres,
        row.fit if row.offer else "",
        row.gap,
        row.refusal or row.get_reason_display(),
        row.introduction_id,
    ]
