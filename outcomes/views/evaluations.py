"""Evaluations: the list with what is due, one of them, and each change of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution
from outcomes import actions
from outcomes.claims import MAY_SAY
from outcomes.forms import (
    ClaimForm,
    EvaluationForm,
    EvaluationPointForm,
    InstrumentForm,
    PointReceivedForm,
    ReadingForm,
)
from outcomes.models import Evaluation, EvaluationPoint, Instrument
from outcomes.reports.programmes import findings_of
from outcomes.views.changes import change
from partnerships.models import Evidence
from partnerships.queries.programmes import places_by_year


@require_safe
def evaluations(request: MemberRequest) -> HttpResponse:
    """All of them, the latest first, with what is overdue."""
    rows = Evaluation.objects.visible_to(request.user).select_related("owner", "verifier")
    overdue = EvaluationPoint.objects.filter(received_on=None, due_on__lt=timezone.localdate())
    context = {
        "page": page_of(request, rows.order_by("-starts_on", "-pk")),
        "overdue": list(overdue.select_related("evaluation__owner").order_by("due_on", "pk")),
        "may_plan": _owner(request) is not None,
    }
    return render(request, "outcomes/evaluations.html", context)


@require_safe
def evaluation(request: MemberRequest, pk: int) -> HttpResponse:
    """The plan and all that came of it. A claim that nobody verified is for those who make it or may verify it."""
    found = _found(request, pk)
    may_edit = access.can(request.user, Permission.PARTNERSHIP_EDIT, found.owner)
    may_verify = bool(
        found.verifier and access.can(request.user, Permission.PARTNERSHIP_EDIT, found.verifier)
    )
    rows = found.claims.select_related("verified_by").order_by("pk")
    claims = list(rows if may_edit or may_verify else rows.exclude(verified_by=None))
    context = {
        "evaluation": found,
        "points": list(found.points.order_by("due_on", "pk")),
        "results": list(found.results.select_related("instrument__outcome_type").order_by("pk")),
        "claims": claims,
        "finding": findings_of([found], viewer=request.user).get(found.pk),
        "places": places_by_year(found.programme) if found.programme else {},
        "may_say": MAY_SAY[Evidence(found.evidence)],
        "may_edit": may_edit,
        "may_verify": may_verify,
        "may_publish": may_edit and any(claim.verified_by_id for claim in claims),
    }
    return render(request, "outcomes/evaluation.html", context)


@require_safe
def instruments(request: MemberRequest) -> HttpResponse:
    """Every version of every instrument; the questions stand as they were asked."""
    rows = Instrument.objects.select_related("outcome_type").order_by("name", "-version")
    context = {"instruments": list(rows), "may_write": _owner(request) is not None}
    return render(request, "outcomes/instruments.html", context)


@require_safe
def readings(request: MemberRequest, pk: int) -> HttpResponse:
    """Exactly, for the owner's own people. Whoever looks is noted."""
    found = _found(request, pk)
    context = {"evaluation": found, "readings": actions.view_readings(evaluation=found, by=request.user)}
    return render(request, "outcomes/readings.html", context)


@takes_form
def plan_evaluation(request: MemberRequest) -> HttpResponse:
    """`?programme=` names what it is about."""
    owner = _owner(request)
    if owner is None:
        raise PermissionDenied("Acts for no institution that could plan an evaluation")
    about = {"programme": request.GET.get("programme")}
    form = EvaluationForm(request.POST or None, owner=owner, initial=about)

    def plan(**given: Any) -> None:
        actions.plan_evaluation(owner=owner, **given)

    return change(request, form, plan, "Plan an evaluation", owner.name, reverse("outcomes:evaluations"))


@takes_form
def write_instrument(request: MemberRequest) -> HttpResponse:
    owner = _owner(request)
    if owner is None:
        raise PermissionDenied("Acts for no institution that could write an instrument")
    form = InstrumentForm(request.POST or None)

    def write(**given: Any) -> None:
        actions.write_instrument(owner=owner, **given)

    return change(request, form, write, "Add an instrument", owner.name, reverse("outcomes:instruments"))


@takes_form
def set_evaluation_point(request: MemberRequest, pk: int) -> HttpResponse:
    found = _owned(request, pk)
    form = EvaluationPointForm(request.POST or None)

    def set_point(**given: Any) -> None:
        actions.set_evaluation_point(evaluation=found, **given)

    return change(request, form, set_point, "Say what is due, and when", str(found), _address(found))


@takes_form
def receive_evaluation_point(request: MemberRequest, pk: int, point_pk: int) -> HttpResponse:
    found = _owned(request, pk)
    point = get_object_or_404(found.points.select_related("evaluation__owner"), pk=point_pk)
    form = PointReceivedForm(request.POST or None)

    def receive(**given: Any) -> None:
        actions.receive_evaluation_point(point=point, **given)

    return change(request, form, receive, f"{point}: say that it came", str(found), _address(found))


@takes_form
def record_reading(request: MemberRequest, pk: int) -> HttpResponse:
    found = _owned(request, pk)
    form = ReadingForm(request.POST or None)

    def record(**given: Any) -> None:
        actions.record_reading(evaluation=found, **given)

    return change(request, form, record, "Record what was measured", str(found), _address(found))


@takes_form
def make_claim(request: MemberRequest, pk: int) -> HttpResponse:
    found = _owned(request, pk)
    form = ClaimForm(request.POST or None)
    form.fields["words"].help_text = f"One sentence. You may say {MAY_SAY[Evidence(found.evidence)]}."

    def claim(**given: Any) -> None:
        actions.make_claim(evaluation=found, **given)

    return change(request, form, claim, "Say what came of it", str(found), _address(found))


@require_POST
def verify_claim(request: MemberRequest, pk: int, claim_pk: int) -> HttpResponse:
    found = _found(request, pk)
    claim = get_object_or_404(
        found.claims.select_related("evaluation__verifier", "evaluation__owner"), pk=claim_pk
    )
    try:
        actions.verify_claim(claim=claim, by=request.user)
        messages.success(request, "Verified. Everybody sees this claim from now on.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect(_address(found))


@require_POST
def write_finding(request: MemberRequest, pk: int) -> HttpResponse:
    """On to the draft in the library, which the owner may still change."""
    found = _found(request, pk)
    try:
        draft = actions.write_finding(evaluation=found, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
        return redirect(_address(found))
    messages.success(request, "A draft is in the library. Read it, and send it to review.")
    return redirect("partnerships:library_item", draft.pk)


def _found(request: HttpRequest, pk: int) -> Evaluation:
    rows = Evaluation.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("owner", "verifier", "partnership", "programme"), pk=pk)


def _owned(request: MemberRequest, pk: int) -> Evaluation:
    found = _found(request, pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, found.owner)
    return found


def _owner(request: MemberRequest) -> Institution | None:
    return acting_institution(request, may=Permission.PARTNERSHIP_EDIT)


def _address(found: Evaluation) -> str:
    return reverse("outcomes:evaluation", args=[found.pk])
