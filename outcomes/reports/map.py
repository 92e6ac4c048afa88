"""Shapes of the local authorities for the coverage map, as SVG paths.

Real boundaries where they were imported; otherwise a cartogram of equal hexagons, laid out from where the
authorities' own institutions are, so that a small authority is as easy to see and to click as a large one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import cos, radians, sqrt
from statistics import mean
from typing import Any, cast

from django.core.cache import cache
from django.db.models import Avg

from institutions.models import Area, Institution, RegisterImport

WIDTH, HEIGHT = 500, 600
_NORTH, _SOUTH, _WEST, _EAST = 55.85, 49.86, -6.45, 1.80  # England with its islands, degrees
_KEPT_FOR = 24 * 60 * 60
_FEWEST = 20  # authorities to draw for: with fewer, hexagons would be so large that not enough whole ones fit
_NEARER = 1e-6  # by less than this is no nearer: rounding must not make it swap for ever

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One authority on the map: the path that draws it, in a box of WIDTH by HEIGHT."""

    code: str
    path: str


@dataclass(frozen=True)
class Map:
    shapes: list[Shape]
    is_cartogram: bool


def authority_map() -> Map:
    """The shapes of today's authorities; worked out once after each import of areas."""
    last_import = RegisterImport.objects.order_by("-pk").values_list("pk", flat=True).first()
    return cast(Map, cache.get_or_set(f"authority-map-{last_import}", _draw, _KEPT_FOR))


def _draw() -> Map:
    authorities = Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY).current().order_by("code")
    boundaries = dict(authorities.values_list("code", "boundary__shape"))
    if all(boundaries.values()):
        return Map(
            [Shape(code, boundary_path(shape)) for code, shape in boundaries.items()], is_cartogram=False
        )
    return Map(list(_hexagons(_centres(authorities))), is_cartogram=True)


def boundary_path(geometry: Any) -> str:
    """A GeoJSON polygon or multipolygon (WGS84) as one SVG path; rings too small to see are left out."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = (_ring(ring) for polygon in polygons for ring in polygon)
    return "".join(f"M{'L'.join(points)}Z" for points in rings if len(points) > 2)


def _ring(ring: Iterable[Point]) -> list[str]:
    points: list[str] = []
    for longitude, latitude in ring:
        point = f"{_x(longitude):.0f} {_y(latitude):.0f}"
        if not points or point != points[-1]:
            points.append(point)
    return points


def _x(longitude: float) -> float:
    middle = cos(radians((_NORTH + _SOUTH) / 2))
    return (longitude - _WEST) * middle * HEIGHT / (_NORTH - _SOUTH)


def _y(latitude: float) -> float:
    return (_NORTH - latitude) * HEIGHT / (_NORTH - _SOUTH)


def _centres(authorities: Iterable[Area]) -> dict[str, Point]:
    """Where each authority's institutions are on average (metres); its own centre where it has none."""
    means = Institution.objects.filter(easting__isnull=False, local_authority__isnull=False)
    found = {
        row["local_authority"]: (row["x"], row["y"])
        for row in means.values("local_authority").annotate(x=Avg("easting"), y=Avg("northing"))
    }
    centres = {area.code: found.get(area.pk, (area.easting, area.northing)) for area in authorities}
    return {code: centre for code, centre in centres.items() if centre[0] is not None}


def _hexagons(centres: dict[str, Point]) -> Iterator[Shape]:
    if not centres:
        return
    lattice = _lattice(len(centres))
    places = _settle(_scaled(centres, lattice), lattice)
    radius = _pitch(len(centres)) / sqrt(3) * 0.94
    corners = [(0, -1), (0.866, -0.5), (0.866, 0.5), (0, 1), (-0.866, 0.5), (-0.866, -0.5)]
    for code, (x, y) in sorted(places.items()):
        points = "L".join(f"{x + radius * dx:.1f} {y + radius * dy:.1f}" for dx, dy in corners)
        yield Shape(code, f"M{points}Z")


def _pitch(count: int) -> float:
    """Distance between neighbours when somewhat more than twice as many hexagons as needed fill the drawing."""
    return sqrt(WIDTH * HEIGHT / (2.2 * max(count, _FEWEST)) * 2 / sqrt(3))


def _lattice(count: int) -> list[Point]:
    """The middles of the hexagons, whole ones only."""
    pitch = _pitch(count)
    rows, columns = int((HEIGHT / pitch - 0.35) / 0.866), int(WIDTH / pitch - 0.5)
    return [
        (pitch * (column + (0.5 if row % 2 == 0 else 1.0)), pitch * (0.866 * row + 0.6))
        for row in range(max(rows, 1))
        for column in range(max(columns, 1))
    ]


def _scaled(centres: dict[str, Point], lattice: list[Point]) -> dict[str, Point]:
    """Each centre (metres, north up) where it lies on the drawing (units, north up too, so counted downwards)."""
    xs, ys = [x for x, _ in centres.values()], [y for _, y in centres.values()]
    lefts, tops = [x for x, _ in lattice], [y for _, y in lattice]
    across = (max(lefts) - min(lefts)) / (max(xs) - min(xs) or 1)
    down = (max(tops) - min(tops)) / (max(ys) - min(ys) or 1)
    return {
        code: (min(lefts) + (x - min(xs)) * across, min(tops) + (max(ys) - y) * down)
        for code, (x, y) in centres.items()
    }


def _settle(wanted: dict[str, Point], lattice: list[Point]) -> dict[str, Point]:
    """Give each authority a hexagon of its own near where it wants to be.

    From the middle outwards the nearest free hexagon; then swaps, and moves into free ones, as long as they bring
    authorities nearer to their places. Not an optimum, but close to one, always the same, and quick.
    """
    free, places = list(lattice), {}
    middle = (mean(x for x, _ in wanted.values()), mean(y for _, y in wanted.values()))
    for code in sorted(wanted, key=lambda code: (_apart(wanted[code], middle), code)):
        places[code] = min(free, key=_nearest_to(wanted[code]))
        free.remove(places[code])
    while _swap_once(wanted, places) or _move_once(wanted, places, free):
        pass
    return places


def _swap_once(wanted: dict[str, Point], places: dict[str, Point]) -> bool:
    codes, swapped = sorted(places), False
    for position, one in enumerate(codes):
        for other in codes[position + 1 :]:
            now = _apart(wanted[one], places[one]) + _apart(wanted[other], places[other])
            then = _apart(wanted[one], places[other]) + _apart(wanted[other], places[one])
            if then < now - _NEARER:
                places[one], places[other] = places[other], places[one]
                swapped = True
    return swapped


def _move_once(wanted: dict[str, Point], places: dict[str, Point], free: list[Point]) -> bool:
    moved = False
    for code in sorted(places):
        best = min(free, key=_nearest_to(wanted[code]), default=places[code])
        if _apart(best, wanted[code]) < _apart(places[code], wanted[code]) - _NEARER:
            free.append(places[code])
            free.remove(best)
            places[code] = best
            moved = True
    return moved


def _nearest_to(place: Point) -> Callable[[Point], tuple[float, Point]]:
    return lambda point: (_apart(point, place), point)


def _apart(one: Point, other: Point) -> float:
    """Distance squared: one authority far from its place is worse than two that are a little off."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
