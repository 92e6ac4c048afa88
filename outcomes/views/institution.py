"""The coverage tab: a trust's grid of schools by areas of support, or one school's own row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from institutions import access
from institutions.models import Institution, SupportArea
from outcomes.models import Level
from outcomes.open_data import FORMATS
from outcomes.reports.expectations import statuses_of
from outcomes.reports.grid import GridRow, grid_of
from outcomes.reports.levels import rule_in_force
from outcomes.tables import whole


@require_safe
def institution_coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """What each school has in each area; an empty cell leads to the offers that fit."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    rows = grid_of(institution)
    may_ask = access.can(request.user, access.Permission.REQUEST_MAKE, institution)
    context = {
        "institution": institution,
        "tab": "coverage",
        "areas": list(SupportArea),
        "rows": [_line(row, may_ask) for row in rows],
        "gaps": sum(row.gaps for row in rows),
        "may_ask": may_ask,
        "expected": [(each, whole(each.share)) for each in statuses_of(institution)],
        "rule": rule_in_force(timezone.localdate()),
        "formats": FORMATS,
        "file_address": reverse("outcomes:institution_coverage", args=[institution.pk]).rstrip("/"),
        "query": "",
    }
    return render(request, "outcomes/institution_coverage.html", context)


def _line(row: GridRow, may_ask: bool) -> dict[str, object]:
    cells = [(area, level, _where(row, area, level, may_ask)) for area, level in row.levels.items()]
    return {"school": row.school, "cells": cells, "row": row}


def _where(row: GridRow, area: SupportArea, level: Level, may_ask: bool) -> str:
    """A gap leads to offers that fit, for those who may ask; anything else to what is behind it."""
    if level == Level.NOTHING:
        return reverse("brokerage:ranked", args=[row.school.pk, area]) if may_ask else ""
    return reverse("partnerships:institution_collaborations", args=[row.school.pk])
