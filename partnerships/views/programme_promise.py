"""What a programme brings, what it builds on, how many its members count, and whom it reached: each change."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models.institution import InstitutionQuerySet
from partnerships import actions
from partnerships.forms.programme_promise import BuildsOnForm, MemberCountForm, ProgressionForm, ReachForm
from partnerships.models import Programme, ProgressionOffer, Reach
from partnerships.queries.programmes import could_build_on, members_of, universities_of
from partnerships.views.programme_changes import change_programme, programme_led, programme_seen

RESULTS = "outcomes:programme_results"


@takes_form
def offer_progression(request: MemberRequest, pk: int) -> HttpResponse:
    """By the lead for any university that has a part in it; by a university for itself."""
    found = programme_seen(request, pk)
    universities = _spoken_for(request, found, universities_of(found))
    form = ProgressionForm(request.POST or None, universities=universities)

    def act(**said: Any) -> None:
        actions.offer_progression(programme=found, **said)

    return change_programme(request, found, form, "An offer for those who complete it", act)


@require_POST
def withdraw_progression(request: MemberRequest, pk: int, offer_pk: int) -> HttpResponse:
    rows = ProgressionOffer.objects.visible_to(request.user).filter(programme=pk)
    offer = get_object_or_404(rows.select_related("university", "programme"), pk=offer_pk)
    actions.withdraw_progression(offer=offer, by=request.user)
    messages.success(request, "The offer is withdrawn.")
    return redirect("partnerships:programme", pk=pk)


@takes_form
def count_member(request: MemberRequest, pk: int, year: str) -> HttpResponse:
    """By the lead for every member of the consortium; by a member for itself."""
    found = programme_seen(request, pk)
    cohort = get_object_or_404(found.cohorts, year=year.replace("-", "/"))
    form = MemberCountForm(request.POST or None, members=_spoken_for(request, found, members_of(found)))

    def act(**said: Any) -> None:
        actions.count_member(cohort=cohort, **said)

    return change_programme(request, found, form, f"Count pupils of {cohort.year}", act)


@takes_form
def say_what_it_builds_on(request: MemberRequest, pk: int) -> HttpResponse:
    found = programme_led(request, pk)
    rows = could_build_on(found).order_by("starts_on", "pk")
    form = BuildsOnForm(request.POST or None, rows=rows, initial={"builds_on": found.builds_on.all()})

    def act(**said: Any) -> None:
        actions.say_what_it_builds_on(programme=found, **said)

    return change_programme(request, found, form, "Say what it builds on", act)


@takes_form
def note_reach(request: MemberRequest, pk: int) -> HttpResponse:
    found = programme_led(request, pk)
    form = ReachForm(request.POST or None)

    def act(**said: Any) -> None:
        actions.note_reach(programme=found, **said)

    return change_programme(request, found, form, "Note whom it reached", act, back=RESULTS)


@require_POST
def take_back_reach(request: MemberRequest, pk: int, reach_pk: int) -> HttpResponse:
    programme_led(request, pk)
    rows = Reach.objects.visible_to(request.user).filter(programme=pk)
    reach = get_object_or_404(rows.select_related("programme"), pk=reach_pk)
    actions.take_back_reach(reach=reach, by=request.user)
    messages.success(request, "Taken back.")
    return redirect(RESULTS, pk=pk)


def _spoken_for(request: MemberRequest, found: Programme, rows: InstitutionQuerySet) -> InstitutionQuerySet:
    """All of them for whoever leads it; else the person's own, of which there must be one."""
    if access.can(request.user, Permission.PARTNERSHIP_EDIT, found.lead):
        return rows
    own = access.where_may(request.user, Permission.PARTNERSHIP_EDIT)
    access.require_any(request.user, Permission.PARTNERSHIP_EDIT, rows.filter(pk__in=own.values("pk")))
    return rows.filter(pk__in=own.values("pk"))
