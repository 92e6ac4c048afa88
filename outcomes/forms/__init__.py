"""What pages of figures ask."""

from outcomes.forms.comparison import ComparisonForm
from outcomes.forms.coverage import CoverageForm, NothingForm, SchoolYearForm

__all__ = ["ComparisonForm", "CoverageForm", "NothingForm", "SchoolYearForm"]
