"""Which ages an institution taught when."""

from dataclasses import dataclass
from datetime import date

from institutions.models import Institution


@dataclass(frozen=True)
class Ages:
    """From one day to another, as far as the register said; the first of all has no beginning."""

    low: int | None
    high: int | None
    since: date | None
    until: date | None


def ages_of(institution: Institution) -> list[Ages]:
    """Today's first, then those of before; nothing where the register never gave others."""
    rows = list(institution.earlier_ages.order_by("until", "pk"))
    if not rows:
        return []
    begins = [None, *(row.until for row in rows)]
    earlier = [
        Ages(row.low_age, row.high_age, since, row.until) for row, since in zip(rows, begins, strict=False)
    ]
    return [Ages(institution.low_age, institution.high_age, begins[-1], None), *reversed(earlier)]
