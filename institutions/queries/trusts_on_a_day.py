"""How many schools of each type are in a trust on a day, and which universities and colleges stand behind trusts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from institutions.models import GroupMembership, Institution, InstitutionLink
from institutions.models.establishment_type import ESTABLISHMENT_TYPES

PROVIDERS = (Institution.Kind.UNIVERSITY, Institution.Kind.COLLEGE)


@dataclass(frozen=True)
class TypeInTrusts:
    """The schools of one type that were open, and those of them in a trust."""

    name: str
    schools: int
    in_trusts: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all of them."""
        return 100 * self.in_trusts // self.schools if self.schools else 0


@dataclass(frozen=True)
class Sponsors:
    """Sponsor links in force on a day, from trusts to providers, and how many providers of each kind there are."""

    links: list[InstitutionLink]
    universities: int

    @property
    def trusts(self) -> int:
        return len({link.institution_id for link in self.links})

    @property
    def universities_involved(self) -> int:
        kind = Institution.Kind.UNIVERSITY
        return len({link.to_institution_id for link in self.links if link.to_institution.kind == kind})

    @property
    def percent(self) -> int:
        return 100 * self.universities_involved // self.universities if self.universities else 0


def _in_force(day: date, begin: str, end: str) -> Q:
    """A day that the register does not give is taken to lie outside."""
    begun, not_ended = (
        Q(**{begin: None}) | Q(**{f"{begin}__lte": day}),
        Q(**{end: None}) | Q(**{f"{end}__gt": day}),
    )
    return begun & not_ended


def types_in_trusts(*, on: date) -> list[TypeInTrusts]:
    """By type, the most schools first; all of them at the end."""
    member = GroupMembership.objects.filter(_in_force(on, "joined_on", "left_on"), member=OuterRef("pk"))
    schools = Institution.objects.in_scope_on(on).annotate(is_in_trust=Exists(member))
    counted = schools.values_list("type_code").annotate(
        schools=Count("pk"), in_trusts=Count("pk", filter=Q(is_in_trust=True))
    )
    by_name: dict[str, tuple[int, int]] = {}
    for code, number, inside in counted.order_by("type_code"):
        name = ESTABLISHMENT_TYPES.get(code.lstrip("0"), "Type not given")  # the register writes 01 and 1
        before = by_name.get(name, (0, 0))
        by_name[name] = (before[0] + number, before[1] + inside)
    rows = [TypeInTrusts(name, *counts) for name, counts in by_name.items()]
    rows.sort(key=lambda row: (-row.schools, row.name))
    total = TypeInTrusts("All", sum(row.schools for row in rows), sum(row.in_trusts for row in rows))
    return [*rows, total] if rows else []


def sponsors_of_trusts(*, on: date) -> Sponsors:
    """Trusts with a university or college behind them, by name."""
    links = InstitutionLink.objects.filter(
        _in_force(on, "established_on", "ended_on"),
        kind=InstitutionLink.Kind.SPONSOR,
        institution__kind=Institution.Kind.TRUST,
        to_institution__kind__in=PROVIDERS,
    ).select_related("institution", "to_institution")
    found = links.defer("institution__search", "to_institution__search")
    universities = Institution.objects.filter(_in_force(on, "opened_on", "closed_on")).filter(
        kind=Institution.Kind.UNIVERSITY
    )
    return Sponsors(
        list(found.order_by("to_institution__name", "institution__name", "pk")),
        universities.exclude(links__kind=InstitutionLink.Kind.UNIT).count(),
    )
