"""The feeder links of a school, in both directions."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from institutions.models import Institution, InstitutionLink
from institutions.queries.ties import told_ties


@dataclass(frozen=True)
class Feeders:
    """Links of today by the other school's name, and those that have ended, the latest first."""

    receives_from: list[InstitutionLink]
    sends_on_to: list[InstitutionLink]
    ended: list[InstitutionLink]


def feeder_links() -> QuerySet[InstitutionLink]:
    return told_ties().filter(kind=InstitutionLink.Kind.FEEDER)


def feeders_of(school: Institution) -> Feeders:
    links = list(feeder_links().filter(Q(institution=school) | Q(to_institution=school)))
    today = [link for link in links if link.ended_on is None]
    return Feeders(
        receives_from=sorted(
            (link for link in today if link.to_institution_id == school.pk),
            key=lambda link: (link.institution.name, link.pk),
        ),
        sends_on_to=sorted(
            (link for link in today if link.institution_id == school.pk),
            key=lambda link: (link.to_institution.name, link.pk),
        ),
        ended=sorted(
            (link for link in links if link.ended_on), key=lambda link: link.ended_on or 0, reverse=True
        ),
    )
