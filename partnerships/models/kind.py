"""What is particular to each kind of partnership, as data: who must be in it, and what else it is asked."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from institutions.models import Institution, Term, Vocabulary, vocabularies

INDEPENDENT_TYPES = (
    "10",
    "11",
)  # of the register: other independent school, other independent special school
Kind = Institution.Kind


class Sector(models.TextChoices):
    """What an institution counts as where a kind asks who must be there. One may count as several of them."""

    SCHOOL = "SCHOOL", "a school or trust"
    STATE_SCHOOL = "STATE_SCHOOL", "a state school or trust"
    INDEPENDENT_SCHOOL = "INDEPENDENT_SCHOOL", "an independent school"
    UTC = "UTC", "a university technical college"
    COLLEGE = "COLLEGE", "a college"
    UNIVERSITY = "UNIVERSITY", "a university"
    EMPLOYER = "EMPLOYER", "an employer"
    AGENCY = "AGENCY", "a public body or community organisation"


# The sectors that pairs are counted of, by the kinds of institution in each.
SECTOR_KINDS = {
    Sector.SCHOOL: (Kind.SCHOOL, Kind.TRUST, Kind.NETWORK),
    Sector.COLLEGE: (Kind.COLLEGE,),
    Sector.UNIVERSITY: (Kind.UNIVERSITY,),
    Sector.EMPLOYER: (Kind.EMPLOYER,),
    Sector.AGENCY: (Kind.PUBLIC_BODY, Kind.CHARITY, Kind.BROKER, Kind.OTHER),
}


def sectors_of(institution: Institution) -> set[Sector]:
    """All that an institution counts as."""
    found = {sector for sector, kinds in SECTOR_KINDS.items() if institution.kind in kinds}
    if institution.is_utc:
        found.add(Sector.UTC)
    if Sector.SCHOOL in found:
        is_independent = institution.type_code in INDEPENDENT_TYPES
        found.add(Sector.INDEPENDENT_SCHOOL if is_independent else Sector.STATE_SCHOOL)
    return found


class PartnershipKind(models.Model):
    """A kind of partnership (a term of the vocabulary) and what it must have before it is tried out."""

    term = models.OneToOneField(Term, models.PROTECT, primary_key=True, related_name="partnership_kind")
    sectors = ArrayField(
        models.CharField(max_length=20, choices=Sector),
        default=list,
        blank=True,
        help_text="One for each institution that must be a party; named twice, two of them must",
    )
    roles = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Codes of party roles, each of which some party must have",
    )
    least_parties = models.PositiveSmallIntegerField(default=2)
    least_phases = models.PositiveSmallIntegerField(
        default=0, help_text="How many phases of education its schools must cover together"
    )
    least_trusts = models.PositiveSmallIntegerField(
        default=0, help_text="How many trusts must be in it, themselves or with a school"
    )
    lines = models.CharField(
        max_length=30,
        choices=vocabularies,
        default=Vocabulary.RESPONSIBILITY,
        help_text="The vocabulary of its responsibilities",
    )
    needs_every_line = models.BooleanField(
        default=False, help_text="Each of them must be covered by some party"
    )
    needs_place = models.BooleanField(default=False, help_text="It is for one place, which must be named")
    counts_pupils = models.BooleanField(default=False, help_text="Each party says how many pupils it sends")
    focus_question = models.CharField(
        max_length=120, blank=True, help_text="What exactly it is about, as a question; empty: not asked"
    )
    joins_as = models.CharField(
        max_length=40,
        blank=True,
        help_text="Code of the role in which others may join of their own accord; empty: by invitation only",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="partnership_kind_needs_two_parties", condition=Q(least_parties__gte=2)
            )
        ]

    def __str__(self) -> str:
        return str(self.term)
