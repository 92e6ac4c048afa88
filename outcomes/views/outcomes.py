"""What came of it, from published figures: one school or trust, a whole programme, and what each figure means."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from institutions.models.establishment_type import ESTABLISHMENT_TYPES
from institutions.queries.neighbourhoods import standings_of
from outcomes.comparison_charts import dots, funnel_picture
from outcomes.comparison_table import GROUPS, gap_words, not_shown, percent, school_rows, table
from outcomes.forms import ComparisonForm
from outcomes.models import Fact, Measure, Release, SimilarSchools
from outcomes.panels import GROUP_WORDS, PANELS, panel
from outcomes.reports.comparison import (
    Comparison,
    compare,
    facts_of,
    programme,
)
from outcomes.reports.context import place_of, pupils_of
from outcomes.reports.funnel import funnel
from outcomes.reports.leavers import reported_by
from outcomes.reports.report_card import card_of
from outcomes.statistics import Share

HEADLINES_18 = ("overall", "he", "apprenticeship")
KINDS = (*Institution.LEARNING_KINDS, Institution.Kind.TRUST)


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """A whole programme of schools, such as the university technical colleges, beside others."""
    form = ComparisonForm(request.GET or None)
    schools = programme(form.type_code)
    codes = [f"18_{code}{form.suffix}" for code in HEADLINES_18]
    found = compare(schools=schools, against=form.side, measures=codes)
    context: dict[str, Any] = {
        "form": form,
        "name": f"{ESTABLISHMENT_TYPES[form.type_code]}s",
        "schools": len(schools),
        "comparison": found,
    }
    if found:
        context |= _compared(found) | _each_school(found, schools, f"18_he{form.suffix}")
    return render(request, "outcomes/comparison.html", context)


@require_safe
def institution_outcomes(request: HttpRequest, pk: int) -> HttpResponse:
    """One school, or the schools of a trust together, beside its authority and England."""
    rows = Institution.objects.visible_to(request.user).filter(kind__in=KINDS)
    institution = get_object_or_404(rows.select_related("local_authority").defer("search"), pk=pk)
    schools = list(
        Institution.objects.visible_to(request.user).with_members(institution).values_list("pk", flat=True)
    )
    lists = SimilarSchools.objects.visible_to(request.user).filter(school=institution)
    similar = lists.order_by("-year").first()  # a trust has none
    panels = [found for each in PANELS if (found := panel(*each, schools, similar))]
    card = card_of(institution, panels) if institution.is_school else None
    context = {
        "institution": institution,
        "tab": "outcomes",
        "is_trust": institution.kind == Institution.Kind.TRUST,
        "panels": panels,
        "card": card if card and not card.is_empty else None,
        "feedback": _rate(card.feedback.share) if card and card.feedback else "",
        "similar": similar,
        "similar_schools": _by_name(similar.similar, request) if similar else [],
        "pupils": [(line.fact, _rate(line.around)) for line in pupils_of(institution)],
        "place": place_of(institution),
        "standings": standings_of(institution),
        **_reported(institution),
        "may_record": institution.is_school
        and access.can(request.user, Permission.LEAVERS_RECORD, institution),
    }
    return render(request, "outcomes/institution_outcomes.html", context)


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure with its definition, and every release that figures come from."""
    releases = Release.objects.order_by("dataset", "-periods", "-version")
    context = {"measures": Measure.objects.order_by("panel", "position"), "releases": releases}
    return render(request, "outcomes/measures.html", context)


def _compared(found: Comparison) -> dict[str, Any]:
    return {
        "lines": table(found),
        "gaps": [gap_words(gap) for gap in found.gaps],
        "dots": dots(found.lines, GROUP_WORDS),
    }


def _each_school(found: Comparison, schools: list[int], measure: str) -> dict[str, Any]:
    """The schools of the programme one by one, by name: no league table."""
    facts = [
        fact
        for fact in facts_of(schools=schools, measures=[measure], period=found.period)
        if fact.pupil_group == Fact.Group.ALL
    ]
    line = found.line(measure, Fact.Group.ALL)
    share = line.ours.share if line else None
    spread = funnel(facts, share.rate) if share else None
    return {
        "rows": school_rows(facts),
        "measure": facts[0].measure if facts else None,
        "funnel": spread,
        "picture": funnel_picture(spread) if spread and len(spread.points) > 2 else None,
    }


def _by_name(schools: list[int], request: HttpRequest) -> list[Institution]:
    found = Institution.objects.visible_to(request.user).filter(pk__in=schools)
    return list(found.only("name").order_by("name", "pk"))


def _reported(institution: Institution) -> dict[str, Any]:
    """What the school reports of its leavers; a count that is withheld is named below the table."""
    found = reported_by(institution)
    withheld = (
        (fact.measure.name, GROUPS[Fact.Group(fact.pupil_group)], fact.get_missing_display())
        for fact in (found.facts if found else [])
    )
    return {"reported": found, "reported_withheld": not_shown(withheld)}


def _rate(share: Share | None) -> str:
    return percent(share.rate, share.whole) if share else ""
