"""Rows of the tables for access work, in the manner of `rows`."""

from typing import NamedTuple

from django.db.models import Model

from brokerage.models import BroughtAlong
from institutions.models import NeighbourhoodBand


class NeighbourhoodBandRow(NamedTuple):
    measure: str
    edition: str
    code: str
    band: int


class BroughtAlongRow(NamedTuple):
    introduction_id: int
    primary_id: int


MODELS: dict[type[NamedTuple], type[Model]] = {
    NeighbourhoodBandRow: NeighbourhoodBand,
    BroughtAlongRow: BroughtAlong,
}
