"""People who serve elsewhere for a time, and notes of visits."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.deployments import DeployForm, EndDeploymentForm, VisitForm
from institutions.models import Deployment, Institution, RoleHolder
from institutions.queries.deployments import Place, places_to_visit, visits_to


@takes_form
def deploy(request: MemberRequest, pk: int, holder_pk: int) -> HttpResponse:
    """Lend somebody to another institution."""
    holders = RoleHolder.objects.visible_to(request.user).filter(role_type__is_deployed=True)
    holder = get_object_or_404(
        holders.select_related("role_type", "institution"), pk=holder_pk, institution=pk
    )
    access.require(request.user, Permission.ROLE_HOLDER_EDIT, holder.institution)
    form = DeployForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.deploy(role_holder=holder, by=request.user, **form.cleaned_data)
            messages.success(request, f"{holder.name} serves at {form.cleaned_data['at']}.")
            return redirect("institutions:roles", pk=pk)
    context = {"institution": holder.institution, "holder": holder, "form": form}
    return render(request, "institutions/deploy.html", context)


@takes_form
def end_deployment(request: MemberRequest, pk: int, deployment_pk: int) -> HttpResponse:
    rows = Deployment.objects.visible_to(request.user).with_both().filter(role_holder__institution=pk)
    found = get_object_or_404(rows, pk=deployment_pk)
    access.require(request.user, Permission.ROLE_HOLDER_EDIT, found.role_holder.institution)
    form = EndDeploymentForm(request.POST or None, deployment=found)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.end_deployment(deployment=found, by=request.user, **form.cleaned_data)
            messages.success(request, "What came of it is kept.")
            return redirect("institutions:roles", pk=pk)
    context = {"institution": found.role_holder.institution, "deployment": found, "form": form}
    return render(request, "institutions/end_deployment.html", context)


@require_safe
def visits(request: MemberRequest, pk: int) -> HttpResponse:
    """For the school, its trust, and whoever wrote them: what advisers noted of their visits."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
    visiting = _places(request, institution)
    if not visiting and not Institution.objects.of(request.user).filter(pk=pk).exists():
        raise PermissionDenied("Notes of visits are for the school, its trust and its advisers")
    context = {
        "institution": institution,
        "notes": visits_to(institution, viewer=request.user),
        "may_note": bool(visiting),
    }
    return render(request, "institutions/visits.html", context)


@takes_form
def note_visit(request: MemberRequest, pk: int) -> HttpResponse:
    """For whoever advises the institution or serves there today."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
    places = _places(request, institution)
    if not places:
        raise PermissionDenied("Neither advises the institution nor serves there")
    form = VisitForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            said = {name: form.cleaned_data[name] for name in ("visited_on", "words")}
            actions.note_visit(role_holder=form.holder, institution=institution, by=request.user, **said)
            messages.success(request, "Your note is kept. The school and its trust can read it.")
            return redirect("institutions:visits", pk=pk)
    return render(request, "institutions/note_visit.html", {"institution": institution, "form": form})


def _places(request: MemberRequest, institution: Institution) -> list[Place]:
    return [place for place in places_to_visit(request.user) if place.at == institution]
