"""What a group or a trust does together: the page, and what is written on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.actions.group_record import Shared
from institutions.forms.group_record import (
    AccreditForm,
    EndAccreditationForm,
    EndServiceForm,
    SharedServiceForm,
    YearForm,
)
from institutions.models import Group, GroupAccreditation, Institution, SharedService
from institutions.queries.group_record import together as together_of

KINDS = (Institution.Kind.TRUST, Institution.Kind.NETWORK)


@login_not_required
@require_safe
def together(request: MemberRequest, pk: int) -> HttpResponse:
    """Open to everyone; its own people keep it, and a body accredits it."""
    institution = _institution(request, pk)
    group = Group.objects.select_related("kind").filter(pk=pk).first()
    may_edit = access.can(request.user, Permission.PROFILE_EDIT, institution)
    context = {
        "institution": institution,
        "tab": "together",
        "group": group,
        "together": together_of(institution),
        "may_edit": may_edit,
        "says_years": bool(group and (group.kind.has_budget or group.kind.counts_people)),
        "body": _accreditor(request, group) if group and not may_edit else None,
    }
    return render(request, "institutions/together.html", context)


def _accreditor(request: MemberRequest, group: Group) -> Institution | None:
    """The institution for which the person acts, if it may accredit such a group."""
    body = acting_institution(request, may=Permission.PROFILE_EDIT)
    return body if body and body.kind in group.kind.accredited_by else None


@takes_form
def share_service(request: MemberRequest, pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    access.require(request.user, Permission.PROFILE_EDIT, institution)
    form = SharedServiceForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.share_service(group=institution, shared=Shared(**form.cleaned_data), by=request.user)
            messages.success(request, f"“{form.cleaned_data['name']}” is on the list.")
            return redirect("institutions:together", pk=pk)
    return render(request, "institutions/share_service.html", {"institution": institution, "form": form})


@takes_form
def end_service(request: MemberRequest, pk: int, service_pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    access.require(request.user, Permission.PROFILE_EDIT, institution)
    service = get_object_or_404(SharedService, pk=service_pk, group=institution)
    form = EndServiceForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.end_service(service=service, by=request.user, **form.cleaned_data)
            messages.success(request, f"“{service}” is shared no more. It stays in the history.")
            return redirect("institutions:together", pk=pk)
    context = {"institution": institution, "service": service, "form": form}
    return render(request, "institutions/end_service.html", context)


@takes_form
def tell_of_year(request: MemberRequest, pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    access.require(request.user, Permission.PROFILE_EDIT, institution)
    group = get_object_or_404(Group.objects.select_related("kind", "institution"), pk=pk)
    form = YearForm(request.POST or None, group=group)
    if form.is_valid():
        with rule_errors_on(form):
            row = actions.tell_of_year(group=group, by=request.user, **form.cleaned_data)
            messages.success(request, f"The figures of {row.year} are up to date.")
            return redirect("institutions:together", pk=pk)
    return render(request, "institutions/tell_of_year.html", {"institution": institution, "form": form})


@takes_form
def accredit_group(request: MemberRequest, pk: int) -> HttpResponse:
    """For the body that the person acts for."""
    institution = _institution(request, pk)
    group = get_object_or_404(Group.objects.select_related("kind", "institution"), pk=pk)
    body = _accreditor(request, group)
    if body is None:
        raise PermissionDenied("Acts for nobody who may accredit it")
    form = AccreditForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.accredit_group(group=group, body=body, by=request.user, **form.cleaned_data)
            messages.success(request, f"{body} accredits {institution}.")
            return redirect("institutions:together", pk=pk)
    context = {"institution": institution, "body": body, "form": form}
    return render(request, "institutions/accredit_group.html", context)


@takes_form
def end_accreditation(request: MemberRequest, pk: int, accreditation_pk: int) -> HttpResponse:
    rows = GroupAccreditation.objects.select_related("body", "group")
    found = get_object_or_404(rows, pk=accreditation_pk, group=pk)
    access.require(request.user, Permission.PROFILE_EDIT, found.body)
    form = EndAccreditationForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.end_accreditation(accreditation=found, by=request.user, **form.cleaned_data)
            messages.success(request, "The accreditation ends. It stays in the history.")
            return redirect("institutions:together", pk=pk)
    context = {"institution": found.group, "accreditation": found, "form": form}
    return render(request, "institutions/end_accreditation.html", context)


def _institution(request: MemberRequest, pk: int) -> Institution:
    rows = Institution.objects.visible_to(request.user).filter(kind__in=KINDS)
    return get_object_or_404(rows.select_related("local_authority__parent__parent").defer("search"), pk=pk)
