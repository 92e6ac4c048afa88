"""A partnership's page, and what its parties may change."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Institution, SupportArea
from partnerships import actions
from partnerships.forms.partnership import AgreementForm, EndForm, GoalForm, ReviewForm, StageForm
from partnerships.models import Collaboration, Partnership, Party
from partnerships.queries.agreements import next_step, of_institution
from partnerships.queries.history import history

SHOWN = 10


@require_safe
def partnership(request: MemberRequest, pk: int) -> HttpResponse:
    """Who works together on what is open to everybody signed in; goals are for the parties."""
    found = _found(request, pk)
    parties = list(found.parties.select_related("institution").order_by("pk"))
    own = set(Institution.objects.of(request.user).values_list("pk", flat=True))
    rows = Collaboration.objects.visible_to(request.user).recorded().filter(partnership=found)
    logged = rows.select_related("organiser", "partner", "activity_type").with_totals()
    context = {
        "partnership": found,
        "areas": [SupportArea(area).label for area in found.areas],
        "parties": parties,
        "own_parties": [party for party in parties if party.institution_id in own],
        "may_edit": _may_edit(request, parties),
        "next_step": next_step(found, parties),
        "collaborations": list(logged.order_by("-starts_on", "-pk")[:SHOWN]),
        "history": history(found) if any(party.institution_id in own for party in parties) else [],
    }
    return render(request, "partnerships/partnership.html", context)


@require_safe
def institution_partnerships(request: MemberRequest, pk: int) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    shown = of_institution(institution, viewer=request.user)
    context = {"institution": institution, "tab": "partnerships", "partnerships": shown}
    return render(request, "partnerships/institution_partnerships.html", context)


@takes_form
def set_goal(request: MemberRequest, pk: int, party_pk: int) -> HttpResponse:
    found = _found(request, pk)
    party = get_object_or_404(found.parties.select_related("institution", "partnership"), pk=party_pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, party.institution)
    form = GoalForm(request.POST or None, initial={"goal": party.goal})
    heading = f"What {party.institution} wants"
    return _change(request, found, form, heading, lambda **data: actions.set_goal(party=party, **data))


@takes_form
def agree_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = _editable(request, pk)
    initial = {"agreed_on": found.agreed_on, "agreement_ends_on": found.agreement_ends_on}
    form = AgreementForm(request.POST or None, initial=initial)
    return _change(request, found, form, "What was agreed", _of(found, actions.agree_partnership))


@takes_form
def review_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = _editable(request, pk)
    form = ReviewForm(request.POST or None)
    return _change(request, found, form, "Review together", _of(found, actions.review_partnership))


@takes_form
def move_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = _editable(request, pk)
    form = StageForm(request.POST or None, partnership=found)
    return _change(request, found, form, "Move to another stage", _of(found, actions.move_partnership))


@takes_form
def end_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = _editable(request, pk)
    form = EndForm(request.POST or None)
    return _change(request, found, form, "End this partnership", _of(found, actions.end_partnership))


def _change(
    request: MemberRequest, found: Partnership, form: GovukForm, heading: str, act: Callable[..., Any]
) -> HttpResponse:
    """One question about a partnership, answered by one action."""
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("partnerships:partnership", pk=found.pk)
    context = {"partnership": found, "form": form, "heading": heading}
    return render(request, "partnerships/change_partnership.html", context)


def _of(found: Partnership, act: Callable[..., Any]) -> Callable[..., Any]:
    return lambda **data: act(partnership=found, **data)


def _found(request: MemberRequest, pk: int) -> Partnership:
    return get_object_or_404(Partnership.objects.visible_to(request.user).select_related("kind"), pk=pk)


def _editable(request: MemberRequest, pk: int) -> Partnership:
    found = _found(request, pk)
    parties = [party.institution for party in found.parties.select_related("institution")]
    access.require_any(request.user, Permission.PARTNERSHIP_EDIT, parties)
    return found


def _may_edit(request: MemberRequest, parties: list[Party]) -> bool:
    return any(access.can(request.user, Permission.PARTNERSHIP_EDIT, party.institution) for party in parties)
