"""The brokers' queue, and what they do with a request."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from brokerage import access, actions
from brokerage.filters import QueueFilter
from brokerage.forms.introductions import AskForm
from brokerage.forms.requests import AnswerRoutingForm, HandOnForm, OutcomeForm
from brokerage.models import Offer, Request, Routing
from brokerage.queries.introductions import conflicts_read_by
from brokerage.queries.queue import ORDERS, capabilities_of, partners_for, queue_of, reasons_of
from brokerage.queries.ranking import not_listed, rank_offers
from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions.acting import MemberRequest, acting_institution, acting_membership


@require_safe
def queue(request: MemberRequest) -> HttpResponse:
    """Open requests of the areas one serves or is over, each with why it stands where it stands."""
    membership = acting_membership(request)
    if membership is None or not access.has_queue(membership):
        raise PermissionDenied("Not a broker's queue")
    order = request.GET.get("order", "")
    order = order if order in ORDERS else "points"
    rows = queue_of(membership, order=order)
    found = QueueFilter(request.GET, queryset=rows, membership=membership)
    page = page_of(request, found.qs)
    context = {
        "form": found.form,
        "page": page,
        "rows": [(need, reasons_of(need)) for need in page.object_list],
        "order": order,
        "orders": ORDERS.items(),
        "scope": membership.scope,
    }
    return render(request, "brokerage/queue.html", context)


@require_POST
def triage_request(request: MemberRequest, pk: int) -> HttpResponse:
    return _step(request, pk, actions.triage_request, "You have looked at it: it stays in the queue.")


@require_POST
def take_request(request: MemberRequest, pk: int) -> HttpResponse:
    broker = acting_institution(request)
    if broker is None:
        raise PermissionDenied("Taken by an institution only")
    return _step(request, pk, actions.take_request, f"{broker} works on it from now on.", broker=broker)


@takes_form
def hand_on(request: MemberRequest, pk: int) -> HttpResponse:
    """To another broker of the area, or to a partner with a capability that it needs."""
    need = _found(request, pk)
    access.require_routing(request.user, need)
    partners = partners_for(need)
    if need.handled_by_id:
        partners = partners.exclude(pk=need.handled_by_id)
    if own := acting_institution(request):
        partners = partners.exclude(pk=own.pk)
    form = HandOnForm(request.POST or None, partners=partners, hints=capabilities_of(partners))
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            routing = actions.hand_on_request(request=need, by=request.user, **form.cleaned_data)
            messages.success(request, f"We have asked {routing.partner} to take it.")
            return redirect("brokerage:request", pk)
    context = {"need": need, "form": form, "has_partners": partners.exists()}
    return render(request, "brokerage/hand_on.html", context)


@takes_form
def answer_routing(request: MemberRequest, pk: int, routing_pk: int) -> HttpResponse:
    """Take what was handed on, or hand it back."""
    rows = Routing.objects.visible_to(request.user).select_related("partner", "request__school")
    routing = get_object_or_404(rows, pk=routing_pk, request=pk)
    access.require_routing_as(request.user, routing.partner, routing.request)
    form = AnswerRoutingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            answer = {"takes": form.cleaned_data["answer"] == "yes", "reason": form.cleaned_data["reason"]}
            words = form.cleaned_data["words"]
            actions.answer_routing(routing=routing, words=words, by=request.user, **answer)
            messages.success(request, "Your answer is recorded.")
            return redirect("brokerage:request", pk)
    return render(
        request, "brokerage/answer_routing.html", {"routing": routing, "need": routing.request, "form": form}
    )


@takes_form
def record_outcome(request: MemberRequest, pk: int) -> HttpResponse:
    """What came of it, or why nothing did; the school is asked whether it is so."""
    need = _found(request, pk)
    access.require_routing(request.user, need)
    form = OutcomeForm(request.POST or None, initial={"outcome": request.GET.get("outcome", "")})
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.record_outcome(request=need, by=request.user, **form.cleaned_data)
            messages.success(request, "Recorded. We have asked the school whether it is so.")
            return redirect("brokerage:request", pk)
    return render(request, "brokerage/record_outcome.html", {"need": need, "form": form})


@require_safe
def match(request: MemberRequest, pk: int) -> HttpResponse:
    """The offers that fit the need, best first, each with its reasons."""
    need = _found(request, pk)
    access.require_routing(request.user, need)
    context = {
        "need": need,
        "offers": rank_offers(school=need.school, area=need.area),
        "not_listed": not_listed(school=need.school, area=need.area),
    }
    return render(request, "brokerage/match.html", context)


@takes_form
def match_offer(request: MemberRequest, pk: int, offer_pk: int) -> HttpResponse:
    """Look once more, and put the offer to its provider for the school."""
    need = _found(request, pk)
    access.require_routing(request.user, need)
    offer = get_object_or_404(Offer.objects.visible_to(request.user).with_provider(), pk=offer_pk)
    form = AskForm(request.POST or None, initial={"submission_key": uuid4()})
    del form.fields["words"]
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            key = form.cleaned_data["submission_key"]
            actions.match_request(request=need, offer=offer, submission_key=key, by=request.user)
            messages.success(request, f"We have asked {offer.provider}. Both sides hear of the answer.")
            return redirect("brokerage:request", pk)
    conflicts = conflicts_read_by(request.user, one=need.school, other=offer.provider)
    context = {"need": need, "offer": offer, "form": form, "conflicts": conflicts}
    return render(request, "brokerage/match_offer.html", context)


def _step(request: MemberRequest, pk: int, act: Any, said: str, **given: Any) -> HttpResponse:
    try:
        act(request=_found(request, pk), by=request.user, **given)
        messages.success(request, said)
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:request", pk)


def _found(request: MemberRequest, pk: int) -> Request:
    return get_object_or_404(Request.objects.visible_to(request.user).with_facts(), pk=pk)
