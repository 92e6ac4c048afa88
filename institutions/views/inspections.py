"""Noting what an inspection found, taking it back, and taking in a published list of overall grades."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from core.uploads import on_disk
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.inspections import InspectionForm, UploadInspectionsForm
from institutions.models import Area, Inspection, Institution, RegisterImport, Term, Vocabulary
from institutions.register.inspections import COLUMNS

LINES_SHOWN = 100


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
    try:
        actions.withdraw_inspected(inspection=inspection, institution=institution, by=request.user)
        messages.success(request, "The inspection is taken off the page.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("institutions:institution", pk=pk)


@takes_form
def publish_inspections(request: MemberRequest) -> HttpResponse:
    """A file in, and at once what became of each line of it."""
    access.require(request.user, Permission.INSPECTIONS_PUBLISH, get_object_or_404(Area, code=Area.ENGLAND))
    form, report = UploadInspectionsForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form), on_disk(form.cleaned_data["file"]) as path:
            report = actions.publish_inspections(path=path, by=request.user)
    grades = Term.objects.filter(vocabulary=Vocabulary.INSPECTION_GRADE).order_by("position")
    context = {
        "form": form,
        "report": report,
        "shown": f":{LINES_SHOWN}",
        "most": LINES_SHOWN,
        "columns": COLUMNS,
        "grades": list(grades),
        "imports": list(RegisterImport.objects.filter(kind="inspections").order_by("-at", "-pk")[:10]),
    }
    return render(request, "institutions/publish_inspections.html", context)


def _institution(request: MemberRequest, pk: int) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
