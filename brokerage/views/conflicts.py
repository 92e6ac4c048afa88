"""What an institution tells brokers, and brokers alone, about others it should not be brought together with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from brokerage import actions
from brokerage.forms.conflicts import ConflictForm
from brokerage.models import DeclaredConflict
from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Institution


@takes_form
def conflicts(request: MemberRequest, pk: int) -> HttpResponse:
    """Those declared, and a new one."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
    access.require(request.user, Permission.PROFILE_EDIT, institution)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.declare_conflict(institution=institution, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved. Brokers of your area read it before they bring you together.")
            return redirect("brokerage:conflicts", pk)
    rows = DeclaredConflict.objects.visible_to(request.user).current().filter(institution=institution)
    context = {
        "institution": institution,
        "form": form,
        "conflicts": list(rows.select_related("other").defer("other__search").order_by("-created_at")),
    }
    return render(request, "brokerage/conflicts.html", context)


@require_POST
def end_conflict(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(DeclaredConflict.objects.visible_to(request.user).current(), pk=pk)
    actions.end_conflict(conflict=found, by=request.user)
    messages.success(request, "It no longer holds.")
    return redirect("brokerage:conflicts", found.institution_id)
