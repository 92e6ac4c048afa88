"""Coverage, kept as one row per school and published a whole run at a time, with all that it was before."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from institutions.models import Area, Institution, Phase, RegisterImport


class EffectiveRule(models.Model):
    """What "effective" means, versioned; its words stand beside every number that uses it (NCEE, business 1)."""

    version = models.PositiveSmallIntegerField(unique=True)
    valid_from = models.DateField()
    needs_agreement = models.BooleanField(default=True)
    activity_months = models.PositiveSmallIntegerField(default=12)
    needs_review = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"Rule {self.version}"

    @property
    def words(self) -> str:
        """The rule in one sentence."""
        parts = [f"an activity confirmed by both sides in the last {self.activity_months} months"]
        if self.needs_agreement:
            parts.insert(0, "an active agreement")
        if self.needs_review:
            parts.append("a review done together")
        return (
            f"Effective means {', '.join(parts[:-1])} and {parts[-1]}."
            if parts[1:]
            else f"Effective means {parts[0]}."
        )


class RollupRun(models.Model):
    """One computation of coverage. Runs follow one another under a lock, so an older one never replaces a newer.

    It is written down before the work begins: one that was killed stays here without a moment of publishing.
    """

    started_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    as_at = models.DateField()
    rule = models.ForeignKey(EffectiveRule, models.PROTECT, related_name="+")
    register = models.ForeignKey(
        RegisterImport,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The newest import of the register that it was worked out from",
    )
    is_full = models.BooleanField()
    schools = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    refusal = models.TextField(blank=True, help_text="Why its figures were not published")

    def __str__(self) -> str:
        return f"Coverage as at {self.as_at}"


class Level(models.IntegerChoices):
    """How far a school has come in one area of support."""

    NOTHING = 0, "Nothing yet"
    STARTED = 1, "Started"
    ACTIVE = 2, "Active"
    EFFECTIVE = 3, "Effective"


class Levels(models.Model):
    """What a school has, area by area, with the cuts that figures are counted by."""

    local_authority = models.ForeignKey(Area, models.PROTECT, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    trust = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    phases = ArrayField(models.CharField(max_length=12, choices=Phase))
    is_utc = models.BooleanField()
    is_academy = models.BooleanField(db_default=False)
    is_priority = models.BooleanField()
    is_rural = models.BooleanField(null=True)
    is_small = models.BooleanField()
    leadership = models.PositiveSmallIntegerField(choices=Level)
    literacy = models.PositiveSmallIntegerField(choices=Level)
    stem = models.PositiveSmallIntegerField(choices=Level)
    enterprise = models.PositiveSmallIntegerField(choices=Level)
    higher_education = models.PositiveSmallIntegerField(choices=Level)
    has_business_lead = models.BooleanField()
    has_link_governor = models.BooleanField()
    partnerships = models.PositiveIntegerField()
    cross_sector = models.PositiveIntegerField(
        db_default=0, help_text="Partnerships with a party of another sector"
    )
    cross_trust = models.PositiveIntegerField(
        db_default=0, help_text="Partnerships that span two trusts or more"
    )
    quality_partnerships = models.PositiveIntegerField(
        db_default=0, help_text="Partnerships that are meant to raise quality and attainment"
    )
    activities = models.PositiveIntegerField(help_text="In the months that the rule looks back on")
    pupil_places = models.PositiveIntegerField(
        db_default=0, help_text="Pupils in those activities; whoever took part twice is counted twice"
    )
    roll = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True


class SchoolCoverage(Levels):
    """What each school in scope has now: the row that every page of figures counts."""

    school = models.OneToOneField(Institution, models.CASCADE, primary_key=True, related_name="coverage")
    run = models.ForeignKey(RollupRun, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"Coverage of {self.school}"


class PastCoverageQuerySet(models.QuerySet["PastCoverage"]):
    def on(self, day: date) -> "PastCoverageQuerySet":
        """What was published at the end of a day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class PastCoverage(Levels):
    """What a school had from one day until another, as it was published then. What it has now has no last day."""

    school = models.ForeignKey(Institution, models.CASCADE, related_name="past_coverage")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="The first day on which it was different")

    objects = PastCoverageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=Q(valid_to=None), name="school_has_one_coverage_now"
            ),
            models.CheckConstraint(
                name="past_coverage_lasted_a_day",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"Coverage of {self.school} from {self.valid_from}"


class PlaceFigures(models.Model):
    """The figures of an area or a trust at the end of a month (this month: as of the last nightly run), for trends."""

    area = models.ForeignKey(Area, models.CASCADE, null=True, related_name="+")
    trust = models.ForeignKey(Institution, models.CASCADE, null=True, related_name="+")
    month = models.DateField(help_text="Its first day")
    run = models.ForeignKey(RollupRun, models.PROTECT, related_name="+", db_index=False)
    counts = models.JSONField(help_text="By the names that outcomes/reports/coverage.py counts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "month"], name="area_has_figures_once_a_month"),
            models.UniqueConstraint(fields=["trust", "month"], name="trust_has_figures_once_a_month"),
            models.CheckConstraint(
                name="figures_are_of_an_area_or_a_trust",
                condition=Q(area=None, trust__isnull=False) | Q(area__isnull=False, trust=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Figures of {self.area or self.trust} in {self.month:%B %Y}"
