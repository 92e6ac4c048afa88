"""A trust seen through its schools, wherever they are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from institutions.models import GroupMembership, Institution
from institutions.queries.roles import Vacancy, vacancies

# The largest number of schools in each band.
SIZE_BANDS = [(1, "1 school"), (5, "2 to 5 schools"), (20, "6 to 20 schools"), (80, "21 to 80 schools")]
LARGEST_BAND = "More than 80 schools"


@dataclass(frozen=True)
class SchoolOfTrust:
    institution: Institution
    joined_on: date | None
    vacancies: list[Vacancy]


@dataclass(frozen=True)
class PartOfTrust:
    """Its schools in one authority. A trust's own address says nothing about where it works."""

    region: str
    authority: str
    schools: int
    pupils: int


def size_band(schools: int) -> str:
    """The band in which trusts are counted by size."""
    if not schools:
        return "No schools"
    return next((band for most, band in SIZE_BANDS if schools <= most), LARGEST_BAND)


def schools_of(trust: Institution) -> list[SchoolOfTrust]:
    """Today's open members by name, each with the roles that nobody holds there."""
    vacant = defaultdict(list)
    for vacancy in vacancies(within=Institution.objects.members_of(trust)):
        vacant[vacancy.institution.pk].append(vacancy)
    members = (
        GroupMembership.objects.current()
        .filter(group=trust, member__status__in=Institution.OPEN_STATUSES)
        .select_related("member__local_authority__parent")
        .defer("member__search")
        .order_by("member__name", "member")
    )
    return [SchoolOfTrust(each.member, each.joined_on, vacant[each.member_id]) for each in members]


def former_members_of(trust: Institution) -> list[GroupMembership]:
    """Who left and when, and members that have closed; the latest first."""
    return list(
        GroupMembership.objects.filter(group=trust)
        .exclude(left_on=None, member__status__in=Institution.OPEN_STATUSES)
        .select_related("member")
        .defer("member__search")
        .order_by("-left_on", "member__name", "pk")
    )


def parts_of(schools: Sequence[SchoolOfTrust]) -> list[PartOfTrust]:
    """The schools by region and authority."""
    by_authority = defaultdict(list)
    for school in schools:
        by_authority[_place(school.institution)].append(school.institution.roll or 0)
    return [
        PartOfTrust(region, authority, len(rolls), sum(rolls))
        for (region, authority), rolls in sorted(by_authority.items())
    ]


def _place(institution: Institution) -> tuple[str, str]:
    authority = institution.local_authority
    if authority is None:
        return "Not known", "Not known"
    return (authority.parent.name if authority.parent else "Not known"), authority.name
