"""The accountable roles, as data: who may hold one, who must have one, and what is said of its holder."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from institutions.models.institution import Institution
from institutions.models.vocabulary import Phase, valid_on


class RoleTypeQuerySet(models.QuerySet["RoleType"]):
    def valid(self, on: date | None = None) -> "RoleTypeQuerySet":
        return self.filter(valid_on(on))

    def required(self) -> "RoleTypeQuerySet":
        """Those that leave a vacancy somewhere."""
        return self.exclude(required_of=[])

    def fitting(self, institution: Institution) -> "RoleTypeQuerySet":
        """Those that somebody may hold at such an institution."""
        return self.filter(Q(held_at=[]) | Q(held_at__contains=[institution.kind]))


class RoleType(models.Model):
    """A kind of accountable role: who must have it decides what counts as a vacancy."""

    class Detail(models.TextChoices):
        """What is said of a holder beside name and dates."""

        SENIORITY = "SENIORITY", "How senior"
        AFFILIATION = "AFFILIATION", "The university, employer or other body that they come from"
        REMIT = "REMIT", "What for: a subject, a strand, a field of work"
        RECOGNITION = "RECOGNITION", "How the role is recognised in pay and conditions"

    code = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    held_at = ArrayField(
        models.CharField(max_length=20, choices=Institution.Kind),
        default=list,
        blank=True,
        help_text="Kinds of institution that may have one; empty: any",
    )
    required_of = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text="Kinds of institution that must have one",
    )
    required_phases = ArrayField(
        models.CharField(max_length=12, choices=Phase),
        default=list,
        blank=True,
        help_text="Of those, only the ones that teach one of these phases; empty: all",
    )
    is_single = models.BooleanField(default=True, help_text="One holder at a time at one institution")
    asks = ArrayField(models.CharField(max_length=20, choices=Detail), default=list, blank=True)
    term_years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How long a term lasts where nothing else is said"
    )
    carries_work = models.BooleanField(
        default=False, help_text="Who holds it answers for partnerships, which are handed over on leaving"
    )
    is_one_for_group = models.BooleanField(
        default=False, help_text="Schools of one trust or federation should have the same person"
    )
    is_listed = models.BooleanField(default=False, help_text="A page lists everybody in the role in England")
    is_deployed = models.BooleanField(
        default=False, db_default=False, help_text="Its holders serve at other institutions for a time"
    )
    notes_visits = models.BooleanField(
        default=False, db_default=False, help_text="Its holders note what they found on visits"
    )
    position = models.PositiveSmallIntegerField(default=0)
    target_holders = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many people there should be in England by `target_on`"
    )
    target_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = RoleTypeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_target_has_a_number_and_a_day",
                condition=Q(target_holders=None, target_on=None)
                | Q(target_holders__gt=0, target_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        return self.code.lower().replace("_", "-")

    def is_required_of(self, institution: Institution) -> bool:
        """Must the institution have somebody in it?"""
        teaches = not self.required_phases or bool(set(self.required_phases) & set(institution.phases))
        return institution.is_open and institution.kind in self.required_of and teaches
