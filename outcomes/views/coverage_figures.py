"""The figures of an area as HTML: drawn once for a run and a choice of schools, for they are the same for everybody."""

from typing import Any, cast

from django.core.cache import cache
from django.core.cache.utils import make_template_fragment_key
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from core.pages import page_of
from institutions.models import Area
from outcomes.forms import CoverageForm, NothingForm
from outcomes.models import RollupRun
from outcomes.reports import coverage as report
from outcomes.reports.brokerage import accredited_brokers, offers_from
from outcomes.reports.coverage import MADE_OF_AREAS, CoverageRow, Places
from outcomes.reports.map import HEIGHT, WIDTH, authority_map
from outcomes.reports.trends import trend_of, trends_of_areas
from outcomes.tables import (
    BANDS,
    FILTERS,
    area_table,
    lapsed_tile,
    map_regions,
    query,
    school_table,
    shape_tiles,
    trend_context,
    whole,
)
from outcomes.views.asked import SCHOOLS_PER_PAGE

KEPT_FOR = 60  # seconds: designations, which schools can be chosen by, change without a run
Brokers = dict[int, int]  # accredited ones, by the authority (pk) that they serve


def figures_drawn(
    request: HttpRequest, area: Area, form: CoverageForm, run: RollupRun | None, frame: dict[str, Any]
) -> dict[str, SafeString]:
    """`headline` and `detail` of the page of an area. `frame` is the context that its other parts have."""
    brokers = accredited_brokers()

    def draw() -> dict[str, SafeString]:
        context = frame | _trend(area, run) | _figures(request, area, form, brokers)
        return {
            "headline": render_to_string("outcomes/_coverage_headline.html", context, request),
            "detail": render_to_string("outcomes/_coverage_detail.html", context, request),
        }

    if not request.GET.keys() <= {*FILTERS, "page"}:
        return draw()  # whoever makes up addresses does not fill the cache
    asked = [area.pk, run and run.pk, request.GET.urlencode(), sorted(brokers.items())]
    key = make_template_fragment_key("coverage", asked)
    return cast(dict[str, SafeString], cache.get_or_set(key, draw, KEPT_FOR))


def _figures(request: HttpRequest, area: Area, form: CoverageForm, brokers: Brokers) -> dict[str, Any]:
    if area.kind not in MADE_OF_AREAS:
        total = report.total(form.filters, area=area)
        return _headline(request, form, area, total) | _inside(request, form, area, brokers)
    places = Places(form.filters, area=area)
    found = _headline(request, form, area, places.whole)
    found |= _below(request, form, area, places.below(), brokers)
    return found | (_map(request, form, places.authorities()) if area.kind == Area.Kind.COUNTRY else {})


def _headline(request: HttpRequest, form: CoverageForm, area: Area, total: CoverageRow) -> dict[str, Any]:
    is_effective = form.is_effective
    share = total.effective_share if is_effective else total.working_share
    alone = query(request.GET, area=NothingForm.PARTNERSHIP)
    isolated = reverse("outcomes:nothing", args=[area.code]) + alone
    return {
        "total": total,
        "headline": whole(share),
        "measure_words": "An effective relationship" if is_effective else "Active",
        "both_roles": whole(total.both_roles_share),
        "shape": [*shape_tiles(total, without_partnership=isolated), lapsed_tile(offers_from(area))],
    }


def _trend(area: Area, run: RollupRun | None) -> dict[str, Any]:
    """Of all schools, whatever the filters: figures are kept for whole places."""
    if area.kind not in (*MADE_OF_AREAS, Area.Kind.LOCAL_AUTHORITY) or run is None:
        return {}
    points = trend_of(area, until=run.as_at)
    return {
        "chart_title": f"Schools with a partner in a framework area, {area.name}",
        **trend_context(points),
    }


def _map(request: HttpRequest, form: CoverageForm, authorities: list[CoverageRow]) -> dict[str, Any]:
    drawn = authority_map()
    regions = map_regions(drawn.shapes, authorities, form.is_effective, request.GET)
    what = "an effective relationship" if form.is_effective else "an activity in the last year"
    return {
        "map": regions,
        "map_list": sorted(regions, key=lambda region: region.name),
        "map_title": f"Schools with {what} in a framework area, by local authority",
        "map_width": WIDTH,
        "map_height": HEIGHT,
        "is_cartogram": drawn.is_cartogram,
        "bands": [words for _, words in BANDS],
    }


def _below(
    request: HttpRequest, form: CoverageForm, area: Area, rows: list[CoverageRow], brokers: Brokers
) -> dict[str, Any]:
    """The regions of England or the authorities of a region."""
    is_region = area.kind == Area.Kind.REGION
    until = form.filters.on or timezone.localdate()
    trends = trends_of_areas([row.pk for row in rows if row.pk], until=until)
    shown = brokers if is_region else None
    return {
        "places": area_table(rows, form.is_effective, shown, request.GET, trends=trends),
        "places_caption": "Local authorities" if is_region else "Regions",
        "places_heading": "Local authority" if is_region else "Region",
        "with_brokers": is_region,
    }


def _inside(request: HttpRequest, form: CoverageForm, area: Area, brokers: Brokers) -> dict[str, Any]:
    """The trusts and the schools of one authority (or of a smaller or crossing area)."""
    rows = report.with_names(report.schools_counted(form.filters, area=area))
    rows = rows.order_by("school__name", "school")
    page = page_of(request, rows, size=SCHOOLS_PER_PAGE)
    trusts = report.by_trust(form.filters, area=area)
    return {
        "trusts": area_table(trusts, form.is_effective, None, request.GET),
        "brokers": brokers.get(area.pk, 0) if area.kind == Area.Kind.LOCAL_AUTHORITY else None,
        "page": page,
        "schools": school_table(page.object_list),
    }
