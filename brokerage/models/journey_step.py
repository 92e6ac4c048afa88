"""How far people get on the way to a first offer."""

from django.db import models


class JourneyStep(models.Model):
    """How many people reached and answered one step of the offer journey on one day. Counts only: nobody is known."""

    step = models.SlugField(max_length=30)
    day = models.DateField()
    reached = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "day"], name="journey_step_is_counted_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.step} on {self.day}"
