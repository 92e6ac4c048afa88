"""From the rows of an uploaded spreadsheet to what they would add to the log and what they would change in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.formats import date_format

from institutions.models import Institution, YearGroup
from institutions.register.values import Problem
from partnerships.actions.facts import Count, Facts
from partnerships.actions.log_reading import Key, Read, read_rows
from partnerships.models import Collaboration, Contribution
from partnerships.queries.told import Change

# By what a record and a row of the spreadsheet are compared, in words.
COMPARED = {
    "partner": "Partner",
    "activity_type": "Activity",
    "area": "Area",
    "title": "Name",
    "starts_on": "First day",
    "ends_on": "Last day",
    "sessions": "Sessions",
    "hours": "Hours",
}


@dataclass
class Activity:
    """The rows that are one activity. `record`: which one of the log, if it is there; `changes`: what they change."""

    first: Read
    record: Collaboration | None = None
    definition: str = ""
    lines: list[int] = field(default_factory=list)
    counts: dict[int, dict[str, Count]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @property
    def facts(self) -> Facts:
        return self.first.facts

    @property
    def pupils(self) -> int:
        return sum(count.pupils for by_year in self.counts.values() for count in by_year.values())


@dataclass(frozen=True)
class Plan:
    rows: int
    added: list[Activity]
    changed: list[Activity]
    same: list[Activity]
    problems: list[Problem]


def plan_of(organiser: Institution, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Plan:
    """What the rows would do today. The same rows again find what they made, so they do nothing."""
    reads, problems = read_rows(organiser, rows)
    by_number, by_key = _records(organiser, reads)
    activities: dict[int | Key, Activity] = {}
    for read in reads:
        record = by_number.get(read.record) if read.record else by_key.get(read.key)
        if read.record and record is None:
            problems.append(
                Problem(read.line, "Record", str(read.record), "is not the number of a record of yours")
            )
            continue
        activity = activities.setdefault(record.pk if record else read.key, Activity(read, record))
        if problem := _joined(activity, read):
            problems.append(problem)
    for activity in activities.values():
        if activity.record:
            problems += _without_room(activity, activity.record)
            activity.changes = _changes(activity, activity.record)
    return Plan(
        rows=len({read.line for read in reads} | {problem.line for problem in problems}),
        added=[each for each in activities.values() if each.record is None],
        changed=[each for each in activities.values() if each.changes],
        same=[each for each in activities.values() if each.record and not each.changes],
        problems=sorted(problems),
    )


def _records(
    organiser: Institution, reads: Iterable[Read]
) -> tuple[dict[int, Collaboration], dict[Key, Collaboration]]:
    """What the organiser has on record of the numbers and of the days that the rows name."""
    reads = list(reads)
    named = {read.record for read in reads if read.record}
    days = {read.facts.starts_on for read in reads if not read.record}
    found = list(_with_counts(organiser).filter(Q(pk__in=named) | Q(starts_on__in=days)))
    complete = [each for each in found if each.partner_id and each.activity_type_id and each.starts_on]
    return {each.pk: each for each in found}, {_key(each): each for each in complete}


def _with_counts(organiser: Institution) -> QuerySet[Collaboration]:
    parts = Contribution.objects.select_related("school").prefetch_related("participations")
    rows = Collaboration.objects.filter(organiser=organiser).select_related("partner", "activity_type")
    return rows.prefetch_related(Prefetch("contributions", parts)).order_by("-pk")


def _key(record: Collaboration) -> Key:
    assert record.partner_id
    assert record.activity_type_id
    assert record.starts_on
    return record.partner_id, record.activity_type_id, record.area, record.title, record.starts_on


def _joined(activity: Activity, read: Read) -> Problem | None:
    """Take the row in, unless it contradicts those before it."""
    first = activity.first
    if read.facts != first.facts:
        return Problem(read.line, "", "", f"says otherwise of the same activity than line {first.line}")
    if read.definition and activity.definition not in ("", read.definition):
        return Problem(read.line, "Definition", "", f"is another than in line {first.line}")
    counted = activity.counts.setdefault(read.school, {})
    if read.year in counted:
        return Problem(read.line, "Year group", YearGroup(read.year).label, "of this school is counted twice")
    activity.definition = activity.definition or read.definition
    activity.lines.append(read.line)
    if read.year and read.count:
        counted[read.year] = read.count
    return None


def _without_room(activity: Activity, record: Collaboration) -> list[Problem]:
    """Fewer pupils than there are girls, or first in their family, among them: such a count is left out."""
    problems = []
    for part in record.contributions.all():
        for row in part.participations.all():
            count = activity.counts.get(part.school_id, {}).get(row.year_group)
            least = max(row.girls or 0, row.first_in_family or 0)
            if count and count.pupils < least:
                del activity.counts[part.school_id][row.year_group]
                said = f"is fewer than the {least} who are on record among them, at {part.school}"
                problems.append(Problem(activity.first.line, "Pupils", str(count.pupils), said))
    return problems


def _changes(activity: Activity, record: Collaboration) -> list[Change]:
    told = [
        (heading, _in_words(getattr(record, name)), _in_words(getattr(activity.facts, name)))
        for name, heading in COMPARED.items()
        if getattr(record, name) != getattr(activity.facts, name)
    ]
    if activity.definition and activity.definition != record.definition:
        labels = dict(Collaboration.Definition.choices)
        told.append(("Definition", labels.get(record.definition, ""), labels[activity.definition]))
    return [*told, *_changes_of_counts(activity, record)]


def _changes_of_counts(activity: Activity, record: Collaboration) -> list[Change]:
    parts = {part.school_id: part for part in record.contributions.all()}
    changes: list[Change] = []
    for school, by_year in activity.counts.items():
        part = parts.get(school)
        if part is None:
            changes.append(("Schools", "", "one more school"))
        known = {row.year_group: row for row in part.participations.all()} if part else {}
        for year, count in by_year.items():
            row = known.get(year)
            before = Count(row.pupils, row.disadvantaged) if row else None
            if before != count:
                where = f"{part.school}, {YearGroup(year).label}" if part else YearGroup(year).label
                changes.append((where, _number(before), _number(count)))
    return changes


def _number(count: Count | None) -> str:
    if count is None:
        return ""
    part = "" if count.disadvantaged is None else f", {count.disadvantaged} disadvantaged"
    return f"{count.pupils} pupils{part}"


def _in_words(value: object) -> str:
    if value is None:
        return ""
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)
