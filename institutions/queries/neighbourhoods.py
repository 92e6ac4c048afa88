"""Where a school's neighbourhood stands. Unknown stays unknown: nothing is guessed from a postcode or from nearby."""

from django.db.models import F, OuterRef, Subquery

from institutions.models import Institution, Measure, NeighbourhoodBand


def standings_of(institution: Institution) -> list[NeighbourhoodBand]:
    """Its neighbourhood's band in each measure that has one, the preferred measure first."""
    codes = [code for code in (institution.lsoa_code, institution.msoa_code) if code]
    bands = NeighbourhoodBand.objects.filter(measure__in=Measure, code__in=codes)
    found = {row.measure: row for row in bands}
    return [found[measure] for measure in Measure if measure in found]


def editions() -> dict[Measure, str]:
    """The edition of each measure that is kept, the preferred measure first."""
    kept = dict(NeighbourhoodBand.objects.values_list("measure", "edition").distinct())
    return {measure: kept[measure] for measure in Measure if measure in kept}


def quintile_in(measure: Measure) -> Subquery:
    """Of an institution, the fifth that its neighbourhood is in; nothing where that is not known."""
    here = NeighbourhoodBand.objects.filter(
        measure=measure, code__in=[OuterRef("lsoa_code"), OuterRef("msoa_code")]
    )
    quintile = (F("band") * 5 + measure.bands - 1) / measure.bands
    return Subquery(here.annotate(quintile=quintile).values("quintile")[:1])
