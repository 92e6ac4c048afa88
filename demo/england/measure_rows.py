"""Rows of the tables for published figures, in the manner of `rows`."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Model

from outcomes.models import Fact, Release


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


MODELS: dict[type[NamedTuple], type[Model]] = {ReleaseRow: Release, FactRow: Fact}
