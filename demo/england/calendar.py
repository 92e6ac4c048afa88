"""School days of the last years, so that a thing can happen on one of them."""

from bisect import bisect_left
from datetime import date, timedelta
from random import Random

DAYS_KEPT = 1_500
HOLIDAY_MONTH = 8


class SchoolDays:
    """Weekdays outside August, oldest first, up to today."""

    def __init__(self, today: date) -> None:
        days = (today - timedelta(days=ago) for ago in range(DAYS_KEPT, -1, -1))
        self.days = [day for day in days if day.weekday() < 5 and day.month != HOLIDAY_MONTH]

    def one_between(self, first: date, last: date, rng: Random) -> date:
        """Later days are likelier than early ones: people log more every year."""
        start = min(bisect_left(self.days, first), len(self.days) - 1)
        end = max(start, bisect_left(self.days, last) - 1)
        return self.days[end - int((end - start) * rng.random() ** 1.25)]
