"""What belongs to one year of a programme: its money, part by part, and the pupils of those who run it together."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from core.models import TimeStamped
from institutions.models import Area, Institution, Term
from partnerships.models.programme import Cohort, Programme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class BudgetLineQuerySet(models.QuerySet["BudgetLine"]):
    def visible_to(self, user: "User | AnonymousUser") -> "BudgetLineQuerySet":
        """As the programme: what is paid to whom stands on its page."""
        return self


class BudgetLine(TimeStamped):
    """A part of one year's money: who pays it, to whom it goes, what for, and how much of it was spent.

    The lines of a year are parts of its budget, so they never add up to more; what they leave is not yet allocated.
    """

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="lines")
    pounds = models.DecimalField(max_digits=12, decimal_places=2)
    funder = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="To an area instead of a body",
    )
    purpose = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    spent = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="None: nobody has said yet"
    )
    source = models.CharField(max_length=200, help_text="Who says so, and where")

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="budget_line_is_some_money", condition=Q(pounds__gt=0)),
            models.CheckConstraint(
                name="budget_line_goes_to_a_body_or_an_area", condition=Q(recipient=None) | Q(area=None)
            ),
        ]

    def __str__(self) -> str:
        return f"£{self.pounds:,.0f} from {self.funder}"


class MemberCountQuerySet(models.QuerySet["MemberCount"]):
    def visible_to(self, user: "User | AnonymousUser") -> "MemberCountQuerySet":
        """Exactly, by the people of the university and of whoever leads the programme."""
        own = Institution.objects.of(user)
        led = Programme.objects.run_by(own).values("pk")
        return self.filter(Q(member__in=own) | Q(cohort__programme__in=led))


class MemberCount(models.Model):
    """How many pupils one member of a consortium takes on in a year, and how many of them completed. No names."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="member_counts")
    member = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    pupils = models.PositiveIntegerField()
    completed = models.PositiveIntegerField(null=True, blank=True, help_text="None: not known yet")

    objects = MemberCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "member"], name="member_is_counted_once_a_year"),
            models.CheckConstraint(
                name="those_who_completed_are_among_the_pupils",
                condition=Q(completed=None) | Q(completed__lte=F("pupils")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.cohort}"
