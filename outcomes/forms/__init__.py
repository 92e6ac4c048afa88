"""What pages of figures ask."""

from outcomes.forms.access_plans import (
    AccessPlanForm,
    AccessTargetForm,
    CountedWorkForm,
    LinkWorkForm,
    TargetReportForm,
)
from outcomes.forms.comparison import ComparisonForm
from outcomes.forms.coverage import CoverageForm, NothingForm, SchoolYearForm
from outcomes.forms.leavers import LeaversForm
from outcomes.forms.pathways import (
    PathwayCountForm,
    PathwayForm,
    PathwayKindForm,
    PathwayMemberForm,
    PathwayStepForm,
    PathwayViewForm,
)
from outcomes.forms.recommendations import AsAtForm, OwnerForm, ProgressForm

__all__ = [
    "AccessPlanForm",
    "AccessTargetForm",
    "AsAtForm",
    "ComparisonForm",
    "CountedWorkForm",
    "CoverageForm",
    "LeaversForm",
    "LinkWorkForm",
    "NothingForm",
    "OwnerForm",
    "PathwayCountForm",
    "PathwayForm",
    "PathwayKindForm",
    "PathwayMemberForm",
    "PathwayStepForm",
    "PathwayViewForm",
    "ProgressForm",
    "SchoolYearForm",
    "TargetReportForm",
]
