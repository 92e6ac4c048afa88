"""Messages to a segment: those of one's areas, one of them before and after it goes out, and what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages as notes
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from brokerage import access, actions
from brokerage.forms.messages import DeliveryForm, MessageForm, OutcomeOfMessageForm
from brokerage.models import Message, MessageTemplate
from brokerage.queries.messages import reach_of
from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution, Term, Vocabulary

BLANK = "blank"


@require_safe
def messages(request: MemberRequest) -> HttpResponse:
    """What went out in one's areas, and the words to begin with."""
    _require_some_area(request)
    rows = Message.objects.visible_to(request.user).select_related("area", "broker", "family_segment")
    context = {
        "page": page_of(request, rows.order_by("-created_at", "-pk")),
        "templates": list(MessageTemplate.objects.select_related("family_segment").order_by("position")),
    }
    return render(request, "brokerage/messages.html", context)


@takes_form
def write_message(request: MemberRequest, code: str) -> HttpResponse:
    _require_some_area(request)
    found = MessageTemplate.objects.filter(code=code.upper().replace("-", "_"))
    template = None if code == BLANK else get_object_or_404(found)
    areas = access.areas_to_write_to(request.user)
    form = MessageForm(_typed(request), areas=areas, begun=template)
    if form.is_valid():
        with rule_errors_on(form):
            made = actions.write_message(
                words=form.words(), template=template, broker=_broker(request), by=request.user
            )
            return redirect("brokerage:message", pk=made.pk)
    return _ask(request, form, "Write a message", "Look at it before it goes")


@require_safe
def message(request: MemberRequest, pk: int) -> HttpResponse:
    """A draft with how many it would reach; afterwards by which ways it went out."""
    found = _found(request, pk)
    sector = Term.objects.filter(vocabulary=Vocabulary.SECTOR, code=found.sector).first()
    context = {
        "message": found,
        "sector": sector,
        "reach": reach_of(found) if found.state == Message.State.DRAFT else None,
        "deliveries": list(found.deliveries.select_related("channel").order_by("sent_on", "pk")),
    }
    return render(request, "brokerage/message.html", context)


@takes_form
def change_message(request: MemberRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    areas = access.areas_to_write_to(request.user)
    form = MessageForm(_typed(request), areas=areas, begun=found)
    if form.is_valid():
        with rule_errors_on(form):
            actions.change_message(message=found, words=form.words(), by=request.user)
            return redirect("brokerage:message", pk=pk)
    return _ask(request, form, "Change the message", "Save", found)


@require_POST
def send_message(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        actions.send_message(message=_found(request, pk), by=request.user)
        notes.success(request, "It is on its way.")
    except RuleBroken as refusal:
        notes.error(request, refusal.message)
    return redirect("brokerage:message", pk=pk)


@takes_form
def note_delivery(request: MemberRequest, pk: int) -> HttpResponse:
    return _add(request, pk, DeliveryForm(_typed(request)), actions.note_delivery, "Note how it went out")


@takes_form
def tell_outcome(request: MemberRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    said = {"responses": found.responses, "outcome": found.outcome}
    form = OutcomeOfMessageForm(_typed(request), initial=said)
    return _add(request, pk, form, actions.tell_outcome, "What came of it")


def _add(
    request: MemberRequest, pk: int, form: GovukForm, act: Callable[..., Any], heading: str
) -> HttpResponse:
    found = _found(request, pk)
    if form.is_valid():
        with rule_errors_on(form):
            act(message=found, by=request.user, **form.cleaned_data)
            notes.success(request, "Saved.")
            return redirect("brokerage:message", pk=pk)
    return _ask(request, form, heading, "Save", found)


def _ask(
    request: MemberRequest, form: GovukForm, heading: str, button: str, found: Message | None = None
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "message": found}
    return render(request, "brokerage/write_message.html", context)


def _typed(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _found(request: MemberRequest, pk: int) -> Message:
    rows = Message.objects.visible_to(request.user)
    found = get_object_or_404(rows.select_related("area", "broker", "family_segment", "template"), pk=pk)
    access.require_writer(request.user, found.area)
    return found


def _broker(request: MemberRequest) -> Institution | None:
    """The brokerage that the person acts for, if any."""
    own = acting_institution(request, may=Permission.MESSAGE_SEND)
    return own if own and own.kind == Institution.Kind.BROKER else None


def _require_some_area(request: MemberRequest) -> None:
    if not access.areas_to_write_to(request.user).exists():
        raise PermissionDenied("Looks after no area")
