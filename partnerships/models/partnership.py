"""An agreement between two or more institutions, from the first search to the end."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import Area, Institution, Seniority, SupportArea, Term

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
    ACTIVE = (Stage.PILOT, Stage.EMBEDDED)  # what its kind asks for is there

    title = models.CharField(max_length=200)
    kind = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.CO_DESIGN)
    areas = ArrayField(models.CharField(max_length=20, choices=SupportArea), default=list)
    tags = models.ManyToManyField(
        Term, related_name="+", blank=True, help_text="Purposes, benefits, beneficiaries and strands"
    )
    focus = models.CharField(max_length=200, blank=True, help_text="The answer to its kind’s own question")
    place = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is for one place"
    )
    is_shared_site = models.BooleanField(
        default=False, db_default=False, help_text="The parties work on one site"
    )
    started_on = models.DateField()
    # What its agreements say together, kept here because coverage reads it for every school at once.
    agreed_on = models.DateField(null=True, blank=True, help_text="The day of the first signature")
    agreement_ends_on = models.DateField(
        null=True, blank=True, help_text="The last day of the agreement that holds longest"
    )
    reviewed_on = models.DateField(null=True, blank=True, help_text="The day of the last review together")
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    told_quiet_since = models.DateField(
        null=True, blank=True, help_text="The last contact before the silence that the parties were told of"
    )
    revision = models.PositiveIntegerField(
        default=1,
        db_default=1,
        help_text="Of what all parties say together; an edit of an older one is refused",
    )

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


class PartyQuerySet(models.QuerySet["Party"]):
    def current(self, on: date | None = None) -> "PartyQuerySet":
        """Those that are in it on a day, today unless said."""
        day = on or timezone.localdate()
        joined = Q(joined_on=None) | Q(joined_on__lte=day)
        return self.filter(joined, Q(left_on=None) | Q(left_on__gt=day))


class Party(models.Model):
    """One institution's side of a partnership. Each writes its own, so that none speaks for another."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="parties")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="parties")
    roles = models.ManyToManyField(
        Term, related_name="+", blank=True, help_text="What it is in this partnership"
    )
    goal = models.TextField(blank=True, help_text="What this party wants from it")
    benefit = models.TextField(blank=True, help_text="What this party expects to gain")
    sponsor = models.CharField(max_length=150, blank=True, help_text="Who stands behind it, by name")
    sponsor_seniority = models.CharField(max_length=10, choices=Seniority, blank=True)
    pupils = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many it sends, where provision is shared"
    )
    joined_on = models.DateField(null=True, blank=True, help_text="Nothing: from the first day")
    left_on = models.DateField(
        null=True, blank=True, help_text="The first day on which it was no party any more"
    )
    revision = models.PositiveIntegerField(
        default=1, db_default=1, help_text="Of this side; an edit of an older one is refused"
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "institution"],
                condition=Q(left_on=None),
                name="institution_is_party_once",
            ),
            models.CheckConstraint(
                name="party_leaves_after_it_joins",
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")),
            ),
            models.CheckConstraint(
                name="sponsor_has_a_name_and_a_seniority",
                condition=Q(sponsor="", sponsor_seniority="") | (~Q(sponsor="") & ~Q(sponsor_seniority="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} in {self.partnership}"

    @property
    def sponsor_level(self) -> str:
        """How senior the sponsor is, in a word."""
        return Seniority(self.sponsor_seniority).short_label if self.sponsor_seniority else ""
