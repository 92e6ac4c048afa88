"""What kept an initiative from getting further, by a code of the list, and what was chosen to do about it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import TimeStamped
from institutions.models import Term
from partnerships.models.partnership import Partnership
from partnerships.models.programme import Programme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class BarrierQuerySet(models.QuerySet["Barrier"]):
    def visible_to(self, user: "User | AnonymousUser") -> "BarrierQuerySet":
        """Of a programme everybody's, as the programme itself; of a partnership its parties'."""
        return self.filter(Q(programme__isnull=False) | Q(partnership__in=Partnership.objects.of(user)))

    def standing(self) -> "BarrierQuerySet":
        """Not overcome yet."""
        return self.filter(overcome_on=None)


class Barrier(TimeStamped):
    """One barrier to a partnership or a programme, with the response that was chosen."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="barriers"
    )
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="barriers")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True, help_text="How it shows")
    response = models.TextField(help_text="What was chosen to do about it")
    noted_on = models.DateField(default=timezone.localdate)
    overcome_on = models.DateField(null=True, blank=True)

    objects = BarrierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="barrier_is_of_one_initiative",
                condition=Q(partnership=None, programme__isnull=False)
                | Q(partnership__isnull=False, programme=None),
            ),
            models.CheckConstraint(
                name="barrier_is_overcome_after_it_was_noted",
                condition=Q(overcome_on=None) | Q(overcome_on__gte=F("noted_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind)

    @property
    def initiative(self) -> Partnership | Programme:
        initiative = self.partnership or self.programme
        assert initiative is not None  # barrier_is_of_one_initiative
        return initiative
