"""Who answers for what at an institution: appoint, end, and see where nobody does."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.directory import AppointForm, EndRoleForm
from institutions.models import Area, Institution, RoleHolder, RoleType
from institutions.queries.networks import network_of
from institutions.queries.roles import TERM_ENDS_SOON, roles_at, terms_ending, vacancies, vacancies_by_part


@login_not_required
@require_safe
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Holders, former holders and vacancies; of a trust those of its schools too. Addresses for editors only."""
    institution = _institution(request, pk)
    members = Institution.objects.visible_to(request.user).members_of(institution)
    is_trust = institution.kind == Institution.Kind.TRUST
    context = {
        "institution": institution,
        "tab": "roles",
        "roles": roles_at(institution),
        "today": timezone.localdate(),
        "soon": timezone.localdate() + TERM_ENDS_SOON,
        "may_edit": access.can(request.user, Permission.ROLE_HOLDER_EDIT, institution),
        "vacancies": vacancies(within=members) if is_trust else [],
        "terms_ending": terms_ending(within=members) if is_trust else [],
    }
    return render(request, "institutions/roles.html", context)


@login_not_required
@require_safe
def vacant_roles(request: HttpRequest, code: str = Area.ENGLAND) -> HttpResponse:
    """Where nobody answers: counted down to the authority, and there by school with the age of each vacancy."""
    kinds = (Area.Kind.COUNTRY, Area.Kind.REGION, Area.Kind.LOCAL_AUTHORITY)
    area = get_object_or_404(Area.objects.select_related("parent__parent").filter(kind__in=kinds), code=code)
    context: dict[str, Any] = {"area": area, "today": timezone.localdate(), "parts": [], "vacancies": []}
    if area.kind == Area.Kind.COUNTRY:
        context["networks"] = list(RoleType.objects.exclude(target_holders=None).order_by("position", "pk"))
    if area.kind == Area.Kind.LOCAL_AUTHORITY:
        schools = Institution.objects.visible_to(request.user).in_scope().in_area(area)
        context["vacancies"] = vacancies(within=schools)
        context["total"] = len(context["vacancies"])
    else:
        context["parts"] = vacancies_by_part(area)
        context["total"] = sum(part.vacancies for part in context["parts"])
    return render(request, "institutions/vacant_roles.html", context)


@login_not_required
@require_safe
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody in a role that has a target for England."""
    with_target = RoleType.objects.exclude(target_holders=None)
    role_type = get_object_or_404(with_target, code=slug.upper().replace("-", "_"))
    holders = RoleHolder.objects.visible_to(request.user).current().filter(role_type=role_type)
    rows = holders.select_related("institution").defer("institution__search").order_by("-started_on", "pk")
    context = {
        "network": network_of(role_type),
        "page": page_of(request, rows),
        "today": timezone.localdate(),
    }
    return render(request, "institutions/network.html", context)


@takes_form
def appoint(request: MemberRequest, pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    access.require(request.user, Permission.ROLE_HOLDER_EDIT, institution)
    initial = {"role_type": request.GET.get("role"), "started_on": timezone.localdate()}
    form = AppointForm(request.POST or None, institution=institution, initial=initial)
    if form.is_valid():
        with rule_errors_on(form):
            holder = actions.appoint_role_holder(
                institution=institution, by=request.user, **form.cleaned_data
            )
            messages.success(request, f"{holder.name} is now named as {holder.role_type.label}.")
            return redirect("institutions:roles", pk=pk)
    context = {"institution": institution, "form": form, "roles": roles_at(institution)}
    return render(request, "institutions/appoint.html", context)


@takes_form
def end_role(request: MemberRequest, pk: int, holder_pk: int) -> HttpResponse:
    holders = RoleHolder.objects.visible_to(request.user).select_related("institution", "role_type")
    holder = get_object_or_404(holders, pk=holder_pk, institution=pk)
    access.require(request.user, Permission.ROLE_HOLDER_EDIT, holder.institution)
    form = EndRoleForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    if form.is_valid():
        with rule_errors_on(form):
            actions.end_role(role_holder=holder, by=request.user, **form.cleaned_data)
            messages.success(request, f"{holder.name}’s role has an end date.")
            return redirect("institutions:roles", pk=pk)
    context = {"institution": holder.institution, "form": form, "holder": holder}
    return render(request, "institutions/end_role.html", context)


def _institution(request: HttpRequest, pk: int) -> Institution:
    rows = Institution.objects.visible_to(request.user).select_related("local_authority__parent__parent")
    return get_object_or_404(rows.defer("search"), pk=pk)
