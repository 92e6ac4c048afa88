"""Partnerships, and the collaborations logged under them or on their own."""

from partnerships.models.activity_kind import ActivityKind, ActivityQuestion, Counted, Depth, Flag
from partnerships.models.agreement import Agreement, Signature
from partnerships.models.barrier import (
    Barrier,
)
from partnerships.models.benchmark import BenchmarkRule
from partnerships.models.body import Body, BodyKind, BodyMember
from partnerships.models.collaboration import Collaboration, Confirmation, Contribution, Participation
from partnerships.models.concern import Concern, ConcernStage, ConcernStep
from partnerships.models.criteria import CriteriaSet, ReviewKind, Scale, ScalePoint, SetCriterion
from partnerships.models.document import (
    Document,
    DocumentKind,
    DocumentProgress,
    DocumentQuestion,
    PlanGoal,
)
from partnerships.models.entitlement import Entitlement, EntitlementStatus
from partnerships.models.event import Commitment, Event, EventSession, Registration
from partnerships.models.funding import Funding
from partnerships.models.invitation import PartyInvitation
from partnerships.models.issue import Issue
from partnerships.models.kind import PartnershipKind, Sector
from partnerships.models.library import CaseNomination, Consent, LibraryItem, Uptake
from partnerships.models.library_file import LibraryFile
from partnerships.models.library_kind import Evidence, Format, ItemKind, Task
from partnerships.models.log_upload import LogUpload
from partnerships.models.meeting import (
    ActionPoint,
    Attendance,
    Decision,
    DecisionKind,
    DecisionPart,
    Meeting,
    MeetingKind,
    PartyNeed,
)
from partnerships.models.partnership import Partnership, Party
from partnerships.models.programme import (
    Cohort,
    Enrolment,
    Programme,
    ProgrammeKind,
    ProgrammeParty,
    ProgrammeStage,
    StageCount,
)
from partnerships.models.programme_promise import ProgressionOffer, Reach
from partnerships.models.programme_year import BudgetLine, MemberCount
from partnerships.models.recognition import AwardRound, Recognition, RecognitionKind
from partnerships.models.remark import Remark
from partnerships.models.result import Result
from partnerships.models.review import Finding, InspectionEvidence, Respondent, Review, ReviewAnswer
from partnerships.models.safeguarding import AdultDecision, Assurance, SafeguardingRule
from partnerships.models.side import Asset, Responsibility
from partnerships.models.stage import Aim, Leadership, StageEntry
from partnerships.models.tag_list import TagList
from partnerships.models.withdrawal import Withdrawal

__all__ = [
    "ActionPoint",
    "ActivityKind",
    "ActivityQuestion",
    "AdultDecision",
    "Agreement",
    "Aim",
    "Asset",
    "Assurance",
    "Attendance",
    "AwardRound",
    "Barrier",
    "BenchmarkRule",
    "Body",
    "BodyKind",
    "BodyMember",
    "BudgetLine",
    "CaseNomination",
    "Cohort",
    "Collaboration",
    "Commitment",
    "Concern",
    "ConcernStage",
    "ConcernStep",
    "Confirmation",
    "Consent",
    "Contribution",
    "Counted",
    "CriteriaSet",
    "Decision",
    "DecisionKind",
    "DecisionPart",
    "Depth",
    "Document",
    "DocumentKind",
    "DocumentProgress",
    "DocumentQuestion",
    "Enrolment",
    "Entitlement",
    "EntitlementStatus",
    "Event",
    "EventSession",
    "Evidence",
    "Finding",
    "Flag",
    "Format",
    "Funding",
    "InspectionEvidence",
    "Issue",
    "ItemKind",
    "Leadership",
    "LibraryFile",
    "LibraryItem",
    "LogUpload",
    "Meeting",
    "MeetingKind",
    "MemberCount",
    "Participation",
    "Partnership",
    "PartnershipKind",
    "Party",
    "PartyInvitation",
    "PartyNeed",
    "PlanGoal",
    "Programme",
    "ProgrammeKind",
    "ProgrammeParty",
    "ProgrammeStage",
    "ProgressionOffer",
    "Reach",
    "Recognition",
    "RecognitionKind",
    "Registration",
    "Remark",
    "Respondent",
    "Responsibility",
    "Result",
    "Review",
    "ReviewAnswer",
    "ReviewKind",
    "SafeguardingRule",
    "Scale",
    "ScalePoint",
    "Sector",
    "SetCriterion",
    "Signature",
    "StageCount",
    "StageEntry",
    "TagList",
    "Task",
    "Uptake",
    "Withdrawal",
]
