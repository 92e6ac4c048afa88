"""What is known of a school's pupils and of its place, from published figures: each with its year and its source."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Sum

from institutions.models import Area, AreaLink, Institution
from outcomes.models import Fact, Measure
from outcomes.statistics import Share


@dataclass(frozen=True)
class PupilsLine:
    """A school's pupils beside those of all schools of its phase in its authority, added up."""

    fact: Fact
    around: Share | None


@dataclass(frozen=True)
class PlaceLine:
    """The most local figure that there is, beside England's. Which area it is of stands with it."""

    fact: Fact
    country: Fact | None


def pupils_of(school: Institution) -> list[PupilsLine]:
    """The newest figures about who its pupils are."""
    facts = _newest(
        Fact.objects.in_use()
        .filter(institution=school, measure__panel=Measure.Panel.PUPILS)
        .select_related("measure", "release")
    )
    return [PupilsLine(fact, _around(school, fact)) for fact in facts]


def place_of(school: Institution) -> list[PlaceLine]:
    """The newest figures about where it is."""
    areas = _areas(school)
    found = list(
        Fact.objects.in_use()
        .filter(area__in=[*areas, *_country()], measure__panel=Measure.Panel.PLACE)
        .select_related("measure", "release", "area")
    )
    local = _newest(
        sorted((f for f in found if f.area_id in areas), key=lambda f: areas.index(f.area_id or 0))
    )
    country = {(f.measure_id, f.period): f for f in found if f.area and f.area.code == Area.ENGLAND}
    return [PlaceLine(fact, country.get((fact.measure_id, fact.period))) for fact in local]


def _newest(facts: Iterable[Fact]) -> list[Fact]:
    """One fact of each measure: of the latest period and, within it, the first."""
    newest: dict[str, Fact] = {}
    for fact in facts:
        known = newest.setdefault(fact.measure.code, fact)
        if (fact.measure.version, fact.period) > (known.measure.version, known.period):
            newest[fact.measure.code] = fact
    return sorted(newest.values(), key=lambda fact: fact.measure.position)


def _around(school: Institution, fact: Fact) -> Share | None:
    """Schools that teach the same phases, from the same release. Schools without a number are left out whole."""
    facts = Fact.objects.filter(
        measure=fact.measure,
        release=fact.release,
        period=fact.period,
        institution__local_authority=school.local_authority_id,
        institution__phases__overlap=school.phases,
        numerator__lte=F("size"),
    )
    sums = facts.aggregate(part=Sum("numerator"), whole=Sum("size"))
    return Share(sums["part"], sums["whole"]) if sums["whole"] else None


def _areas(school: Institution) -> list[int]:
    """The areas that it is in, the smallest first."""
    home = [pk for pk in (school.district_id, school.local_authority_id) if pk]
    wider = AreaLink.objects.filter(area__in=home, kind=AreaLink.Kind.MEMBER, valid_to=None)
    return [*home, *wider.order_by("-to_area__kind", "to_area").values_list("to_area_id", flat=True)]


def _country() -> list[int]:
    return list(Area.objects.filter(code=Area.ENGLAND).values_list("pk", flat=True))
