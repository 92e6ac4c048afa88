"""Coverage: what it is counted by, and what the last run found. Measures, and what was published of them."""

from outcomes.models.access_plan import (
    KINDS_OF_WORK,
    AccessPlan,
    AccessTarget,
    TargetLink,
    TargetYear,
)
from outcomes.models.coverage import (
    EffectiveRule,
    Level,
    PastCoverage,
    PlaceFigures,
    RollupRun,
    SchoolCoverage,
)
from outcomes.models.evaluation import (
    Claim,
    Evaluation,
    EvaluationPoint,
    Instrument,
    Reading,
    Result,
)
from outcomes.models.expectation import (
    Expectation,
)
from outcomes.models.family_views import (
    ViewsAction,
    ViewsCount,
    ViewsFigure,
    ViewsRelay,
    ViewsRound,
)
from outcomes.models.leavers import Leavers
from outcomes.models.measure import Fact, Measure, Missing, Release
from outcomes.models.pathway import Pathway, PathwayCount, PathwayFigure, PathwayKind, PathwayStep
from outcomes.models.recommendation import Progress, Recommendation, RecommendationOwner
from outcomes.models.similar import SimilarSchools

__all__ = [
    "KINDS_OF_WORK",
    "AccessPlan",
    "AccessTarget",
    "Claim",
    "EffectiveRule",
    "Evaluation",
    "EvaluationPoint",
    "Expectation",
    "Fact",
    "Instrument",
    "Leavers",
    "Level",
    "Measure",
    "Missing",
    "PastCoverage",
    "Pathway",
    "PathwayCount",
    "PathwayFigure",
    "PathwayKind",
    "PathwayStep",
    "PlaceFigures",
    "Progress",
    "Reading",
    "Recommendation",
    "RecommendationOwner",
    "Release",
    "Result",
    "RollupRun",
    "SchoolCoverage",
    "SimilarSchools",
    "TargetLink",
    "TargetYear",
    "ViewsAction",
    "ViewsCount",
    "ViewsFigure",
    "ViewsRelay",
    "ViewsRound",
]
