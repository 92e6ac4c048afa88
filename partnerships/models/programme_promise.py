"""What a programme brings to people: offers of universities to those who complete it, and whom a campaign reached."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import TimeStamped
from institutions.models import Institution
from partnerships.models.programme import Programme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class ProgressionOfferQuerySet(models.QuerySet["ProgressionOffer"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ProgressionOfferQuerySet":
        """It is meant for everybody who might complete the programme."""
        return self


class ProgressionOffer(TimeStamped):
    """What a university does for those who complete it: under which condition, and for which courses."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="offers")
    university = models.ForeignKey(Institution, models.PROTECT, related_name="progression_offers")
    condition = models.TextField()
    courses = ArrayField(models.CharField(max_length=120))
    link = models.URLField(max_length=300, blank=True)

    objects = ProgressionOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "university"], name="university_makes_one_offer_in_a_programme"
            ),
            models.CheckConstraint(name="progression_offer_names_courses", condition=~Q(courses=[])),
        ]

    def __str__(self) -> str:
        return f"{self.university}: {self.condition}"


class ReachQuerySet(models.QuerySet["Reach"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ReachQuerySet":
        """Readers and visitors in thousands: nobody's own people are counted in it."""
        return self


class Reach(TimeStamped):
    """People whom a campaign reached beyond schools, as somebody counted or published it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="reached")
    whom = models.CharField(max_length=120, help_text="Readers of a paper, families at a fair")
    people = models.PositiveIntegerField()
    reached_on = models.DateField(help_text="The day, or the last one that is counted")
    source = models.CharField(max_length=200)

    objects = ReachQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.whom}: {self.people}"
