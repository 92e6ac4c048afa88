"""Which schools an institution can log for, and which years each has."""

from collections.abc import Iterable

from django.db.models import F, Max

from institutions.models import Institution, YearGroup
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import Contribution

# The age at which a pupil begins each year group, in school order.
BEGINS_AT = {year: age for age, year in enumerate(YearGroup.values, start=3)}


def is_school_side(organiser: Institution) -> bool:
    """A school or a trust logs for its own schools; anybody else logs with schools, which then confirm."""
    return organiser.is_school or organiser.kind == Institution.Kind.TRUST


def schools_of(organiser: Institution) -> InstitutionQuerySet:
    """The school itself, or the trust's schools."""
    if organiser.is_school:
        return Institution.objects.filter(pk=organiser.pk)
    return Institution.objects.schools().members_of(organiser)


def schools_open_to(organiser: Institution) -> InstitutionQuerySet:
    """Those that a record of this institution's may name."""
    return schools_of(organiser) if is_school_side(organiser) else Institution.objects.schools()


def schools_known_to(organiser: Institution, *, limit: int = 24) -> list[Institution]:
    """Schools that the institution has a record or a partnership with, the latest first."""
    logged = Contribution.objects.filter(collaboration__partner=organiser).values("school")
    recent = logged.annotate(last=Max("collaboration__starts_on")).order_by(F("last").desc(nulls_last=True))
    agreed = Institution.objects.schools().filter(parties__partnership__parties__institution=organiser)
    keys = dict.fromkeys(
        [*recent.values_list("school", flat=True)[:limit], *agreed.values_list("pk", flat=True)]
    )
    return list(Institution.objects.defer("search").open().filter(pk__in=list(keys)[:limit]))


def years_of(school: Institution) -> list[str]:
    """Year groups within the school's ages; all of them where the register gives none."""
    if school.low_age is None or school.high_age is None:
        return list(YearGroup.values)
    return [year for year, age in BEGINS_AT.items() if school.low_age <= age < school.high_age]


def years_of_any(schools: Iterable[Institution]) -> list[str]:
    """Year groups that at least one of the schools has, in school order."""
    held = {year for school in schools for year in years_of(school)}
    return [year for year in YearGroup.values if year in held]
