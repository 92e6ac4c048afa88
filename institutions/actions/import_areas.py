"""Bringing the areas of England up to date from published look-ups and maps."""

from dataclasses import fields
from datetime import date
from pathlib import Path

from core import db
from institutions.actions.importing import Report, commit_import, report_on
from institutions.actions.upsert import Written, upsert
from institutions.models import Area, AreaBoundary, AreaLink
from institutions.register import areas
from institutions.register.area_facts import Batch, Facts
from institutions.register.values import Problem

# A county that ended has the successors of its districts.
_SUCCEED_COUNTIES = """
INSERT INTO institutions_arealink (area_id, to_area_id, kind)
SELECT DISTINCT county.id, heir.id, 'SUCCESSOR'
FROM institutions_arealink AS link
JOIN institutions_area AS district ON district.id = link.area_id AND district.kind = 'DISTRICT'
JOIN institutions_area AS county ON county.id = district.parent_id AND county.valid_to IS NOT NULL
JOIN institutions_area AS heir ON heir.id = link.to_area_id AND heir.kind = 'LOCAL_AUTHORITY'
WHERE link.kind = 'SUCCESSOR'
ON CONFLICT DO NOTHING
"""
# What all the districts of a county belong to, the county belongs to: it stands in for a district that is not known.
_GATHER_COUNTIES = """
INSERT INTO institutions_arealink (area_id, to_area_id, kind)
SELECT district.parent_id, link.to_area_id, 'MEMBER'
FROM institutions_area AS district
JOIN institutions_arealink AS link ON link.area_id = district.id AND link.kind = 'MEMBER' AND link.valid_to IS NULL
WHERE district.kind = 'DISTRICT' AND district.valid_to IS NULL
GROUP BY district.parent_id, link.to_area_id
HAVING count(*) = (
    SELECT count(*) FROM institutions_area AS other
    WHERE other.parent_id = district.parent_id AND other.kind = 'DISTRICT' AND other.valid_to IS NULL
)
ON CONFLICT DO NOTHING
"""


def import_areas(*, path: Path, dry_run: bool = False) -> Report:
    """A look-up, a map, or a folder of them, in which files about other things are passed over."""

    def work() -> Report:
        reports = [_write(facts) for facts in areas.read(path)]
        db.execute(_SUCCEED_COUNTIES)
        db.execute(_GATHER_COUNTIES)
        return _sum(reports)

    return commit_import(kind="areas", path=path, dry_run=dry_run, work=work)


def _sum(reports: list[Report]) -> Report:
    counts = (field.name for field in fields(Report) if field.name != "errors")
    errors = [error for report in reports for error in report.errors]
    return Report(
        **{name: sum(getattr(report, name) for report in reports) for name in counts}, errors=errors
    )


def _write(facts: Facts) -> Report:
    rejects = _unknown_codes(facts)
    written = Written()
    for batch in facts.batches:
        written |= _write_areas(batch)
    written = _with_boundaries(written, facts)
    written |= _write_ties(facts, rejects)
    return report_on(read=len(facts.lines), written=written, rejects=rejects)


def _unknown_codes(facts: Facts) -> list[Problem]:
    known = set(Area.objects.current().values_list("dfe_code", flat=True)) if facts.named else set()
    message = "is not the code of an authority that we know"
    return [Problem(line, "LEA", code, message) for line, code in facts.named if code not in known]


def _write_areas(batch: Batch) -> Written:
    records = batch.areas
    if "parent_id" in batch.columns:
        ids = dict(Area.objects.values_list("code", "pk"))
        place = 1 + batch.columns.index("parent_id")
        records = [(*area[:place], ids.get(area[place]), *area[place + 1 :]) for area in records]
    return upsert(into=Area, key=["code"], columns=batch.columns, once=batch.once, records=records)


def _with_boundaries(areas: Written, facts: Facts) -> Written:
    """An area that was known and is drawn anew has changed."""
    if not facts.outlines:
        return areas
    ids = dict(Area.objects.values_list("code", "pk"))
    drawn = upsert(
        into=AreaBoundary,
        key=["area_id"],
        columns=["area_id", "shape"],
        records=[(line, ids[code], shape) for line, code, shape in facts.outlines],
    )
    changed = areas.updated | drawn.inserted | drawn.updated
    return Written(areas.records, areas.inserted, changed - areas.inserted)


def _write_ties(facts: Facts, rejects: list[Problem]) -> Written:
    ids = dict(Area.objects.values_list("code", "pk"))
    heirs = only_heirs()
    records: dict[tuple[int, int, str], tuple[int, date | None, date | None]] = {}
    for tie in facts.ties:
        unknown = next((code for code in (tie.code, tie.to_code) if code not in ids), None)
        if unknown:
            rejects.append(Problem(tie.line, "", unknown, "is not the code of an area that we know"))
            continue
        is_member = tie.kind == AreaLink.Kind.MEMBER
        area = ids[tie.code]
        # A look-up of 2023 names districts by codes that changed since: what they belong to has not.
        area = heirs.get(area, area) if is_member and not facts.ties_are_dated else area
        records.setdefault((area, ids[tie.to_code], tie.kind), (tie.line, tie.valid_from, tie.valid_to))
    return upsert(
        into=AreaLink,
        key=["area_id", "to_area_id", "kind"],
        columns=["area_id", "to_area_id", "kind", "valid_from", "valid_to"],
        once=[] if facts.ties_are_dated else ["valid_from", "valid_to"],
        records=[(line, *key, begins, ends) for key, (line, begins, ends) in records.items()],
    )


def only_heirs() -> dict[int, int]:
    """The successor of each area that has ended and has just one."""
    heirs: dict[int, set[int]] = {}
    ended = AreaLink.objects.filter(kind=AreaLink.Kind.SUCCESSOR, area__valid_to__isnull=False)
    for area, heir in ended.values_list("area", "to_area"):
        heirs.setdefault(area, set()).add(heir)
    return {area: found.pop() for area, found in heirs.items() if len(found) == 1}
