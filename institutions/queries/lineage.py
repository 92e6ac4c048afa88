"""What an institution was before and became afterwards: chains of successor links, which may split and merge."""

from dataclasses import dataclass

from core import db
from institutions.models import Institution

# UNION drops what was met before, so a circle in the register's links ends too.
_CHAINS = """
WITH RECURSIVE
before(id) AS (
    SELECT institution_id FROM institutions_institutionlink
    WHERE to_institution_id = %(id)s AND kind = 'SUCCESSOR'
    UNION
    SELECT link.institution_id FROM institutions_institutionlink link JOIN before ON link.to_institution_id = before.id
    WHERE link.kind = 'SUCCESSOR'
),
after(id) AS (
    SELECT to_institution_id FROM institutions_institutionlink
    WHERE institution_id = %(id)s AND kind = 'SUCCESSOR'
    UNION
    SELECT link.to_institution_id FROM institutions_institutionlink link JOIN after ON link.institution_id = after.id
    WHERE link.kind = 'SUCCESSOR'
)
SELECT id, TRUE AS is_before FROM before UNION ALL SELECT id, FALSE FROM after
"""


@dataclass(frozen=True)
class Lineage:
    """Both the oldest first."""

    predecessors: list[Institution]
    successors: list[Institution]


def lineage(institution: Institution) -> Lineage:
    """Every institution that led to this one, and every one that it led to."""
    chains = [row for row in db.rows(_CHAINS, {"id": institution.pk}) if row["id"] != institution.pk]
    found = Institution.objects.defer("search").in_bulk({row["id"] for row in chains})
    predecessors = [found[row["id"]] for row in chains if row["is_before"]]
    successors = [found[row["id"]] for row in chains if not row["is_before"]]
    return Lineage(sorted(predecessors, key=_age), sorted(successors, key=_age))


def history_of(institution: Institution) -> set[int]:
    """Keys of those whose records are its history: itself, what it was before and, for a trust, its schools."""
    before = {predecessor.pk for predecessor in lineage(institution).predecessors}
    return before | set(Institution.objects.with_members(institution).values_list("pk", flat=True))


def _age(institution: Institution) -> tuple[str, str, int]:
    """By closing, then by opening; what is still open comes last."""
    closed = institution.closed_on.isoformat() if institution.closed_on else "9999"
    opened = institution.opened_on.isoformat() if institution.opened_on else ""
    return closed, opened, institution.pk
