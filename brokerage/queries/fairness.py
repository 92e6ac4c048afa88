"""Who is served, and who waits: by priority, phase, size, urban and rural, trust and none, region.

Tenancy: a run's page starts at a run that the asker may see. The year is counted over schools of areas that the asker
oversees.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from brokerage.models import AllocationRun, Introduction
from core import db
from core.dates import academic_year_days
from institutions.models import Area, Phase, PriorityList
from institutions.models.institution import SMALL_ROLL

SQL = Path(__file__).parent / "sql"
BY_KIND_OF_SCHOOL = (SQL / "fairness.sql").read_text()
OF_RUN = (SQL / "fairness_of_run.sql").read_text() + BY_KIND_OF_SCHOOL
OF_YEAR = (SQL / "fairness_of_year.sql").read_text() + BY_KIND_OF_SCHOOL

CUTS: dict[str, tuple[str, dict[str, str]]] = {
    "priority": ("Priority", {"YES": "On a priority list", "NO": "On none"}),
    "phase": ("Phase", {phase.value: str(phase.label) for phase in Phase}),
    "size": ("Size", {"SMALL": f"Under {SMALL_ROLL} pupils", "OTHER": f"{SMALL_ROLL} pupils or more"}),
    "setting": ("Setting", {"URBAN": "Urban", "RURAL": "Rural"}),
    "trust": ("Trust", {"YES": "In a trust", "NO": "In no trust"}),
    "region": ("Region", {}),
}


@dataclass(frozen=True)
class Fairness:
    """How one kind of schools fares in a run."""

    kind: str
    name: str
    schools: int
    needs: int
    met: int
    days_waited: int | None

    @property
    def percent(self) -> int:
        return round(100 * self.met / self.needs) if self.needs else 0


Cuts = list[tuple[str, list[Fairness]]]
"""What is told apart, and under it how each kind of schools fares."""


def fairness_of(run: AllocationRun) -> list[dict[str, Any]]:
    """Counts by kind of school, to be kept with the run's summary."""
    params = {"run": run.pk, "today": timezone.localdate(), "small_roll": SMALL_ROLL}
    return db.rows(OF_RUN, params)


def fairness_kept(run: AllocationRun) -> Cuts:
    """The same in words and in the order of CUTS, as at the rehearsal."""
    return _in_words(run.summary.get("fairness", []))


def fairness_of_year(areas: Iterable[Area], year: str) -> Cuts:
    """The requests that schools of these authorities made in a school year, and which got a yes."""
    first, last = academic_year_days(year)
    params = {
        "authorities": [area.pk for area in areas if area.kind == Area.Kind.LOCAL_AUTHORITY],
        "first": first,
        "last": last,
        "lists": [each.pk for each in PriorityList.objects.in_force()],
        "yes": [Introduction.State.ACCEPTED, Introduction.State.HAPPENED],
        "today": timezone.localdate(),
        "small_roll": SMALL_ROLL,
    }
    return _in_words(db.rows(OF_YEAR, params))


def _in_words(counts: list[dict[str, Any]]) -> Cuts:
    return [
        (title, [_fairness(row, names) for row in _in_order(counts, kind, list(names))])
        for kind, (title, names) in CUTS.items()
    ]


def _in_order(rows: list[dict[str, Any]], kind: str, order: list[str]) -> list[dict[str, Any]]:
    """The rows of one cut; what is not among its names (regions; not known) comes after them."""
    own = [row for row in rows if row["kind"] == kind]
    return sorted(own, key=lambda row: order.index(row["value"]) if row["value"] in order else len(order))


def _fairness(row: dict[str, Any], names: dict[str, str]) -> Fairness:
    name = names.get(row["value"]) or ("Not known" if row["value"] in ("", "UNKNOWN") else row["value"])
    return Fairness(row["kind"], name, row["schools"], row["needs"], row["met"], row["days_waited"])
