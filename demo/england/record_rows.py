"""Rows of the partnership record beside the partnership and its parties."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Model

from partnerships.models import (
    Agreement,
    Aim,
    Asset,
    Collaboration,
    Leadership,
    Partnership,
    Party,
    PartyInvitation,
    Responsibility,
    Signature,
    StageEntry,
)


class TagRow(NamedTuple):
    partnership_id: int
    term_id: int


class ActivityTagRow(NamedTuple):
    collaboration_id: int
    term_id: int


class PartyRoleRow(NamedTuple):
    party_id: int
    term_id: int


class ResponsibilityRow(NamedTuple):
    partnership_id: int
    line_id: int
    lead_id: int


class AssetRow(NamedTuple):
    party_id: int
    asset_type_id: int
    words: str
    value: int | None


class AgreementRow(NamedTuple):
    id: int
    partnership_id: int
    agreement_type_id: int
    signed_on: date
    starts_on: date
    review_on: date | None
    ends_on: date | None
    created_at: datetime
    updated_at: datetime
    document: str = ""
    obligations: str = ""
    measures: str = ""
    reports_to: str = ""


class SignatureRow(NamedTuple):
    agreement_id: int
    party_id: int
    name: str


class StageEntryRow(NamedTuple):
    partnership_id: int
    stage: str
    began_on: date
    owner: str = ""
    decision: str = ""
    words: str = ""


class LeadershipRow(NamedTuple):
    partnership_id: int
    party_id: int
    began_on: date
    ended_on: date | None


class AimRow(NamedTuple):
    partnership_id: int
    words: str
    measured_by: str
    baseline: int
    target: int
    target_on: date
    created_at: datetime
    updated_at: datetime


class PartyInvitationRow(NamedTuple):
    partnership_id: int
    institution_id: int
    asked_by_id: int
    created_at: datetime
    updated_at: datetime
    email: str = ""
    words: str = ""


MODELS: dict[type[NamedTuple], type[Model]] = {
    TagRow: Partnership.tags.through,
    ActivityTagRow: Collaboration.tags.through,
    PartyRoleRow: Party.roles.through,
    ResponsibilityRow: Responsibility,
    AssetRow: Asset,
    AgreementRow: Agreement,
    SignatureRow: Signature,
    StageEntryRow: StageEntry,
    LeadershipRow: Leadership,
    AimRow: Aim,
    PartyInvitationRow: PartyInvitation,
}
