"""The instant ranking among 100,000 offers: exact, and quicker than without its index or by nearness alone.

Run by bench/__main__.py in a process of its own, with DATABASE_URL naming a copy of the national demo that may be
changed. Prints one JSON object.
"""

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import md5
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.pages import person_at  # noqa: E402
from brokerage.matching.points import POINTS  # noqa: E402
from brokerage.models import Introduction, Offer  # noqa: E402
from brokerage.models.offer import CONFIRMED_FOR  # noqa: E402
from brokerage.queries.ranking import RANK_OFFERS, rank_offers, ranking_params  # noqa: E402
from institutions.models import Institution, SupportArea  # noqa: E402
from partnerships.models import Partnership, Party  # noqa: E402
from partnerships.queries.schools import years_of  # noqa: E402

OFFERS = 100_000
SCHOOLS = 200  # half of them rural
CLIENTS = 4
ROUNDS = 2
PAGES = 50
LISTED = 20
Question = tuple[Institution, str]

# More offers like those of the demo, moved by up to 20 km so that they lie where offers lie.
TOP_UP = """
INSERT INTO brokerage_offer ({columns})
SELECT {values} FROM (
    SELECT offer.*, row_number() OVER (ORDER BY round, offer.id) AS place
    FROM brokerage_offer offer CROSS JOIN generate_series(1, 9) round
) offer
WHERE place <= %(missing)s
"""
COLUMNS = (
    *("pk", "easting", "northing", "reach_km", "places", "places_taken", "confirmed_on", "available_to"),
    *("provider", "delivery", "areas", "phases", "year_groups"),
)
OWN = {"id", "submission_key", "carried_from_id"}
MOVED = {
    "easting": "easting + hashint8(place) %% 20000",
    "northing": "northing + hashint8(place + 500000) %% 20000",
}

REACHING = """    WHERE offer.state = 'PUBLISHED' AND offer.delivery <> 'ONLINE' AND offer.places_taken < offer.places
      AND offer.catchment @> box(point(%(easting)s::int, %(northing)s::int))
"""
NEAREST = """    WHERE offer.id IN (
        SELECT near.id FROM brokerage_offer near
        WHERE near.state = 'PUBLISHED' AND near.delivery <> 'ONLINE' AND near.places_taken < near.places
          AND near.areas @> ARRAY[%(area)s]::varchar[] AND near.phases::text[] && %(phases)s::text[]
          AND sqrt((near.easting - %(easting)s::int)::float8 ^ 2 + (near.northing - %(northing)s::int)::float8 ^ 2)
              <= near.reach_km * 1000
        ORDER BY point(near.easting, near.northing) <-> point(%(easting)s::int, %(northing)s::int)
        LIMIT 20)
"""


def main() -> None:
    _top_up()
    asked = _questions()
    results: dict[str, Any] = {"offers": Offer.objects.count(), "schools": len(asked)}
    results["answers that differ from NumPy's (none)"] = _differences(asked)
    assert REACHING in RANK_OFFERS
    variants = {"by catchment": RANK_OFFERS, "nearest by position": RANK_OFFERS.replace(REACHING, NEAREST)}
    times = {name: _times(sql, asked) for name, sql in variants.items()}
    results |= _page_times(asked)
    _execute("DROP INDEX offer_catchment, offer_online_by_area")
    times["without an index"] = _times(RANK_OFFERS, asked[:40])
    for name, samples in times.items():
        results[f"SQL {name}, p50 ms"] = round(median(samples), 1)
        results[f"SQL {name}, p95 ms"] = round(_p95(samples), 1)
    middle = _p95(times["by catchment"])
    results["without an index / by catchment, p95 (at least 3)"] = round(
        _p95(times["without an index"]) / middle, 1
    )
    results["nearest / by catchment, p95 (at least 8)"] = round(
        _p95(times["nearest by position"]) / middle, 1
    )
    print(json.dumps(results))


def _execute(sql: str, params: dict[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def _top_up() -> None:
    columns = [str(field.column) for field in Offer._meta.concrete_fields if field.column not in OWN]
    values = [MOVED.get(column, column) for column in columns]
    missing = max(0, OFFERS - Offer.objects.count())
    _execute(TOP_UP.format(columns=", ".join(columns), values=", ".join(values)), {"missing": missing})
    _execute("ANALYZE brokerage_offer")


def _questions() -> list[Question]:
    """Schools in the country as many as elsewhere, each with one area."""
    choice = Random(2)
    schools = Institution.objects.in_scope().filter(easting__isnull=False, phases__len__gt=0).order_by("pk")
    chosen = [
        school
        for is_rural in (True, False)
        for school in choice.sample(list(schools.filter(is_rural=is_rural).defer("search")), SCHOOLS // 2)
    ]
    return [(school, choice.choice(SupportArea.values)) for school in choice.sample(chosen, len(chosen))]


def _times(sql: str, asked: Sequence[Question]) -> list[float]:
    """Milliseconds of each question, put by several clients at once, after a warm-up."""
    questions = [ranking_params(school=school, area=area, need=None, limit=LISTED) for school, area in asked]
    shares = [questions[client::CLIENTS] for client in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as clients:
        return [each for samples in clients.map(_client(sql), shares) for each in samples]


def _client(sql: str) -> Callable[[Sequence[dict[str, Any]]], list[float]]:
    def ask(questions: Sequence[dict[str, Any]]) -> list[float]:
        samples = []
        with connection.cursor() as cursor:
            for number, params in enumerate([*questions[:3], *list(questions) * ROUNDS]):
                begun = perf_counter()
                cursor.execute(sql, params)
                cursor.fetchall()
                if number >= 3:
                    samples.append(1000 * (perf_counter() - begun))
        connection.close()
        return samples

    return ask


def _p95(samples: Sequence[float]) -> float:
    return quantiles(samples, n=20)[-1]


def _page_times(asked: Sequence[Question]) -> dict[str, float]:
    samples = []
    for school, area in asked[:PAGES]:
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(person_at(school))
        address = f"/institutions/{school.pk}/support/{area.lower().replace('_', '-')}/"
        begun = perf_counter()
        assert client.get(address).status_code == 200
        samples.append(1000 * (perf_counter() - begun))
    return {"page, p50 ms": round(median(samples), 1), "page, p95 ms (under 150)": round(_p95(samples), 1)}


def _differences(asked: Sequence[Question]) -> int:
    """Schools whose ranking is another than that of the plain reading of its rules over all offers."""
    table = _Table()
    return sum(
        [found.offer_id for found in rank_offers(school=school, area=area, limit=LISTED)]
        != table.best(school, area)
        for school, area in asked
    )


class _Table:
    """Every offer in arrays. The demo has no alternatives and hides nothing, so nothing here asks about that."""

    def __init__(self) -> None:
        rows = list(Offer.objects.filter(state="PUBLISHED").values_list(*COLUMNS))
        self.pk, self.x, self.y, self.reach = (
            np.array([row[column] or 0 for row in rows], np.int64) for column in range(4)
        )
        self.left = np.array([row[4] - row[5] for row in rows])
        today = timezone.localdate()
        self.age = np.array([(today - row[6]).days for row in rows])
        self.is_over = np.array([row[7] is not None and row[7] < today for row in rows])
        self.provider = np.array([row[8] for row in rows])
        self.is_online = np.array([row[9] == "ONLINE" for row in rows])
        self.areas, self.phases, self.years = ([set(row[column]) for row in rows] for column in (10, 11, 12))

    def best(self, school: Institution, area: str) -> list[int]:
        assert school.easting is not None
        assert school.northing is not None
        metres = np.sqrt((self.x - school.easting) ** 2.0 + (self.y - school.northing) ** 2.0)
        within = self.is_online | (metres <= self.reach * 1000)
        held = Introduction.objects.live().filter(school=school, area=area).values_list("offer", flat=True)
        open_now = (
            (self.left > 0) & (self.age <= CONFIRMED_FOR.days) & ~self.is_over & (self.provider != school.pk)
        )
        years = set(years_of(school))
        fitting = [
            place
            for place in np.flatnonzero(within & open_now & ~np.isin(self.pk, list(held)))
            if area in self.areas[place]
            and self.phases[place] & set(school.phases)
            and (not self.years[place] or self.years[place] & years)
        ]
        partners = _partners(school)
        scored = [
            (
                -self._points(place, school, metres[place], partners),
                _draw(self.pk[place], school),
                self.pk[place],
            )
            for place in map(int, fitting)
        ]
        return [int(pk) for _, _, pk in sorted(scored)[:LISTED]]

    def _points(self, place: int, school: Institution, metres: float, partners: set[int]) -> int:
        near = max(0, POINTS["distance"] - POINTS["a_km"] * int(metres) // 1000)
        shared = len(self.phases[place] & set(school.phases))
        return int(
            (POINTS["online"] if self.is_online[place] else near)
            + POINTS["area_fit"] // len(self.areas[place])
            + POINTS["phase_fit"] * shared // len(school.phases)
            + POINTS["a_place"] * min(POINTS["places_counted"], self.left[place])
            + (POINTS["partner"] if self.provider[place] in partners else 0)
            + max(0, POINTS["fresh"] - self.age[place] // POINTS["days_a_point"])
        )


def _partners(school: Institution) -> set[int]:
    shared = Partnership.objects.filter(stage__in=Partnership.LIVE, parties__institution=school)
    return set(Party.objects.filter(partnership__in=shared).values_list("institution", flat=True))


def _draw(offer: int, school: Institution) -> str:
    return md5(f"{offer} {school.pk}".encode()).hexdigest()


if __name__ == "__main__":
    main()
