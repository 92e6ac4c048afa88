"""Warnings about partnerships that do the same for the same school in the same school year."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from core.dates import academic_year, academic_year_days
from institutions.models import Institution, Vocabulary
from partnerships.models import Partnership


@dataclass(frozen=True)
class Overlap:
    """Another partnership, with the schools and the purposes that it has in common."""

    partnership: Partnership
    schools: list[str]
    purposes: list[str]


def overlaps_of(partnership: Partnership, institutions: Collection[Institution]) -> list[Overlap]:
    """Those that share a school and a purpose this school year; of one that ended, none."""
    if partnership.stage == Partnership.Stage.ENDED:
        return []
    schools = {each.pk: each.name for each in institutions if each.is_school}
    tags = partnership.tags.filter(vocabulary=Vocabulary.PURPOSE)
    purposes = {tag.pk: tag.label for tag in tags}
    first, _ = academic_year_days(academic_year(timezone.localdate()))
    others = (
        Partnership.objects.live()
        .filter(parties__institution__in=schools, parties__left_on=None, tags__in=purposes)
        .exclude(pk=partnership.pk)
        .exclude(ended_on__lt=first)
        .distinct()
        .prefetch_related("parties", "tags")
        .order_by("started_on", "pk")
    )
    return [
        Overlap(
            other,
            sorted(
                {
                    schools[party.institution_id]
                    for party in other.parties.all()
                    if party.institution_id in schools
                }
            ),
            sorted({purposes[tag.pk] for tag in other.tags.all() if tag.pk in purposes}),
        )
        for other in others
    ]
