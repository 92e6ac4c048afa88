"""Coverage, kept as one row per school and published a whole run at a time."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from institutions.models import Area, Institution, Phase


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
    """One computation of coverage. Runs follow one another under a lock, so an older one never replaces a newer."""

    started_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    as_at = models.DateField()
    rule = models.ForeignKey(EffectiveRule, models.PROTECT, related_name="+")
    is_full = models.BooleanField()
    schools = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Coverage as at {self.as_at}"


class Level(models.IntegerChoices):
    """How far a school has come in one area of support."""

    NOTHING = 0, "Nothing yet"
    STARTED = 1, "Started"
    ACTIVE = 2, "Active"
    EFFECTIVE = 3, "Effective"


class SchoolCoverage(models.Model):
    """What one school in scope has, area by area, with the cuts that figures are counted by."""

    school = models.OneToOneField(Institution, models.CASCADE, primary_key=True, related_name="coverage")
    local_authority = models.ForeignKey(Area, models.PROTECT, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, related_name="+")
    trust = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    phases = ArrayField(models.CharField(max_length=12, choices=Phase))
    is_utc = models.BooleanField()
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
    activities = models.PositiveIntegerField(help_text="In the months that the rule looks back on")
    run = models.ForeignKey(RollupRun, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"Coverage of {self.school}"
