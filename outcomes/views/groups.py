"""The history of a group or a trust: how it grew, and what happened when."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from institutions.acting import MemberRequest
from institutions.models import Institution
from institutions.queries.groups import growth_of
from outcomes.charts import trend_chart
from outcomes.reports.group_history import history_of_group

KINDS = (Institution.Kind.TRUST, Institution.Kind.NETWORK)


@require_safe
def group_history(request: MemberRequest, pk: int) -> HttpResponse:
    """Members over the years, and a line for each thing that happened."""
    groups = Institution.objects.visible_to(request.user).filter(kind__in=KINDS)
    group = get_object_or_404(groups.select_related("local_authority").defer("search"), pk=pk)
    growth = growth_of(group)
    context = {
        "institution": group,
        "tab": "history",
        "growth": growth,
        "chart": trend_chart(
            [day for day, _ in growth], [("members", [float(number) for _, number in growth])], unit=""
        ),
        "chart_title": f"Members of {group}",
        "history": history_of_group(group, viewer=request.user),
    }
    return render(request, "outcomes/group_history.html", context)
