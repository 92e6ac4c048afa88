"""What schools need, for those who could help; answering a need; and one request put to several providers."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from brokerage import access as routing
from brokerage import actions
from brokerage.filters import NeedFilter
from brokerage.forms.requests import (
    AskManyForm,
    CommissionForm,
    CommissionOutcomeForm,
    FulfilmentForm,
    ReplyForm,
    SchoolForm,
)
from brokerage.models import Commission, Offer, Reply, Request
from brokerage.queries.needs import as_need, offers_for, open_needs
from brokerage.queries.ranking import rank_offers
from brokerage.queries.requests import commissioners_of
from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution


@require_safe
def needs(request: MemberRequest) -> HttpResponse:
    """What schools near one ask for. A school that did not publish its need is not named."""
    institution = acting_institution(request)
    found = NeedFilter(request.GET, queryset=open_needs(institution))
    page = page_of(request, found.qs)
    context = {"form": found.form, "page": page, "needs": [as_need(row) for row in page.object_list]}
    return render(request, "brokerage/needs.html", context)


@takes_form
def need(request: MemberRequest, pk: int) -> HttpResponse:
    """One need; a provider answers it with an offer, a small school joins its cluster."""
    found = get_object_or_404(open_needs(None), pk=pk)
    offers = offers_for(found, viewer=request.user)
    form = ReplyForm(request.POST or None, offers=offers) if offers else None
    if form and request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.reply_to_request(request=found, by=request.user, **form.cleaned_data)
            messages.success(
                request, "Your offer is with the school. If it takes it, both of you hear from us."
            )
            return redirect("brokerage:need", pk)
    context = {
        "need": as_need(found),
        "form": form,
        "schools": _joining_form(request, found),
        "replies": _own_replies(request, found),
        "may_offer": access.where_may(request.user, Permission.OFFER_EDIT).exists(),
    }
    return render(request, "brokerage/need.html", context)


@require_POST
def join_cluster(request: MemberRequest, pk: int) -> HttpResponse:
    """A school of one's own joins the cluster."""
    found = get_object_or_404(open_needs(None), pk=pk)
    form = SchoolForm(request.POST, schools=_own_schools(request))
    if not form.is_valid():
        messages.error(request, "Select a school")
        return redirect("brokerage:need", pk)
    school = form.cleaned_data["school"]
    try:
        actions.join_cluster(request=found, school=school, by=request.user)
        messages.success(request, f"{school} asks with the others now.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:request", pk)


@require_POST
def leave_cluster(request: MemberRequest, pk: int, school_pk: int) -> HttpResponse:
    found = get_object_or_404(Request.objects.visible_to(request.user), pk=pk)
    school = get_object_or_404(found.members.all(), pk=school_pk)
    try:
        actions.leave_cluster(request=found, school=school, by=request.user)
        messages.success(request, f"{school} no longer asks with the others.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:requests")


@require_POST
def answer_reply(request: MemberRequest, pk: int, reply_pk: int) -> HttpResponse:
    """The school takes what a provider offered, or says not this time."""
    rows = Reply.objects.visible_to(request.user).select_related("offer__provider", "request__school")
    reply = get_object_or_404(rows, pk=reply_pk, request=pk)
    takes = request.POST.get("answer") == "yes"
    try:
        actions.answer_reply(reply=reply, takes=takes, by=request.user)
        said = f"Agreed with {reply.offer.provider}." if takes else "We have told them kindly."
        messages.success(request, said)
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:request", pk)


@takes_form
def ask_many(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask for several offers at once."""
    found = get_object_or_404(Request.objects.visible_to(request.user).open().with_facts(), pk=pk)
    access.require(request.user, Permission.REQUEST_MAKE, found.school)
    ranked = rank_offers(school=found.school, area=found.area)
    asked = found.introductions.awaiting_answer().values("offer")
    rows = Offer.objects.visible_to(request.user).with_provider()
    rows = rows.filter(pk__in=[offer.offer_id for offer in ranked]).exclude(pk__in=asked)
    hints = {str(offer.offer_id): f"{offer.provider}, {offer.distance}" for offer in ranked}
    form = AskManyForm(request.POST or None, offers=rows, hints=hints, initial={"submission_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        made, refused = actions.ask_many(request=found, by=request.user, **form.cleaned_data)
        if made:
            messages.success(request, f"{len(made)} asked. You hear of each answer by e-mail.")
        for sentence in refused:
            messages.error(request, sentence)
        return redirect("brokerage:request", pk)
    return render(request, "brokerage/ask_many.html", {"need": found, "form": form, "offers": bool(rows)})


@takes_form
def record_fulfilment(request: MemberRequest, pk: int) -> HttpResponse:
    """What was given on one day to meet the request."""
    found = get_object_or_404(Request.objects.visible_to(request.user).with_facts(), pk=pk)
    if not (found.kind.records_fulfilment and routing.can_record(request.user, found)):
        raise PermissionDenied("Neither the school nor who works on it")
    form = FulfilmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.record_fulfilment(request=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Recorded.")
            return redirect("brokerage:request", pk)
    return render(request, "brokerage/record_fulfilment.html", {"need": found, "form": form})


@takes_form
def commission_delivery(request: MemberRequest, pk: int) -> HttpResponse:
    """Who was engaged to deliver what the school asked for, and until when."""
    found = get_object_or_404(Request.objects.visible_to(request.user).with_facts(), pk=pk)
    mine = access.where_may(request.user, Permission.REQUEST_CONFIRM).values("pk")
    commissioners = commissioners_of(found).filter(pk__in=mine)
    if not (found.kind.may_be_commissioned and commissioners.exists()):
        raise PermissionDenied("Neither the school nor its trust")
    initial = {"commissioner": commissioners.first()}
    form = CommissionForm(request.POST or None, commissioners=commissioners, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.commission_delivery(request=found, by=request.user, **form.cleaned_data)
            messages.success(request, "The commission is kept.")
            return redirect("brokerage:request", pk)
    return render(request, "brokerage/commission_delivery.html", {"need": found, "form": form})


@takes_form
def tell_commission_outcome(request: MemberRequest, pk: int, commission_pk: int) -> HttpResponse:
    """What came of a commission, in the words of whoever commissioned it."""
    rows = Commission.objects.visible_to(request.user).filter(request=pk)
    found = get_object_or_404(
        rows.select_related("request__school", "commissioner", "provider"), pk=commission_pk
    )
    access.require(request.user, Permission.REQUEST_CONFIRM, found.commissioner)
    form = CommissionOutcomeForm(request.POST or None, initial={"outcome": found.outcome})
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.tell_commission_outcome(commission=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("brokerage:request", pk)
    context = {"need": found.request, "commission": found, "form": form}
    return render(request, "brokerage/tell_commission_outcome.html", context)


def _own_schools(request: MemberRequest) -> Any:
    return access.where_may(request.user, Permission.REQUEST_MAKE).schools().open().order_by("name", "pk")


def _joining_form(request: MemberRequest, found: Request) -> SchoolForm | None:
    """For a cluster, where the person has a school that is not in it yet."""
    if not found.kind.is_for_cluster:
        return None
    inside = Institution.objects.visible_to(request.user).filter(cluster_requests=found).values("pk")
    outside = _own_schools(request).exclude(pk__in=inside).exclude(pk=found.school_id)
    return SchoolForm(schools=outside) if outside.exists() else None


def _own_replies(request: MemberRequest, found: Request) -> list[Reply]:
    mine = access.where_may(request.user, Permission.OFFER_EDIT).values("pk")
    rows = Reply.objects.visible_to(request.user).filter(request=found, offer__provider__in=mine)
    return list(rows.select_related("offer").order_by("pk"))
