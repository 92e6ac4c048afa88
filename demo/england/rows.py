"""One row of each table that the demo fills. The fields are the table's columns, so a row goes into COPY as it is."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db.models import Model

from accounts.models import User
from brokerage.models import (
    Accreditation,
    Booking,
    BrokerageTarget,
    BrokerArea,
    BrokerFeedback,
    Criterion,
    Evidence,
    Introduction,
    Offer,
    Request,
    RequestKind,
    Slot,
    Standard,
)
from demo.england.access_rows import MODELS as ACCESS_MODELS
from demo.england.area_rows import MODELS as AREA_MODELS
from demo.england.measure_rows import MODELS as MEASURE_MODELS
from demo.england.record_rows import MODELS as RECORD_MODELS
from demo.england.request_rows import MODELS as REQUEST_MODELS
from institutions.models import (
    GroupMembership,
    Institution,
    InstitutionLink,
    Membership,
    PriorityList,
    PriorityListing,
    RoleHolder,
    Welcome,
)
from outcomes.models import Progress
from partnerships.models import Assurance, Collaboration, Contribution, Participation, Partnership, Party


class InstitutionRow(NamedTuple):
    id: int
    kind: str
    name: str
    created_at: datetime
    updated_at: datetime
    local_authority_id: int | None
    district_id: int | None = None
    status: str = "OPEN"
    type_code: str = ""
    phases: list[str] = []
    low_age: int | None = None
    high_age: int | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    urn: str | None = None
    laestab: str = ""
    group_uid: str | None = None
    trust_reference: str = ""
    ukprn: str = ""
    company_number: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    easting: int | None = None
    northing: int | None = None
    precision: str = ""
    lsoa_code: str = ""
    msoa_code: str = ""
    website: str = ""
    is_rural: bool | None = None
    roll: int | None = None
    fsm_percent: Decimal | None = None
    size_band: str = ""
    sector: str = ""
    source: str = ""
    source_date: date | None = None


class GroupMembershipRow(NamedTuple):
    group_id: int
    member_id: int
    joined_on: date | None
    left_on: date | None = None


class InstitutionLinkRow(NamedTuple):
    institution_id: int
    to_institution_id: int
    kind: str
    detail: str
    established_on: date | None


class PriorityListRow(NamedTuple):
    id: int
    name: str
    valid_from: date
    valid_to: date | None
    weight: int
    source: str
    created_at: datetime
    updated_at: datetime


class PriorityListingRow(NamedTuple):
    priority_list_id: int
    institution_id: int


class WelcomeRow(NamedTuple):
    institution_id: int
    wants: str
    contact_email: str
    response_days: int
    confirmed_on: date
    created_at: datetime
    updated_at: datetime


class AssuranceRow(NamedTuple):
    institution_id: int
    level: str
    assured_on: date
    assured_by: str
    expires_on: date | None
    created_at: datetime
    updated_at: datetime


class RoleHolderRow(NamedTuple):
    role_type_id: int
    institution_id: int
    name: str
    email: str
    user_id: int | None
    started_on: date
    term_ends_on: date | None
    ended_on: date | None
    created_at: datetime
    updated_at: datetime
    seniority: str = ""
    affiliation_id: int | None = None
    remit: str = ""
    recognition: str = ""
    confirmed_on: date | None = None


class ProgressRow(NamedTuple):
    recommendation_id: int
    status: str
    reported_on: date
    narrative: str
    evidence: str
    evidence_url: str
    reported_by_id: int | None
    created_at: datetime
    updated_at: datetime


class UserRow(NamedTuple):
    id: int
    email: str
    name: str
    password: str
    joined_at: datetime
    is_staff: bool = False
    is_superuser: bool = False
    is_active: bool = True


class EmailAddressRow(NamedTuple):
    user_id: int
    email: str
    verified: bool = True
    primary: bool = True


class MembershipRow(NamedTuple):
    user_id: int
    institution_id: int | None
    area_id: int | None
    role: str
    created_at: datetime
    updated_at: datetime


class BrokerAreaRow(NamedTuple):
    broker_id: int
    area_id: int
    valid_from: date
    valid_to: date | None


class AccreditationRow(NamedTuple):
    broker_id: int
    stage: str
    valid_from: date
    valid_to: date | None
    created_at: datetime
    updated_at: datetime
    standard_id: int | None = None
    awarded_by_id: int | None = None
    words: str = ""


class StandardRow(NamedTuple):
    id: int
    body_id: int
    name: str
    version: str
    valid_from: date
    valid_to: date | None


class CriterionRow(NamedTuple):
    id: int
    standard_id: int
    position: int
    title: str
    description: str


class EvidenceRow(NamedTuple):
    broker_id: int
    criterion_id: int
    words: str
    link: str
    is_met: bool | None
    assessor_words: str
    assessed_by_id: int | None
    assessed_at: datetime | None
    created_at: datetime
    updated_at: datetime


class BrokerFeedbackRow(NamedTuple):
    broker_id: int
    introduction_id: int
    side: str
    score: int
    words: str
    created_at: datetime
    updated_at: datetime


class BrokerageTargetRow(NamedTuple):
    measure: str
    due_on: date
    number: int | None
    source: str
    reported: int | None = None


class OfferRow(NamedTuple):
    id: int
    provider_id: int
    kind_id: int
    title: str
    details: str
    areas: list[str]
    phases: list[str]
    places: int
    places_taken: int
    delivery: str
    postcode: str
    easting: int | None
    northing: int | None
    precision: str
    reach_km: int | None
    available_from: date | None
    available_to: date | None
    assurance: str
    contact_email: str
    state: str
    published_at: datetime
    confirmed_on: date
    created_at: datetime
    updated_at: datetime
    year_groups: list[str]
    answers: str  # JSON
    terms: list[str]
    how_often: str
    access: list[str]
    conditions: str
    visibility: str


class SlotRow(NamedTuple):
    id: int
    offer_id: int
    starts_at: datetime
    ends_at: datetime
    is_open: bool


class BookingRow(NamedTuple):
    id: int
    slot_id: int
    school_id: int
    state: str
    words: str
    people: int | None
    use: str
    made_by_id: int | None
    created_at: datetime
    updated_at: datetime


class RequestRow(NamedTuple):
    id: int
    school_id: int
    area: str
    words: str
    made_by_id: int | None
    state: str
    outcome_id: int | None
    created_at: datetime
    updated_at: datetime
    kind_id: str = RequestKind.SCHOOL_NEED
    phases: list[str] = []
    year_groups: list[str] = []
    people: int | None = None
    wanted_from: date | None = None
    wanted_to: date | None = None
    access_needs: str = ""
    source: str = ""
    source_url: str = ""
    closes_on: date | None = None
    on_yes: str = "KEEP"
    is_public: bool = False
    made_as: str = ""
    handled_by_id: int | None = None
    unmet_reason_id: int | None = None
    school_words: str = ""
    school_agreed_at: datetime | None = None
    closed_at: datetime | None = None


class IntroductionRow(NamedTuple):
    id: int
    offer_id: int
    request_id: int
    school_id: int
    area: str
    state: str
    origin: str
    proposed_by_id: int | None
    expires_on: date
    answered_at: datetime | None
    decline_reason_id: int | None
    words: str
    ended_by: str
    broker_id: int | None
    broker_accepted_at: datetime | None
    confirmed_at: datetime | None
    planned_on: date | None
    asked_whether_it_happened_at: datetime | None
    partnership_id: int | None
    created_at: datetime
    updated_at: datetime
    revision: int = 1


class PartnershipRow(NamedTuple):
    id: int
    title: str
    kind_id: int
    stage: str
    areas: list[str]
    started_on: date
    agreed_on: date | None
    agreement_ends_on: date | None
    reviewed_on: date | None
    ended_on: date | None
    created_at: datetime
    updated_at: datetime
    focus: str = ""
    end_reason_id: int | None = None


class PartyRow(NamedTuple):
    id: int
    partnership_id: int
    institution_id: int
    goal: str
    benefit: str = ""
    sponsor: str = ""
    sponsor_seniority: str = ""


class CollaborationRow(NamedTuple):
    id: int
    organiser_id: int
    partner_id: int | None
    partnership_id: int | None
    activity_type_id: int | None
    area: str
    title: str
    starts_on: date | None
    ends_on: date | None
    sessions: int
    hours: Decimal | None
    year_groups: list[str]
    definition: str
    delivery: str
    depth: str
    staff_hours: Decimal | None
    flags: list[str]
    answers: str  # JSON
    state: str
    partner_confirmation: str
    partner_email: str
    partner_words: str
    partner_answered_at: datetime | None
    logged_by_id: int | None
    began_at: datetime | None
    recorded_at: datetime | None
    created_at: datetime
    updated_at: datetime


class ContributionRow(NamedTuple):
    id: int
    collaboration_id: int
    school_id: int
    confirmation: str
    words: str
    adults: int | None = None
    families: int | None = None


class ParticipationRow(NamedTuple):
    contribution_id: int
    year_group: str
    pupils: int
    disadvantaged: int | None
    girls: int | None = None
    first_in_family: int | None = None


Row = NamedTuple

MODELS: dict[type[Row], type[Model]] = (
    REQUEST_MODELS
    | RECORD_MODELS
    | ACCESS_MODELS
    | AREA_MODELS
    | MEASURE_MODELS
    | {
        InstitutionRow: Institution,
        GroupMembershipRow: GroupMembership,
        InstitutionLinkRow: InstitutionLink,
        PriorityListRow: PriorityList,
        PriorityListingRow: PriorityListing,
        WelcomeRow: Welcome,
        AssuranceRow: Assurance,
        RoleHolderRow: RoleHolder,
        ProgressRow: Progress,
        UserRow: User,
        EmailAddressRow: EmailAddress,
        MembershipRow: Membership,
        BrokerAreaRow: BrokerArea,
        AccreditationRow: Accreditation,
        StandardRow: Standard,
        CriterionRow: Criterion,
        EvidenceRow: Evidence,
        BrokerFeedbackRow: BrokerFeedback,
        BrokerageTargetRow: BrokerageTarget,
        OfferRow: Offer,
        SlotRow: Slot,
        BookingRow: Booking,
        RequestRow: Request,
        IntroductionRow: Introduction,
        PartnershipRow: Partnership,
        PartyRow: Party,
        CollaborationRow: Collaboration,
        ContributionRow: Contribution,
        ParticipationRow: Participation,
    }
)
