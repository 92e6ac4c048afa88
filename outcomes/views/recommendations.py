"""The recommendations: all of them or one strand, one by one, and what is reported of them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.forms import AsAtForm, rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Area, Strand
from outcomes import actions
from outcomes.charts import trend_chart
from outcomes.forms import OwnerForm, ProgressForm
from outcomes.models import Recommendation, RecommendationOwner
from outcomes.reports.indicators import Figure
from outcomes.reports.recommendations import Standing, standings, trend_of_indicator
from outcomes.tables import whole

SLUGS = {strand.slug: strand for strand in Strand}


@require_safe
def recommendations(request: HttpRequest, strand: str = "") -> HttpResponse:
    """The register; of one strand it is the progress report, with every word, ready to be printed."""
    if strand and strand not in SLUGS:
        raise Http404
    form = AsAtForm(request.GET or None)
    day = form.day
    chosen = SLUGS.get(strand)
    found = standings(day=day, strand=chosen or "")
    context = {
        "form": form,
        "day": day,
        "strand": chosen,
        "strands": list(Strand),
        "query": f"?on={day.isoformat()}" if form.has_changed() else "",
        "groups": [(each, _lines(found, each)) for each in Strand if chosen in (None, each)],
        "overdue": sum(each.is_overdue for each in found),
        "without_evidence": sum(each.lacks_evidence for each in found),
        "delivered": sum(each.is_delivered for each in found),
        "count": len(found),
    }
    return render(request, "outcomes/recommendations.html", context)


@require_safe
def recommendation(request: MemberRequest, pk: int) -> HttpResponse:
    """One recommendation: its figure today and over the year, its owner, and all that was reported."""
    row = get_object_or_404(Recommendation, pk=pk)
    form = AsAtForm(request.GET or None)
    day = form.day
    standing = next(each for each in standings(day=day, strand=row.strand) if each.recommendation == row)
    england = Area.objects.filter(code=Area.ENGLAND).first()
    context = {"form": form, "day": day, **_line(standing), **_trend(standing, day)}
    context["strand_slug"] = Strand(row.strand).slug
    context["may_report"] = england and access.can(request.user, Permission.PROGRESS_REPORT, england)
    return render(request, "outcomes/recommendation.html", context)


@takes_form
def report_progress(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Recommendation, pk=pk)
    access.require(request.user, Permission.PROGRESS_REPORT, get_object_or_404(Area, code=Area.ENGLAND))
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.report_progress(recommendation=row, **form.cleaned_data, by=request.user)
            messages.success(request, "Your report is kept")
            return redirect("outcomes:recommendation", pk)
    return render(request, "outcomes/report_progress.html", {"recommendation": row, "form": form})


@takes_form
def name_owner(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Recommendation, pk=pk)
    access.require(request.user, Permission.PROGRESS_REPORT, get_object_or_404(Area, code=Area.ENGLAND))
    form = OwnerForm(request.POST if request.method == "POST" else None, initial={"owner": _owner(row)})
    if form.is_valid():
        actions.name_owner(recommendation=row, owner=form.cleaned_data["owner"], by=request.user)
        messages.success(request, "The owner is changed")
        return redirect("outcomes:recommendation", pk)
    return render(request, "outcomes/name_owner.html", {"recommendation": row, "form": form})


def _owner(row: Recommendation) -> int | None:
    return RecommendationOwner.objects.filter(recommendation=row).values_list("holder", flat=True).first()


def _lines(found: list[Standing], strand: Strand) -> list[dict[str, Any]]:
    return [_line(each) for each in found if each.recommendation.strand == strand]


def _line(standing: Standing) -> dict[str, Any]:
    without = standing.indicator.without if standing.indicator else ""
    lists = reverse("outcomes:nothing", args=[Area.ENGLAND])
    return {
        "standing": standing,
        "recommendation": standing.recommendation,
        "figure": _words(standing.figure),
        "target": _target(standing),
        "share": whole(standing.figure.value) if standing.figure and standing.figure.out_of else None,
        "without_url": lists + without if without else "",
    }


def _words(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return ""
    if figure.out_of is None:
        return f"{figure.count:,}"
    return f"{whole(figure.value)}% ({figure.count:,} of {figure.out_of:,})"


def _target(standing: Standing) -> str:
    target = standing.recommendation.target
    if target is None or standing.indicator is None:
        return ""
    return f"{target}%" if standing.indicator.is_share else f"{target:,}"


def _trend(standing: Standing, day: date) -> dict[str, Any]:
    if standing.indicator is None:
        return {}
    points = trend_of_indicator(standing.indicator, until=day)
    shares = [figure.value for _, figure in points]
    chart = (
        trend_chart([day for day, _ in points], [("of them", shares)])
        if standing.indicator.is_share
        else None
    )
    return {"chart": chart, "points": [(day, _words(figure) or "not known") for day, figure in points]}
