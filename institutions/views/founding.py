"""Putting an organisation on Causeway."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import actions
from institutions.acting import MemberRequest
from institutions.forms.founding import FoundOrganisationForm


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
