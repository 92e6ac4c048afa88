"""Putting an organisation on Causeway, and how many there are of each type."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.founding import FoundOrganisationForm, TargetForm
from institutions.models import Area, OrganisationType
from institutions.queries.organisations import types_counted


@takes_form
def found_organisation(request: MemberRequest) -> HttpResponse:
    """For everybody who is signed in; schools, trusts and universities come from registers."""
    form = FoundOrganisationForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            found = actions.found_organisation(by=request.user, **form.cleaned_data)
            messages.success(request, f"{found} is on Causeway, and you look after it.")
            return redirect("institutions:institution", pk=found.pk)
    return render(request, "institutions/found_organisation.html", {"form": form})


@login_not_required
@require_safe
def organisation_types(request: HttpRequest) -> HttpResponse:
    """Open to everyone: how many there are, and how many there should be by when."""
    england = Area.objects.filter(code=Area.ENGLAND).first()
    context = {
        "types": types_counted(),
        "today": timezone.localdate(),
        "may_set": england is not None and access.can(request.user, Permission.EXPECTATION_SET, england),
    }
    return render(request, "institutions/organisation_types.html", context)


@takes_form
def set_organisation_target(request: MemberRequest, slug: str) -> HttpResponse:
    """For whoever administers England."""
    type = get_object_or_404(OrganisationType, code=slug.upper().replace("-", "_"))
    access.require(request.user, Permission.EXPECTATION_SET, get_object_or_404(Area, code=Area.ENGLAND))
    initial = {"target": type.target, "target_on": type.target_on}
    form = TargetForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.set_organisation_target(type=type, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("institutions:organisation_types")
    return render(request, "institutions/set_organisation_target.html", {"type": type, "form": form})
