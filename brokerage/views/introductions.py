"""Introductions: both sides' lists, one introduction, and answering from the link in the e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from brokerage import actions
from brokerage.forms.introductions import AnswerForm
from brokerage.models import Introduction
from brokerage.notifications import school_contact
from brokerage.queries.introductions import (
    SIDES,
    by_link,
    coming_along,
    conflicts_read_by,
    sides_of,
)
from brokerage.queries.possible import possible_for
from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions.acting import MemberRequest, acting_institution

State = Introduction.State
GROUPS = {
    "waiting": ("Waiting for an answer", Introduction.AWAITING),
    "accepted": ("Accepted", (State.ACCEPTED,)),
    "happened": ("Took place", (State.HAPPENED,)),
    "closed": (
        "Came to nothing",
        (State.DECLINED, State.WITHDRAWN, State.EXPIRED, State.CANCELLED, State.DID_NOT_HAPPEN),
    ),
}


@require_safe
def introductions(request: MemberRequest) -> HttpResponse:
    """What others asked of the institution one acts for, and what it asked; by state."""
    institution = acting_institution(request)
    sides = sides_of(viewer=request.user, institution=institution)
    counts = {side: rows.count() for side, rows in sides.items()}
    shown = [side for side in SIDES if counts[side]] or ["received"]
    side = request.GET.get("side", "")
    side = side if side in shown else shown[0]
    group = request.GET.get("state", "")
    rows = sides[side]
    if group in GROUPS:
        rows = rows.filter(state__in=GROUPS[group][1])
    context = {
        "side": side,
        "sides": [(key, SIDES[key], counts[key]) for key in shown],
        "group": group,
        "groups": [(key, label) for key, (label, _) in GROUPS.items()],
        "page": page_of(request, rows),
    }
    return render(request, "brokerage/introductions.html", context)


@takes_form
def introduction(request: MemberRequest, pk: int) -> HttpResponse:
    """One introduction: what was asked, what was answered, and what the person may do about it now."""
    found = get_object_or_404(Introduction.objects.visible_to(request.user).with_parties(), pk=pk)
    possible = possible_for(request.user, found)
    form = AnswerForm(request.POST or None, introduction=found) if possible.answer else None
    if form and request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.answer_introduction(introduction=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Your answer is on its way to the school.")
            return redirect("brokerage:introduction", pk)
    context = {
        "introduction": found,
        "coming_along": coming_along(found),
        "form": form,
        "possible": possible,
        "conflicts": conflicts_read_by(request.user, one=found.school, other=found.offer.provider),
        "readiness": list(found.readiness.order_by("side")),
        "school_contact": school_contact(found) if possible.reach_school else None,
        "provider_contact": found.offer.contact_email if possible.reach_provider else "",
    }
    return render(request, "brokerage/introduction.html", context)


@require_POST
def withdraw_introduction(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Introduction.objects.visible_to(request.user).with_parties(), pk=pk)
    try:
        actions.withdraw_introduction(introduction=found, by=request.user)
        messages.success(request, f"You no longer ask {found.offer.provider}. The place is free again.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:introduction", pk)


@login_not_required
@never_cache
@takes_form
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the e-mail: opening it changes nothing, since letter boxes open links too; its button answers."""
    try:
        found = by_link(token)
    except RuleBroken as refusal:
        return render(request, "brokerage/link_closed.html", {"refusal": refusal.message}, status=410)
    context = {
        "introduction": found,
        "coming_along": coming_along(found),
        "token": token,
        "side": Introduction.Side.PROVIDER,
    }
    if not found.is_awaiting_answer:
        return render(request, "brokerage/answered_by_link.html", context)
    form = AnswerForm(
        request.POST or None, introduction=found, initial={"answer": request.GET.get("answer", "")}
    )
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.answer_introduction_by_link(token=token, **form.cleaned_data)
            return redirect("brokerage:answer_by_link", token)
    return render(request, "brokerage/answer_by_link.html", context | {"form": form})
