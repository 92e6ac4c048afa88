"""What came of the two routes: how long until a match, and how many primary schools and pupils for how many places."""

from dataclasses import dataclass
from pathlib import Path

from brokerage.models import Introduction
from brokerage.queries.access_work import Route
from core import db
from institutions.models import Area, Institution, SupportArea

State = Introduction.State
_COMPARISON = (Path(__file__).parent / "sql" / "route_comparison.sql").read_text()


@dataclass(frozen=True)
class Outcome:
    """One route. `days`: the middle number of days from asking to a yes; nothing without a yes.

    `places` are those that accepted introductions hold: what the route costs. Pupils are those of the primary schools
    in what was recorded under the partnerships; some may be counted more than once.
    """

    route: Route
    introductions: int
    accepted: int
    days: float | None
    places: int
    primaries: int
    pupils: int

    @property
    def primaries_a_place(self) -> float | None:
        return self.primaries / self.places if self.places else None


def compare_routes(area: Area) -> list[Outcome]:
    """Both routes, over all introductions about higher education that primary schools of the area are in."""
    schools = Institution.objects.in_scope().in_area(area).values_list("pk", flat=True)
    asked = {
        "schools": list(schools),
        "area": SupportArea.HIGHER_EDUCATION.value,
        "agreed": [State.ACCEPTED, State.CANCELLED, State.HAPPENED, State.DID_NOT_HAPPEN],
    }
    found = {row["route"]: row for row in db.rows(_COMPARISON, asked)}
    none = {"introductions": 0, "accepted": 0, "days": None, "places": 0, "primaries": 0, "pupils": 0}
    return [Outcome(route, **{key: found.get(route.value, none)[key] for key in none}) for route in Route]
