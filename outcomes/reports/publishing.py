"""The statements that publish a run, from the table it was staged in: what is there now, and all that was before."""

from pathlib import Path

from outcomes.models.coverage import Levels
from outcomes.reports.levels import SCHOOL_LEVELS

COLUMNS = tuple(field.attname for field in Levels._meta.fields)
_LIST = ", ".join(COLUMNS)
_DIFFERS = (
    f"({', '.join(f'old.{column}' for column in COLUMNS)})"
    f" IS DISTINCT FROM ({', '.join(f'staged.{column}' for column in COLUMNS)})"
)

STAGE = f"CREATE TEMPORARY TABLE staged_coverage ON COMMIT DROP AS {SCHOOL_LEVELS}"
UNSTAGE = "DROP TABLE IF EXISTS pg_temp.staged_coverage"
FAULTS = (Path(__file__).parent / "sql" / "staged_faults.sql").read_text()

# Schools that a run looked at (all of them, in a full run) and that count no more.
_GONE = """
(%(is_full)s OR old.school_id = ANY(%(touched)s::bigint[]))
AND NOT EXISTS (SELECT FROM staged_coverage staged WHERE staged.school_id = old.school_id)
"""
REMOVE = f"DELETE FROM outcomes_schoolcoverage old WHERE {_GONE}"

# Rows whose figures stay the same are not rewritten; `run` says which run last changed a row.
PUBLISH = f"""
INSERT INTO outcomes_schoolcoverage AS old (school_id, run_id, {_LIST})
SELECT school_id, %(run)s, {_LIST} FROM staged_coverage
ON CONFLICT (school_id) DO UPDATE
SET run_id = excluded.run_id, {", ".join(f"{column} = excluded.{column}" for column in COLUMNS)}
WHERE {_DIFFERS.replace("staged.", "excluded.")}
"""

# What ends on the day that it began was never the figure at the end of a day.
FORGET = f"""
DELETE FROM outcomes_pastcoverage old
WHERE old.valid_to IS NULL AND old.valid_from = %(as_at)s AND (({_GONE}) OR EXISTS (
    SELECT FROM staged_coverage staged WHERE staged.school_id = old.school_id AND {_DIFFERS}
))
"""
END = f"""
UPDATE outcomes_pastcoverage old SET valid_to = %(as_at)s
WHERE old.valid_to IS NULL AND (({_GONE}) OR EXISTS (
    SELECT FROM staged_coverage staged WHERE staged.school_id = old.school_id AND {_DIFFERS}
))
"""
BEGIN = f"""
INSERT INTO outcomes_pastcoverage (school_id, valid_from, {_LIST})
SELECT school_id, %(as_at)s, {_LIST} FROM staged_coverage staged
WHERE NOT EXISTS (
    SELECT FROM outcomes_pastcoverage old WHERE old.school_id = staged.school_id AND old.valid_to IS NULL
)
"""
