"""Who answers for what at an institution, and where nobody does.

A vacancy is a role that an institution of its kind must have and that nobody holds today. It ages from the day the
last holder left or, where nobody ever held it, from 1 September of this academic year (from opening, when later).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from core.dates import academic_year, academic_year_days
from institutions.models import Area, GroupMembership, Institution, Membership, Role, RoleHolder, RoleType
from institutions.models.institution import InstitutionQuerySet

TERM_ENDS_SOON = timedelta(days=60)


@dataclass(frozen=True)
class Vacancy:
    institution: Institution
    role_type: RoleType
    since: date
    days: int


@dataclass(frozen=True)
class PartOfArea:
    area: Area
    schools: int
    vacancies: int


@dataclass(frozen=True)
class RoleAtInstitution:
    """One role there: who holds it, who held it, and how long it has been vacant if it must be held."""

    role_type: RoleType
    current: list[RoleHolder]
    former: list[RoleHolder]
    vacancy: Vacancy | None


def vacancies(*, within: InstitutionQuerySet, on: date | None = None) -> list[Vacancy]:
    """Every vacancy at the open institutions among these, the longest first."""
    day = on or timezone.localdate()
    found = [
        _vacancy(institution, role_type, institution.last_left_on, day)  # type: ignore[attr-defined]
        for role_type in _required(day)
        for institution in _with_vacancy(within, role_type, day)
    ]
    return sorted(
        found, key=lambda vacancy: (vacancy.since, vacancy.institution.name, vacancy.institution.pk)
    )


def count_vacancies_by(field: str, *, within: InstitutionQuerySet, on: date | None = None) -> dict[int, int]:
    """Vacancies by authority, region or trust: `field` is its path from an institution.

    By trust, `within` keeps to current members (`groups__left_on=None`), else the past counts too.
    """
    vacant = _vacant(on or timezone.localdate())
    rows = within.open().order_by().values(field).annotate(**vacant)
    totals = {row[field]: sum(row[role] for role in vacant) for row in rows}
    return {key: total for key, total in totals.items() if total}


def vacancies_by_part(area: Area, *, on: date | None = None) -> list[PartOfArea]:
    """The regions of a country, or the authorities of a region, with the vacancies at schools in scope."""
    field = "local_authority__parent" if area.kind == Area.Kind.COUNTRY else "local_authority"
    within = Institution.objects.in_scope().in_area(area)
    vacant = count_vacancies_by(field, within=within, on=on)
    schools = dict(within.order_by().values_list(field).annotate(Count("pk")))
    parts = Area.objects.filter(pk__in=schools).order_by("name", "pk")
    return [PartOfArea(part, schools[part.pk], vacant.get(part.pk, 0)) for part in parts]


def roles_at(institution: Institution) -> list[RoleAtInstitution]:
    """The roles that it must have, filled or not, and any other that somebody holds or held there."""
    day = timezone.localdate()
    holders = list(
        institution.role_holders.select_related("role_type", "institution", "affiliation").order_by(
            "-started_on", "pk"
        )
    )
    role_types = {
        role_type.pk: role_type for role_type in _required(day) if role_type.is_required_of(institution)
    }
    role_types |= {holder.role_type_id: holder.role_type for holder in holders}
    in_order = sorted(role_types.values(), key=lambda role_type: (role_type.position, role_type.label))
    return [_role_at(institution, role_type, holders, day) for role_type in in_order]


def terms_ending(*, within: InstitutionQuerySet, on: date | None = None) -> list[RoleHolder]:
    """Current holders whose term has ended or ends within sixty days, the first to end first."""
    day = on or timezone.localdate()
    return list(
        RoleHolder.objects.current(day)
        .filter(institution__in=within, term_ends_on__lte=day + TERM_ENDS_SOON)
        .select_related("institution", "role_type")
        .order_by("term_ends_on", "pk")
    )


def managers_of(institution: Institution) -> list[User]:
    """Who looks after it: its own managers and those of the trusts it belongs to."""
    groups = GroupMembership.objects.current().filter(member=institution).values("group")
    here = Q(institution=institution) | Q(institution__in=groups)
    managing = Membership.objects.current().filter(here, role=Role.MANAGER)
    return list(User.objects.filter(pk__in=managing.values("user"), is_active=True).order_by("pk"))


def role_types_for(institution: Institution) -> QuerySet[RoleType]:
    """Roles that its kind must have, and roles that anybody may have."""
    return RoleType.objects.valid().fitting(institution).order_by("position", "pk")


def _required(day: date) -> QuerySet[RoleType]:
    return RoleType.objects.valid(day).required().order_by("position", "pk")


def _is_vacant(role_type: RoleType, day: date) -> Q:
    """Of an open institution: it must have the role, and nobody is in it."""
    here = RoleHolder.objects.filter(institution=OuterRef("pk"), role_type=role_type)
    must_have = Q(kind__in=role_type.required_of)
    if role_type.required_phases:
        must_have &= Q(phases__overlap=role_type.required_phases)
    return must_have & ~Q(Exists(here.current(day)))


def _vacant(day: date) -> dict[str, Count]:
    """Counts of institutions, one for each required role, for one pass over the table."""
    return {
        f"vacant_{role_type.pk}": Count("pk", filter=_is_vacant(role_type, day))
        for role_type in _required(day)
    }


def _with_vacancy(rows: InstitutionQuerySet, role_type: RoleType, day: date) -> InstitutionQuerySet:
    """Open institutions where the role is vacant, each with the day the last holder left."""
    left = RoleHolder.objects.filter(institution=OuterRef("pk"), role_type=role_type, ended_on__lte=day)
    last_left_on = Subquery(left.order_by("-ended_on").values("ended_on")[:1])
    vacant = rows.open().filter(_is_vacant(role_type, day))
    return vacant.annotate(last_left_on=last_left_on).defer("search")


def _vacancy(institution: Institution, role_type: RoleType, last_left_on: date | None, day: date) -> Vacancy:
    since = last_left_on or _began(institution, day)
    return Vacancy(institution, role_type, since, (day - since).days)


def _began(institution: Institution, day: date) -> date:
    """Where nobody ever held it: 1 September, or the day of opening when that is later (and has come)."""
    opened = institution.opened_on
    start, _ = academic_year_days(academic_year(day))
    return opened if opened and start < opened <= day else start


def _role_at(
    institution: Institution, role_type: RoleType, holders: Iterable[RoleHolder], day: date
) -> RoleAtInstitution:
    there = [holder for holder in holders if holder.role_type_id == role_type.pk]
    former = [holder for holder in there if holder.ended_on and holder.ended_on <= day]
    current = [holder for holder in there if holder not in former]
    vacancy = None
    if role_type.is_required_of(institution) and not any(holder.started_on <= day for holder in current):
        last_left_on = max((holder.ended_on for holder in former if holder.ended_on), default=None)
        vacancy = _vacancy(institution, role_type, last_left_on, day)
    return RoleAtInstitution(role_type, current, former, vacancy)
