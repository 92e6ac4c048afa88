"""What a school reports of its own leavers, as it is published: beside the official figure only in words."""

from dataclasses import dataclass

from institutions.models import Institution
from outcomes.comparability import NotComparable, require_comparable
from outcomes.models import Fact, Measure, Release


@dataclass(frozen=True)
class Reported:
    period: str
    release: Release
    facts: list[Fact]
    why_not: str  # compare it with the official figure


def reported_by(institution: Institution) -> Reported | None:
    """Of the newest cohort."""
    facts = Fact.objects.in_use().filter(institution=institution).select_related("measure", "release")
    found = list(facts.filter(measure__panel=Measure.Panel.REPORTED).order_by("-period", "measure__position"))
    newest = [fact for fact in found if fact.period == found[0].period]
    if not newest:
        return None
    official = facts.filter(measure__code="18_he", pupil_group=Fact.Group.ALL).order_by("-period").first()
    return Reported(newest[0].period, newest[0].release, newest, _why_not(newest[0], official))


def _why_not(ours: Fact, official: Fact | None) -> str:
    if official is None:
        return ""
    try:
        require_comparable(ours.basis, official.basis)
    except NotComparable as reason:
        return str(reason)
    return ""
