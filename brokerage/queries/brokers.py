"""Which brokers may help where, how each stands in the standard, and how good its help is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Min, Q
from django.utils import timezone

from accounts.models import User
from brokerage.models import (
    Accreditation,
    BrokerageTarget,
    BrokerArea,
    BrokerFeedback,
    Criterion,
    Evidence,
    FundingRule,
    Introduction,
    Standard,
)
from core.dates import academic_year
from institutions.models import Area, Institution
from institutions.models.institution import InstitutionQuerySet

Stage = Accreditation.Stage
EXPIRED = "Expired"
FEWEST_RATINGS = 3  # below, an average would tell who said what
BEST_DAYS, WORST_DAYS = 7, 42  # from taking on to a yes: full marks, and none


@dataclass(frozen=True)
class Standing:
    """How a broker stands on a day."""

    stage: str
    label: str
    since: date | None
    until: date | None
    is_funded: bool


@dataclass(frozen=True)
class ScorePart:
    """One part of the quality score, out of 100; None where there is too little to say."""

    label: str
    words: str
    points: int | None


@dataclass(frozen=True)
class Quality:
    parts: list[ScorePart]

    @property
    def total(self) -> int | None:
        """The mean of the parts that there are: one alone says too little."""
        known = [part.points for part in self.parts if part.points is not None]
        return round(mean(known)) if len(known) > 1 else None


@dataclass(frozen=True)
class YearOfFeedback:
    """What schools and providers said in one school year."""

    year: str
    schools: int
    school_score: float | None
    providers: int
    provider_score: float | None


@dataclass(frozen=True)
class TargetNow:
    """A target, how things stand, and how long there is. `actual` is None for a day before all records."""

    target: BrokerageTarget
    wanted: int
    actual: int | None
    days_left: int

    @property
    def is_met(self) -> bool:
        return self.actual is not None and self.actual >= self.wanted


def accredited_brokers_of(school: Institution) -> InstitutionQuerySet:
    """Brokers that serve the school's authority today and hold an award that has not lapsed."""
    served = BrokerArea.objects.current().filter(area=school.local_authority_id).values("broker")
    held = Accreditation.objects.held().values("broker")
    return Institution.objects.filter(pk__in=served).filter(pk__in=held).order_by("name", "pk")


def standings(brokers: Iterable[Institution], *, on: date | None = None) -> dict[int, Standing]:
    """By broker: the stage reached last by that day; expired once an achieved award is over."""
    day = on or timezone.localdate()
    rows = Accreditation.objects.filter(broker__in=[broker.pk for broker in brokers], valid_from__lte=day)
    latest = {row.broker_id: row for row in rows.order_by("valid_from", "pk")}
    fundable = fundable_stages(day)
    return {broker.pk: _standing(latest.get(broker.pk), day, fundable) for broker in brokers}


def fundable_stages(day: date) -> list[str] | None:
    """The stages that public money goes to on a day; None while no rule is in force."""
    rule = FundingRule.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    return rule.stages if rule else None


def _standing(row: Accreditation | None, day: date, fundable: list[str] | None) -> Standing:
    if row is None:
        return Standing("", "Not registered", None, None, fundable is None)
    is_over = row.valid_to is not None and row.valid_to <= day
    stage = "EXPIRED" if is_over else row.stage
    label = EXPIRED if is_over else row.get_stage_display()
    return Standing(stage, label, row.valid_from, row.valid_to, fundable is None or stage in fundable)


def areas_served(brokers: Iterable[Institution]) -> dict[int, list[str]]:
    """The names of the areas that each serves today, by the broker's key."""
    served: dict[int, list[str]] = {}
    current = BrokerArea.objects.current().filter(broker__in=[broker.pk for broker in brokers])
    for broker, name in current.order_by("area__name").values_list("broker", "area__name"):
        served.setdefault(broker, []).append(name)
    return served


def administered_authorities(user: User | AnonymousUser) -> set[int]:
    """Local authorities to which the person may let brokers in."""
    if not user.is_authenticated:
        return set()
    mine = Area.objects.filter(administrators__user=user, administrators__ended_at=None).values("pk")
    within = Q(pk__in=mine) | Q(parent__in=mine) | Q(parent__parent__in=mine)
    rows = Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY).filter(within)
    return set(rows.values_list("pk", flat=True))


def authorities_without(on: date | None = None) -> list[Area]:
    """Local authorities that nobody serves with an award that holds: from the day on which the last one lapses."""
    held = Accreditation.objects.held(on).values("broker")
    served = BrokerArea.objects.current(on).filter(broker__in=held).values("area")
    authorities = Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY).current().exclude(pk__in=served)
    return list(authorities.select_related("parent").order_by("name"))


def targets_now(on: date | None = None) -> list[TargetNow]:
    """Each target beside the figure of its day or, while the day is ahead, of today."""
    today = on or timezone.localdate()
    first = Accreditation.objects.aggregate(day=Min("valid_from"))["day"] or today
    authorities = Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY).current().count()
    return [
        TargetNow(
            target=target,
            wanted=target.number if target.number is not None else authorities,
            actual=target.reported
            if target.due_on < first
            else _actual(target.measure, min(target.due_on, today), authorities),
            days_left=(target.due_on - today).days,
        )
        for target in BrokerageTarget.objects.order_by("-due_on", "measure")
    ]


def _actual(measure: str, day: date, authorities: int) -> int:
    if measure == BrokerageTarget.Measure.AUTHORITIES:
        return authorities - len(authorities_without(day))
    rows = Accreditation.objects.filter(valid_from__lte=day)
    if measure == BrokerageTarget.Measure.ACHIEVED:
        rows = Accreditation.objects.held(day)
    return rows.values("broker").distinct().count()


def criteria_of(broker: Institution, standard: Standard) -> list[tuple[Criterion, Evidence | None]]:
    """Each criterion in order, with what the broker shows for it."""
    shown = {e.criterion_id: e for e in Evidence.objects.filter(broker=broker, criterion__standard=standard)}
    return [(criterion, shown.get(criterion.pk)) for criterion in standard.criteria.order_by("position")]


def quality_of(broker: Institution, standard: Standard | None) -> Quality:
    """The standard, what schools and providers say, and the time to a yes: each out of 100."""
    return Quality(
        [
            _standard_part(broker, standard),
            _feedback_part(broker, Introduction.Side.SCHOOL, "Schools say"),
            _feedback_part(broker, Introduction.Side.PROVIDER, "Employers and universities say"),
            _time_part(broker),
        ]
    )


def _standard_part(broker: Institution, standard: Standard | None) -> ScorePart:
    if standard is None:
        return ScorePart("The standard", "There is no standard in force", None)
    met = Count("pk", filter=Q(evidence__broker=broker, evidence__is_met=True))
    figures = standard.criteria.aggregate(met=met, all=Count("pk", distinct=True))
    words = f"{figures['met']} of {figures['all']} criteria met"
    return ScorePart("The standard", words, round(100 * figures["met"] / figures["all"]))


def _feedback_part(broker: Institution, side: str, label: str) -> ScorePart:
    year_ago = timezone.now() - timedelta(days=365)
    scores = list(
        BrokerFeedback.objects.filter(broker=broker, side=side, created_at__gte=year_ago).values_list(
            "score", flat=True
        )
    )
    if len(scores) < FEWEST_RATINGS:
        return ScorePart(label, f"Fewer than {FEWEST_RATINGS} answers in a year: not shown", None)
    average = mean(scores)
    words = f"{average:.1f} of {BrokerFeedback.MOST} on average, {len(scores)} answers in a year"
    return ScorePart(label, words, round(100 * (average - 1) / (BrokerFeedback.MOST - 1)))


def _time_part(broker: Institution) -> ScorePart:
    rows = Introduction.objects.filter(
        broker=broker, broker_accepted_at__isnull=False, partnership__isnull=False
    )
    days = [
        (row.answered_at - row.broker_accepted_at).days
        for row in rows.only("answered_at", "broker_accepted_at")
        if row.answered_at and row.broker_accepted_at and row.answered_at >= row.broker_accepted_at
    ]
    if not days:
        return ScorePart("Time to match", "No yes yet with this broker’s help", None)
    middle = median(days)
    points = 100 * (WORST_DAYS - middle) / (WORST_DAYS - BEST_DAYS)
    words = f"{middle:.0f} days from taking on to a yes in the middle of {len(days)}"
    return ScorePart("Time to match", words, round(min(100, max(0, points))))


def feedback_by_year(broker: Institution) -> list[YearOfFeedback]:
    """School years, the latest first. An average of too few answers is left out."""
    by_year: dict[str, dict[str, list[int]]] = {}
    for feedback in BrokerFeedback.objects.filter(broker=broker):
        year = academic_year(timezone.localdate(feedback.created_at))
        by_year.setdefault(year, {"SCHOOL": [], "PROVIDER": []})[feedback.side].append(feedback.score)
    return [
        YearOfFeedback(
            year,
            len(scores["SCHOOL"]),
            _average(scores["SCHOOL"]),
            len(scores["PROVIDER"]),
            _average(scores["PROVIDER"]),
        )
        for year, scores in sorted(by_year.items(), reverse=True)
    ]


def _average(scores: list[int]) -> float | None:
    return round(mean(scores), 1) if len(scores) >= FEWEST_RATINGS else None
