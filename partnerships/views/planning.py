"""This year's list becomes next year's plan."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution
from partnerships import actions
from partnerships.forms.next_year import NextYearForm
from partnerships.models import Collaboration
from partnerships.models.collaboration import CollaborationQuerySet

LOOKS_BACK = timedelta(days=365)


@takes_form
def plan_next_year(request: MemberRequest) -> HttpResponse:
    """What the institution recorded in the last twelve months and has not planned again."""
    organiser = acting_institution(request, may=Permission.COLLABORATION_LOG)
    if organiser is None:
        raise PermissionDenied("Acts for no institution that logs")
    records = _to_plan(request, organiser)
    form = NextYearForm(request.POST or None, records=records)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            drafts = actions.plan_next_year(
                organiser=organiser, records=form.cleaned_data["records"], by=request.user
            )
            count = len(drafts)
            messages.success(request, f"{count} draft{'' if count == 1 else 's'} for next year.")
            return redirect("partnerships:collaborations")
    context = {"form": form, "organiser": organiser, "has_records": records.exists()}
    return render(request, "partnerships/next_year.html", context)


def _to_plan(request: MemberRequest, organiser: Institution) -> CollaborationQuerySet:
    since = timezone.localdate() - LOOKS_BACK
    rows = Collaboration.objects.visible_to(request.user).recorded().filter(organiser=organiser)
    latest = rows.filter(starts_on__gte=since, followed_by=None).select_related("partner", "activity_type")
    return latest.order_by("starts_on", "pk")
