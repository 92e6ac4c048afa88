"""Who may do what with young people: dated rules, what an organisation assures, and what a school decides."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution, valid_on
from partnerships.models.collaboration import Collaboration

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class Who(models.TextChoices):
    PROFESSIONAL = "PROFESSIONAL", "Somebody sent by an employer, a university or another organisation"
    VISITOR = "VISITOR", "A volunteer or a visitor, such as a parent"
    CONTRACTOR = "CONTRACTOR", "A contractor"
    SUPERVISOR = "SUPERVISOR", "Somebody who looks after a pupil on a placement"


class Place(models.TextChoices):
    SCHOOL = "SCHOOL", "At the school"
    AWAY = "AWAY", "Somewhere else"
    ONLINE = "ONLINE", "Online"


class Supervision(models.TextChoices):
    ACCOMPANIED = "ACCOMPANIED", "School staff are with them all the time"
    ALONE = "ALONE", "They are alone with pupils at times"


class Frequency(models.TextChoices):
    ONCE = "ONCE", "Once, or now and then"
    REGULAR = "REGULAR", "Every week, or on four or more days in 30"
    OVERNIGHT = "OVERNIGHT", "Overnight"


class Age(models.TextChoices):
    UNDER_16 = "UNDER_16", "Under 16"
    FROM_16 = "FROM_16", "16 or 17"


class SafeguardingRuleQuerySet(models.QuerySet["SafeguardingRule"]):
    def for_case(self, case: Mapping[str, str], *, on: date | None = None) -> "SafeguardingRuleQuerySet":
        """Those that speak of such a case on a day, in order. An empty list in a rule means any."""
        fits = Q()
        for name in SafeguardingRule.CASE:
            fits &= Q(**{name: []}) | Q(**{f"{name}__contains": [case[name]]})
        return self.filter(valid_on(on), fits).order_by("position", "pk")


class SafeguardingRule(models.Model):
    """What a school may ask, and what it may not, of adults who meet young people in such a case."""

    CASE = ("who", "place", "supervision", "frequency", "age")

    title = models.CharField(max_length=120, unique=True)
    who = ArrayField(models.CharField(max_length=12, choices=Who), default=list, blank=True)
    place = ArrayField(models.CharField(max_length=12, choices=Place), default=list, blank=True)
    supervision = ArrayField(models.CharField(max_length=12, choices=Supervision), default=list, blank=True)
    frequency = ArrayField(models.CharField(max_length=12, choices=Frequency), default=list, blank=True)
    age = ArrayField(models.CharField(max_length=12, choices=Age), default=list, blank=True)
    may = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    may_not = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    source = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = SafeguardingRuleQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class AssuranceQuerySet(models.QuerySet["Assurance"]):
    def visible_to(self, user: "User | AnonymousUser") -> "AssuranceQuerySet":
        """Given to every school that may work with the organisation: everybody who is signed in."""
        return self.all() if user.is_authenticated else self.none()

    def standing(self, on: date) -> "AssuranceQuerySet":
        """Given by that day and not expired on it."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gt=on), assured_on__lte=on)


class Assurance(TimeStamped):
    """An organisation's word that the adults it sends have been checked, and how. Never a certificate."""

    class Level(models.TextChoices):
        IDENTITY = "IDENTITY", "Identity and references"
        ENHANCED = "ENHANCED", "Enhanced check"
        BARRED = "BARRED", "Enhanced check with barred list"
        SCHEME = "SCHEME", "The checks of a national scheme of ambassadors"

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="assurances")
    level = models.CharField(max_length=10, choices=Level)
    assured_on = models.DateField()
    assured_by = models.CharField(max_length=120, help_text="The role of who gives it")
    expires_on = models.DateField(
        null=True, blank=True, help_text="By the organisation's or scheme's own policy"
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = AssuranceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assurance_expires_after_it_is_given",
                condition=Q(expires_on=None) | Q(expires_on__gt=F("assured_on")),
            )
        ]

    def __str__(self) -> str:
        return self.get_level_display()


class AdultDecision(TimeStamped):
    """What the school decided about adults for whom no assurance stands, before their activity counts."""

    class Arrangement(models.TextChoices):
        ACCOMPANIED = "ACCOMPANIED", "School staff were with them all the time"
        ASSURED = "ASSURED", "Their organisation gave the school its written assurance"
        ASSESSED = "ASSESSED", "The school assessed the risk and agreed to how it was done"

    collaboration = models.OneToOneField(Collaboration, models.CASCADE, related_name="adult_decision")
    arrangement = models.CharField(max_length=12, choices=Arrangement)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.get_arrangement_display()
