"""Around the people who answer: what they left behind, where else they serve, and whom an employer lends."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower

from institutions.models import HandOverTask, Institution, RoleHolder, RoleType
from institutions.models.institution import InstitutionQuerySet

TRUSTEE = "TRUSTEE"


@dataclass(frozen=True)
class Volunteers:
    """People whom an organisation lends to one kind of role elsewhere."""

    role_type: RoleType
    holders: list[RoleHolder]


@dataclass(frozen=True)
class Elsewhere:
    """Somebody in a role here, and the roles that the same person holds at other places."""

    name: str
    roles: list[RoleHolder]


@dataclass(frozen=True)
class Differing:
    """A role that the schools of a group should share, and the several people who hold it."""

    role_type: RoleType
    holders: list[RoleHolder]


@dataclass(frozen=True)
class Share:
    count: int
    total: int

    @property
    def percent(self) -> int | None:
        """Rounded to a whole number; none where there is nothing to share."""
        return round(100 * self.count / self.total) if self.total else None


def left_behind(institution: Institution) -> list[HandOverTask]:
    """What those who left here carried and nobody has taken on yet, the oldest departure first."""
    tasks = HandOverTask.objects.open().filter(role_holder__institution=institution)
    return list(tasks.select_related("role_holder__role_type").order_by("role_holder__ended_on", "pk"))


def elsewhere(institution: Institution) -> list[Elsewhere]:
    """Who of those in a role here holds other roles at other places: by account, or by address."""
    here = list(institution.role_holders.current().order_by("name", "pk"))
    addresses = {holder.email.lower() for holder in here if holder.email}
    users = {holder.user_id for holder in here if holder.user_id}
    if not addresses and not users:
        return []
    others = RoleHolder.objects.current().annotate(address=Lower("email"))
    others = others.filter(Q(user__in=users) | Q(address__in=addresses)).exclude(institution=institution)
    found = list(others.select_related("role_type", "institution").order_by("started_on", "pk"))
    named = {holder.name: [other for other in found if _is_same(holder, other)] for holder in here}
    return [Elsewhere(name, roles) for name, roles in named.items() if roles]


def _is_same(one: RoleHolder, other: RoleHolder) -> bool:
    by_account = one.user_id is not None and one.user_id == other.user_id
    return by_account or (bool(one.email) and one.email.lower() == other.email.lower())


def volunteers_of(institution: Institution) -> list[Volunteers]:
    """Whom it lends to roles elsewhere, by role."""
    holders = RoleHolder.objects.current().filter(affiliation=institution)
    by_role = defaultdict(list)
    for holder in holders.select_related("role_type", "institution").order_by("role_type__position", "pk"):
        by_role[holder.role_type].append(holder)
    return [Volunteers(role_type, held) for role_type, held in by_role.items()]


def differing_advisers(*, within: InstitutionQuerySet) -> list[Differing]:
    """Roles that schools of one group should share and do not: whose holders have different names."""
    holders = RoleHolder.objects.current().filter(institution__in=within, role_type__is_one_for_group=True)
    by_role = defaultdict(list)
    for holder in holders.select_related("role_type", "institution").order_by("name", "pk"):
        by_role[holder.role_type].append(holder)
    return [
        Differing(role_type, held)
        for role_type, held in by_role.items()
        if len({holder.name.casefold() for holder in held}) > 1
    ]


def trusts_with_affiliated_trustee() -> Share:
    """Open trusts with a trustee who comes from a university or an employer."""
    kinds = (Institution.Kind.UNIVERSITY, Institution.Kind.EMPLOYER)
    trustees = RoleHolder.objects.current().filter(
        institution=OuterRef("pk"), role_type__code=TRUSTEE, affiliation__kind__in=kinds
    )
    trusts = Institution.objects.open().filter(kind=Institution.Kind.TRUST)
    counted = trusts.aggregate(total=Count("pk"), count=Count("pk", filter=Exists(trustees)))
    return Share(counted["count"], counted["total"])
