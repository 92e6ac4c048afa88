"""Keeping the ages that schools taught before an import gives others."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from core import db

_BEFORE = """
CREATE TEMPORARY TABLE ages_before ON COMMIT DROP AS
SELECT id, low_age, high_age FROM institutions_institution
WHERE urn IS NOT NULL AND (low_age IS NOT NULL OR high_age IS NOT NULL)
"""
# The same day read twice keeps what was said before it.
_KEEP = """
INSERT INTO institutions_earlierages (institution_id, low_age, high_age, until)
SELECT before.id, before.low_age, before.high_age, %(until)s
FROM ages_before AS before
JOIN institutions_institution AS now ON now.id = before.id
WHERE (now.low_age, now.high_age) IS DISTINCT FROM (before.low_age, before.high_age)
ON CONFLICT (institution_id, until) DO NOTHING
"""


@contextmanager
def keeping_earlier_ages(*, until: date) -> Iterator[None]:
    """Around an import, in its transaction: schools whose ages it changes keep those of before until that day."""
    db.execute(_BEFORE)
    yield
    db.execute(_KEEP, {"until": until})
    db.execute("DROP TABLE ages_before")
