"""What stands in a partnership's way, or may come to."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution, Term
from partnerships.models.body import Body
from partnerships.models.partnership import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class IssueQuerySet(models.QuerySet["Issue"]):
    def visible_to(self, user: "User | AnonymousUser") -> "IssueQuerySet":
        """The parties' people; one that was escalated, whoever sees the body too."""
        return self.filter(
            Q(partnership__in=Partnership.objects.of(user))
            | Q(escalated_to__in=Body.objects.visible_to(user))
        )

    def open(self) -> "IssueQuerySet":
        return self.filter(closed_on=None).exclude(partnership__stage=Partnership.Stage.ENDED)

    def overdue(self) -> "IssueQuerySet":
        return self.open().filter(due_on__lt=timezone.localdate())

    def to_escalate(self) -> "IssueQuerySet":
        """Overdue, and no body knows of it, though the partnership has one."""
        governed = Body.objects.live().filter(partnership=models.OuterRef("partnership"))
        return self.overdue().filter(models.Exists(governed), escalated_to=None)


class Issue(TimeStamped):
    """An issue that somebody sees to by a day; with a category, a risk that has not come true."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="issues")
    category = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of a risk; nothing: an issue",
    )
    words = models.CharField(max_length=300)
    owner = models.CharField(max_length=150, help_text="Who sees to it, by name")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="issues")
    noted_on = models.DateField(default=timezone.localdate)
    due_on = models.DateField()
    escalated_to = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="issues", help_text="Because it is overdue"
    )
    escalated_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="What came of it")

    objects = IssueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="issue_is_escalated_to_a_body_on_a_day",
                condition=Q(escalated_to=None, escalated_on=None)
                | Q(escalated_to__isnull=False, escalated_on__isnull=False),
            ),
            models.CheckConstraint(
                name="issue_closes_after_it_was_noted",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("noted_on")),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="issue_open", condition=Q(closed_on=None))]

    def __str__(self) -> str:
        return self.words

    @property
    def is_overdue(self) -> bool:
        return self.closed_on is None and self.due_on < timezone.localdate()
