"""The school year: 1 September to 31 August, written 2026/27. And the week, which begins on Monday."""

from datetime import date, timedelta

FIRST_MONTH = 9


def academic_year(day: date) -> str:
    """The school year of a day. Of a moment, take the day in London first: `timezone.localdate(moment)`."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def academic_year_days(year: str) -> tuple[date, date]:
    """The first and last day of a school year written 2026/27."""
    first, _, second = year.partition("/")
    if not (first.isdecimal() and len(first) == 4 and second == f"{(int(first) + 1) % 100:02d}"):
        raise ValueError(f"“{year}” is not a school year like 2026/27")
    return date(int(first), FIRST_MONTH, 1), date(int(first) + 1, FIRST_MONTH - 1, 31)


def latest_years(count: int, *, today: date) -> list[str]:
    """This school year and those before it, the latest first."""
    return [academic_year(today.replace(day=1, year=today.year - back)) for back in range(count)]


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())
