"""What is expected of schools: who meets it by place, who is below, and what an administrator sets."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Area, SupportArea
from outcomes import actions
from outcomes.coverage_tables import below_table
from outcomes.forms import BelowForm, EndExpectationForm, ExpectationForm, SchoolsForm
from outcomes.models import Expectation
from outcomes.open_data import FORMATS
from outcomes.reports import expectations as report
from outcomes.reports.coverage import latest_run
from outcomes.tables import areas_above, places_by_name, query, school_table, whole
from outcomes.views.asked import SCHOOLS_PER_PAGE, area_of
from outcomes.views.downloads import download


@require_safe
def expectations(request: HttpRequest, code: str = Area.ENGLAND) -> HttpResponse:
    """One area: each expectation with how many meet it, then the places it is made of."""
    area = area_of(code)
    form = SchoolsForm(request.GET)
    form.is_valid()
    expected = report.expected_in(area, form.filters)
    asked: dict[str, Any] = {"area": area, "filters": form.filters}
    total = report.whole(expected, **asked)
    places = {each.pk: each for each in report.by_place(expected, **asked)}
    context = _frame(area, form) | {
        "query": query(request.GET),
        "lines": [(each, whole(each.share)) for each in report.statuses(expected, **asked)],
        "total": total,
        "share": whole(total.share),
        "places": places_by_name(places),
        "may_set": access.can(request.user, Permission.EXPECTATION_SET, area),
        "own": [each.pk for each in expected if each.area_id == (None if _is_country(area) else area.pk)],
    }
    return render(request, "outcomes/expectations.html", context)


@require_safe
def below_expectations(request: HttpRequest, code: str) -> HttpResponse:
    """The schools behind a number, those on a priority list first."""
    area, form, chosen = _asked(request, code)
    page = page_of(request, report.below(chosen, area=area, filters=form.filters), size=SCHOOLS_PER_PAGE)
    context = _frame(area, form) | {
        "areas": list(SupportArea),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "page": page,
        "chosen": chosen[0] if len(chosen) == 1 else None,
        "schools": school_table(page.object_list),
        "formats": FORMATS,
    }
    return render(request, "outcomes/below_expectations.html", context)


@require_safe
def below_expectations_file(request: MemberRequest, code: str, file_format: str) -> HttpResponse:
    area, form, chosen = _asked(request, code)
    rows = report.below(chosen, area=area, filters=form.filters)
    words = chosen[0].words if len(chosen) == 1 else "anything that is expected"
    return download(request, below_table(area, form, rows, words), area, file_format, on=form.filters.on)


@takes_form
def set_expectation(request: MemberRequest, code: str) -> HttpResponse:
    area = area_of(code)
    access.require(request.user, Permission.EXPECTATION_SET, area)
    form = ExpectationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.set_expectation(area=area, by=request.user, **form.cleaned_data)
            messages.success(request, "Set. Every school that it is about shows its status.")
            return redirect("outcomes:expectations", area.code)
    return render(request, "outcomes/set_expectation.html", {"form": form, "area": area})


@takes_form
def end_expectation(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    area = area_of(code)
    access.require(request.user, Permission.EXPECTATION_SET, area)
    here = Expectation.objects.in_force().filter(area=None if _is_country(area) else area)
    found = get_object_or_404(here, pk=pk)
    form = EndExpectationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.end_expectation(expectation=found, by=request.user, **form.cleaned_data)
            messages.success(request, "It holds no more.")
            return redirect("outcomes:expectations", area.code)
    return render(request, "outcomes/end_expectation.html", {"form": form, "area": area, "found": found})


def _is_country(area: Area) -> bool:
    return area.kind == Area.Kind.COUNTRY


def _asked(request: HttpRequest, code: str) -> tuple[Area, BelowForm, list[Expectation]]:
    area, form = area_of(code), BelowForm(request.GET)
    expected = report.expected_in(area, form.filters if form.is_valid() else SchoolsForm().filters)
    return area, form, form.narrow(expected)


def _frame(area: Area, form: SchoolsForm) -> dict[str, Any]:
    return {
        "area": area,
        "above": areas_above(area),
        "form": form,
        "run": latest_run(on=form.filters.on),
    }
