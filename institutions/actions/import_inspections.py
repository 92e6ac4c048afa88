"""Taking in published inspections with an overall grade: what a school was found to be, on which day, by whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from accounts import audit
from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.actions.importing import Report, commit_import, report_on
from institutions.actions.upsert import Written
from institutions.models import Area, Inspection, Institution, Term, Vocabulary
from institutions.register import inspections
from institutions.register.files import open_table
from institutions.register.inspections import Row
from institutions.register.values import BadValue, Problem

TOLD = ("published_on", "grade", "outcome", "link")


@dataclass(frozen=True)
class Graded:
    """A row of the list with the school and the grade that it means."""

    row: Row
    school: int
    grade: Term

    @property
    def key(self) -> tuple[int, date, str]:
        return self.school, self.row.inspected_on, self.row.framework

    @property
    def told(self) -> dict[str, object]:
        return {
            "published_on": self.row.published_on,
            "grade": self.grade,
            "outcome": self.grade.label,
            "link": self.row.link,
        }


@transaction.atomic
def publish_inspections(*, path: Path, by: User) -> Report:
    """The same as the command does, by whoever administers England."""
    england = Area.objects.england()
    access.require(by, Permission.INSPECTIONS_PUBLISH, england)
    report = import_inspections(path=path)
    audit.record("inspections_published", england, by=by, rows=report.rows_read, rejected=report.rejected)
    return report


def import_inspections(*, path: Path, dry_run: bool = False) -> Report:
    """Add what is new, change what was published otherwise. What the schools noted themselves stays beside it."""

    def work() -> Report:
        rejects: list[Problem] = []
        with open_table(path) as table:
            rows = inspections.read(table, rejects)
        found = _graded(rows, rejects)
        written = _write(found)
        read = len(found) + len({problem.line for problem in rejects})
        return report_on(read=read, written=written, rejects=rejects)

    return commit_import(kind="inspections", path=path, dry_run=dry_run, work=work)


def _graded(rows: Collection[Row], rejects: list[Problem]) -> list[Graded]:
    schools = dict(Institution.objects.filter(urn__in={row.urn for row in rows}).values_list("urn", "pk"))
    terms = list(Term.objects.filter(vocabulary=Vocabulary.INSPECTION_GRADE))
    grades = {word.casefold(): term for term in terms for word in (term.code, term.label)}
    found = []
    for row in rows:
        try:
            found.append(Graded(row, _school(row, schools), _grade(row, grades)))
        except BadValue as bad:
            rejects.append(bad.at(row.line))
    return found


def _school(row: Row, schools: Mapping[str | None, int]) -> int:
    if row.urn not in schools:
        raise BadValue(inspections.URN, row.urn, "is not a school that we know")
    return schools[row.urn]


def _grade(row: Row, grades: Mapping[str, Term]) -> Term:
    """Only while such grades were given: the list of grades says from when to when."""
    grade = grades.get(row.grade)
    if grade is None:
        raise BadValue(inspections.GRADE, row.grade, "is not an overall grade")
    day = row.inspected_on
    if (grade.valid_from and day < grade.valid_from) or (grade.valid_to and day >= grade.valid_to):
        raise BadValue(inspections.GRADE, row.grade, f"was not given on {day:%-d %B %Y}")
    return grade


def _write(found: Collection[Graded]) -> Written:
    known = _known({each.school for each in found})
    new = [each for each in found if each.key not in known]
    changed = [each for each in found if each.key in known and _differs(known[each.key], each)]
    made = Inspection.objects.bulk_create(
        Inspection(inspected_on=each.row.inspected_on, framework=each.row.framework, **each.told)
        for each in new
    )
    parts = Inspection.institutions.through
    parts.objects.bulk_create(
        parts(inspection=row, institution_id=each.school) for row, each in zip(made, new, strict=True)
    )
    for each in changed:
        for name, value in each.told.items():
            setattr(known[each.key], name, value)
    Inspection.objects.bulk_update([known[each.key] for each in changed], TOLD, batch_size=1_000)
    return Written(len(found), {each.row.line for each in new}, {each.row.line for each in changed})


def _known(schools: Collection[int]) -> dict[tuple[int, date, str], Inspection]:
    """What came from such a list before."""
    parts = Inspection.institutions.through.objects.filter(
        institution__in=schools, inspection__grade__isnull=False
    )
    return {
        (part.institution_id, part.inspection.inspected_on, part.inspection.framework): part.inspection
        for part in parts.select_related("inspection__grade")
    }


def _differs(known: Inspection, each: Graded) -> bool:
    return any(getattr(known, name) != value for name, value in each.told.items())
