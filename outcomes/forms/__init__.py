"""What pages of figures ask."""

from outcomes.forms.access_plans import (
    AccessPlanForm,
    AccessTargetForm,
    CountedWorkForm,
    LinkWorkForm,
    TargetReportForm,
)
from outcomes.forms.comparison import ComparisonForm
from outcomes.forms.context import DescribeContextForm, EditionForm
from outcomes.forms.coverage import CoverageForm, NothingForm, SchoolsForm, SchoolYearForm
from outcomes.forms.evaluations import (
    ClaimForm,
    EvaluationForm,
    EvaluationPointForm,
    InstrumentForm,
    PointReceivedForm,
    ReadingForm,
)
from outcomes.forms.expectations import BelowForm, EndExpectationForm, ExpectationForm
from outcomes.forms.leavers import LeaversForm
from outcomes.forms.pathways import (
    PathwayCountForm,
    PathwayForm,
    PathwayKindForm,
    PathwayMemberForm,
    PathwayStepForm,
    PathwayViewForm,
)
from outcomes.forms.recommendations import OwnerForm, ProgressForm
from outcomes.forms.samples import SampleForm
from outcomes.forms.stem import StemForm
from outcomes.forms.subjects import SubjectsForm
from outcomes.forms.supply import UnservedForm

__all__ = [
    "AccessPlanForm",
    "AccessTargetForm",
    "BelowForm",
    "ClaimForm",
    "ComparisonForm",
    "CountedWorkForm",
    "CoverageForm",
    "DescribeContextForm",
    "EditionForm",
    "EndExpectationForm",
    "EvaluationForm",
    "EvaluationPointForm",
    "ExpectationForm",
    "InstrumentForm",
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
    "PointReceivedForm",
    "ProgressForm",
    "ReadingForm",
    "SampleForm",
    "SchoolYearForm",
    "SchoolsForm",
    "StemForm",
    "SubjectsForm",
    "TargetReportForm",
    "UnservedForm",
]
