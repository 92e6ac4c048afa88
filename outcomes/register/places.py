"""Figures of areas: participation at 16 and 17, the Indices of Deprivation by district, local skills indicators."""

from collections.abc import Callable

from outcomes.register.series import ENGLAND, Layout, Place, Series


def _by_code(column: str) -> Callable[[dict[str, str]], Place | None]:
    return lambda row: Place(column, code=row[column])


def _of_scorecard(row: dict[str, str]) -> Place | None:
    if row["geographic_level"] == "National":
        return ENGLAND
    column = "region_code" if row["geographic_level"] == "Regional" else "new_la_code"
    return Place(column, code=row[column])


PARTICIPATION = (
    Layout(
        what="the scorecard of participation at 16 and 17",
        columns=("time_period", "geographic_level", "new_la_code", "NEET_not_known_percent"),
        series=(
            Series("neet_or_unknown", value="NEET_not_known_percent", size="Cohort_DJFavg"),
            Series(
                "participation",
                value="TOTAL_participating_in_education_and_training_percent",
                size="cohort_March",
            ),
        ),
        place=_of_scorecard,
        period=lambda row: row["time_period"],
    ),
)
DEPRIVATION = (
    Layout(
        what="a summary of the Indices of Deprivation by district",
        columns=("ltla24_code", "imd_average_score"),
        series=(
            Series("imd_score", value="imd_average_score", version=2),
            Series("imd_rank", value="imd_rank_of_average_score"),
        ),
        place=_by_code("ltla24_code"),
    ),
    Layout(
        what="a summary of the Indices of Deprivation by district",
        columns=("ltla23_code", "Score", "Education_Score"),
        series=(Series("imd_score", value="Score"),),
        place=_by_code("ltla23_code"),
    ),
)
LABOUR_MARKET = (
    Layout(
        what="a table of local skills indicators",
        columns=("areaCode", "geog", "unemployedRate", "vacancies"),
        series=(
            Series("unemployment", value="unemployedRate", times=100),
            Series("in_employment", value="inemploymentRate", times=100),
            Series("level_3", value="L3PlusRate", times=100),
            Series("level_4", value="L4PlusRate", times=100),
            Series("vacancies", value="vacancies"),
        ),
        place=_by_code("areaCode"),
    ),
)
