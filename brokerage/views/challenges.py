"""The board of challenges that several share, across trusts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from brokerage import actions
from brokerage.forms.challenges import ChallengeForm, CloseChallengeForm, JoinChallengeForm
from brokerage.models import Challenge
from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution


@require_safe
def challenges(request: MemberRequest) -> HttpResponse:
    """Open challenges everywhere, the newest first."""
    rows = Challenge.objects.visible_to(request.user).open().select_related("need", "place")
    page = page_of(request, rows.prefetch_related("parties__institution").order_by("-created_at", "-pk"))
    context = {"page": page, "may_start": _speaker(request) is not None}
    return render(request, "brokerage/challenges.html", context)


@takes_form
def challenge_new(request: MemberRequest) -> HttpResponse:
    institution = _speaker(request)
    if institution is None:
        raise PermissionDenied("On nobody's behalf")
    form = ChallengeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            made = actions.start_challenge(institution=institution, by=request.user, **form.cleaned_data)
            messages.success(request, "Others can join now.")
            return redirect("brokerage:challenge", made.pk)
    return render(request, "brokerage/challenge_new.html", {"form": form, "institution": institution})


@takes_form
def challenge(request: MemberRequest, pk: int) -> HttpResponse:
    """One challenge: who shares it, what each side needs, and joining it."""
    rows = Challenge.objects.visible_to(request.user).select_related("need", "place", "started_by")
    found = get_object_or_404(rows, pk=pk)
    parties = list(found.parties.select_related("institution").order_by("pk"))
    institution = _speaker(request)
    is_in = institution is not None and institution.pk in {party.institution_id for party in parties}
    form = JoinChallengeForm(request.POST or None)
    if request.method == "POST" and institution is not None and form.is_valid():
        with rule_errors_on(form):
            said = {"words": form.cleaned_data["own_words"], "area": form.cleaned_data["area"]}
            actions.join_challenge(challenge=found, institution=institution, by=request.user, **said)
            messages.success(request, f"{institution} shares this challenge.")
            return redirect("brokerage:challenge", pk)
    context = {
        "challenge": found,
        "parties": parties,
        "institution": institution,
        "form": form if institution and not is_in and not found.closed_at else None,
        "may_close": not found.closed_at
        and access.can(request.user, Permission.PARTNERSHIP_EDIT, found.started_by),
    }
    return render(request, "brokerage/challenge.html", context)


@takes_form
def challenge_close(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Challenge.objects.visible_to(request.user).select_related("started_by"), pk=pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, found.started_by)
    form = CloseChallengeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.close_challenge(challenge=found, by=request.user, **form.cleaned_data)
            messages.success(request, "The challenge is closed.")
            return redirect("brokerage:challenge", pk)
    return render(request, "brokerage/challenge_close.html", {"challenge": found, "form": form})


def _speaker(request: MemberRequest) -> Institution | None:
    """The institution one acts for, where one may speak for it."""
    return acting_institution(request, may=Permission.PARTNERSHIP_EDIT)
