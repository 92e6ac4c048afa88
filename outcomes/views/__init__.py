"""Pages of the top of the house: start, home and coverage."""

from outcomes.views.campus_visits import campus_visits, campus_visits_file, university_reach
from outcomes.views.coverage import coverage, coverage_by_group, nothing
from outcomes.views.downloads import coverage_file, downloads, institution_coverage_file
from outcomes.views.help import help_index, help_page
from outcomes.views.home import home, start
from outcomes.views.institution import institution_coverage
from outcomes.views.leavers import leavers, record_leavers
from outcomes.views.outcomes import comparison, institution_outcomes, measures
from outcomes.views.packs import area_pack, area_pack_ods, institution_pack, institution_pack_ods
from outcomes.views.recommendations import (
    name_owner,
    recommendation,
    recommendations,
    report_progress,
)
from outcomes.views.runs import runs

__all__ = [
    "area_pack",
    "area_pack_ods",
    "campus_visits",
    "campus_visits_file",
    "comparison",
    "coverage",
    "coverage_by_group",
    "coverage_file",
    "downloads",
    "help_index",
    "help_page",
    "home",
    "institution_coverage",
    "institution_coverage_file",
    "institution_outcomes",
    "institution_pack",
    "institution_pack_ods",
    "leavers",
    "measures",
    "name_owner",
    "nothing",
    "recommendation",
    "recommendations",
    "record_leavers",
    "report_progress",
    "runs",
    "start",
    "university_reach",
]
