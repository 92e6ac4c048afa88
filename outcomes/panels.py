"""Panels of published figures: schools added up, beside similar schools, their authorities and England."""

from typing import Any

from outcomes.comparison_charts import dots
from outcomes.comparison_table import GROUPS, gap_words, not_shown, side_by_side
from outcomes.models import Fact, SimilarSchools
from outcomes.reports.comparison import Against, compare, compare_with_schools

AFTER_18 = [
    "18_overall",
    "18_he",
    "18_apprenticeship",
    "18_employment",
    "18_not_sustained",
    "18_not_captured",
]
AFTER_16 = ["16_overall", "16_education", "16_apprenticeship", "16_employment", "16_not_captured"]
PANELS = [("after-18", "After 16 to 18 study", AFTER_18), ("after-16", "After key stage 4", AFTER_16)]
GROUP_WORDS = {str(group): words for group, words in GROUPS.items()}


def panel(
    chart: str, words: str, codes: list[str], schools: list[int], similar: SimilarSchools | None
) -> dict[str, Any] | None:
    england = compare(schools=schools, against=Against.ENGLAND, measures=codes)
    authority = compare(schools=schools, against=Against.AUTHORITIES, measures=codes)
    if not (england and authority):
        return None
    near = compare_with_schools(schools=schools, others=similar.similar, measures=codes) if similar else None
    lines = side_by_side(england, authority, near)
    return {
        "chart": chart,
        "title": words,
        "comparison": england,
        "lines": [line for line in lines if not line.words.why_not],
        "not_shown": not_shown((line.words.name, line.words.group, line.words.why_not) for line in lines),
        "gaps": [gap_words(gap) for gap in england.gaps if gap.ours],
        "dots": dots([line for line in england.lines if line.group == Fact.Group.ALL], GROUP_WORDS),
    }
