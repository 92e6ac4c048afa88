"""Events and training: find one, hold one, come to one, and see what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.dates import latest_years
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution, Vocabulary
from institutions.models.institution import InstitutionQuerySet
from partnerships import actions
from partnerships.forms.event import (
    AttendanceForm,
    CommitmentForm,
    EventFilterForm,
    EventForm,
    ReachForm,
    RegisterForm,
)
from partnerships.models import Commitment, Event, LibraryItem, Registration
from partnerships.queries.training import training_by, training_by_institution

YEARS_BACK = 3


@require_safe
def events(request: MemberRequest) -> HttpResponse:
    """Those to come, the next first; then those that are over, the latest first."""
    form = EventFilterForm(request.GET or None)
    rows = form.narrow(Event.objects.visible_to(request.user).select_related("kind", "holder", "topic"))
    over = rows.filter(ends_on__lt=timezone.localdate()).order_by("-starts_on", "-pk")
    mine = Commitment.objects.visible_to(request.user)
    own = mine.filter(done_on=None, institution__in=_own(request).values("pk"))
    context = {
        "form": form,
        "to_come": list(rows.to_come().order_by("starts_on", "pk")[:50]),
        "page": page_of(request, over),
        "commitments": list(own.select_related("event").order_by("due_on", "pk")),
        "may_hold": _holder(request) is not None,
    }
    return render(request, "partnerships/events.html", context)


@require_safe
def event(request: MemberRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    may_run = access.can(request.user, Permission.PARTNERSHIP_EDIT, found.holder)
    registrations = Registration.objects.visible_to(request.user).filter(event=found)
    commitments = Commitment.objects.visible_to(request.user).filter(event=found)
    taken = found.registrations.aggregate(n=Sum("people", default=0))["n"]
    guidance = LibraryItem.objects.visible_to(request.user).published()
    context = {
        "event": found,
        "sessions": list(found.sessions.order_by("position")),
        "registrations": list(
            registrations.select_related("institution", "staff_group", "event").order_by(
                "institution__name", "pk"
            )
        ),
        "commitments": list(commitments.select_related("institution").order_by("due_on", "pk")),
        "guidance": list(guidance.filter(training=found).order_by("title", "pk")),
        "own": set(_own(request).values_list("pk", flat=True)),
        "taken": taken,
        "free": None if found.capacity is None else max(0, found.capacity - taken),
        "may_run": may_run,
    }
    return render(request, "partnerships/event.html", context)


@takes_form
def announce_event(request: MemberRequest) -> HttpResponse:
    holder = _holder(request)
    if holder is None:
        raise PermissionDenied("Acts for no institution that could hold an event")
    form = EventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            announced = actions.announce_event(holder=holder, by=request.user, **form.cleaned_data)
            messages.success(request, "The event is announced.")
            return redirect("partnerships:event", pk=announced.pk)
    context = {"form": form, "heading": "Announce an event", "caption": holder}
    return render(request, "partnerships/change_event.html", context)


@takes_form
def register_for_event(request: MemberRequest, pk: int) -> HttpResponse:
    found, own = _found(request, pk), _own(request)
    form = RegisterForm(request.POST or None, own=own)
    return _change(request, found, form, "Register for it", _of(found, actions.register_for_event))


@takes_form
def count_attendance(request: MemberRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    form = AttendanceForm(request.POST or None, event=found)
    return _change(request, found, form, "Count who came", actions.count_attendance)


@takes_form
def count_reach(request: MemberRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    form = ReachForm(request.POST or None)
    return _change(request, found, form, "Count the public", _of(found, actions.count_reach))


@takes_form
def make_commitment(request: MemberRequest, pk: int) -> HttpResponse:
    found, own = _found(request, pk), _own(request)
    form = CommitmentForm(request.POST or None, own=own)
    return _change(request, found, form, "What do you take on?", _of(found, actions.make_commitment))


@require_POST
def keep_commitment(request: MemberRequest, pk: int, commitment_pk: int) -> HttpResponse:
    here = Commitment.objects.visible_to(request.user).filter(event=pk)
    commitment = get_object_or_404(here.select_related("institution", "event"), pk=commitment_pk)
    actions.keep_commitment(commitment=commitment, by=request.user)
    messages.success(request, "Done.")
    return redirect("partnerships:event", pk=pk)


@require_safe
def training(request: MemberRequest, pk: int) -> HttpResponse:
    """For its own people: hours of training, with the topics that nobody was trained in."""
    institution = get_object_or_404(Institution.objects.of(request.user), pk=pk)
    years = latest_years(YEARS_BACK, today=timezone.localdate())
    year = request.GET.get("year", "")
    year = year if year in years else years[0]
    tables = [
        (vocabulary.label, training_by(vocabulary, institution, year))
        for vocabulary in (Vocabulary.TRAINING_TOPIC, Vocabulary.STAFF_GROUP)
    ]
    if institution.kind == Institution.Kind.TRUST:
        tables.append(("School", training_by_institution(institution, year)))
    context = {"institution": institution, "year": year, "years": years, "tables": tables}
    return render(request, "partnerships/training.html", context)


def _change(
    request: MemberRequest, found: Event, form: GovukForm, heading: str, act: Callable[..., Any]
) -> HttpResponse:
    """One question about an event, answered by one action."""
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("partnerships:event", pk=found.pk)
    context = {"event": found, "form": form, "heading": heading, "caption": found}
    return render(request, "partnerships/change_event.html", context)


def _of(found: Event, act: Callable[..., Any]) -> Callable[..., Any]:
    return lambda **data: act(event=found, **data)


def _found(request: MemberRequest, pk: int) -> Event:
    rows = Event.objects.visible_to(request.user).select_related("kind", "topic", "holder")
    return get_object_or_404(rows, pk=pk)


def _run(request: MemberRequest, pk: int) -> Event:
    """One that the person's own institution holds."""
    found = _found(request, pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, found.holder)
    return found


def _own(request: MemberRequest) -> InstitutionQuerySet:
    return access.where_may(request.user, Permission.PARTNERSHIP_EDIT)


def _holder(request: MemberRequest) -> Institution | None:
    return acting_institution(request, may=Permission.PARTNERSHIP_EDIT)
