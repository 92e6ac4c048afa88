"""Partnerships, and the collaborations logged under them or on their own."""

from partnerships.models.activity_kind import ActivityKind, ActivityQuestion, Counted, Depth, Flag
from partnerships.models.benchmark import BenchmarkRule
from partnerships.models.collaboration import Collaboration, Confirmation, Contribution, Participation
from partnerships.models.log_upload import LogUpload
from partnerships.models.partnership import Partnership, Party

__all__ = [
    "ActivityKind",
    "ActivityQuestion",
    "BenchmarkRule",
    "Collaboration",
    "Confirmation",
    "Contribution",
    "Counted",
    "Depth",
    "Flag",
    "LogUpload",
    "Participation",
    "Partnership",
    "Party",
]
