"""A party leaves a partnership, and somebody is sought in its place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brokerage import actions
from brokerage.forms.replacements import LeaveForm
from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from partnerships.models import Partnership


@takes_form
def leave_partnership(request: MemberRequest, pk: int, party_pk: int) -> HttpResponse:
    """Only the party itself may."""
    found = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    parties = found.parties.current().select_related("institution", "partnership")
    party = get_object_or_404(parties, pk=party_pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, party.institution)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.leave_partnership(party=party, notice=form.notice(), by=request.user)
            messages.success(request, "Noted. The others hear of it, and somebody is sought in your place.")
            return redirect("partnerships:partnership", pk)
    context = {"partnership": found, "party": party, "form": form}
    return render(request, "brokerage/leave_partnership.html", context)
