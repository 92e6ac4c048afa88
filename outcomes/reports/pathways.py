"""A pathway as it may be shown: its steps cohort by cohort, how many went on, and where a class is too small.

Tenancy: published figures alone, rounded and protected before they were written; everybody may see them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from institutions.models import Institution
from outcomes.models import Fact, Pathway, PathwayFigure, PathwayStep

METRES = 1000
COHORTS = 5  # shown side by side


@dataclass(frozen=True)
class Rung:
    """One step of one cohort, all institutions together; `before` is the step below, of which it is a share."""

    step: PathwayStep
    people: int | None
    disadvantaged: int | None
    before: int | None

    @property
    def share(self) -> int | None:
        """Of those on the step below, to five per cent: of rounded numbers nothing finer can be said."""
        if self.people is None or not self.before:
            return None
        return min(100, (self.people * 40 + self.before) // (2 * self.before) * 5)


@dataclass(frozen=True)
class CohortLadder:
    cohort: str
    rungs: list[Rung]


@dataclass(frozen=True)
class Place:
    """One institution on the last step, cohort by cohort; for a class that is too small, where one runs nearby."""

    institution: Institution
    figures: list[PathwayFigure | None]
    nearest: Institution | None = None
    kilometres: float | None = None

    @property
    def is_too_few(self) -> bool:
        return bool(self.figures and self.figures[0] and self.figures[0].is_too_few)


@dataclass(frozen=True)
class Ladder:
    cohorts: list[CohortLadder]  # the newest first
    steps: list[PathwayStep]
    step: PathwayStep | None  # of which the places are shown
    places: list[Place]

    @property
    def too_few(self) -> list[Place]:
        return [place for place in self.places if place.is_too_few]

    @property
    def pooled(self) -> int | None:
        """Of the newest cohort, all on the step together."""
        rungs = self.cohorts[0].rungs if self.cohorts else []
        return next((rung.people for rung in rungs if rung.step == self.step), None)


def ladder_of(pathway: Pathway, *, step: PathwayStep | None = None) -> Ladder:
    """The last cohorts; the institutions on `step`, or on the last one that is published."""
    steps = list(pathway.steps.select_related("step_type", "provider").order_by("position"))
    rows = list(PathwayFigure.objects.filter(step__pathway=pathway).select_related("institution"))
    cohorts = sorted({row.cohort for row in rows}, reverse=True)[:COHORTS]
    counted = {row.step_id for row in rows}
    last = next((each for each in reversed(steps) if each.pk in counted), None)
    chosen = step or last
    return Ladder(
        cohorts=[CohortLadder(cohort, _rungs(steps, rows, cohort)) for cohort in cohorts],
        steps=steps,
        step=chosen,
        places=_places(rows, chosen, cohorts) if chosen else [],
    )


def _rungs(steps: list[PathwayStep], rows: Iterable[PathwayFigure], cohort: str) -> list[Rung]:
    totals = {
        (row.step_id, row.pupil_group): row.people
        for row in rows
        if row.cohort == cohort and row.institution_id is None
    }
    found: list[Rung] = []
    before: int | None = None
    for step in steps:
        people = totals.get((step.pk, Fact.Group.ALL))
        found.append(Rung(step, people, totals.get((step.pk, Fact.Group.DISADVANTAGED)), before))
        before = people
    return found


def _places(rows: Iterable[PathwayFigure], step: PathwayStep, cohorts: list[str]) -> list[Place]:
    """By name; beside a class that is too small stands the nearest one that is not."""
    here = [
        row
        for row in rows
        if row.step_id == step.pk and row.institution and row.pupil_group == Fact.Group.ALL
    ]
    by_place: dict[Institution, dict[str, PathwayFigure]] = {}
    for row in here:
        assert row.institution is not None
        by_place.setdefault(row.institution, {})[row.cohort] = row
    newest = cohorts[0] if cohorts else ""
    running = [place for place, found in by_place.items() if newest in found and not found[newest].is_too_few]
    places = []
    for place in sorted(by_place, key=lambda each: (each.name, each.pk)):
        figures = [by_place[place].get(cohort) for cohort in cohorts]
        is_small = figures[0] is not None and figures[0].is_too_few
        near, away = _nearest(place, running) if is_small else (None, None)
        places.append(Place(place, figures, near, away))
    return places


def _nearest(place: Institution, others: Iterable[Institution]) -> tuple[Institution | None, float | None]:
    """As the crow flies, in kilometres."""
    away = [(kilometres, other) for other in others if (kilometres := _between(place, other)) is not None]
    if not away:
        return None, None
    kilometres, other = min(away, key=lambda pair: (pair[0], pair[1].pk))
    return other, kilometres


def _between(one: Institution, other: Institution) -> float | None:
    places = (one.easting, one.northing, other.easting, other.northing)
    if None in places:
        return None
    east, north, other_east, other_north = (place or 0 for place in places)
    return round(hypot(east - other_east, north - other_north) / METRES, 1)
