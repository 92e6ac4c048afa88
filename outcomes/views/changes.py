"""A page that asks for one change."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from core.forms import GovukForm, rule_errors_on
from institutions.acting import MemberRequest


def change(
    request: MemberRequest,
    form: GovukForm,
    act: Callable[..., Any],
    heading: str,
    caption: str,
    back: str,
) -> HttpResponse:
    """One form, answered by one action; then back to where it came from."""
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(back)
    context = {"form": form, "heading": heading, "caption": caption, "back": back}
    return render(request, "outcomes/change.html", context)
