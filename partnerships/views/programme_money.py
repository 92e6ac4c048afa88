"""A programme's money: the page, and each change of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from partnerships import actions
from partnerships.actions import Money
from partnerships.forms.programme_money import AllocationForm
from partnerships.models import BudgetLine, Cohort
from partnerships.queries.programme_money import by_purpose, money_of
from partnerships.views.programme_changes import change_programme, programme_led, programme_seen

PAGE = "partnerships:programme_money"
TAKE_BACK = "partnerships:take_back_allocation"


@require_safe
def programme_money(request: MemberRequest, pk: int) -> HttpResponse:
    """Year by year: from whom, to whom, for what."""
    found = programme_seen(request, pk)
    years = money_of(found)
    lines = [line for year in years for line in year.lines]
    context = {
        "programme": found,
        "tab": "money",
        "years": years,
        "purposes": by_purpose(lines) if any(line.purpose for line in lines) else [],
        "has_year": found.cohorts.exists(),
        "may_run": access.can(request.user, Permission.PARTNERSHIP_EDIT, found.lead),
    }
    return render(request, "partnerships/programme_money.html", context)


@takes_form
def allocate_money(request: MemberRequest, pk: int) -> HttpResponse:
    found = programme_led(request, pk)
    form = AllocationForm(request.POST or None, programme=found)

    def act(cohort: Cohort, by: User, **said: Any) -> None:
        actions.allocate_money(cohort=cohort, money=Money(**said), by=by)

    return change_programme(request, found, form, "Allocate money", act, back=PAGE)


@takes_form
def change_allocation(request: MemberRequest, pk: int, line_pk: int) -> HttpResponse:
    """The year stays as it is: money of another year is another part."""
    found = programme_led(request, pk)
    line = _line(request, pk, line_pk)
    said = {"purpose": line.purpose and line.purpose.code, "area": line.area and line.area.code}
    names = ("pounds", "funder", "recipient", "spent", "source")
    initial = {name: getattr(line, name) for name in names} | said
    form = AllocationForm(request.POST or None, programme=found, initial=initial)
    del form.fields["cohort"]

    def act(by: User, **said: Any) -> None:
        actions.change_allocation(line=line, money=Money(**said), by=by)

    heading, take_back = f"Money of {line.cohort.year}", reverse(TAKE_BACK, args=[pk, line_pk])
    return change_programme(request, found, form, heading, act, back=PAGE, take_back=take_back)


@require_POST
def take_back_allocation(request: MemberRequest, pk: int, line_pk: int) -> HttpResponse:
    programme_led(request, pk)
    actions.take_back_allocation(line=_line(request, pk, line_pk), by=request.user)
    messages.success(request, "Taken back.")
    return redirect(PAGE, pk=pk)


def _line(request: MemberRequest, pk: int, line_pk: int) -> BudgetLine:
    rows = BudgetLine.objects.visible_to(request.user).filter(cohort__programme=pk)
    return get_object_or_404(
        rows.select_related("cohort__programme", "funder", "recipient", "area", "purpose"), pk=line_pk
    )
