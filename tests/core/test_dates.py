"""The school year."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.dates import academic_year, academic_year_days


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 9, 1), "2026/27"),
        (date(2027, 8, 31), "2026/27"),
        (date(2027, 1, 1), "2026/27"),
        (date(2026, 8, 31), "2025/26"),
        (date(1999, 12, 31), "1999/00"),
    ],
)
def test_it_runs_from_september_to_august(day: date, year: str) -> None:
    assert academic_year(day) == year


def test_a_moment_belongs_to_its_day_in_london() -> None:
    late = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)  # half past midnight in London
    assert academic_year(timezone.localdate(late)) == "2026/27"


@given(st.dates(min_value=date(1001, 1, 1), max_value=date(9998, 1, 1)))
def test_every_day_lies_in_the_days_of_its_year(day: date) -> None:
    first, last = academic_year_days(academic_year(day))
    assert first <= day <= last
    assert (last - first).days in (364, 365)


@pytest.mark.parametrize("typed", ["2026", "2026/28", "26/27", "2026-27", "", "x/y"])
def test_what_is_not_a_school_year_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a school year"):
        academic_year_days(typed)
