"""What young people and their families may expect: by phase, as cards to print, and of one school."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Institution, Phase
from partnerships import actions
from partnerships.forms.entitlements import EntitlementStatusForm
from partnerships.models import Entitlement, EntitlementStatus
from partnerships.queries.entitlements import entitlements_of, expected_of, parents_association_of


def slug_of(phase: Phase) -> str:
    return phase.value.lower().replace("_", "-")


SLUGS = {slug_of(phase): phase for phase in Phase}


@login_not_required
@require_safe
def entitlements(request: HttpRequest) -> HttpResponse:
    """Where a family begins: which stage of education is it about?"""
    phases = [(slug, phase, len(entitlements_of(phase))) for slug, phase in SLUGS.items()]
    context = {"phases": [each for each in phases if each[2]]}
    return render(request, "partnerships/entitlements.html", context)


@login_not_required
@require_safe
def entitlements_of_phase(request: HttpRequest, phase: str) -> HttpResponse:
    return render(request, "partnerships/entitlements_of_phase.html", _of_phase(phase))


@login_not_required
@require_safe
def question_cards(request: HttpRequest, phase: str) -> HttpResponse:
    """All cards of a phase, to print and cut; with `?card=` one of them."""
    context = _of_phase(phase)
    card = request.GET.get("card")
    if card:
        context["entitlements"] = [each for each in context["entitlements"] if each.code == card]
        if not context["entitlements"]:
            raise Http404
    return render(request, "partnerships/question_cards.html", context | {"is_one": bool(card)})


@login_not_required
@require_safe
def families(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab of a school for families."""
    school = _school(request, pk)
    context = {
        "institution": school,
        "tab": "families",
        "expected": [(slug_of(phase), phase, rows) for phase, rows in expected_of(school)],
        "association": parents_association_of(school),
        "may_edit": access.can(request.user, Permission.PROFILE_EDIT, school),
        "may_read": Institution.objects.of(request.user).filter(pk=pk).exists(),
    }
    return render(request, "partnerships/families.html", context)


@takes_form
def say_entitlement_status(request: MemberRequest, pk: int, entitlement_pk: int) -> HttpResponse:
    school = _school(request, pk)
    access.require(request.user, Permission.PROFILE_EDIT, school)
    entitlement = get_object_or_404(Entitlement.objects.in_force().of_school(school), pk=entitlement_pk)
    own = EntitlementStatus.objects.visible_to(request.user).filter(school=school, entitlement=entitlement)
    form = EntitlementStatusForm(request.POST or None, said=own.filter(ended_on=None).first())
    if form.is_valid():
        with rule_errors_on(form):
            actions.say_entitlement_status(
                school=school, entitlement=entitlement, by=request.user, **form.cleaned_data
            )
            messages.success(request, f"Saved: {entitlement}.")
            return redirect(f"{reverse('partnerships:families', args=[pk])}#expect-{entitlement.pk}")
    context = {"form": form, "institution": school, "entitlement": entitlement}
    return render(request, "partnerships/say_entitlement_status.html", context)


def _of_phase(slug: str) -> dict[str, Any]:
    phase = SLUGS.get(slug)
    found = entitlements_of(phase) if phase else []
    if not found:
        raise Http404
    return {"phase": phase, "slug": slug, "entitlements": found}


def _school(request: HttpRequest, pk: int) -> Institution:
    schools = Institution.objects.visible_to(request.user).schools().defer("search")
    return get_object_or_404(schools.select_related("local_authority", "as_group__kind"), pk=pk)
