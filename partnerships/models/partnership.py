"""An agreement between two or more institutions, from the first search to the end."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import Institution, SupportArea, Term

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, user: "User | AnonymousUser") -> "PartnershipQuerySet":
        """That institutions work together is public. The parties' goals are shown to the parties alone."""
        return self

    def of(self, user: "User | AnonymousUser") -> "PartnershipQuerySet":
        return self.filter(
            pk__in=Party.objects.filter(institution__in=Institution.objects.of(user)).values("partnership")
        )

    def live(self) -> "PartnershipQuerySet":
        return self.filter(stage__in=Partnership.LIVE)


class Partnership(TimeStamped):
    """Two or more institutions that agreed to work together on areas of support."""

    class Stage(models.TextChoices):
        SEEKING = "SEEKING", "Seeking a partner"
        CO_DESIGN = "CO_DESIGN", "Designing together"
        PILOT = "PILOT", "Trying it out"
        EMBEDDED = "EMBEDDED", "Embedded"
        ENDED = "ENDED", "Ended"

    MOVES: dict[str, set[str]] = {
        Stage.SEEKING: {Stage.CO_DESIGN, Stage.ENDED},
        Stage.CO_DESIGN: {Stage.PILOT, Stage.ENDED},
        Stage.PILOT: {Stage.CO_DESIGN, Stage.EMBEDDED, Stage.ENDED},
        Stage.EMBEDDED: {Stage.CO_DESIGN, Stage.ENDED},
        Stage.ENDED: set(),
    }
    LIVE = (Stage.CO_DESIGN, Stage.PILOT, Stage.EMBEDDED)

    title = models.CharField(max_length=200)
    kind = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.CO_DESIGN)
    areas = ArrayField(models.CharField(max_length=20, choices=SupportArea), default=list)
    started_on = models.DateField()
    agreed_on = models.DateField(
        null=True, blank=True, help_text="The day both sides signed what they agreed"
    )
    agreement_ends_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True, help_text="The day of the last review together")
    ended_on = models.DateField(null=True, blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="partnership_ended_has_its_day",
                condition=Q(stage="ENDED", ended_on__isnull=False) | (~Q(stage="ENDED") & Q(ended_on=None)),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def next_stages(self) -> list[Stage]:
        """Where it can go from here, short of ending, in the order of a partnership's life."""
        return [
            stage for stage in self.Stage if stage in self.MOVES[self.stage] and stage != self.Stage.ENDED
        ]

    def move_to(self, stage: str) -> None:
        """Take the next stage, or say why not. The caller saves."""
        if stage not in self.MOVES[self.stage]:
            now, wanted = self.get_stage_display(), Partnership.Stage(stage).label
            raise RuleBroken(f"A partnership at “{now}” cannot move to “{wanted}”.", code="move_not_allowed")
        self.stage = stage


class Party(models.Model):
    """One institution's side of a partnership."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="parties")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="parties")
    goal = models.TextField(blank=True, help_text="What this party wants from it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "institution"], name="institution_is_party_once")
        ]

    def __str__(self) -> str:
        return f"{self.institution} in {self.partnership}"
