"""Naming the programmes that answer a need, and taking one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from brokerage import access as routing
from brokerage import actions
from brokerage.forms.requests import AnsweringProgrammeForm
from brokerage.models import Request
from core.forms import rule_errors_on
from core.methods import takes_form
from institutions.acting import MemberRequest


@takes_form
def name_answering_programme(request: MemberRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = AnsweringProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.name_answering_programme(request=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Named. The page of the programme names this need too.")
            return redirect("brokerage:request", pk)
    return render(request, "brokerage/name_answering_programme.html", {"need": found, "form": form})


@require_POST
def drop_answering_programme(request: MemberRequest, pk: int, programme_pk: int) -> HttpResponse:
    found = _found(request, pk)
    programme = get_object_or_404(found.programmes, pk=programme_pk)
    actions.drop_answering_programme(request=found, programme=programme, by=request.user)
    messages.success(request, f"{programme} is not named any more.")
    return redirect("brokerage:request", pk)


def _found(request: MemberRequest, pk: int) -> Request:
    found = get_object_or_404(Request.objects.visible_to(request.user).with_facts(), pk=pk)
    if not routing.can_record(request.user, found):
        raise PermissionDenied("Neither the school nor who works on it")
    return found
