"""Groups and their members as they were on a day, and how they grew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from institutions.models import Affiliation, Group, GroupKind, GroupMembership, Institution

YEARS_SHOWN = 12


@dataclass(frozen=True)
class Portfolio:
    """The members of a group on a day, across the trusts that they belong to."""

    members: list[Affiliation]

    @property
    def schools(self) -> int:
        return sum(each.member.is_school for each in self.members)

    @property
    def pupils(self) -> int:
        return sum(each.member.roll or 0 for each in self.members if each.member.is_school)

    @property
    def trusts(self) -> int:
        return len({trust.group_id for each in self.members for trust in trusts_of(each.member)})

    @property
    def authorities(self) -> int:
        return len({each.member.local_authority_id for each in self.members} - {None})


def trusts_of(member: Institution) -> Sequence[GroupMembership]:
    """As `portfolio_of` fetched them."""
    found: Sequence[GroupMembership] = vars(member).get("trusts", ())
    return found


def portfolio_of(group: Institution, *, on: date) -> Portfolio:
    """By name, each with the trust that it was in on the day."""
    in_force = Q(left_on=None) | Q(left_on__gt=on)
    trusts = GroupMembership.objects.filter(in_force, Q(joined_on=None) | Q(joined_on__lte=on))
    trusts = trusts.select_related("group").defer("group__search")
    members = (
        Affiliation.objects.filter(group=group)
        .on(on)
        .select_related("member__local_authority")
        .prefetch_related(Prefetch("member__groups", trusts, to_attr="trusts"))
        .defer("member__search")
        .order_by("member__name", "pk")
    )
    return Portfolio(list(members))


def former_affiliates_of(group: Institution) -> list[Affiliation]:
    """Who left, the latest first."""
    left = Affiliation.objects.filter(group=group, state=Affiliation.State.LEFT)
    return list(
        left.select_related("member").defer("member__search").order_by("-left_on", "member__name", "pk")
    )


def asked_by(group: Institution) -> list[Affiliation]:
    """Who has not answered yet."""
    asked = Affiliation.objects.asked().filter(group=group).select_related("member")
    return list(asked.defer("member__search").order_by("created_at", "pk"))


def growth_of(group: Institution, *, today: date | None = None) -> list[tuple[date, int]]:
    """How many members there were at the beginning of each of the last school years, and today.

    Those whose day of joining the register does not give are left out.
    """
    today = today or timezone.localdate()
    links = group.memberships if group.kind == Institution.Kind.TRUST else group.affiliates
    rows = links.filter(joined_on__isnull=False)
    first = rows.order_by("joined_on").values_list("joined_on", flat=True).first()
    if first is None:
        return []
    begin = max(first.year, today.year - YEARS_SHOWN)
    days = [day for year in range(begin, today.year + 1) if first <= (day := date(year, 9, 1)) < today]
    counted = {
        f"on_{day:%Y%m%d}": Count("pk", filter=Q(joined_on__lte=day) & (Q(left_on=None) | Q(left_on__gt=day)))
        for day in [*days, today]
    }
    return list(zip([*days, today], rows.aggregate(**counted).values(), strict=True))


def kinds_counted() -> QuerySet[GroupKind]:
    """The kinds of today, each with how many groups there are."""
    is_open = Q(groups__institution__status__in=Institution.OPEN_STATUSES)
    return GroupKind.objects.annotate(number=Count("groups", filter=is_open)).order_by("position")


def groups_with_members(kind: GroupKind | None, *, on: date) -> QuerySet[Group]:
    """Groups by name with their number of members on a day; trusts, which the register counts, are left out."""
    in_force = Q(institution__affiliates__joined_on__lte=on) & (
        Q(institution__affiliates__left_on=None) | Q(institution__affiliates__left_on__gt=on)
    )
    groups = Group.objects.filter(
        kind__is_registered=False, institution__status__in=Institution.OPEN_STATUSES
    )
    groups = groups.filter(kind=kind) if kind else groups
    return (
        groups.select_related("kind", "institution__local_authority")
        .annotate(members=Count("institution__affiliates", filter=in_force))
        .order_by("institution__name", "pk")
    )
