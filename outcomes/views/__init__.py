"""Pages of the top of the house: start, home and coverage."""

from outcomes.views.campus_visits import campus_visits, campus_visits_csv, university_reach
from outcomes.views.coverage import coverage, coverage_csv, nothing, nothing_csv
from outcomes.views.help import help_index, help_page
from outcomes.views.home import home, start
from outcomes.views.institution import institution_coverage

__all__ = [
    "campus_visits",
    "campus_visits_csv",
    "coverage",
    "coverage_csv",
    "help_index",
    "help_page",
    "home",
    "institution_coverage",
    "nothing",
    "nothing_csv",
    "start",
    "university_reach",
]
