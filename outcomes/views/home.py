"""The public start page, and what waits for the person who signed in."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from brokerage.models import BrokerArea
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_membership
from institutions.models import Area, Institution, SupportArea
from outcomes.menus import menus_of_area, menus_of_institution
from outcomes.models import Level
from outcomes.reports import coverage as report
from outcomes.reports.grid import GridRow, grid_of
from outcomes.reports.home import offers_of, waiting_for


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What Causeway is, and the ways in."""
    england = Area.objects.filter(code=Area.ENGLAND).first()
    total = report.total(report.Filters(), area=england) if england else None
    return render(request, "outcomes/start.html", {"total": total, "support_areas": SupportArea})


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """What waits for me, where I am acting now."""
    acting = acting_membership(request)
    context: dict[str, Any] = {"waiting": waiting_for(acting) if acting else []}
    if acting is None:
        context["may_ask"] = access.where_may(request.user, Permission.REQUEST_MAKE).exists()
    if acting and acting.area:
        context |= {
            "area": acting.area,
            "total": report.total(report.Filters(), area=acting.area),
            "menus": menus_of_area(acting.area),
        }
    elif acting and acting.institution:
        context |= _of_institution(acting.institution)
        context["menus"] = menus_of_institution(acting.institution, user=request.user)
    return render(request, "outcomes/home.html", context)


def _of_institution(institution: Institution) -> dict[str, Any]:
    if institution.is_school or institution.kind == Institution.Kind.TRUST:
        rows = grid_of(institution)
        return {"institution": institution, "rows": len(rows), "gaps": _gaps(rows)}
    served = Area.objects.filter(
        pk__in=BrokerArea.objects.current().filter(broker=institution).values("area")
    )
    return {
        "institution": institution,
        "offers": offers_of(institution),
        "has_queue": institution.kind == Institution.Kind.BROKER,
        "served": list(served.order_by("name", "pk")),
    }


def _gaps(rows: list[GridRow]) -> list[tuple[SupportArea, int]]:
    """How many of the schools have nothing, by area of support."""
    return [(area, sum(row.levels[area] == Level.NOTHING for row in rows)) for area in SupportArea]
