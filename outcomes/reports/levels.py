"""How far schools have come, area by area, worked out from the records themselves.

One statement, two uses: a trust's own grid reads it live, so that what was just logged shows at once; the roll-up
publishes it for the whole country.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from core import db
from institutions.models.establishment_type import ACADEMY_TYPES
from institutions.models.institution import SMALL_ROLL, UTC_TYPE
from outcomes.models import EffectiveRule
from partnerships.models import Partnership

_SQL = Path(__file__).parent / "sql"
SCHOOL_LEVELS = (_SQL / "school_levels.sql").read_text()
_IDENTITIES = (_SQL / "identities.sql").read_text()


def rule_in_force(on: date) -> EffectiveRule:
    """The newest version of "effective" that applies on a day."""
    return EffectiveRule.objects.filter(valid_from__lte=on).order_by("-version")[:1].get()


def school_levels(*, schools: Sequence[int]) -> list[dict[str, Any]]:
    """Today's row for each school, in the columns of SchoolCoverage without its run."""
    today = timezone.localdate()
    return db.rows(SCHOOL_LEVELS, parameters(schools=schools, as_at=today, rule=rule_in_force(today)))


def parameters(*, schools: Sequence[int], as_at: date, rule: EffectiveRule) -> dict[str, Any]:
    """What SCHOOL_LEVELS asks for; one query finds under which numbers the schools are known."""
    identities = db.rows(_IDENTITIES, {"schools": list(schools)})
    return {
        "schools": list(schools),
        "heirs": [row["school_id"] for row in identities],
        "known_as": [row["known_as"] for row in identities],
        "as_at": as_at,
        "months": rule.activity_months,
        "live": list(Partnership.LIVE),
        "needs_agreement": rule.needs_agreement,
        "needs_review": rule.needs_review,
        "utc": UTC_TYPE,
        "academies": list(ACADEMY_TYPES),
        "small_roll": SMALL_ROLL,
    }
