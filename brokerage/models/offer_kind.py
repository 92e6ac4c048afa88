"""What is particular to each kind of offer, as data: its family, who may make it, what else it is asked."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from institutions.models import Institution, Question, Term, valid_on

MICRO = "MICRO"  # one hour on one date: asked four questions at most, whoever offers it


class OfferKindQuerySet(models.QuerySet["OfferKind"]):
    def for_provider(self, provider_kind: str) -> "OfferKindQuerySet":
        """Kinds that such an institution may offer."""
        return self.filter(Q(provider_kinds=[]) | Q(provider_kinds__contains=[provider_kind]))

    def good_for(self, have: str) -> "OfferKindQuerySet":
        """What somebody can do with what they have."""
        return self.filter(haves__contains=[have])


class OfferKind(models.Model):
    """A kind of offer (a term of the vocabulary) and what rules make of it. A term without one is a plain kind."""

    class Family(models.TextChoices):
        RESOURCE = "RESOURCE", "Resource"
        EXPERTISE = "EXPERTISE", "Expertise"
        PRACTICE = "PRACTICE", "Practice"
        PLACEMENT = "PLACEMENT", "Placement"
        CATALOGUE = "CATALOGUE", "Catalogue"

    class Have(models.TextChoices):
        """“I have …”: what somebody has who wants to help."""

        TIME = "TIME", "People with time"
        WORKPLACE = "WORKPLACE", "A workplace"
        THINGS = "THINGS", "Space, equipment or materials"
        EXPERTISE = "EXPERTISE", "Expertise for school staff and leaders"
        CAMPUS = "CAMPUS", "A university or college"
        SCHOOL = "SCHOOL", "A school, college or trust"

    term = models.OneToOneField(Term, models.PROTECT, primary_key=True, related_name="offer_kind")
    family = models.CharField(max_length=10, choices=Family)
    haves = ArrayField(models.CharField(max_length=10, choices=Have), default=list, blank=True)
    provider_kinds = ArrayField(
        models.CharField(max_length=20, choices=Institution.Kind),
        default=list,
        blank=True,
        help_text="Who may make such an offer; empty: anybody",
    )

    objects = OfferKindQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.term} ({self.get_family_display()})"


class OfferQuestionQuerySet(models.QuerySet["OfferQuestion"]):
    def asked(self, *, kind: Term, provider_kind: str, on: date | None = None) -> "OfferQuestionQuerySet":
        """What an offer of this kind by such a provider is asked on a day, in order."""
        asked = Q(kind=kind)
        if kind.code != MICRO:
            asked |= Q(kind=None, provider_kind=provider_kind)
        return self.filter(valid_on(on), asked).order_by("kind", "position", "pk")


class OfferQuestion(Question):
    """One thing that offers of a kind, or all offers of one sort of provider, must or may say."""

    kind = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offer_questions",
        help_text="None: every kind",
    )
    provider_kind = models.CharField(max_length=20, choices=Institution.Kind, blank=True)

    objects = OfferQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offer_question_is_for_a_kind_or_a_sort_of_provider",
                condition=Q(kind__isnull=False, provider_kind="") | (Q(kind=None) & ~Q(provider_kind="")),
            )
        ]
