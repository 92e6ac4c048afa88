"""Groups: the list, starting one, and who belongs to it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.groups import (
    AnswerAffiliationForm,
    AskToJoinForm,
    DescribeGroupForm,
    EndAffiliationForm,
    GroupsForm,
    LetActForm,
    StartGroupForm,
)
from institutions.models import Affiliation, Group, Institution
from institutions.models.affiliation import AffiliationQuerySet
from institutions.queries.groups import groups_with_members


@login_not_required
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Every group that is no trust, open to everyone."""
    form = GroupsForm(request.GET or None)
    kind = form.cleaned_data["kind"] if form.is_valid() else None
    rows = groups_with_members(kind, on=timezone.localdate())
    context = {"form": form, "page": page_of(request, rows), "may_start": request.user.is_authenticated}
    return render(request, "institutions/groups.html", context)


@takes_form
def start_group(request: MemberRequest) -> HttpResponse:
    form = StartGroupForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            group = actions.start_group(by=request.user, **form.cleaned_data)
            messages.success(request, f"{group} is on Causeway. Now ask its members to join.")
            return redirect("institutions:institution", pk=group.pk)
    return render(request, "institutions/start_group.html", {"form": form})


@takes_form
def describe_group(request: MemberRequest, pk: int) -> HttpResponse:
    group = _group(request, pk)
    initial = {
        "purpose": group.purpose,
        "catchment": list(group.catchment.values_list("code", flat=True)),
    }
    form = DescribeGroupForm(request.POST or None, group=group, initial=initial)
    if form.is_valid():
        with rule_errors_on(form):
            actions.describe_group(group=group, by=request.user, **form.cleaned_data)
            messages.success(request, "The page of the group is up to date.")
            return redirect("institutions:institution", pk=pk)
    return render(request, "institutions/describe_group.html", _of(group, form))


@takes_form
def ask_to_join(request: MemberRequest, pk: int) -> HttpResponse:
    group = _group(request, pk)
    form = AskToJoinForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            asked = actions.ask_to_join(group=group, by=request.user, **form.cleaned_data)
            messages.success(request, f"{asked.member} is asked. It belongs once its own people say so.")
            return redirect("institutions:institution", pk=pk)
    return render(request, "institutions/ask_to_join.html", _of(group, form))


@require_safe
def groups_asking(request: MemberRequest) -> HttpResponse:
    """Every group that waits for an answer of the institutions that the person may answer for."""
    own = access.where_may(request.user, Permission.PROFILE_EDIT).values("pk")
    asked = _affiliations(request).asked().filter(member__in=own).order_by("created_at", "pk")
    return render(request, "institutions/groups_asking.html", {"asked": list(asked)})


@takes_form
def answer_affiliation(request: MemberRequest, pk: int, affiliation_pk: int) -> HttpResponse:
    """At the institution that was asked."""
    found = get_object_or_404(_affiliations(request), pk=affiliation_pk, member=pk)
    access.require(request.user, Permission.PROFILE_EDIT, found.member)
    form = AnswerAffiliationForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            answered = actions.answer_affiliation(affiliation=found, by=request.user, **form.cleaned_data)
            said = "belongs to" if answered.joined_on else "does not belong to"
            messages.success(request, f"{answered.member} {said} {answered.group}.")
            return redirect("institutions:institution", pk=pk)
    return render(request, "institutions/answer_affiliation.html", {"affiliation": found, "form": form})


@require_POST
def withdraw_affiliation(request: MemberRequest, pk: int, affiliation_pk: int) -> HttpResponse:
    found = get_object_or_404(_affiliations(request), pk=affiliation_pk, group=pk)
    try:
        actions.withdraw_affiliation(affiliation=found, by=request.user)
        messages.success(request, f"{found.member} is not asked any more.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("institutions:institution", pk=pk)


@takes_form
def let_group_act(request: MemberRequest, pk: int, affiliation_pk: int) -> HttpResponse:
    """At the member: whether the group may make offers in its name."""
    found = get_object_or_404(_affiliations(request), pk=affiliation_pk, member=pk)
    access.require(request.user, Permission.PROFILE_EDIT, found.member)
    form = LetActForm(request.POST or None, initial={"may_act": "yes" if found.may_act else "no"})
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            said = actions.let_group_act(affiliation=found, by=request.user, **form.cleaned_data)
            does = "may make offers" if said.may_act else "makes no offers"
            messages.success(request, f"{said.group} {does} in the name of {said.member}.")
            return redirect("institutions:institution", pk=pk)
    return render(request, "institutions/let_group_act.html", {"affiliation": found, "form": form})


@takes_form
def end_affiliation(request: MemberRequest, pk: int, affiliation_pk: int) -> HttpResponse:
    """From the page of the group or of the member; both may."""
    found = get_object_or_404(_affiliations(request), pk=affiliation_pk)
    back = next((each for each in (found.group, found.member) if each.pk == pk), found.group)
    access.require_any(request.user, Permission.PROFILE_EDIT, (found.group, found.member))
    form = EndAffiliationForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.end_affiliation(affiliation=found, by=request.user, **form.cleaned_data)
            messages.success(request, f"{found.member} belongs to {found.group} no more. The history stays.")
            return redirect("institutions:institution", pk=back.pk)
    context = {"affiliation": found, "institution": back, "form": form}
    return render(request, "institutions/end_affiliation.html", context)


def _of(group: Group, form: Any) -> dict[str, Any]:
    return {"group": group, "institution": group.institution, "form": form}


def _group(request: MemberRequest, pk: int) -> Group:
    """For somebody who may change it."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
    group = get_object_or_404(Group.objects.select_related("kind", "institution"), pk=institution.pk)
    access.require(request.user, Permission.PROFILE_EDIT, institution)
    return group


def _affiliations(request: MemberRequest) -> AffiliationQuerySet:
    rows = Affiliation.objects.visible_to(request.user).select_related("group", "member")
    return rows.defer("group__search", "member__search")
