"""Rows of the tables for published figures, in the manner of `rows`."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Model

from outcomes.models import Fact, Leavers, Release


class ReleaseRow(NamedTuple):
    id: int
    dataset: str
    name: str
    version: int
    publisher: str
    published_on: date
    status: str
    periods: list[str]
    file_name: str
    file_hash: str
    loaded_at: datetime


class FactRow(NamedTuple):
    measure_id: int
    release_id: int
    institution_id: int | None
    area_id: int | None
    period: str
    pupil_group: str
    size: int | None
    numerator: int | None
    unknown: int | None
    value: Decimal | None
    missing: str


class LeaversRow(NamedTuple):
    created_at: datetime
    updated_at: datetime
    institution_id: int
    period: str
    pupil_group: str
    higher_education: int
    further_education: int
    apprenticeship: int
    employment: int
    not_staying: int
    unknown: int
    partner_id: int | None
    to_partner: int


MODELS: dict[type[NamedTuple], type[Model]] = {
    ReleaseRow: Release,
    FactRow: Fact,
    LeaversRow: Leavers,
}
