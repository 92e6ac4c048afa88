"""Supply and demand by place: what is asked for, what reaches it, and the needs that nothing reaches."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from brokerage.queries.needs import as_need, open_needs
from brokerage.queries.supply import Reached, by_place, by_sector, by_support_area, reached_in
from core.pages import page_of
from institutions.acting import MemberRequest
from institutions.models import Area
from outcomes.forms import UnservedForm
from outcomes.kept import kept
from outcomes.open_data import FORMATS
from outcomes.supply_tables import supply_table, unserved_table
from outcomes.tables import areas_above
from outcomes.views.asked import area_of
from outcomes.views.downloads import download

TABLES = {"supply": "Supply and demand", "unserved": "Needs that no offer reaches"}


@require_safe
def supply(request: MemberRequest, code: str = Area.ENGLAND) -> HttpResponse:
    """One area: its needs by area of support and by sector, then the places that it is made of."""
    area = area_of(code)
    needs = kept(reached_in, area=area)
    every = [need for need in needs if not need.sector]
    context = _frame(area) | {
        "needs": len(every),
        "unmet": sum(need.is_unmet for need in every),
        "online_only": sum(need.is_online_only for need in every),
        "naming_sectors": len({need.request_id for need in needs if need.sector}),
        "areas": by_support_area(needs, area=area),
        "sectors": by_sector(needs, area=area),
        "places": by_place(needs, area=area),
    }
    return render(request, "outcomes/supply.html", context)


@require_safe
def unserved(request: MemberRequest, code: str) -> HttpResponse:
    """The needs behind a number. A school that did not publish its need is not named."""
    area, form = area_of(code), _form(request)
    found = form.narrow(kept(reached_in, area=area))
    page = page_of(request, _requests(found))
    online = {need.request_id for need in found if need.is_online_only}
    context = _frame(area) | {
        "form": form,
        "page": page,
        "rows": [(as_need(row), row.pk in online) for row in page.object_list],
        "words": form.words,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "outcomes/unserved.html", context)


@require_safe
def supply_file(request: MemberRequest, code: str, table: str, file_format: str) -> HttpResponse:
    """Either of the two, to take away."""
    area = area_of(code)
    if table not in TABLES:
        raise Http404
    if table == "supply":
        return download(request, supply_table(area, kept(reached_in, area=area)), area, file_format)
    found = _form(request).narrow(kept(reached_in, area=area))
    rows = _requests(found).select_related("school__local_authority__parent__parent")
    return download(request, unserved_table(area, list(rows), found), area, file_format)


def _form(request: MemberRequest) -> UnservedForm:
    form = UnservedForm(request.GET)
    form.is_valid()
    return form


def _frame(area: Area) -> dict[str, Any]:
    return {"area": area, "above": areas_above(area), "formats": FORMATS, "query": ""}


def _requests(found: list[Reached]) -> Any:
    rows = open_needs(None).filter(pk__in={need.request_id for need in found})
    return rows.order_by("created_at", "pk")  # who has waited longest comes first
