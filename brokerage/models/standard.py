"""The standard that brokers are measured by: its versions, criteria, the evidence for each, and what follows."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from brokerage.models.broker import Accreditation
from brokerage.models.introduction import Introduction
from core.models import TimeStamped
from institutions.models import Institution


class StandardQuerySet(models.QuerySet["Standard"]):
    def visible_to(self, user: User) -> "StandardQuerySet":
        """A standard is published."""
        return self

    def in_force(self, on: date | None = None) -> "StandardQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class Standard(models.Model):
    """One version of a brokerage standard. The body that owns it assesses, awards and reviews."""

    body = models.ForeignKey(Institution, models.PROTECT, related_name="standards")
    name = models.CharField(max_length=120)
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = StandardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="standard_has_each_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class Criterion(models.Model):
    """One thing that a broker must show."""

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "position"], name="criterion_has_its_place_in_the_standard"
            )
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User) -> "EvidenceQuerySet":
        """The broker's people and those who assess it. Everybody sees whether it is met, not the words."""
        own = Institution.objects.of(user)
        return self.filter(Q(broker__in=own) | Q(criterion__standard__body__in=own))


class Evidence(TimeStamped):
    """What a broker shows for one criterion, and what the assessor found. New words are assessed anew."""

    broker = models.ForeignKey(Institution, models.PROTECT, related_name="evidence")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="evidence")
    words = models.TextField()
    link = models.URLField(max_length=300, blank=True)
    is_met = models.BooleanField(null=True, blank=True, help_text="Empty until an assessor has looked")
    assessor_words = models.TextField(blank=True)
    assessed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    assessed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["broker", "criterion"], name="broker_shows_each_criterion_once"),
            models.CheckConstraint(
                name="evidence_is_assessed_by_somebody",
                condition=Q(is_met=None, assessed_by=None, assessed_at=None)
                | Q(is_met__isnull=False, assessed_by__isnull=False, assessed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.broker}"


class FundingRule(models.Model):
    """From a day on, public money goes only to brokers at one of these stages."""

    valid_from = models.DateField(unique=True)
    stages = ArrayField(models.CharField(max_length=20, choices=Accreditation.Stage))
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"From {self.valid_from}"


class BrokerageTarget(models.Model):
    """How many there should be by a day, and who said so."""

    class Measure(models.TextChoices):
        REGISTERED = "REGISTERED", "Brokers registered for the standard"
        ACHIEVED = "ACHIEVED", "Brokers that have achieved it"
        AUTHORITIES = "AUTHORITIES", "Local authorities with an accredited broker"

    measure = models.CharField(max_length=20, choices=Measure)
    due_on = models.DateField()
    number = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: all of them")
    reported = models.PositiveIntegerField(
        null=True, blank=True, help_text="What was reported then, for a day before our own records"
    )
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "due_on"], name="brokerage_has_one_target_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()} by {self.due_on}"


class BrokerFeedbackQuerySet(models.QuerySet["BrokerFeedback"]):
    def visible_to(self, user: User) -> "BrokerFeedbackQuerySet":
        """The broker reads what was said of it; everybody sees the averages."""
        return self.filter(broker__in=Institution.objects.of(user))


class BrokerFeedback(TimeStamped):
    """How a school or a provider found the broker's help with one introduction."""

    MOST = 5

    broker = models.ForeignKey(Institution, models.PROTECT, related_name="feedback")
    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="feedback")
    side = models.CharField(max_length=10, choices=Introduction.Side)
    score = models.PositiveSmallIntegerField(help_text="1 poor to 5 very good")
    words = models.TextField(blank=True)

    objects = BrokerFeedbackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["introduction", "side"], name="each_side_rates_the_broker_once"),
            models.CheckConstraint(name="feedback_is_from_1_to_5", condition=Q(score__range=(1, 5))),
        ]

    def __str__(self) -> str:
        return f"{self.broker}: {self.score}"
