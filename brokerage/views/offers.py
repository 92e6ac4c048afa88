"""Offers: the public list and page, and what a provider does with its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from brokerage import actions
from brokerage.actions.facts import misfit
from brokerage.filters import OfferFilter
from brokerage.forms.offers import AlternativesForm, EditOfferForm
from brokerage.models import Introduction, Offer
from brokerage.queries.introductions import asked_for
from brokerage.queries.journey import school_in_mind
from brokerage.queries.offers import carried_to, free_slots, standing_offer_by_link
from brokerage.queries.said import said_of
from brokerage.queries.suggestions import suggest_schools
from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution, SupportArea
from partnerships.models import Event


@login_not_required
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """Open to everyone: what is on offer today."""
    rows = Offer.objects.visible_to(request.user).available().with_provider()
    filters = OfferFilter(request.GET, queryset=rows, request=request)
    found = filters.qs if filters.is_valid() else rows.none()
    ordered = found if found.ordered else found.order_by("-confirmed_on", "pk")
    return render(request, "brokerage/offers.html", {"form": filters.form, "page": page_of(request, ordered)})


@login_not_required
@require_safe
def offer(request: MemberRequest, pk: int) -> HttpResponse:
    """One offer. Its provider sees what came of it too; a school, where to ask."""
    found = get_object_or_404(Offer.objects.visible_to(request.user).with_provider(), pk=pk)
    may_edit = access.can(request.user, Permission.OFFER_EDIT, found.provider)
    areas = _areas_to_ask_for(request, found)
    context = {
        "offer": found,
        "said": said_of(found),
        "may_edit": may_edit,
        "carried_to": carried_to(found) if may_edit else None,
        "introductions": asked_for(found) if may_edit else [],
        "areas_to_ask_for": areas,
        "slots": free_slots(found),
        "may_book": bool(areas),
    }
    return render(request, "brokerage/offer.html", context)


def _areas_to_ask_for(request: MemberRequest, found: Offer) -> list[SupportArea]:
    """For whoever acts for a school that the offer fits."""
    school = acting_institution(request, may=Permission.REQUEST_MAKE)
    if school is None:
        return []
    return [SupportArea(area) for area in found.areas if not misfit(found, school=school, area=area)]


@require_safe
def suggestions(request: MemberRequest, pk: int) -> HttpResponse:
    """Schools close by that an offer fits, those that ask for help first."""
    found = _own_offer(request, pk)
    school = school_in_mind(request.GET.get("school", ""))
    context = {
        "offer": found,
        "schools": suggest_schools(offer=found, first=school.pk if school else None),
        "misfit": misfit(found, school=school, area=found.areas[0]) if school else None,
        "needs_password": not request.user.has_usable_password(),
    }
    return render(request, "brokerage/suggestions.html", context)


@takes_form
def edit_offer(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own_offer(request, pk)
    form = EditOfferForm(request.POST or None, offer=found)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.edit_offer(offer=found, details=form.details_given(), by=request.user)
            messages.success(request, "The offer is changed.")
            return redirect("brokerage:offer", pk)
    return render(request, "brokerage/edit_offer.html", {"offer": found, "form": form})


@require_POST
def confirm_offer(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own_offer(request, pk)
    try:
        actions.confirm_offer(offer=found, by=request.user)
        messages.success(request, "Thank you. Schools see it for another thirteen months.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:offer", pk)


@takes_form
def alternatives(request: MemberRequest, pk: int) -> HttpResponse:
    """Which offers share one total of places."""
    found = _own_offer(request, pk)
    form = AlternativesForm(request.POST or None, offer=found)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            together = [found, *form.cleaned_data["offers"]]
            actions.share_places(offers=together, places=form.cleaned_data["places"], by=request.user)
            messages.success(request, "The offers share their places now.")
            return redirect("brokerage:offer", pk)
    return render(request, "brokerage/alternatives.html", {"offer": found, "form": form})


@require_POST
def part_places(request: MemberRequest, pk: int) -> HttpResponse:
    actions.part_places(offer=_own_offer(request, pk), by=request.user)
    messages.success(request, "Each offer counts its own places again.")
    return redirect("brokerage:offer", pk)


@require_POST
def carry_offer(request: MemberRequest, pk: int) -> HttpResponse:
    """The same for the next school year."""
    found = _own_offer(request, pk)
    try:
        carried = actions.carry_offer(offer=found, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
        return redirect("brokerage:offer", pk)
    messages.success(request, "The offer goes on, with all its places free. Look through what it says.")
    return redirect("brokerage:offer", carried.pk)


@login_not_required
@never_cache
@takes_form
def offer_stands(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the yearly letter. Opening it changes nothing; one of its two buttons does."""
    try:
        found = standing_offer_by_link(token)
    except RuleBroken as refusal:
        return render(request, "brokerage/link_closed.html", {"refusal": refusal.message}, status=410)
    form = GovukForm(request.POST or None)
    if request.method == "POST":
        with rule_errors_on(form):
            again = "again" in request.POST
            deed = actions.carry_offer_by_link if again else actions.confirm_offer_by_link
            return render(request, "brokerage/offer_stood.html", {"offer": deed(token=token), "again": again})
    return render(request, "brokerage/offer_stands.html", {"offer": found, "form": form})


@takes_form
def withdraw_offer(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks once, because schools that wait are told."""
    found = _own_offer(request, pk)
    form = GovukForm(request.POST or None)
    if request.method == "POST":
        with rule_errors_on(form):
            actions.withdraw_offer(offer=found, by=request.user)
            messages.success(request, "The offer is withdrawn.")
            return redirect("brokerage:offer", pk)
    waiting = Introduction.objects.visible_to(request.user).awaiting_answer().filter(offer=found).count()
    return render(
        request, "brokerage/withdraw_offer.html", {"offer": found, "form": form, "waiting": waiting}
    )


@require_safe
def event_offers(request: MemberRequest, pk: int) -> HttpResponse:
    """What came of an event: the offers that were made after it, the latest first."""
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    rows = Offer.objects.visible_to(request.user).filter(after_event=event)
    context = {
        "event": event,
        "page": page_of(request, rows.with_provider().order_by("-published_at", "-pk")),
        "providers": rows.values("provider").distinct().count(),
        "may_offer": event.has_begun and acting_institution(request, may=Permission.OFFER_EDIT) is not None,
    }
    return render(request, "brokerage/event_offers.html", context)


@login_not_required
@require_safe
def institution_offers(request: HttpRequest, pk: int) -> HttpResponse:
    """The Offers tab, by family: what the institution offers, alone or with others; to its own people all of it."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
    rows = Offer.objects.visible_to(request.user).offered_by(institution).with_provider()
    context = {
        "institution": institution,
        "tab": "offers",
        "page": page_of(request, rows.order_by("kind__offer_kind__family", "state", "-published_at", "pk")),
        "may_edit": access.can(request.user, Permission.OFFER_EDIT, institution),
    }
    return render(request, "brokerage/institution_offers.html", context)


def _own_offer(request: MemberRequest, pk: int) -> Offer:
    """An offer that the person may change; 403 for one that they may only see."""
    found = get_object_or_404(Offer.objects.visible_to(request.user).with_provider(), pk=pk)
    access.require(request.user, Permission.OFFER_EDIT, found.provider)
    return found
