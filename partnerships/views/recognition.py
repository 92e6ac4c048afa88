"""Recognition: the catalogue, rounds of awards, and what was given."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution
from partnerships import actions
from partnerships.forms.recognition import AwardNominationForm, AwardRoundForm, ChosenForm, RecognitionForm
from partnerships.models import AwardRound, Recognition, RecognitionKind
from partnerships.models.recognition import RecognitionQuerySet

LATEST = 12
State = Recognition.State


@login_not_required
@require_safe
def recognition(request: HttpRequest) -> HttpResponse:
    """What one can be given and for what, the rounds that are open, and who was given something lately."""
    rounds = AwardRound.objects.visible_to(request.user).select_related("kind", "organiser")
    given = Recognition.objects.visible_to(request.user).public().filter(state__in=(State.WON, State.GIVEN))
    own = _speaker(request)
    context = {
        "kinds": list(RecognitionKind.objects.order_by("position")),
        "open_rounds": list(rounds.open().order_by("closes_on", "pk")),
        "own_rounds": list(rounds.filter(organiser=own).order_by("-closes_on", "-pk")) if own else [],
        "given": list(
            given.select_related("kind", "institution", "round").order_by("-given_on", "-pk")[:LATEST]
        ),
        "may_give": own is not None and RecognitionKind.objects.given_by(own).exists(),
    }
    return render(request, "partnerships/recognition.html", context)


@login_not_required
@require_safe
def award_round(request: HttpRequest, pk: int) -> HttpResponse:
    """What is looked for; once it is announced, who was on the shortlist and who won."""
    found = _found(request, pk)
    entries = Recognition.objects.visible_to(request.user).filter(round=found)
    shown = entries.select_related("institution", "nominator").order_by("institution__name", "pk")
    context = {
        "round": found,
        "entries": list(shown),
        "may_run": access.can(request.user, Permission.PARTNERSHIP_EDIT, found.organiser),
        "has_shortlist": found.entries.filter(state=State.SHORTLISTED).exists(),
    }
    return render(request, "partnerships/award_round.html", context)


@takes_form
def open_award_round(request: MemberRequest) -> HttpResponse:
    own = _required(request)
    form = AwardRoundForm(request.POST or None, organiser=own)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            opened = actions.open_award_round(organiser=own, by=request.user, **form.cleaned_data)
            messages.success(request, "Others can nominate now.")
            return redirect("partnerships:award_round", opened.pk)
    return _asking(request, form, heading="Open a round of an award", caption=str(own))


@takes_form
def give_recognition(request: MemberRequest) -> HttpResponse:
    own = _required(request)
    form = RecognitionForm(request.POST or None, giver=own)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            given = actions.give_recognition(giver=own, by=request.user, **form.cleaned_data)
            messages.success(request, f"It is on the page of {given.institution}.")
            return redirect("partnerships:institution_library", given.institution_id)
    return _asking(request, form, heading="Give recognition", caption=str(own))


@takes_form
def nominate_for_award(request: MemberRequest, pk: int) -> HttpResponse:
    found, own = _found(request, pk), _required(request)
    form = AwardNominationForm(request.POST or None)

    def act(**said: Any) -> None:
        actions.nominate_for_award(award_round=found, nominator=own, by=request.user, **said)

    return _change(request, found, form, "Nominate", act)


@takes_form
def shortlist_awards(request: MemberRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    rows = Recognition.objects.visible_to(request.user).filter(round=found)
    form = ChosenForm(request.POST or None, rows=_named(rows), label="Who is on the shortlist?")

    def act(*, chosen: Any) -> None:
        actions.shortlist_awards(award_round=found, entries=chosen, by=request.user)

    return _change(request, found, form, "Choose the shortlist", act)


@takes_form
def announce_awards(request: MemberRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    rows = Recognition.objects.visible_to(request.user).filter(round=found, state=State.SHORTLISTED)
    form = ChosenForm(request.POST or None, rows=_named(rows), label="Who has won?")

    def act(*, chosen: Any) -> None:
        actions.announce_awards(award_round=found, winners=chosen, by=request.user)

    return _change(request, found, form, "Announce the winners", act)


def _change(
    request: MemberRequest, found: AwardRound, form: GovukForm, heading: str, act: Callable[..., Any]
) -> HttpResponse:
    """One question about a round, answered by one action."""
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(**form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("partnerships:award_round", found.pk)
    return _asking(request, form, heading=heading, caption=str(found), back=found)


def _asking(
    request: MemberRequest, form: GovukForm, *, heading: str, caption: str, back: AwardRound | None = None
) -> HttpResponse:
    context = {"form": form, "heading": heading, "caption": caption, "back": back}
    return render(request, "partnerships/change_recognition.html", context)


def _named(rows: RecognitionQuerySet) -> RecognitionQuerySet:
    return rows.select_related("institution", "round").order_by("institution__name", "pk")


def _found(request: HttpRequest, pk: int) -> AwardRound:
    rows = AwardRound.objects.visible_to(request.user).select_related("kind", "organiser")
    return get_object_or_404(rows, pk=pk)


def _run(request: MemberRequest, pk: int) -> AwardRound:
    """One that the person's own institution organises."""
    found = _found(request, pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, found.organiser)
    return found


def _speaker(request: HttpRequest) -> Institution | None:
    """The institution that somebody who is signed in acts and may speak for."""
    return acting_institution(request, may=Permission.PARTNERSHIP_EDIT)


def _required(request: MemberRequest) -> Institution:
    own = _speaker(request)
    if own is None:
        raise PermissionDenied("On nobody’s behalf")
    return own
