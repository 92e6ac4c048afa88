"""What the students of a partnership's schools go on to, all together, and which of its schools have no figure."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from institutions.acting import MemberRequest
from institutions.models import Institution
from outcomes.models import Fact
from outcomes.panels import PANELS, panel
from outcomes.reports.comparison import facts_of
from outcomes.reports.members import schools_of
from partnerships.models import Partnership


@dataclass(frozen=True)
class Member:
    """A school of the partnership, and why it has no figure; nothing where it has one."""

    school: Institution
    why_not: str


@require_safe
def partnership_outcomes(request: MemberRequest, pk: int) -> HttpResponse:
    """Published figures alone, added up and never averaged, under the rules of every comparison."""
    found = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    schools = schools_of(found)
    keys = [school.pk for school in schools]
    panels = [shown for each in PANELS if (shown := panel(*each, keys, None))]
    for each in panels:
        each["members"] = _members(schools, each)
    context = {"partnership": found, "schools": schools, "panels": panels}
    return render(request, "outcomes/partnership_outcomes.html", context)


def _members(schools: list[Institution], shown: dict[str, Any]) -> list[Member]:
    """By the first measure of the panel, which every school with any figure has."""
    comparison = shown["comparison"]
    first = comparison.lines[0].measure.code
    facts = facts_of(schools=[school.pk for school in schools], measures=[first], period=comparison.period)
    known = {fact.institution_id: fact for fact in facts if fact.pupil_group == Fact.Group.ALL}
    return [Member(school, _why_not(known.get(school.pk))) for school in schools]


def _why_not(fact: Fact | None) -> str:
    if fact is None:
        return "nothing is published for it"
    return fact.words if fact.value is None else ""
