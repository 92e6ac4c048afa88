"""One row of each table of places."""

from typing import NamedTuple

from django.db.models import Model

from institutions.models import Area, AreaLink


class AreaRow(NamedTuple):
    id: int
    code: str
    kind: str
    name: str
    dfe_code: str = ""
    parent_id: int | None = None
    easting: int | None = None
    northing: int | None = None


class AreaLinkRow(NamedTuple):
    area_id: int
    to_area_id: int
    kind: str


MODELS: dict[type[NamedTuple], type[Model]] = {AreaRow: Area, AreaLinkRow: AreaLink}
