"""One row of each table of what became of requests, and of the challenges that several share."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Model

from brokerage.models import (
    Capability,
    Challenge,
    ChallengeParty,
    Fulfilment,
    Request,
    RequestStage,
    Routing,
)


class RequestNeedRow(NamedTuple):
    request_id: int
    term_id: int


class RequestSectorRow(NamedTuple):
    request_id: int
    term_id: int


class RoutingRow(NamedTuple):
    request_id: int
    partner_id: int
    state: str
    words: str
    routed_by_id: int | None
    reason_id: int | None
    answer_words: str
    answered_at: datetime | None
    created_at: datetime
    updated_at: datetime


class CapabilityRow(NamedTuple):
    partner_id: int
    capability_id: int


class FulfilmentRow(NamedTuple):
    request_id: int
    given_on: date
    given_by: str
    words: str
    hours: int | None
    people: int | None
    recorded_by_id: int
    created_at: datetime
    updated_at: datetime


class ChallengeRow(NamedTuple):
    id: int
    title: str
    need_id: int
    place_id: int
    words: str
    started_by_id: int
    closed_at: datetime | None
    outcome_words: str
    created_at: datetime
    updated_at: datetime


class ChallengePartyRow(NamedTuple):
    challenge_id: int
    institution_id: int
    words: str
    request_id: int | None
    joined_by_id: int
    created_at: datetime
    updated_at: datetime


class RequestStageRow(NamedTuple):
    request_id: int
    state: str
    reached_at: datetime
    by_id: int | None
    words: str


MODELS: dict[type[NamedTuple], type[Model]] = {
    RequestStageRow: RequestStage,
    RequestNeedRow: Request.needs.through,
    RequestSectorRow: Request.sectors.through,
    RoutingRow: Routing,
    CapabilityRow: Capability,
    FulfilmentRow: Fulfilment,
    ChallengeRow: Challenge,
    ChallengePartyRow: ChallengeParty,
}
