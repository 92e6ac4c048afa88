"""Measures, the releases that publish them, and the facts that a release holds: all of it published, none of it raw."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from institutions.models import Area, Institution
from outcomes.comparability import Basis


class Measure(models.Model):
    """What a number counts: its definition, and all that must be the same before two of them are compared.

    A change of any of it is a new version. Rows come with migrations, so adding a measure is adding a row; those of
    the context are described by an administrator.
    """

    class SourceType(models.TextChoices):
        OFFICIAL = "OFFICIAL", "official statistics"
        MATCHED = "MATCHED", "a provider's matching of records"
        SELF_REPORTED = "SELF_REPORTED", "what schools report of their own leavers"
        SURVEY = "SURVEY", "a survey"

    class Unit(models.TextChoices):
        PERCENT = "PERCENT", "%"
        NUMBER = "NUMBER", ""
        SCORE = "SCORE", "points"
        RANK = "RANK", "rank"

    class Panel(models.TextChoices):
        AFTER_18 = "AFTER_18", "After 16 to 18 study"
        AFTER_16 = "AFTER_16", "After key stage 4"
        REPORTED = "REPORTED", "Leavers, as schools report them"
        PUPILS = "PUPILS", "Pupils of the school"
        PLACE = "PLACE", "The place"
        CONTEXT = "CONTEXT", "What surveys and counts by others say"

    code = models.SlugField(max_length=40)
    family = models.SlugField(
        max_length=40, blank=True, help_text="Shared by measures that split one figure, by phase for example"
    )
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120)
    definition = models.TextField()
    cohort_rule = models.CharField(max_length=200, blank=True)
    level_filter = models.CharField(max_length=60, blank=True)
    window = models.CharField(max_length=200, blank=True)
    scope = models.CharField(max_length=200, blank=True)
    source_type = models.CharField(max_length=15, choices=SourceType)
    unit = models.CharField(max_length=10, choices=Unit)
    panel = models.CharField(max_length=10, choices=Panel)
    position = models.PositiveSmallIntegerField(default=0)
    usable_from = models.DateField(null=True, blank=True, help_text="Before this day it is not shown")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="measure_version_is_kept_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_share(self) -> bool:
        return self.unit == self.Unit.PERCENT


class ReleaseQuerySet(models.QuerySet["Release"]):
    def current(self) -> "ReleaseQuerySet":
        return self.filter(superseded_at=None)


class Release(models.Model):
    """One publication of a dataset. A file that differs under the same name is the next version; the former is kept."""

    class Dataset(models.TextChoices):
        DESTINATIONS_16_18 = "DESTINATIONS_16_18", "16 to 18 destinations by school, college and authority"
        DESTINATIONS_KS4 = "DESTINATIONS_KS4", "Key stage 4 destinations by school and authority"
        CENSUS = "CENSUS", "School census: pupils and their characteristics"
        PARTICIPATION = "PARTICIPATION", "Participation and NEET at 16 and 17, by authority"
        DEPRIVATION = "DEPRIVATION", "Indices of Deprivation, summaries by district"
        LOCAL_SKILLS = "LOCAL_SKILLS", "Local skills indicators"
        LEAVERS = "LEAVERS", "Leavers, as schools report them"
        CONTEXT = "CONTEXT", "Surveys and counts by others"

    class Status(models.TextChoices):
        PROVISIONAL = "PROVISIONAL", "provisional"
        REVISED = "REVISED", "revised"
        FINAL = "FINAL", "final"

    dataset = models.CharField(max_length=20, choices=Dataset)
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    publisher = models.CharField(max_length=120)
    published_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.FINAL)
    periods = ArrayField(models.CharField(max_length=10))
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "name", "version"], name="release_version_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_dataset_display()}, {self.name}"

    @property
    def source(self) -> str:
        """Who says so, and since when, as it stands beside a number."""
        day = f", {self.published_on:%-d %B %Y}" if self.published_on else ""
        version = f", version {self.version}" if self.version > 1 else ""
        return f"{self.publisher}, {self.name} ({self.get_status_display()}{version}){day}"


class Missing(models.TextChoices):
    """Why a number is not there. None of these is nought."""

    SUPPRESSED = "SUPP", "withheld, because so few students could be recognised"
    CONFIDENTIAL = "c", "withheld to protect people's privacy"
    NOT_APPLICABLE = "z", "does not apply"
    NOT_AVAILABLE = "x", "not available"
    NO_ENTRIES = "NE", "nobody was entered"
    LOW = "low", "more than nought, but rounds to it"
    UNRELIABLE = "u", "too unreliable to show"


class FactQuerySet(models.QuerySet["Fact"]):
    def visible_to(self, user: object) -> "FactQuerySet":
        """Facts are published: everybody sees them, from the day on which their measure may be used."""
        return self.in_use()

    def in_use(self) -> "FactQuerySet":
        """Of releases that nothing took the place of, and of measures that may be shown by now."""
        today = timezone.localdate()
        usable = Q(measure__usable_from=None) | Q(measure__usable_from__lte=today)
        return self.filter(usable, release__superseded_at=None)


class Fact(models.Model):
    """One published number about an institution or an area, for a group of people and a period.

    Of `size` people, `numerator` are counted, and of `unknown` nothing could be found out. `value` is the number as
    published. Where it is missing, the reason is kept in its place.
    """

    class Group(models.TextChoices):
        ALL = "ALL", "All"
        DISADVANTAGED = "DISADVANTAGED", "Disadvantaged"
        OTHERS = "OTHERS", "Not disadvantaged"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="facts", db_index=False)
    release = models.ForeignKey(Release, models.PROTECT, related_name="facts", db_index=False)
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, related_name="facts", db_index=False
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="facts", db_index=False)
    period = models.CharField(max_length=10)
    pupil_group = models.CharField(max_length=15, choices=Group, default=Group.ALL)
    size = models.PositiveIntegerField(null=True)
    numerator = models.PositiveIntegerField(null=True)
    unknown = models.PositiveIntegerField(null=True)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    missing = models.CharField(max_length=4, choices=Missing, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "measure", "pupil_group", "period", "release"],
                name="fact_of_an_institution_is_kept_once",
            ),
            models.UniqueConstraint(
                fields=["area", "measure", "pupil_group", "period", "release"],
                name="fact_of_an_area_is_kept_once",
            ),
            models.CheckConstraint(
                name="fact_is_about_one_place",
                condition=Q(area=None, institution__isnull=False) | Q(area__isnull=False, institution=None),
            ),
            models.CheckConstraint(
                name="fact_has_a_value_or_a_reason",
                condition=(Q(value=None) & ~Q(missing="")) | Q(value__isnull=False, missing=""),
            ),
            models.CheckConstraint(
                name="fact_counts_some_of_its_people",
                condition=Q(numerator=None) | Q(size__gte=models.F("numerator")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.period}: {self.words}"

    @property
    def words(self) -> str:
        """The number with its unit, or why there is none."""
        if self.value is None:
            return Missing(self.missing).label
        number = f"{self.value.normalize():,f}"
        return f"{number}%" if self.measure.is_share else number

    @property
    def matched(self) -> int | None:
        """Of how many people something was found out."""
        return None if self.size is None or self.unknown is None else self.size - self.unknown

    @property
    def basis(self) -> Basis:
        measure = self.measure
        return Basis(
            measure=measure.code,
            version=measure.version,
            cohort_rule=measure.cohort_rule,
            level_filter=measure.level_filter,
            window=measure.window,
            scope=measure.scope,
            source_type=measure.get_source_type_display(),
            period=self.period,
            release=self.release_id,
        )
