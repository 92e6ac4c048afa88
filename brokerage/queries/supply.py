"""Supply and demand: what schools of a place ask for, whether an offer reaches them, and what is offered from there.

Tenancy: counts of requests and offers are for everybody who is signed in; a school that did not publish its need is not
named in any list. Counts of organisations tell nothing of a person, so nothing is suppressed.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from brokerage.models import Offer, Request
from brokerage.models.offer import CONFIRMED_FOR
from core import db
from institutions.models import Area, AreaLink, Institution, SupportArea, Term, Vocabulary

_NEEDS_REACHED = (Path(__file__).parent / "sql" / "needs_reached.sql").read_text()
# The first offer that reaches a need is enough. PostgreSQL would gather all of them, which takes three times as long.
_UNTIL_THE_FIRST = "SET LOCAL enable_bitmapscan = off"
NO_SECTOR = "NOT_SAID"


@dataclass(frozen=True)
class Reached:
    """One open request and, with a sector, what reaches it from that sector alone."""

    request_id: int
    support_area: str
    sector: str
    place_id: int
    in_person: bool
    online: bool

    @property
    def is_unmet(self) -> bool:
        return not (self.in_person or self.online)

    @property
    def is_online_only(self) -> bool:
        return self.online and not self.in_person


class Supply(NamedTuple):
    """What providers of a place offer and can still be asked for."""

    offers: int
    places: int


@dataclass(frozen=True)
class Balance:
    """One line of the grid: needs by what reaches them, and the offers made from here."""

    code: str
    label: str
    needs: int
    online_only: int
    unmet: int
    offers: int
    places: int

    @property
    def in_person(self) -> int:
        return self.needs - self.online_only - self.unmet


def reached_in(area: Area) -> list[Reached]:
    """Every open request of schools here, once for any provider and once for each sector that it would welcome."""
    schools = Institution.objects.open().schools().in_area(area)
    requests = Request.objects.open().filter(school__in=schools.values("pk")).values_list("pk", flat=True)
    today = timezone.localdate()
    asked = {"requests": list(requests), "today": today, "confirmed_since": today - CONFIRMED_FOR}
    with transaction.atomic():
        db.execute(_UNTIL_THE_FIRST)
        rows = db.rows(_NEEDS_REACHED, asked)
    return [
        Reached(
            *(row["id"], row["support_area"], row["sector"], row["place_id"], row["in_person"], row["online"])
        )
        for row in rows
    ]


def by_support_area(needs: Iterable[Reached], *, area: Area) -> list[Balance]:
    """A line for each area of support. An offer for two of them stands in both."""
    rows = _offers_from(area)
    counts = rows.aggregate(
        **{f"{each}_offers": Count("pk", filter=Q(areas__contains=[each])) for each in SupportArea},
        **{f"{each}_places": Sum(_PLACES, filter=Q(areas__contains=[each])) for each in SupportArea},
    )
    supply = {
        str(each): Supply(counts[f"{each}_offers"], counts[f"{each}_places"] or 0) for each in SupportArea
    }
    names = {each.value: str(each.label) for each in SupportArea}
    return _lines(names, (need for need in needs if not need.sector), lambda n: n.support_area, supply)


def by_sector(needs: Iterable[Reached], *, area: Area) -> list[Balance]:
    """A line for each sector of industry, and one for providers that named none."""
    rows = _offers_from(area).values("provider__sector").annotate(offers=Count("pk"), places=Sum(_PLACES))
    supply = {row["provider__sector"] or NO_SECTOR: Supply(row["offers"], row["places"]) for row in rows}
    terms = Term.objects.of(Vocabulary.SECTOR).values_list("code", "label")
    names = {**dict(terms), NO_SECTOR: "Provider’s sector not said"}
    return _lines(names, (need for need in needs if need.sector), lambda n: n.sector, supply)


def by_place(needs: Iterable[Reached], *, area: Area) -> list[Balance]:
    """The skills areas of England, or the authorities of a region or a skills area."""
    places = _places_of(area)
    names = {place.code: place.name for place in places.values()}
    rows = _offers_from(area).annotate(district=F("provider__district"), la=F("provider__local_authority"))
    supply: dict[str, Supply] = {}
    for row in rows.values("district", "la").annotate(offers=Count("pk"), places=Sum(_PLACES)):
        place = places.get(row["district"]) or places.get(row["la"])
        if place is not None:
            known = supply.get(place.code, Supply(0, 0))
            supply[place.code] = Supply(known.offers + row["offers"], known.places + row["places"])

    def place_of(need: Reached) -> str:
        return places[need.place_id].code if need.place_id in places else ""

    all_needs = (need for need in needs if not need.sector)
    found = _lines(dict(sorted(names.items(), key=lambda each: each[1])), all_needs, place_of, supply)
    return [line for line in found if line.needs or line.offers]


_PLACES = F("places") - F("places_taken")


def _offers_from(area: Area) -> Any:
    here = Institution.objects.in_area(area).values("pk")
    return Offer.objects.available().filter(provider__in=here).order_by()


def _places_of(area: Area) -> dict[int, Area]:
    """By the key of an authority or district, the place that it is counted in."""
    if area.kind == Area.Kind.COUNTRY:
        links = AreaLink.objects.filter(
            to_area__kind=Area.Kind.LSIP, kind=AreaLink.Kind.MEMBER, valid_to=None
        )
        return {link.area_id: link.to_area for link in links.select_related("to_area")}
    if area.kind == Area.Kind.REGION:
        return {each.pk: each for each in area.children.filter(valid_to=None)}
    links = AreaLink.objects.filter(to_area=area, kind=AreaLink.Kind.MEMBER, valid_to=None)
    return {link.area_id: link.area for link in links.select_related("area")}


def _lines(
    names: dict[str, str],
    needs: Iterable[Reached],
    key: Callable[[Reached], str],
    supply: dict[str, Supply],
) -> list[Balance]:
    asked, online, unmet = Counter[str](), Counter[str](), Counter[str]()
    for need in needs:
        place = key(need)
        asked[place] += 1
        online[place] += need.is_online_only
        unmet[place] += need.is_unmet
    none = Supply(0, 0)
    return [
        Balance(code, label, asked[code], online[code], unmet[code], *supply.get(code, none))
        for code, label in names.items()
    ]
