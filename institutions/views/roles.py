"""Who answers for what at an institution: appoint, end, and see where nobody does."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.directory import AppointForm, ChooseRoleForm, EndRoleForm
from institutions.models import Area, HandOverTask, Institution, RoleHolder, RoleType, VisitNote
from institutions.queries.answering import (
    differing_advisers,
    elsewhere,
    left_behind,
    trusts_with_affiliated_trustee,
    volunteers_of,
)
from institutions.queries.deployments import (
    deployments_in,
    deployments_of,
    places_to_visit,
)
from institutions.queries.networks import network_of
from institutions.queries.roles import (
    TERM_ENDS_SOON,
    role_types_for,
    roles_at,
    terms_ending,
    vacancies,
    vacancies_by_part,
)


@login_not_required
@require_safe
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Holders, former holders and vacancies; of a trust those of its schools too. Addresses for editors only."""
    institution = _institution(request, pk)
    members = Institution.objects.visible_to(request.user).members_of(institution)
    is_trust = institution.kind == Institution.Kind.TRUST
    may_edit = access.can(request.user, Permission.ROLE_HOLDER_EDIT, institution)
    deployed = deployments_of(institution)
    context = {
        "institution": institution,
        "tab": "roles",
        "roles": roles_at(institution),
        "today": timezone.localdate(),
        "soon": timezone.localdate() + TERM_ENDS_SOON,
        "may_edit": may_edit,
        "to_hand_over": left_behind(institution) if may_edit else [],
        "elsewhere": elsewhere(institution),
        "deployed_here": [each for each in deployed if each.at_id == pk],
        "deployed_from": [each for each in deployed if each.at_id != pk],
        **_visits(request, institution),
        "volunteers": volunteers_of(institution),
        "vacancies": vacancies(within=members) if is_trust else [],
        "terms_ending": terms_ending(within=members) if is_trust else [],
        "differing": differing_advisers(within=members) if is_trust else [],
    }
    return render(request, "institutions/roles.html", context)


def _visits(request: HttpRequest, institution: Institution) -> dict[str, Any]:
    """How many notes of visits the person may read here; whether there can be any for them."""
    notes = VisitNote.objects.visible_to(request.user).filter(institution=institution).count()
    visits = isinstance(request.user, User) and any(
        place.at == institution for place in places_to_visit(request.user)
    )
    return {"visits": notes, "may_read_visits": bool(notes) or visits}


@login_not_required
@require_safe
def vacant_roles(request: HttpRequest, code: str = Area.ENGLAND) -> HttpResponse:
    """Where nobody answers: counted down to the authority, and there by school with the age of each vacancy."""
    kinds = (Area.Kind.COUNTRY, Area.Kind.REGION, Area.Kind.LOCAL_AUTHORITY)
    area = get_object_or_404(Area.objects.select_related("parent__parent").filter(kind__in=kinds), code=code)
    context: dict[str, Any] = {"area": area, "today": timezone.localdate(), "parts": [], "vacancies": []}
    if area.kind == Area.Kind.COUNTRY:
        context["networks"] = list(RoleType.objects.filter(is_listed=True).order_by("position", "pk"))
        context["trusts"] = trusts_with_affiliated_trustee()
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
    """Everybody in a role that is listed for England, against the target where there is one."""
    role_type = get_object_or_404(
        RoleType.objects.filter(is_listed=True), code=slug.upper().replace("-", "_")
    )
    holders = RoleHolder.objects.visible_to(request.user).current().filter(role_type=role_type)
    rows = holders.select_related("institution").defer("institution__search").order_by("-started_on", "pk")
    context = {
        "network": network_of(role_type),
        "page": page_of(request, rows),
        "deployments": deployments_in(role_type) if role_type.is_deployed else [],
        "today": timezone.localdate(),
    }
    return render(request, "institutions/network.html", context)


@takes_form
def appoint(request: MemberRequest, pk: int) -> HttpResponse:
    """First which role (`?role=`), then what that role asks."""
    institution = _institution(request, pk)
    access.require(request.user, Permission.ROLE_HOLDER_EDIT, institution)
    role_type = role_types_for(institution).filter(code=request.GET.get("role", "")).first()
    if role_type is None:
        choice = ChooseRoleForm(request.GET if "role" in request.GET else None, institution=institution)
        return render(request, "institutions/choose_role.html", {"institution": institution, "form": choice})
    initial = {"started_on": timezone.localdate()}
    form = AppointForm(request.POST or None, role_type=role_type, initial=initial)
    if form.is_valid():
        with rule_errors_on(form):
            holder = actions.appoint_role_holder(
                institution=institution, role_type=role_type, by=request.user, **form.cleaned_data
            )
            messages.success(request, f"{holder.name} is now named as {role_type.label}.")
            return redirect("institutions:roles", pk=pk)
    context = {"institution": institution, "role_type": role_type, "form": form}
    return render(request, "institutions/appoint.html", context)


@takes_form
def undo_appointment(request: MemberRequest, pk: int, holder_pk: int) -> HttpResponse:
    """Ask once more, because the name goes."""
    holder = _holder(request, pk, holder_pk)
    form = GovukForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.undo_appointment(role_holder=holder, by=request.user)
            messages.success(request, f"The appointment of {holder.name} is taken back.")
            return redirect("institutions:roles", pk=pk)
    context = {
        "institution": holder.institution,
        "form": form,
        "holder": holder,
        "stays": holder.predecessors.first(),
    }
    return render(request, "institutions/undo_appointment.html", context)


@require_POST
def confirm_roles(request: MemberRequest, pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    actions.confirm_roles(institution=institution, by=request.user)
    messages.success(request, "Thank you. Everybody named here is confirmed as of today.")
    return redirect("institutions:roles", pk=pk)


@require_POST
def finish_hand_over_task(request: MemberRequest, pk: int, task_pk: int) -> HttpResponse:
    here = HandOverTask.objects.visible_to(request.user).filter(role_holder__institution=pk)
    task = get_object_or_404(here.select_related("role_holder__institution"), pk=task_pk)
    try:
        actions.finish_hand_over_task(task=task, by=request.user)
        messages.success(request, f"Handed over: {task.what}")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("institutions:roles", pk=pk)


@require_safe
def my_roles(request: MemberRequest) -> HttpResponse:
    """Every role that the person holds or is to hold, wherever it is."""
    held = RoleHolder.objects.visible_to(request.user).of(request.user).filter(ended_on=None)
    rows = held.select_related("role_type", "institution").defer("institution__search")
    context = {
        "holders": list(rows.order_by("-started_on", "pk")),
        "places": places_to_visit(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "institutions/my_roles.html", context)


@takes_form
def end_role(request: MemberRequest, pk: int, holder_pk: int) -> HttpResponse:
    holder = _holder(request, pk, holder_pk)
    form = EndRoleForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    if form.is_valid():
        with rule_errors_on(form):
            actions.end_role(role_holder=holder, by=request.user, **form.cleaned_data)
            messages.success(request, f"{holder.name}’s role has an end date.")
            return redirect("institutions:roles", pk=pk)
    context = {"institution": holder.institution, "form": form, "holder": holder}
    return render(request, "institutions/end_role.html", context)


def _holder(request: MemberRequest, pk: int, holder_pk: int) -> RoleHolder:
    """One of the institution's, for somebody who may change it."""
    holders = RoleHolder.objects.visible_to(request.user).select_related("institution", "role_type")
    holder = get_object_or_404(holders, pk=holder_pk, institution=pk)
    access.require(request.user, Permission.ROLE_HOLDER_EDIT, holder.institution)
    return holder


def _institution(request: HttpRequest, pk: int) -> Institution:
    rows = Institution.objects.visible_to(request.user).select_related("local_authority__parent__parent")
    return get_object_or_404(rows.defer("search"), pk=pk)
