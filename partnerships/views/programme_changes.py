"""What the pages of a programme share: finding it, and asking one question about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.forms import GovukForm, rule_errors_on
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from partnerships.models import Programme


def programme_seen(request: MemberRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related(
        "kind", "area", "parent", "priority_list"
    )
    return get_object_or_404(rows, pk=pk)


def programme_led(request: MemberRequest, pk: int) -> Programme:
    """One that the person's own institution leads."""
    found = programme_seen(request, pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, found.lead)
    return found


def change_programme(
    request: MemberRequest,
    found: Programme,
    form: GovukForm,
    heading: str,
    act: Callable[..., Any],
    *,
    back: str = "partnerships:programme",
    take_back: str = "",
) -> HttpResponse:
    """One question about a programme, answered by one action; then the page that it was asked from.

    `take_back` is the address that takes away what the question is about.
    """
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(back, pk=found.pk)
    context = {
        "programme": found,
        "form": form,
        "heading": heading,
        "back": reverse(back, args=[found.pk]),
        "take_back": take_back,
    }
    return render(request, "partnerships/change_programme.html", context)
