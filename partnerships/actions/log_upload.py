"""A spreadsheet into the log: looked at, put in as a whole, taken out again as a whole."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.core import serializers
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.actions.importing import Report
from institutions.models import Institution
from institutions.register.files import open_table
from institutions.register.values import Problem
from partnerships.actions.collaboration import FACT_FIELDS
from partnerships.actions.facts import Count
from partnerships.actions.log_plan import Activity, Plan, plan_of
from partnerships.models import (
    ActivityKind,
    ActivityQuestion,
    Collaboration,
    Confirmation,
    Contribution,
    LogUpload,
    Participation,
)
from partnerships.queries.log_rows import COLUMNS
from partnerships.queries.partners import partnerships_between

MOST_ROWS = 10_000
WRITTEN = [*FACT_FIELDS, "definition", "revision", "partner_confirmation", "updated_at"]
Row = tuple[int, Mapping[str, str]]


@transaction.atomic
def upload_log(*, organiser: Institution, path: Path, by: User) -> LogUpload:
    """Keep the rows of a file, to be looked at before anything is put into the log."""
    access.require(by, Permission.COLLABORATION_LOG, organiser)
    rows = rows_of(path)
    upload = LogUpload.objects.create(
        organiser=organiser, uploaded_by=by, file_name=path.name[:200], rows=rows
    )
    audit.record("log_uploaded", upload, by=by, rows=len(rows))
    return upload


@transaction.atomic
def put_in_log(*, upload: LogUpload, by: User) -> Plan:
    """Add and change all that makes sense. The other side gets no letters: they could not be taken back."""
    access.require(by, Permission.COLLABORATION_LOG, upload.organiser)
    return _put_in(upload, by=by)


@transaction.atomic
def import_collaborations(*, organiser: Institution, path: Path, dry_run: bool) -> Report:
    """The same from the command line: read, put in and told in one step."""
    rows = rows_of(path)
    plan = _put_in(
        LogUpload.objects.create(organiser=organiser, file_name=path.name[:200], rows=rows), by=None
    )
    transaction.set_rollback(dry_run)
    inserted, updated, unchanged = (
        sum(len(activity.lines) for activity in activities)
        for activities in (plan.added, plan.changed, plan.same)
    )
    rejected = len({problem.line for problem in plan.problems})
    unused = len(rows) - plan.rows
    return Report(len(rows), inserted, updated, unchanged + unused, rejected, plan.problems)


def _put_in(upload: LogUpload, *, by: User | None) -> Plan:
    upload = _moved(upload, LogUpload.State.PUT_IN)
    plan = plan_of(upload.organiser, [(line, row) for line, row in upload.rows])
    changed = [activity.record for activity in plan.changed if activity.record]
    upload.before = _as_they_are(changed)
    added = _add(plan.added, upload.organiser, by=by)
    _change(plan.changed)
    touched = Collaboration.objects.filter(pk__in=[record.pk for record in [*added, *changed]])
    upload.left = {str(pk): revision for pk, revision in touched.values_list("pk", "revision")}
    upload.added = [record.pk for record in added]
    upload.save(update_fields=["state", "left", "added", "before", "updated_at"])
    audit.record("log_put_in", upload, by=by, added=len(added), changed=len(changed))
    audit.record_all("collaboration_put_in", [*added, *changed], by=by, file=upload.file_name)
    return plan


@transaction.atomic
def undo_upload(*, upload: LogUpload, by: User) -> None:
    """As it was before, as long as nobody has gone on from there."""
    access.require(by, Permission.COLLABORATION_LOG, upload.organiser)
    upload = _moved(upload, LogUpload.State.UNDONE)
    _refuse_when_others_went_on(upload)
    changed = [int(pk) for pk in upload.left if int(pk) not in upload.added]
    Collaboration.objects.filter(pk__in=upload.added).delete()
    Contribution.objects.filter(collaboration__in=changed).delete()
    for kept in serializers.deserialize("json", upload.before):
        kept.save()
    records = Collaboration.objects.filter(pk__in=changed)
    records.update(revision=F("revision") + 2, updated_at=timezone.now())
    upload.save(update_fields=["state", "updated_at"])
    audit.record("upload_undone", upload, by=by)
    audit.record_all("upload_undone", records, by=by, file=upload.file_name)


def rows_of(path: Path) -> list[Row]:
    """The cells of our columns, as text, each row with its line."""
    problems: list[Problem] = []
    with open_table(path) as table:
        table.require("the log’s spreadsheet. Download it here and fill it in", *COLUMNS)
        rows = table.rows(problems)
    if len(rows) > MOST_ROWS:
        raise RuleBroken(
            f"The file has {len(rows):,} rows. Send {MOST_ROWS:,} or fewer at a time.", field="file"
        )
    if problems:
        line, _, _, message = problems[0]
        raise RuleBroken(f"Line {line} {message}. Save the file again from the spreadsheet.", field="file")
    return [(line, {name: row[name] for name in COLUMNS}) for line, row in rows]


def _moved(upload: LogUpload, state: str) -> LogUpload:
    upload = LogUpload.objects.select_for_update().select_related("organiser").get(pk=upload.pk)
    if state not in LogUpload.MOVES[upload.state]:
        raise RuleBroken(f"This is done already: {upload.get_state_display().lower()}.", code="done_already")
    upload.state = state
    return upload


def _refuse_when_others_went_on(upload: LogUpload) -> None:
    records = Collaboration.objects.select_for_update(of=("self",)).filter(
        pk__in=[int(pk) for pk in upload.left]
    )
    now = {str(pk): revision for pk, revision in records.values_list("pk", "revision")}
    went_on = ~Q(partner_answered_at=None) | ~Q(remarks=None) | ~Q(followed_by=None)
    if now != upload.left or records.filter(went_on, pk__in=upload.added).exists():
        raise RuleBroken(
            "Some of these records have been changed, answered, spoken of, planned again or deleted since, so they "
            "cannot be taken out together. Correct them one by one.",
            code="went_on",
        )


def _as_they_are(records: Iterable[Collaboration]) -> str:
    keys = [record.pk for record in records]
    parts = Contribution.objects.filter(collaboration__in=keys)
    counts = Participation.objects.filter(contribution__collaboration__in=keys)
    kept: str = serializers.serialize("json", [*Collaboration.objects.filter(pk__in=keys), *parts, *counts])
    return kept


def _add(activities: list[Activity], organiser: Institution, *, by: User | None) -> list[Collaboration]:
    records = [Collaboration(organiser=organiser, logged_by=by) for _ in activities]
    asking = _types_that_ask()
    for record, activity in zip(records, activities, strict=True):
        _describe(record, activity)
        record.partner_confirmation = _sides(record)[0]
        is_over = record.last_day is not None and record.last_day <= timezone.localdate()
        if is_over and record.activity_type_id not in asking:
            record.state, record.recorded_at = Collaboration.State.RECORDED, timezone.now()
    _find_partnerships(records, activities)
    Collaboration.objects.bulk_create(records)
    _write_counts(dict(zip((record.pk for record in records), activities, strict=True)), records)
    return records


def _change(activities: list[Activity]) -> None:
    records = [activity.record for activity in activities if activity.record]
    for record, activity in zip(records, activities, strict=True):
        _describe(record, activity)
        record.revision += 1
        record.updated_at = timezone.now()
        record.partner_confirmation = _sides(record)[0]
        record.partner_answered_at = None
    Collaboration.objects.bulk_update(records, [*WRITTEN, "partner_answered_at"])
    by_side = {_sides(record)[1] for record in records}
    for side in by_side:
        own = [record.pk for record in records if _sides(record)[1] == side]
        Contribution.objects.filter(collaboration__in=own).update(confirmation=side)
    _write_counts(dict(zip((record.pk for record in records), activities, strict=True)), records)


def _describe(record: Collaboration, activity: Activity) -> None:
    for name in FACT_FIELDS:
        if name != "year_groups":
            setattr(record, name, getattr(activity.facts, name))
    years = {year for by_year in activity.counts.values() for year in by_year}
    record.year_groups = sorted({*record.year_groups, *years})
    record.definition = activity.definition or record.definition


def _sides(record: Collaboration) -> tuple[str, str]:
    """What the partner and the schools have said of it: whoever logs it means what they log."""
    said = (Confirmation.NOT_ASKED, Confirmation.CONFIRMED)
    return said[::-1] if record.is_logged_by_partner else said


def _types_that_ask() -> set[int]:
    """They stay drafts until what they must be asked is answered, or decided, on the page."""
    required = ActivityQuestion.objects.filter(is_required=True).values("kinds")
    kinds = ActivityKind.objects.filter(Q(pk__in=required) | Q(needs_assurance=True))
    return set(kinds.values_list("pk", flat=True))


def _find_partnerships(records: list[Collaboration], activities: list[Activity]) -> None:
    wanted = [
        (record.partner_id or 0, {record.organiser_id, *activity.counts} - {record.partner_id}, record.area)
        for record, activity in zip(records, activities, strict=True)
    ]
    for record, partnership in zip(records, partnerships_between(wanted), strict=True):
        record.partnership = partnership if record.is_recorded else None


def _write_counts(activities: Mapping[int, Activity], records: list[Collaboration]) -> None:
    side = {record.pk: _sides(record)[1] for record in records}
    Contribution.objects.bulk_create(
        [
            Contribution(collaboration_id=pk, school_id=school, confirmation=side[pk])
            for pk, activity in activities.items()
            for school in activity.counts
        ],
        ignore_conflicts=True,
    )
    parts = Contribution.objects.filter(collaboration__in=activities)
    keys = {(pk, school): part for part, pk, school in parts.values_list("pk", "collaboration", "school")}
    Participation.objects.bulk_create(
        [
            _participation(keys[pk, school], year, count)
            for pk, activity in activities.items()
            for school, by_year in activity.counts.items()
            for year, count in by_year.items()
        ],
        update_conflicts=True,
        update_fields=["pupils", "disadvantaged"],
        unique_fields=["contribution", "year_group"],
    )


def _participation(contribution: int, year: str, count: Count) -> Participation:
    return Participation(
        contribution_id=contribution, year_group=year, pupils=count.pupils, disadvantaged=count.disadvantaged
    )
