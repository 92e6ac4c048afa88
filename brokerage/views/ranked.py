"""From a gap to an offer: the ranking for one school and area, and asking."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from brokerage import actions
from brokerage.forms.introductions import AskForm
from brokerage.models import Offer
from brokerage.queries.introductions import asked_by, open_request_of
from brokerage.queries.ranking import CLOSE_BY_KM, not_listed, rank_offers
from brokerage.queries.said import said_of
from brokerage.queries.vicinity import vicinity
from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Institution, SupportArea

GONE = "offer_full"


@require_safe
def ranked(request: MemberRequest, pk: int, area: SupportArea) -> HttpResponse:
    """The offers that fit, best first, each with its reasons; and why others close by are not among them."""
    school = _own_school(request, pk)
    need = open_request_of(school=school, area=area)
    offers = rank_offers(school=school, area=area, need=need)
    context = {
        "school": school,
        "area": area,
        "areas": list(SupportArea),
        "offers": offers,
        "vicinity": vicinity(offers),
        "not_listed": not_listed(school=school, area=area),
        "close_by_km": CLOSE_BY_KM,
        "asked": asked_by(school=school, area=area),
        "need": need,
        "may_ask": access.can(request.user, Permission.REQUEST_MAKE, school),
    }
    return render(request, "brokerage/ranked.html", context)


@takes_form
def request_offer(request: MemberRequest, pk: int, area: SupportArea, offer_pk: int) -> HttpResponse:
    """Look once more, say what is needed, and ask."""
    school = _own_school(request, pk)
    access.require(request.user, Permission.REQUEST_MAKE, school)
    offer = get_object_or_404(Offer.objects.visible_to(request.user).with_provider(), pk=offer_pk)
    need = open_request_of(school=school, area=area)
    initial = {"submission_key": uuid4(), "words": need.words if need else ""}
    form = AskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            try:
                asked = actions.request_offer(
                    offer=offer, school=school, area=area, by=request.user, **form.cleaned_data
                )
            except RuleBroken as refusal:
                if refusal.code != GONE:
                    raise
                messages.warning(request, refusal.message)
                return redirect("brokerage:ranked", pk, area)
            messages.success(request, f"We have asked {offer.provider}. You will hear from us by e-mail.")
            return redirect("brokerage:introduction", asked.pk)
    context = {"school": school, "area": area, "offer": offer, "said": said_of(offer), "form": form}
    return render(request, "brokerage/request_offer.html", context)


def _own_school(request: HttpRequest, pk: int) -> Institution:
    """Members of the school or of its trust."""
    return get_object_or_404(Institution.objects.of(request.user).schools().defer("search"), pk=pk)
