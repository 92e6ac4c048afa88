"""Which schools a new offer fits: what its provider sees within seconds of publishing it.

That a school asks for help in an area is shown; its words and who asked are not, until it asks this provider.
"""

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from brokerage.models import Offer, Request
from core import db
from institutions.models import Institution, SupportArea
from institutions.models.institution import NUMBER_OUT_OF_SCOPE, TYPES_OUT_OF_SCOPE

SUGGEST_SCHOOLS = (Path(__file__).parent / "sql" / "suggest_schools.sql").read_text()


@dataclass(frozen=True)
class SuggestedSchool:
    school_id: int
    name: str
    town: str
    urn: str
    kilometres: float | None
    reasons: tuple[str, ...]


def suggest_schools(*, offer: Offer, first: int | None = None, limit: int = 10) -> list[SuggestedSchool]:
    """Schools within the offer's reach, or anywhere when it is online. `first` is one that the provider had in mind."""
    is_online = offer.delivery == Offer.Delivery.ONLINE
    params = {
        "offer": offer.pk,
        "provider": offer.provider_id,
        "easting": offer.easting,
        "northing": offer.northing,
        "reach_m": None if is_online or offer.reach_km is None else offer.reach_km * 1000,
        "phases": list(offer.phases),
        "areas": list(offer.areas),
        "kinds": list(Institution.LEARNING_KINDS),
        "open": list(Institution.OPEN_STATUSES),
        "asking": list(Request.OPEN),
        "types_out_of_scope": list(TYPES_OUT_OF_SCOPE),
        "number_out_of_scope": NUMBER_OUT_OF_SCOPE,
        "first": first,
        "today": timezone.localdate(),
        "limit": limit,
    }
    return [
        SuggestedSchool(
            school_id=row["id"],
            name=row["name"],
            town=row["town"],
            urn=row["urn"] or "",
            kilometres=None if row["metres"] is None else row["metres"] / 1000,
            reasons=_reasons(row["id"] == first, row["areas"], row["wants"], row["lists"]),
        )
        for row in db.rows(SUGGEST_SCHOOLS, params)
    ]


def _reasons(is_first: bool, areas: list[str] | None, wants: str, lists: str) -> tuple[str, ...]:
    asked = ", ".join(SupportArea(area).label.lower() for area in areas or ())
    reasons = (
        "The school you came from" if is_first else "",
        f"Is asking for help now: {asked}" if asked else "",
        "Says on its page what would help" if wants else "",
        f"Priority school: {lists}" if lists else "",
    )
    return tuple(reason for reason in reasons if reason)
