"""What pages of figures ask."""

from outcomes.forms.comparison import ComparisonForm
from outcomes.forms.coverage import CoverageForm, NothingForm, SchoolYearForm
from outcomes.forms.leavers import LeaversForm
from outcomes.forms.recommendations import AsAtForm, OwnerForm, ProgressForm

__all__ = [
    "AsAtForm",
    "ComparisonForm",
    "CoverageForm",
    "LeaversForm",
    "NothingForm",
    "OwnerForm",
    "ProgressForm",
    "SchoolYearForm",
]
