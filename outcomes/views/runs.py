"""Which run worked figures out: when, from what, by which rule."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.pages import page_of
from outcomes.models import RollupRun
from outcomes.reports.levels import rule_in_force


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """Those that were refused or never finished stand among them."""
    found = RollupRun.objects.select_related("rule", "register").order_by("-pk")
    context = {"page": page_of(request, found), "rule": rule_in_force(timezone.localdate())}
    return render(request, "outcomes/runs.html", context)
