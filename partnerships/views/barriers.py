"""Barriers to a partnership or a programme, and the responses that were chosen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from institutions.acting import MemberRequest
from partnerships import access, actions
from partnerships.forms.barriers import BarrierForm
from partnerships.models import Barrier, Partnership, Programme


@takes_form
def note_partnership_barrier(request: MemberRequest, pk: int) -> HttpResponse:
    return _note(request, get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk))


@takes_form
def note_programme_barrier(request: MemberRequest, pk: int) -> HttpResponse:
    return _note(request, get_object_or_404(Programme.objects.visible_to(request.user), pk=pk))


@require_POST
def overcome_barrier(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Barrier.objects.visible_to(request.user).select_related("kind", "partnership", "programme")
    barrier = get_object_or_404(rows, pk=pk)
    try:
        actions.overcome_barrier(barrier=barrier, by=request.user)
        messages.success(request, f"{barrier}: overcome.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect(_home_of(barrier.initiative))


def _note(request: MemberRequest, initiative: Partnership | Programme) -> HttpResponse:
    access.require_runner(request.user, initiative)
    form = BarrierForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.note_barrier(initiative=initiative, by=request.user, **form.cleaned_data)
            messages.success(request, "Noted.")
            return redirect(_home_of(initiative))
    is_programme = isinstance(initiative, Programme)
    context = {
        "form": form,
        "heading": "Note a barrier and your response",
        "caption": str(initiative),
        "back_url": _home_of(initiative),
        "back": "the programme" if is_programme else "governance",
    }
    return render(request, "partnerships/change_body.html", context)


def _home_of(initiative: Partnership | Programme) -> str:
    page = "programme" if isinstance(initiative, Programme) else "governance"
    return reverse(f"partnerships:{page}", args=[initiative.pk])
