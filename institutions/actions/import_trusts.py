"""Bringing trusts up to date: their identifiers, and since when and until when a school was in one."""

from datetime import date
from pathlib import Path

from django.utils import timezone

from core import db
from institutions.actions.importing import Report, commit_import, report_on
from institutions.actions.upsert import Written, upsert
from institutions.models import Group, GroupKind, Institution
from institutions.register import trusts
from institutions.register.files import open_table
from institutions.register.trusts import Facts, Member
from institutions.register.values import Problem

SOURCE = "Department for Education, trusts"

_STAGE = """
CREATE TEMPORARY TABLE listed (
    line integer NOT NULL, group_id bigint NOT NULL, member_id bigint NOT NULL, joined_on date
) ON COMMIT DROP
"""
# A school is in one trust at a time: another trust's list ends the earlier membership.
_MOVE = """
UPDATE institutions_groupmembership AS known
SET left_on = GREATEST(COALESCE(listed.joined_on, %(today)s), known.joined_on)
FROM listed
WHERE known.member_id = listed.member_id AND known.group_id <> listed.group_id
    AND known.left_on IS NULL
"""
_LEAVE = """
UPDATE institutions_groupmembership AS known SET left_on = %(today)s
FROM institutions_institution AS school
WHERE known.left_on IS NULL AND school.id = known.member_id
    AND known.group_id = ANY(%(trusts)s)
    AND NOT EXISTS (SELECT FROM listed WHERE listed.member_id = known.member_id)
    AND (NOT %(primaries_only)s OR 'PRIMARY' = ANY(school.phases))
RETURNING known.group_id
"""
_CORRECT = """
UPDATE institutions_groupmembership AS known SET joined_on = listed.joined_on
FROM listed
WHERE known.group_id = listed.group_id AND known.member_id = listed.member_id AND known.left_on IS NULL
    AND listed.joined_on IS NOT NULL AND known.joined_on IS DISTINCT FROM listed.joined_on
RETURNING listed.line
"""
_JOIN = """
WITH joined AS (
    INSERT INTO institutions_groupmembership (group_id, member_id, joined_on)
    SELECT group_id, member_id, joined_on FROM listed
    WHERE NOT EXISTS (
        SELECT FROM institutions_groupmembership AS known
        WHERE known.group_id = listed.group_id AND known.member_id = listed.member_id AND known.left_on IS NULL
    )
    RETURNING group_id, member_id
)
SELECT line FROM listed JOIN joined USING (group_id, member_id)
"""


def import_trusts(*, path: Path, dry_run: bool = False) -> Report:
    """Trusts by their UID, and their schools. A school that a list no longer names has left that trust."""
    return commit_import(kind="trusts", path=path, dry_run=dry_run, work=lambda: _import(path))


def _import(path: Path) -> Report:
    with open_table(path) as table:
        facts = trusts.read(table)
    written = upsert(
        into=Institution,
        key=["group_uid"],
        columns=[*facts.columns, "kind"],
        once=["kind"],
        records=[(*trust, Institution.Kind.TRUST) for trust in facts.trusts.values()],
        stamp={"source": SOURCE, "source_date": timezone.localdate(), "updated_at": timezone.now()},
    )
    written |= _write_kinds(facts)
    remarks: list[Problem] = []
    # In a table of trusts an unknown school spoils one name on a list; in a table of links it spoils the row.
    members = _known_members(facts, remarks if facts.is_by_trust else facts.rejects)
    moved = _write_members(facts, members)
    if facts.is_by_trust:  # there a row is a trust, and a school that comes or goes changes it
        moved = Written(updated=moved.inserted | moved.updated)
    return report_on(read=facts.read, written=written | moved, rejects=facts.rejects, remarks=remarks)


def _write_kinds(facts: Facts) -> Written:
    """A trust of one academy is a kind of its own. A trust whose kind has changed has changed."""
    kinds = dict(GroupKind.objects.values_list("code", "pk"))
    ids = dict(Institution.objects.filter(group_uid__in=facts.kinds).values_list("group_uid", "pk"))
    told = upsert(
        into=Group,
        key=["institution_id"],
        columns=["institution_id", "kind_id"],
        records=[(facts.trusts[uid][0], ids[uid], kinds[code]) for uid, code in facts.kinds.items()],
        stamp={"updated_at": timezone.now()},
    )
    return Written(updated=told.inserted | told.updated)


def _known_members(facts: Facts, problems: list[Problem]) -> list[tuple[int, int, int, date | None]]:
    """Line, trust, school and day for each school that we know, in the first of the trusts that list it."""
    schools = dict(Institution.objects.exclude(urn=None).values_list("urn", "pk"))
    trust_ids = dict(Institution.objects.filter(group_uid__in=facts.trusts).values_list("group_uid", "pk"))
    found: dict[str, Member] = {}
    for member in facts.members:
        if member.urn not in schools:
            problems.append(_problem(facts, member, "is not a school that we know"))
        elif found.setdefault(member.urn, member).uid != member.uid:
            problems.append(_problem(facts, member, f"is in trust {found[member.urn].uid} already"))
    return [(m.line, trust_ids[m.uid], schools[m.urn], m.joined_on) for m in found.values()]


def _problem(facts: Facts, member: Member, message: str) -> Problem:
    return Problem(member.line, facts.member_column, member.urn, message)


def _write_members(facts: Facts, members: list[tuple[int, int, int, date | None]]) -> Written:
    lines = {trust[0]: trust[1] for trust in facts.trusts.values()}
    trust_ids = dict(Institution.objects.filter(group_uid__in=facts.trusts).values_list("pk", "group_uid"))
    params = {
        "today": timezone.localdate(),
        "trusts": list(trust_ids),
        "primaries_only": facts.lists_primaries_only,
    }
    db.execute(_STAGE)
    db.copy_in("listed", ["line", "group_id", "member_id", "joined_on"], members)
    db.execute(_MOVE, params)
    left = {trust_ids[row["group_id"]] for row in db.rows(_LEAVE, params)}
    corrected = {row["line"] for row in db.rows(_CORRECT)}
    joined = {row["line"] for row in db.rows(_JOIN)}
    db.execute("DROP TABLE listed")
    return Written(0, joined, corrected | {line for line, uid in lines.items() if uid in left})
