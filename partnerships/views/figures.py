"""Figures of all partnerships, and those that were stopped or judged of low value."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from institutions.acting import MemberRequest
from institutions.models import Area
from partnerships.queries import figures, low_value, survival
from partnerships.queries.told import TAGS


@require_safe
def partnership_figures(request: MemberRequest) -> HttpResponse:
    """How many there are and how long they last, in England or with `?area=` in one area of it."""
    code = request.GET.get("area", "")
    area = get_object_or_404(Area, code=code) if code else None
    within = None if area is None or area.kind == Area.Kind.COUNTRY else area
    changed, kept = survival.by_turnover(within)
    context = {
        "area": within,
        "kinds": figures.by_kind(within),
        "tags": [(each.label, figures.by_tag(each, within)) for each in TAGS],
        "pairs": figures.by_pair(within),
        "survival": survival.survival(survival.lives_of(within)),
        "turnover": list(zip(changed, kept, strict=True)),
        "least": survival.LEAST_AT_RISK,
    }
    return render(request, "partnerships/partnership_figures.html", context)


@require_safe
def stop_list(request: MemberRequest) -> HttpResponse:
    """One's own, and those in the areas that one administers."""
    context = {
        "low": low_value.judged_low(request.user),
        "pilots": low_value.stopped_pilots(request.user),
        "programmes": low_value.stopped_programmes(request.user),
    }
    return render(request, "partnerships/stop_list.html", context)
