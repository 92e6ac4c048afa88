"""Times that can be booked: the provider sets them, schools book them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from brokerage import actions
from brokerage.forms.bookings import BookForm, SlotForm, UseForm
from brokerage.models import Booking, Offer, Slot
from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution


@takes_form
def slots(request: MemberRequest, pk: int) -> HttpResponse:
    """The provider's page: set times, close them, see who booked."""
    offer = get_object_or_404(Offer.objects.visible_to(request.user).with_provider(), pk=pk)
    access.require(request.user, Permission.OFFER_EDIT, offer.provider)
    form = SlotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            made = actions.set_slots(offer=offer, by=request.user, **form.times())
            messages.success(
                request, f"Schools can book {len(made)} time{'s' if len(made) > 1 else ''} more."
            )
            return redirect("brokerage:slots", pk)
    bookings = Booking.objects.visible_to(request.user).filter(slot__offer=offer).with_parties()
    context = {
        "offer": offer,
        "form": form,
        "free": list(Slot.objects.free().filter(offer=offer).order_by("starts_at")),
        "page": page_of(request, bookings.order_by("-slot__starts_at", "-pk")),
    }
    return render(request, "brokerage/slots.html", context)


@require_POST
def close_slot(request: MemberRequest, pk: int) -> HttpResponse:
    slot = _slot(request, pk)
    try:
        actions.close_slot(slot=slot, by=request.user)
        messages.success(request, "The time is closed.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:slots", slot.offer_id)


@takes_form
def book_slot(request: MemberRequest, pk: int) -> HttpResponse:
    """For the school that the person acts for."""
    slot, school = _slot(request, pk), _own_school(request)
    form = BookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            booking = actions.book_slot(slot=slot, school=school, by=request.user, **form.cleaned_data)
            messages.success(request, f"We have asked {slot.offer.provider} to confirm. You hear by e-mail.")
            return redirect("brokerage:booking", booking.pk)
    context = {"slot": slot, "offer": slot.offer, "school": school, "form": form}
    return render(request, "brokerage/book_slot.html", context)


@require_safe
def bookings(request: MemberRequest) -> HttpResponse:
    """What one's own institutions have booked, and what others have booked of theirs."""
    rows = Booking.objects.visible_to(request.user).with_parties().order_by("-slot__starts_at", "-pk")
    return render(request, "brokerage/bookings.html", {"page": page_of(request, rows)})


@takes_form
def booking(request: MemberRequest, pk: int) -> HttpResponse:
    """One booking. After it is over, its provider notes what it was used for."""
    found = _booking(request, pk)
    is_provider = access.can(request.user, Permission.INTRODUCTION_ANSWER, found.slot.offer.provider)
    is_school = access.can(request.user, Permission.REQUEST_MAKE, found.school)
    logs_use = is_provider and found.is_over and found.state == Booking.State.CONFIRMED
    form = UseForm(request.POST or None) if logs_use else None
    if form and request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.log_use(booking=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Noted.")
            return redirect("brokerage:booking", pk)
    context = {
        "booking": found,
        "form": form,
        "may_answer": is_provider and found.state == Booking.State.REQUESTED and not found.is_over,
        "may_cancel": (is_school or is_provider)
        and Booking.State.CANCELLED in Booking.MOVES[found.state]
        and not found.is_over,
    }
    return render(request, "brokerage/booking.html", context)


@require_POST
def answer_booking(request: MemberRequest, pk: int) -> HttpResponse:
    confirmed = request.POST.get("answer") == "confirm"
    try:
        actions.answer_booking(booking=_booking(request, pk), confirmed=confirmed, by=request.user)
        messages.success(request, "The school hears of your answer.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:booking", pk)


@require_POST
def cancel_booking(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        actions.cancel_booking(booking=_booking(request, pk), by=request.user)
        messages.success(request, "The booking is cancelled. The other side hears of it.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:booking", pk)


def _booking(request: MemberRequest, pk: int) -> Booking:
    return get_object_or_404(Booking.objects.visible_to(request.user).with_parties(), pk=pk)


def _slot(request: MemberRequest, pk: int) -> Slot:
    """A slot of an offer that the person may see."""
    shown = Offer.objects.visible_to(request.user)
    rows = Slot.objects.filter(offer__in=shown).select_related("offer__provider", "offer__kind")
    return get_object_or_404(rows, pk=pk)


def _own_school(request: MemberRequest) -> Institution:
    """The school that the person acts for; 403 without one."""
    school = acting_institution(request)
    rows = Institution.objects.of(request.user).schools().defer("search")
    found = get_object_or_404(rows, pk=school.pk if school else 0)
    access.require(request.user, Permission.REQUEST_MAKE, found)
    return found
