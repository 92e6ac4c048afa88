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
COUNT = "ANALYZE staged_coverage"  # what was made in this transaction has no statistics yet
UNSTAGE = "DROP TABLE IF EXISTS pg_temp.staged_coverage"
FAULTS = (Path(__file__).parent / "sql" / "staged_faults.sql").read_text()

# Schools that a run looked at (all of them, in a full run) and that count no more.
REMOVE = """
DELETE FROM outcomes_schoolcoverage old
WHERE (%(is_full)s OR old.school_id = ANY(%(touched)s::bigint[]))
  AND NOT EXISTS (SELECT FROM staged_coverage staged WHERE staged.school_id = old.school_id)
"""

# Rows whose figures stay the same are not rewritten; `run` says which run last changed a row.
PUBLISH = f"""
INSERT INTO outcomes_schoolcoverage AS old (school_id, run_id, {_LIST})
SELECT school_id, %(run)s, {_LIST} FROM staged_coverage
ON CONFLICT (school_id) DO UPDATE
SET run_id = excluded.run_id, {", ".join(f"{column} = excluded.{column}" for column in COLUMNS)}
WHERE {_DIFFERS.replace("staged.", "excluded.")}
"""

# Joined once: asked of each row by itself, the staged table would be read for every school.
_ENDED = f"""
SELECT old.id
FROM outcomes_pastcoverage old
LEFT JOIN staged_coverage staged ON staged.school_id = old.school_id
WHERE old.valid_to IS NULL
  AND CASE WHEN staged.school_id IS NULL THEN %(is_full)s OR old.school_id = ANY(%(touched)s::bigint[])
      ELSE {_DIFFERS} END
"""
# What ends on the day that it began was never the figure at the end of a day.
FORGET = f"DELETE FROM outcomes_pastcoverage WHERE valid_from = %(as_at)s AND id IN ({_ENDED})"
END = f"UPDATE outcomes_pastcoverage SET valid_to = %(as_at)s WHERE id IN ({_ENDED})"
BEGIN = f"""
INSERT INTO outcomes_pastcoverage (school_id, valid_from, {_LIST})
SELECT school_id, %(as_at)s, {_LIST} FROM staged_coverage staged
WHERE NOT EXISTS (
    SELECT FROM outcomes_pastcoverage old WHERE old.school_id = staged.school_id AND old.valid_to IS NULL
)
"""
