"""Rounds of views of families: asked, answered without an account, published, and acted on."""

from functools import partial
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.keys import is_key
from core.methods import takes_form
from core.pages import page_of
from institutions.acting import MemberRequest
from institutions.models import Area, Institution
from outcomes import access, actions
from outcomes.access import Asker, may_ask_families
from outcomes.forms.family_views import (
    FinishViewsActionForm,
    ViewsActionForm,
    ViewsForm,
    ViewsRelayForm,
    ViewsRoundForm,
    possible_sets,
)
from outcomes.models import ViewsRound
from outcomes.reports.families import statuses_in, told_in
from outcomes.reports.family_views import published_of, rounds_about
from outcomes.views.changes import change

ANSWERED = "views-given"  # in the session: the rounds that were answered in this browser
TOO_MANY = "Many answers came from where you are in the last hour. Try again later."


@login_not_required
@require_safe
def school_views(request: HttpRequest, pk: int) -> HttpResponse:
    """What families said of one school, and the rounds in which they can say it now."""
    school = get_object_or_404(Institution.objects.visible_to(request.user).schools(), pk=pk)
    rounds = ViewsRound.objects.visible_to(request.user).about(school)
    context = {
        "institution": school,
        "open_rounds": list(rounds.open().select_related("school", "area").order_by("closes_on", "pk")),
        "published": rounds_about(school),
        "may_open": may_ask_families(request.user, school)
        and not rounds.open().filter(school=school).exists(),
    }
    return render(request, "outcomes/school_views.html", context)


@require_safe
def area_families(request: MemberRequest, code: str) -> HttpResponse:
    """An authority, a region or England: what its schools say, what families said, and what they told schools."""
    area = get_object_or_404(Area.objects.current(), code=code)
    may_ask = may_ask_families(request.user, area)
    rounds = ViewsRound.objects.visible_to(request.user).filter(area=area)
    context = {
        "area": area,
        "expected": statuses_in(area),
        "rounds": list(rounds.order_by("-closes_on", "-pk")),
        "may_open": may_ask and not rounds.open().exists(),
        "told": told_in(area) if may_ask and area.kind == Area.Kind.LOCAL_AUTHORITY else None,
    }
    return render(request, "outcomes/area_families.html", context)


@login_not_required
@require_safe
def views_round(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: how to answer while it is open, afterwards what was said and what is done about it."""
    found = _round(request, pk)
    published = published_of(found) if found.published_on else None
    context = {
        "round": found,
        "published": published,
        "page": page_of(request, published.schools, size=10) if published else None,
        "actions": list(found.actions.order_by("due_on", "pk")),
        "relays": list(found.relays.select_related("channel").order_by("sent_on", "pk")),
        "may_manage": may_ask_families(request.user, found.asker),
        "address": request.build_absolute_uri(reverse("outcomes:give_views", args=[pk])),
    }
    return render(request, "outcomes/views_round.html", context)


@login_not_required
@never_cache
@takes_form
def give_views(request: HttpRequest, pk: int) -> HttpResponse:
    """Open to everyone while the round is; once in each browser, and not too often from one place."""
    found = _round(request, pk)
    given = request.session.get(ANSWERED, [])
    if not found.is_open or pk in given:
        return render(request, "outcomes/views_given.html", {"round": found, "is_given": pk in given})
    typed = request.POST if request.method == "POST" else None
    form = ViewsForm(typed, views_round=found, school=_school_in_mind(request, found))
    if form.is_valid():
        with rule_errors_on(form):
            if not ratelimit.consume(request, action="give_views"):
                raise RuleBroken(TOO_MANY, code="too_many")
            actions.give_views(
                round=found, school=form.school_meant, role=form.cleaned_data["role"], points=form.points
            )
            request.session[ANSWERED] = [*given, pk]
            return redirect("outcomes:give_views", pk=pk)
    return render(request, "outcomes/give_views.html", {"form": form, "round": found})


@takes_form
def open_school_round(request: MemberRequest, pk: int) -> HttpResponse:
    school = get_object_or_404(Institution.objects.visible_to(request.user).schools(), pk=pk)
    access.require_asker(request.user, school)
    return _open(request, school)


@takes_form
def open_area_round(request: MemberRequest, code: str) -> HttpResponse:
    area = get_object_or_404(Area.objects.current(), code=code)
    access.require_asker(request.user, area)
    return _open(request, area)


@takes_form
def promise_views_action(request: MemberRequest, pk: int) -> HttpResponse:
    found = _managed(request, pk)
    form = ViewsActionForm(request.POST if request.method == "POST" else None)
    return _change(request, found, form, actions.promise_views_action, "What will be done", round=found)


@takes_form
def finish_views_action(request: MemberRequest, pk: int, action_pk: int) -> HttpResponse:
    found = _managed(request, pk)
    action = get_object_or_404(found.actions.select_related("round"), pk=action_pk)
    form = FinishViewsActionForm(request.POST if request.method == "POST" else None)
    return _change(request, found, form, actions.finish_views_action, action.words, action=action)


@takes_form
def note_views_relay(request: MemberRequest, pk: int) -> HttpResponse:
    found = _managed(request, pk)
    form = ViewsRelayForm(request.POST if request.method == "POST" else None)
    heading = "Note through whom it went out"
    return _change(request, found, form, actions.note_views_relay, heading, round=found)


def _open(request: MemberRequest, asker: Asker) -> HttpResponse:
    form = ViewsRoundForm(request.POST if request.method == "POST" else None, sets=possible_sets(asker))
    if form.is_valid():
        with rule_errors_on(form):
            made = actions.open_views_round(asker=asker, by=request.user, **form.cleaned_data)
            messages.success(request, "Open. Give families the address that this page shows.")
            return redirect("outcomes:views_round", pk=made.pk)
    return render(
        request, "outcomes/open_views_round.html", {"form": form, "asker": asker, "back": _home_of(asker)}
    )


def _change(
    request: MemberRequest, found: ViewsRound, form: GovukForm, act: Any, heading: str, **about: Any
) -> HttpResponse:
    back = reverse("outcomes:views_round", args=[found.pk])
    return change(request, form, partial(act, **about), heading, str(found), back)


def _round(request: HttpRequest, pk: int) -> ViewsRound:
    rows = ViewsRound.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("school", "area", "criteria_set__scale"), pk=pk)


def _managed(request: MemberRequest, pk: int) -> ViewsRound:
    """One that the person looks after."""
    found = _round(request, pk)
    access.require_asker(request.user, found.asker)
    return found


def _school_in_mind(request: HttpRequest, found: ViewsRound) -> Institution | None:
    asked = request.GET.get("school", "")
    return found.schools().filter(pk=asked).first() if is_key(asked) else None


def _home_of(asker: Asker) -> str:
    """The page on which its rounds are listed."""
    if isinstance(asker, Area):
        return reverse("outcomes:area_families", args=[asker.code])
    return reverse("outcomes:school_views", args=[asker.pk])
