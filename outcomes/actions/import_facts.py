"""Taking in published figures: a release at a time, streamed with COPY. A file that is here already touches nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from institutions.actions.import_areas import only_heirs
from institutions.actions.importing import Report, commit_import, hash_of, report_on
from institutions.actions.upsert import Record, Written, upsert
from institutions.models import Area, Institution
from institutions.register.files import open_table
from institutions.register.unpacking import refusal
from institutions.register.values import Problem
from outcomes.models import Fact, Measure, Release
from outcomes.register import census, destinations, places
from outcomes.register.series import Found, Layout, Reading, date_of, reading, years_of

Dataset = Release.Dataset
DFE = "Department for Education"
MHCLG = "Ministry of Housing, Communities and Local Government"
# Those who left in one school year are published in the tables of the next but one.
LAG = 2
_COLUMNS = (
    *("measure_id", "release_id", "pupil_group", "period"),
    *("size", "numerator", "unknown", "value", "missing"),
)


@dataclass(frozen=True)
class Publication:
    """What the person who imports a file says about it."""

    name: str
    published_on: date | None = None
    status: str = Release.Status.FINAL


def import_destinations(*, path: Path, publication: Publication, dry_run: bool = False) -> Report:
    """The department's tables of destinations, after 16 to 18 study or after key stage 4."""

    def work() -> Report:
        period = years_of(publication.name, path, back=LAG)
        with open_table(path) as table:
            is_18 = "TOT_COHORT" in table.header
            dataset = Dataset.DESTINATIONS_16_18 if is_18 else Dataset.DESTINATIONS_KS4
            layouts = destinations.LAYOUTS_16_18 if is_18 else destinations.LAYOUTS_KS4
            release = _release(dataset, DFE, publication, path, [period])
            return _write(reading(table, layouts, period), release)

    return commit_import(kind="destinations", path=path, dry_run=dry_run, work=work)


def import_census(*, path: Path, publication: Publication, dry_run: bool = False) -> Report:
    """Who a school's pupils are, by the school census."""

    def work() -> Report:
        period = years_of(publication.name, path)
        return _import(path, publication, Dataset.CENSUS, DFE, census.LAYOUTS, period)

    return commit_import(kind="census", path=path, dry_run=dry_run, work=work)


def import_participation(*, path: Path, publication: Publication, dry_run: bool = False) -> Report:
    """Who takes part in education and training at 16 and 17, by authority."""

    def work() -> Report:
        period = date_of(publication.name, path)
        return _import(path, publication, Dataset.PARTICIPATION, DFE, places.PARTICIPATION, period)

    return commit_import(kind="participation", path=path, dry_run=dry_run, work=work)


def import_deprivation(*, path: Path, publication: Publication, dry_run: bool = False) -> Report:
    """The Indices of Deprivation by district. Neighbourhoods come in with import_neighbourhoods."""

    def work() -> Report:
        period = date_of(publication.name, path)
        return _import(path, publication, Dataset.DEPRIVATION, MHCLG, places.DEPRIVATION, period)

    return commit_import(kind="deprivation", path=path, dry_run=dry_run, work=work)


def import_labour_market(*, path: Path, publication: Publication, dry_run: bool = False) -> Report:
    """Work, qualifications and vacancies, by district, skills area and combined authority."""

    def work() -> Report:
        period = date_of(publication.name, path)
        return _import(path, publication, Dataset.LOCAL_SKILLS, DFE, places.LABOUR_MARKET, period)

    return commit_import(kind="labour market", path=path, dry_run=dry_run, work=work)


def _import(
    path: Path,
    publication: Publication,
    dataset: Dataset,
    publisher: str,
    layouts: tuple[Layout, ...],
    period: str,
) -> Report:
    with open_table(path) as table:
        found = reading(table, layouts, period)
        return _write(found, _release(dataset, publisher, publication, path, [period]))


def _release(
    dataset: Dataset, publisher: str, publication: Publication, path: Path, periods: list[str]
) -> Release:
    """The release that this very file is, or a new one, which takes the place of those of the same period."""
    digest = hash_of(path)
    known = Release.objects.filter(dataset=dataset, name=publication.name)
    if found := known.filter(file_hash=digest).first():
        return found
    earlier = Release.objects.current().filter(dataset=dataset, periods__overlap=periods)
    earlier.update(superseded_at=timezone.now())
    return Release.objects.create(
        dataset=dataset,
        name=publication.name,
        version=known.count() + 1,
        publisher=publisher,
        published_on=publication.published_on,
        status=publication.status,
        periods=periods,
        file_name=path.name,
        file_hash=digest,
    )


def _write(found: Reading, release: Release) -> Report:
    """Facts of schools go in as they are read; those of areas, which are few, are kept until then."""
    measures = {(measure.code, measure.version): measure.pk for measure in Measure.objects.all()}
    schools = dict(Institution.objects.exclude(urn=None).values_list("urn", "pk"))
    areas = _areas()
    of_areas: list[Record] = []
    unknown: dict[int, Problem] = {}

    def of_schools() -> Iterator[Record]:
        for fact in found:
            values = _values(fact, measures, release)
            if fact.place.urn in schools:
                yield (*values, schools[fact.place.urn])
            elif area := areas.get(fact.place.code or fact.place.dfe_code):
                of_areas.append((*values, area))
            else:
                unknown.setdefault(fact.line, _unknown(fact))

    written = _upsert("institution_id", of_schools()) | _upsert("area_id", of_areas)
    rejects = [*found.rejects, *unknown.values()]
    if not written.records:
        raise refusal(found.table.path, "none of its rows is about a school or an area that we know.")
    return report_on(read=found.read, written=written, rejects=rejects)


def _areas() -> dict[str, int]:
    """Areas of today by each of their codes, and areas that have one successor as what they have become."""
    heirs, codes = only_heirs(), dict[str, int]()
    for pk, code, dfe_code, ended in Area.objects.values_list("pk", "code", "dfe_code", "valid_to"):
        codes[code] = heirs.get(pk, pk)
        if dfe_code and ended is None:
            codes[dfe_code] = pk
    return codes


def _values(fact: Found, measures: dict[tuple[str, int], int], release: Release) -> tuple[Any, ...]:
    series = fact.series
    return (
        fact.line,
        measures[series.measure, series.version],
        release.pk,
        series.group,
        fact.period,
        fact.size,
        fact.part,
        fact.unknown,
        fact.value,
        fact.missing,
    )


def _unknown(fact: Found) -> Problem:
    place = fact.place
    if place.urn:
        return Problem(fact.line, place.column, place.urn, "is not a school that we know")
    return Problem(fact.line, place.column, place.code or place.dfe_code, "is not an area that we know")


def _upsert(place: str, records: Any) -> Written:
    return upsert(
        into=Fact,
        key=[place, "measure_id", "pupil_group", "period", "release_id"],
        columns=[*_COLUMNS, place],
        records=records,
    )
