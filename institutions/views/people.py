"""Who belongs to an institution: the People tab, the link that an invitation carries, and the switcher."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest, choose, memberships_of
from institutions.forms.people import InviteForm, RoleForm
from institutions.models import Institution, Invitation, Membership
from institutions.queries.people import people as people_of


@require_safe
def people(request: MemberRequest, pk: int) -> HttpResponse:
    """Members, invitations that wait, and what can be done about them."""
    institution = _managed(request, pk)
    context = {"institution": institution, "tab": "people", "people": people_of(institution=institution)}
    return render(request, "institutions/people.html", context)


@takes_form
def invite(request: MemberRequest, pk: int) -> HttpResponse:
    institution = _managed(request, pk)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            invitation = actions.invite_person(institution=institution, by=request.user, **form.cleaned_data)
            messages.success(request, f"An invitation is on its way to {invitation.email}")
            return redirect("institutions:people", pk)
    return render(request, "institutions/invite.html", {"institution": institution, "form": form})


@require_POST
def withdraw_invitation(request: MemberRequest, pk: int, invitation_pk: int) -> HttpResponse:
    invitation = get_object_or_404(_managed(request, pk).invitations, pk=invitation_pk)
    try:
        actions.withdraw_invitation(invitation=invitation, by=request.user)
        messages.success(request, f"The invitation to {invitation.email} is withdrawn")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("institutions:people", pk)


@takes_form
def change_role(request: MemberRequest, pk: int, membership_pk: int) -> HttpResponse:
    membership = _membership(request, pk, membership_pk)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.change_role(membership=membership, by=request.user, **form.cleaned_data)
            messages.success(request, f"The role of {membership.user} is changed")
            return redirect("institutions:people", pk)
    return render(request, "institutions/change_role.html", {"membership": membership, "form": form})


@takes_form
def end_membership(request: MemberRequest, pk: int, membership_pk: int) -> HttpResponse:
    membership = _membership(request, pk, membership_pk)
    form = GovukForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.end_membership(membership=membership, by=request.user)
            messages.success(request, f"{membership.user} no longer acts for {membership.institution}")
            is_own = membership.user == request.user
            return redirect(settings.LOGIN_REDIRECT_URL) if is_own else redirect("institutions:people", pk)
    return render(request, "institutions/end_membership.html", {"membership": membership, "form": form})


@login_not_required
@never_cache
@takes_form
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows what would be joined, POST joins. Both need the right account; the page says how to get there."""
    try:
        invitation = actions.read_invitation(token)
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request, invitation)
        if not access.is_addressee(request.user, invitation.email):
            context = {"invitation": invitation}
            return render(request, "institutions/invitation_for_another.html", context, status=403)
        if request.method == "POST":
            return _join(request, actions.accept_invitation(token=token, by=request.user))
    except RuleBroken as refusal:
        return render(request, "institutions/invitation_closed.html", {"refusal": refusal}, status=410)
    return render(request, "institutions/accept_invitation.html", {"invitation": invitation})


def _ask_to_sign_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Whoever holds the link has read the mail: a new account with that address needs no second proof."""
    has_account = User.objects.filter(email__iexact=invitation.email).exists()
    if not has_account:
        get_adapter().stash_verified_email(request, invitation.email)
    context = {"invitation": invitation, "has_account": has_account}
    return render(request, "institutions/accept_invitation.html", context)


def _join(request: HttpRequest, membership: Membership) -> HttpResponse:
    choose(request, membership)
    messages.success(request, f"You now act for {membership.institution}")
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def switch(request: MemberRequest) -> HttpResponse:
    """Act for another of one's institutions, and stay on the page."""
    chosen = request.POST.get("membership")
    membership = next((each for each in memberships_of(request) if str(each.pk) == chosen), None)
    if membership is None:
        raise Http404
    choose(request, membership)
    page = request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(page if is_safe else settings.LOGIN_REDIRECT_URL)


def _managed(request: MemberRequest, pk: int) -> Institution:
    """The institution, for somebody who looks after its people."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
    access.require(request.user, Permission.PEOPLE_MANAGE, institution)
    return institution


def _membership(request: MemberRequest, pk: int, membership_pk: int) -> Membership:
    members = _managed(request, pk).members.current().select_related("user", "institution")
    return get_object_or_404(members, pk=membership_pk)
