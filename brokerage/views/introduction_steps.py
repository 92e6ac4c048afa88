"""What may be done about an introduction besides answering it, each on a page of one question; and by link."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from brokerage import actions, links
from brokerage.forms.introductions import HandOnForm, HappenedForm, PlanForm, ReadyForm, ReasonForm, WhyForm
from brokerage.models import Introduction
from brokerage.queries.brokers import accredited_brokers_of
from brokerage.queries.introductions import with_parties
from brokerage.queries.possible import possible_for
from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from institutions.acting import MemberRequest

State = Introduction.State
READY = {
    "heading": "Are you ready?",
    "lead": "Four short questions before you begin. The other side answers them too; each reads what the other says.",
}


@takes_form
def decline_match(request: MemberRequest, pk: int) -> HttpResponse:
    found = _one(request, pk, "decline")
    words = {
        "heading": "Say no to this match",
        "lead": f"It was arranged for {found.school} by others. We tell them and {found.offer.provider}, with "
        "your reason. The place is free again, and your request stays open.",
        "button": "Say no to this match",
        "done": "You have said no. We tell those who arranged it.",
    }
    return _ask(request, found, ReasonForm(request.POST or None), actions.decline_match, words)


@takes_form
def hand_to_broker(request: MemberRequest, pk: int) -> HttpResponse:
    found = _one(request, pk, "hand_on")
    words = {
        "heading": "Ask a broker to help",
        "lead": "Accredited brokers who serve the school’s area. They take it on or hand it back; the place stays "
        "kept for three more weeks. The broker who takes it on sees both sides’ e-mail addresses.",
        "button": "Ask for help",
        "done": "We have asked the broker. You hear from us when they take it on.",
    }
    form = HandOnForm(request.POST or None, brokers=accredited_brokers_of(found.school))
    return _ask(request, found, form, actions.hand_to_broker, words)


@require_POST
def take_on_introduction(request: MemberRequest, pk: int) -> HttpResponse:
    found = _one(request, pk, "take_on")
    try:
        actions.take_on_introduction(introduction=found, by=request.user)
        messages.success(request, "It is yours. Both sides know that you help them.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:introduction", pk)


@takes_form
def hand_back_introduction(request: MemberRequest, pk: int) -> HttpResponse:
    found = _one(request, pk, "hand_back")
    words = {
        "heading": "Hand it back",
        "lead": f"{found.school} learns why, and can ask another broker or for another offer.",
        "button": "Hand it back",
        "done": "You have handed it back.",
    }
    return _ask(request, found, WhyForm(request.POST or None), actions.hand_back_introduction, words)


@takes_form
def plan_introduction(request: MemberRequest, pk: int) -> HttpResponse:
    found = _one(request, pk, "plan")
    words = {
        "heading": "The day it is planned for",
        "lead": "On the day after, we ask both of you whether it took place.",
        "button": "Save the day",
        "done": "The day is saved.",
    }
    form = PlanForm(request.POST or None, initial={"planned_on": found.planned_on})
    return _ask(request, found, form, actions.plan_introduction, words)


@takes_form
def cancel_introduction(request: MemberRequest, pk: int) -> HttpResponse:
    found = _one(request, pk, "cancel")
    words = {
        "heading": "Cancel it",
        "lead": "The place is free for another school, and the school’s request is open again. The partnership "
        "stays; end it on its own page if nothing else is planned.",
        "button": "Cancel it",
        "done": "It is cancelled. We tell the other side.",
    }
    return _ask(request, found, WhyForm(request.POST or None), actions.cancel_introduction, words)


@takes_form
def tell_whether_it_happened(request: MemberRequest, pk: int) -> HttpResponse:
    found = _one(request, pk, "tell")
    words = {
        "heading": "Did it take place?",
        "lead": "The other side reads what you say.",
        "button": "Save",
        "done": "Thank you.",
    }
    return _ask(request, found, HappenedForm(request.POST or None), actions.tell_whether_it_happened, words)


@takes_form
def say_ready(request: MemberRequest, pk: int) -> HttpResponse:
    found = _one(request, pk, "say_ready")
    words = {
        **READY,
        "button": "Save",
        "done": "Saved. When both sides have answered, the match is confirmed.",
    }
    return _ask(request, found, ReadyForm(request.POST or None), actions.say_ready, words)


@login_not_required
@never_cache
@takes_form
def ready_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the letter that tells of the yes."""
    return _by_link(
        request,
        token,
        read=lambda: links.ready_of(token),
        is_open=lambda found: found.state == State.ACCEPTED and not _has_said(found, token),
        form=ReadyForm(request.POST or None),
        act=actions.say_ready_by_link,
        words={**READY, "button": "Send"},
    )


def _has_said(found: Introduction, token: str) -> bool:
    return found.readiness.filter(side=links.ready_of(token)[1]).exists()


@login_not_required
@never_cache
@takes_form
def decline_match_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the letter to a school's leader."""
    words = {
        "heading": "A match for your school",
        "lead": "You hear from us as soon as the provider answers. If your school does not want this, say no here.",
        "button": "Say no to this match",
    }
    return _by_link(
        request,
        token,
        read=lambda: (links.match_of(token), Introduction.Side.SCHOOL),
        is_open=lambda found: found.is_awaiting_answer,
        form=ReasonForm(request.POST or None),
        act=actions.decline_match_by_link,
        words=words,
    )


@login_not_required
@never_cache
@takes_form
def happened_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the letter that asks whether it took place."""
    words = {"heading": "Did it take place?", "lead": "The other side reads what you say.", "button": "Save"}
    return _by_link(
        request,
        token,
        read=lambda: links.happened_of(token),
        is_open=lambda found: found.state == State.ACCEPTED,
        form=HappenedForm(request.POST or None, initial={"happened": request.GET.get("happened", "")}),
        act=actions.tell_whether_it_happened_by_link,
        words=words,
    )


def _one(request: MemberRequest, pk: int, deed: str) -> Introduction:
    """An introduction about which the person may do the deed: 404 for one they may not see."""
    found = get_object_or_404(Introduction.objects.visible_to(request.user).with_parties(), pk=pk)
    if not getattr(possible_for(request.user, found), deed):
        raise PermissionDenied(deed)
    return found


def _ask(
    request: MemberRequest,
    found: Introduction,
    form: GovukForm,
    act: Callable[..., object],
    words: dict[str, str],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(introduction=found, by=request.user, **form.cleaned_data)
            messages.success(request, words["done"])
            return redirect("brokerage:introduction", found.pk)
    return render(request, "brokerage/introduction_step.html", {"introduction": found, "form": form, **words})


def _by_link(
    request: HttpRequest,
    token: str,
    *,
    read: Callable[[], tuple[int, Introduction.Side]],
    is_open: Callable[[Introduction], bool],
    form: GovukForm,
    act: Callable[..., object],
    words: dict[str, str],
) -> HttpResponse:
    """Opening the page changes nothing; its button does. The signature stands for the sign-in."""
    try:
        pk, side = read()
        found = with_parties(pk)
    except RuleBroken as refusal:
        return render(request, "brokerage/link_closed.html", {"refusal": refusal.message}, status=410)
    context: dict[str, Any] = {"introduction": found, "side": side, "form": form, **words}
    if not is_open(found):
        return render(request, "brokerage/answered_by_link.html", context)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(token=token, **form.cleaned_data)
            return redirect(request.path)
    return render(request, "brokerage/introduction_step_by_link.html", context)
