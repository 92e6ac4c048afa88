"""What the members of a group do together, and what it saves them."""

from django.db import models
from django.db.models import F, Q

from core.models import TimeStamped
from institutions.models.institution import Institution


class SharedService(TimeStamped):
    """What the members of a group buy, run or staff together, and what that saves them in a year."""

    class Kind(models.TextChoices):
        SERVICE = "SERVICE", "Shared service"
        PURCHASE = "PURCHASE", "Bought together"
        POST = "POST", "Shared post"
        ACTIVITY = "ACTIVITY", "Joint activity"
        COMMISSIONED = "COMMISSIONED", "Commissioned service"

    group = models.ForeignKey(Institution, models.PROTECT, related_name="shared_services")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=120)
    provider = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="provides_to_groups"
    )
    members = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many take part")
    yearly_cost = models.PositiveIntegerField(null=True, blank=True, help_text="Pounds, of all together")
    yearly_saving = models.PositiveIntegerField(
        null=True, blank=True, help_text="Pounds, against each doing it alone"
    )
    worked_out = models.CharField(max_length=300, blank=True, help_text="How the saving was worked out")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True, help_text="The first day without it")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="saving_says_how_it_was_worked_out",
                condition=Q(yearly_saving=None) | ~Q(worked_out=""),
            ),
            models.CheckConstraint(
                name="shared_service_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
