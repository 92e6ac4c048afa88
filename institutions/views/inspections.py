"""Noting what an inspection found, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.inspections import InspectionForm
from institutions.models import Inspection, Institution


@takes_form
def note_inspected(request: MemberRequest, pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    access.require(request.user, Permission.PROFILE_EDIT, institution)
    form = InspectionForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.note_inspected(institution=institution, by=request.user, **form.cleaned_data)
            messages.success(request, "The inspection is on the page.")
            return redirect("institutions:institution", pk=pk)
    return render(request, "institutions/note_inspected.html", {"institution": institution, "form": form})


@require_POST
def withdraw_inspected(request: MemberRequest, pk: int, inspection_pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    inspection = get_object_or_404(Inspection, pk=inspection_pk, institutions=institution)
    actions.withdraw_inspected(inspection=inspection, institution=institution, by=request.user)
    messages.success(request, "The inspection is taken off the page.")
    return redirect("institutions:institution", pk=pk)


def _institution(request: MemberRequest, pk: int) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
