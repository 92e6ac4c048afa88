"""Proposing a partnership, asking others to join, and their answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution
from partnerships import actions, links
from partnerships.forms.partnership import InvitationForm, InviteForm, ProposeForm
from partnerships.models import Partnership, PartyInvitation
from partnerships.views.partnerships import editable_partnership, found_partnership


@takes_form
def propose_partnership(request: MemberRequest) -> HttpResponse:
    """For the institution that the person acts for."""
    opener = _own(request)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        with rule_errors_on(form):
            made = actions.propose_partnership(
                opener=opener,
                description=form.description(),
                partners=told["partners"],
                goal=told["goal"],
                email=told["email"],
                by=request.user,
            )
            messages.success(request, "Proposed. The others hear of it by e-mail and on their home page.")
            return redirect("partnerships:partnership", made.pk)
    return render(request, "partnerships/propose_partnership.html", {"form": form, "opener": opener})


@takes_form
def invite_parties(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    asked_by = _own_party(request, found)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.invite_parties(partnership=found, asked_by=asked_by, by=request.user, **form.cleaned_data)
            messages.success(request, "They are asked. You hear when they answer.")
            return redirect("partnerships:partnership", found.pk)
    context = {"partnership": found, "form": form, "heading": "Ask others to join", "now": {}}
    return render(request, "partnerships/change_partnership.html", context)


@require_safe
def invitations(request: MemberRequest) -> HttpResponse:
    """What one's own institutions are asked to join."""
    own = Institution.objects.of(request.user)
    rows = PartyInvitation.objects.visible_to(request.user).open().filter(institution__in=own)
    found = list(rows.select_related("partnership__kind", "institution", "asked_by").order_by("pk"))
    return render(request, "partnerships/invitations.html", {"invitations": found})


@takes_form
def answer_invitation(request: MemberRequest, pk: int) -> HttpResponse:
    rows = PartyInvitation.objects.visible_to(request.user).open()
    invitation = get_object_or_404(rows.select_related("partnership__kind", "institution", "asked_by"), pk=pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, invitation.institution)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.answer_invitation(invitation=invitation, by=request.user, **form.cleaned_data)
            messages.success(request, "Your answer is on the record.")
            return redirect("partnerships:partnership", invitation.partnership_id)
    return render(request, "partnerships/answer_invitation.html", {"invitation": invitation, "form": form})


@login_not_required
@never_cache
@takes_form
def invitation_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing; the answer is sent with the form. Then the page shows the outcome."""
    try:
        invitation = links.invitation_of(token)
    except RuleBroken as refusal:
        return render(request, "partnerships/link_refused.html", {"reason": refusal.message}, status=410)
    form = InvitationForm(request.POST or None) if invitation.is_open else None
    if request.method == "POST" and form is not None and form.is_valid():
        with rule_errors_on(form):
            actions.answer_invitation_by_link(token=token, **form.cleaned_data)
            return redirect("partnerships:invitation_by_link", token=token)
    return render(request, "partnerships/answer_invitation.html", {"invitation": invitation, "form": form})


@require_POST
def join_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = found_partnership(request, pk)
    try:
        actions.join_partnership(partnership=found, institution=_own(request), by=request.user)
        messages.success(request, "You are in. Say what you want from it.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:partnership", pk)


def _own(request: MemberRequest) -> Institution:
    """The institution that the person acts for; 403 without one."""
    own = acting_institution(request)
    if own is None:
        raise PermissionDenied("Acts for no institution")
    access.require(request.user, Permission.PARTNERSHIP_EDIT, own)
    return own


def _own_party(request: MemberRequest, found: Partnership) -> Institution:
    """The party for which the person asks: the one that they act for, else the first that is theirs."""
    parties = list(found.parties.current().select_related("institution").order_by("pk"))
    acting = acting_institution(request)
    editable = access.where_may(request.user, Permission.PARTNERSHIP_EDIT).values_list("pk", flat=True)
    mine = [party.institution for party in parties if party.institution_id in set(editable)]
    return next((each for each in mine if each == acting), mine[0])
