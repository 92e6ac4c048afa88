"""People in one role all over England, counted against the number that there should be by a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from institutions.models import RoleHolder, RoleType

QUARTERS_SHOWN = 8


@dataclass(frozen=True)
class Network:
    """`regions` are names with their holders; holders without an area stand under an empty name."""

    role_type: RoleType
    holders: int
    regions: list[tuple[str, int]]
    quarters: list[tuple[date, int]]

    @property
    def percent(self) -> int:
        """Of the target, rounded down, so that 100 means reached."""
        return min(100, 100 * self.holders // (self.role_type.target_holders or 1))


def network_of(role_type: RoleType, *, on: date | None = None) -> Network:
    """Where the role's holders are today, and how many there were at the end of each of the last quarters."""
    day = on or timezone.localdate()
    current = RoleHolder.objects.current(day).filter(role_type=role_type)
    region = "institution__local_authority__parent__name"
    counted = current.values_list(region).annotate(Count("pk")).order_by(region)
    regions = [(name or "", holders) for name, holders in counted]
    return Network(role_type, sum(holders for _, holders in regions), regions, _by_quarter(role_type, day))


def _by_quarter(role_type: RoleType, day: date) -> list[tuple[date, int]]:
    days = _quarters_before(day)
    held = {
        f"on_{each:%Y%m%d}": Count(
            "pk", filter=Q(started_on__lte=each) & (Q(ended_on=None) | Q(ended_on__gt=each))
        )
        for each in days
    }
    counts = RoleHolder.objects.filter(role_type=role_type).aggregate(**held)
    return list(zip(days, counts.values(), strict=True))


def _quarters_before(day: date) -> list[date]:
    """The first days of the last quarters, the oldest first."""
    quarters = day.year * 4 + (day.month - 1) // 3
    return [
        date(number // 4, number % 4 * 3 + 1, 1)
        for number in range(quarters - QUARTERS_SHOWN + 1, quarters + 1)
    ]
