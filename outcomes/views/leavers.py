"""Where a school's leavers went, exactly: for its own people alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Institution
from outcomes import actions
from outcomes.comparison_table import between, percent
from outcomes.forms import LeaversForm
from outcomes.forms.leavers import DESTINATIONS
from outcomes.models import Leavers
from outcomes.statistics import Share


@require_safe
def leavers(request: MemberRequest, pk: int) -> HttpResponse:
    """Every cohort as it was recorded. Whoever looks is noted."""
    school = _school(request, pk)
    cohorts = actions.view_leavers(institution=school, by=request.user)
    context = {
        "institution": school,
        "tab": "outcomes",
        "cohorts": [_cohort(row) for row in cohorts],
        "destinations": DESTINATIONS.values(),
    }
    return render(request, "outcomes/leavers.html", context)


@takes_form
def record_leavers(request: MemberRequest, pk: int) -> HttpResponse:
    school = _school(request, pk)
    access.require(request.user, Permission.LEAVERS_RECORD, school)
    form = LeaversForm(request.POST or None, institution=school)
    if form.is_valid():
        with rule_errors_on(form):
            actions.record_leavers(institution=school, by=request.user, **form.counts())
            messages.success(request, "The cohort is recorded. It is protected and published overnight.")
            return redirect("outcomes:leavers", pk=pk)
    return render(request, "outcomes/record_leavers.html", {"institution": school, "form": form})


def _school(request: MemberRequest, pk: int) -> Institution:
    schools = Institution.objects.visible_to(request.user).schools()
    return get_object_or_404(schools.select_related("local_authority").defer("search"), pk=pk)


def _cohort(row: Leavers) -> dict[str, Any]:
    """With the partner's share of those in higher education and of all leavers: one without the other misleads."""
    shares = [
        ("of those who entered higher education", row.higher_education),
        ("of all leavers", row.total),
    ]
    return {
        "row": row,
        "counts": [getattr(row, name) for name in Leavers.DESTINATIONS],
        "shares": [
            (words, *_share(Share(row.to_partner, whole))) for words, whole in shares if row.partner and whole
        ],
    }


def _share(share: Share) -> tuple[str, str, Share]:
    return percent(share.rate, share.whole), between(share.interval, share.whole), share
