"""Issues, risks and money of a partnership."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from institutions.acting import MemberRequest
from partnerships import access, actions
from partnerships.forms.issues import ApplicationForm, CloseIssueForm, IssueForm, SettleFundingForm
from partnerships.models import Funding, Issue, Partnership
from partnerships.views.partnerships import editable_partnership


@takes_form
def note_issue(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    parties = [party.institution for party in found.parties.current().select_related("institution")]
    form = IssueForm(request.POST or None, parties=parties)
    return _step(request, found, form, "Note an issue or a risk", actions.note_issue, partnership=found)


@takes_form
def close_issue(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Issue.objects.visible_to(request.user).filter(closed_on=None).select_related("partnership")
    issue = get_object_or_404(rows, pk=pk)
    access.require_keeper(request.user, issue.partnership)
    form = CloseIssueForm(request.POST or None)
    return _step(request, issue.partnership, form, f"Close: {issue}", actions.close_issue, issue=issue)


@takes_form
def apply_for_funding(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    form = ApplicationForm(request.POST or None)
    return _step(
        request, found, form, "Note an application for funding", actions.apply_for_funding, partnership=found
    )


@takes_form
def settle_funding(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Funding.objects.visible_to(request.user).select_related("partnership")
    funding = get_object_or_404(rows, pk=pk)
    access.require_keeper(request.user, funding.partnership)
    form = SettleFundingForm(request.POST or None, funding=funding)
    return _step(request, funding.partnership, form, str(funding), actions.settle_funding, funding=funding)


def _step(
    request: MemberRequest,
    found: Partnership,
    form: GovukForm,
    heading: str,
    act: Callable[..., Any],
    **subject: Any,
) -> HttpResponse:
    """One form, one action, and back to how the partnership is governed."""
    back_url = reverse("partnerships:governance", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(by=request.user, **subject, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(back_url)
    context = {
        "form": form,
        "heading": heading,
        "caption": str(found),
        "back_url": back_url,
        "back": "governance",
    }
    return render(request, "partnerships/change_body.html", context)
