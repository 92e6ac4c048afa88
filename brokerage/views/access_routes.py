"""Links with higher education for the primary schools of an area: the plan, sending it, and what came of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from brokerage import access, actions
from brokerage.queries.access_routes import rehearse
from brokerage.queries.access_work import Route
from brokerage.queries.route_comparison import compare_routes
from institutions.acting import MemberRequest
from institutions.models import Area

SHOWN = 200  # of the schools with a link, and of those without


@require_safe
def access_routes(request: MemberRequest, code: str) -> HttpResponse:
    """A rehearsal: nothing is sent. For those who may allocate over the whole area."""
    area = _area(request, code)
    plan = rehearse(area)
    planned = [link for link in plan.links if link.route]
    unmet = [link for link in plan.links if not link.route]
    context = {
        "area": area,
        "plan": plan,
        "total": len(plan.links),
        "direct": plan.by_route[Route.DIRECT],
        "through": plan.by_route[Route.VIA_SECONDARY],
        "to_send": sum(link.offer is not None for link in planned),
        "planned": planned[:SHOWN],
        "more_planned": max(0, len(planned) - SHOWN),
        "unmet": unmet[:SHOWN],
        "unmet_count": len(unmet),
        "gap_percent": 100 * plan.gap,
        "outcomes": compare_routes(area),
    }
    return render(request, "brokerage/access_routes.html", context)


@require_POST
def send_access_routes(request: MemberRequest, code: str) -> HttpResponse:
    area = _area(request, code)
    sent = actions.send_access_routes(area=area, by=request.user)
    messages.success(
        request,
        f"Sent to universities: {sent.direct} for primary schools directly, {sent.through} for secondary schools "
        "that bring their feeder schools along.",
    )
    for refusal in sent.refused[:5]:
        messages.warning(request, refusal)
    return redirect("brokerage:access_routes", code)


def _area(request: MemberRequest, code: str) -> Area:
    """An authority or a region: what is small enough to be worked out while one waits."""
    kinds = (Area.Kind.LOCAL_AUTHORITY, Area.Kind.REGION)
    area = get_object_or_404(Area.objects.filter(kind__in=kinds), code=code)
    if not access.can_allocate(request.user, [area]):
        raise Http404
    return area
