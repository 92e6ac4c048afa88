"""Like with like, or not at all."""

from dataclasses import replace

import pytest

from outcomes.comparability import Basis, NotComparable, require_comparable

OFFICIAL = Basis(
    measure="18_he",
    version=1,
    cohort_rule="Students at the end of 16 to 18 study",
    level_filter="All levels",
    window="Two terms",
    scope="State-funded",
    source_type="official statistics",
    period="2020/21",
    release=1,
)


def test_the_same_measure_of_the_same_year_is_comparable() -> None:
    require_comparable(OFFICIAL, replace(OFFICIAL, release=2))


def test_two_years_of_one_release_are_a_trend() -> None:
    require_comparable(OFFICIAL, replace(OFFICIAL, period="2021/22"))


def test_a_survey_of_leavers_is_not_set_against_an_official_measure() -> None:
    survey = replace(
        OFFICIAL, measure="18_he_reported", source_type="what schools report of their own leavers"
    )
    with pytest.raises(
        NotComparable, match=r"different sources: what schools report.* and official statistics"
    ):
        require_comparable(survey, OFFICIAL)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(OFFICIAL, measure="18_apprenticeship"), "different things"),
        (replace(OFFICIAL, version=2), "the definition changed"),
        (replace(OFFICIAL, cohort_rule="Pupils aged 15"), "different people"),
        (replace(OFFICIAL, level_filter="Level 3"), "different levels of study: All levels and Level 3"),
        (replace(OFFICIAL, window="Six months"), "different times"),
        (replace(OFFICIAL, scope="All schools"), "different institutions"),
        (replace(OFFICIAL, period="2021/22", release=2), "different years .2020/21 and 2021/22."),
    ],
)
def test_anything_else_that_differs_is_the_reason(other: Basis, reason: str) -> None:
    with pytest.raises(NotComparable, match=reason):
        require_comparable(OFFICIAL, other)
