"""What is done towards the targets of access plans: of one, of a provider, and of England with nothing counted twice.

Tenancy: that institutions work together, programmes and plans are public; of single records only their number leaves
here, and pupils only when they are many and rounded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse

from core.dates import academic_year_days
from outcomes.disclosure import LEAST, steady
from outcomes.models import AccessPlan, AccessTarget, TargetLink
from partnerships.models import Collaboration, Contribution, Participation, Partnership, Party, Programme
from partnerships.models.collaboration import CollaborationQuerySet


@dataclass(frozen=True)
class Work:
    """What counts towards some targets. Whatever counts towards several of them is counted once."""

    partnerships: int
    programmes: int
    activities: int
    confirmed: int
    schools: int
    pupil_places: int | None  # to the nearest ten; nothing where they are few


@dataclass(frozen=True)
class ByStage:
    """England's work towards one stage, beside the sum of what the plans say each for itself."""

    stage: AccessTarget.Stage
    targets: int
    work: Work
    activities_of_plans: int

    @property
    def shared(self) -> int:
        """How often an activity would have been counted again."""
        return self.activities_of_plans - self.work.activities


def work_of(targets: Iterable[AccessTarget], *, years: Sequence[str]) -> Work:
    """Of these school years."""
    links = TargetLink.objects.filter(target__in=[target.pk for target in targets])
    records = _records(links, years)
    parts = Contribution.objects.filter(collaboration__in=records.values("pk"))
    pupils = Participation.objects.filter(contribution__in=parts.values("pk")).aggregate(n=Sum("pupils"))["n"]
    counts = links.aggregate(
        partnerships=Count("partnership", distinct=True), programmes=Count("programme", distinct=True)
    )
    return Work(
        partnerships=counts["partnerships"],
        programmes=counts["programmes"],
        activities=records.count(),
        confirmed=parts.confirmed().values("collaboration").distinct().count(),
        schools=parts.values("school").distinct().count(),
        pupil_places=steady(pupils, None) if pupils and pupils >= LEAST else None,
    )


def of_england(*, year: str) -> list[ByStage]:
    """By stage, over every plan in force."""
    plans = AccessPlan.objects.in_force(year)
    targets = list(AccessTarget.objects.filter(plan__in=plans).order_by("plan", "code"))
    found = []
    for stage in AccessTarget.Stage:
        here = [target for target in targets if target.stage == stage]
        by_plan: dict[int, list[AccessTarget]] = {}
        for target in here:
            by_plan.setdefault(target.plan_id, []).append(target)
        of_plans = sum(work_of(each, years=[year]).activities for each in by_plan.values())
        found.append(ByStage(stage, len(here), work_of(here, years=[year]), of_plans))
    return found


@dataclass(frozen=True)
class Counted:
    """One target with what counts towards it in a year: a line of the regulator's view."""

    target: AccessTarget
    names: list[tuple[str, str]]  # of partnerships and programmes, each with its address
    work: Work


def counted_work(*, year: str, stage: str = "") -> list[Counted]:
    """Targets in force that work is linked to, by university."""
    targets = AccessTarget.objects.filter(plan__in=AccessPlan.objects.in_force(year), links__isnull=False)
    if stage:
        targets = targets.filter(stage=stage)
    named = (
        targets.select_related("plan__provider").distinct().order_by("plan__provider__name", "plan", "code")
    )
    return [Counted(target, _names(target), work_of([target], years=[year])) for target in named]


def _names(target: AccessTarget) -> list[tuple[str, str]]:
    links = target.links.exclude(collaboration__isnull=False).select_related("partnership", "programme")
    return sorted(
        (str(link.partnership), reverse("partnerships:partnership", args=[link.partnership_id]))
        if link.partnership_id
        else (str(link.programme), reverse("partnerships:programme", args=[link.programme_id]))
        for link in links
    )


def linkable(
    target: AccessTarget,
) -> tuple[QuerySet[Partnership], QuerySet[Programme], CollaborationQuerySet]:
    """Work that the plan's provider takes part in, within its years, and that is not linked yet."""
    provider, plan = target.plan.provider, target.plan
    links = target.links.all()
    own = Party.objects.current().filter(institution=provider).values("partnership")
    partnerships = Partnership.objects.live().filter(pk__in=own)
    programmes = Programme.objects.filter(parties__institution=provider, parties__ended_on=None).distinct()
    records = Collaboration.objects.recorded().about([provider.pk]).held_between(*_days(plan.years))
    return (
        partnerships.exclude(pk__in=links.filter(partnership__isnull=False).values("partnership")),
        programmes.exclude(pk__in=links.filter(programme__isnull=False).values("programme")),
        records.exclude(pk__in=links.filter(collaboration__isnull=False).values("collaboration")),
    )


def _records(links: QuerySet[TargetLink], plan_years: Sequence[str]) -> CollaborationQuerySet:
    """Linked by themselves, through their partnership or through a programme; begun within these years."""
    through = Programme.collaborations.through.objects.filter(programme__in=links.values("programme"))
    linked = Collaboration.objects.recorded().filter(
        Q(pk__in=links.filter(collaboration__isnull=False).values("collaboration"))
        | Q(partnership__in=links.filter(partnership__isnull=False).values("partnership"))
        | Q(pk__in=through.values("collaboration"))
    )
    return linked.held_between(*_days(plan_years))


def _days(years: Sequence[str]) -> tuple[date, date]:
    return academic_year_days(min(years))[0], academic_year_days(max(years))[1]
