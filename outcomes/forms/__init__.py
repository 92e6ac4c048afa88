"""What pages of figures ask."""

from outcomes.forms.coverage import CoverageForm, NothingForm, SchoolYearForm

__all__ = ["CoverageForm", "NothingForm", "SchoolYearForm"]
