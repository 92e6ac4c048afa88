"""What an allocation run asks the engine: needs, offers and who may not meet, read from the database into arrays.

Tenancy: a run may read the register, published offers and every need of its own areas; who may plan one is decided by
its action.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import numpy as np
from django.db.models import Count, F, Q
from django.utils import timezone

from brokerage.matching.instance import Instance
from brokerage.matching.points import POINTS
from brokerage.models import AllocationRun, Introduction, Offer, Request
from brokerage.models.introduction import MOST_WAITING
from brokerage.models.offer import OfferQuerySet
from brokerage.queries.closed import closed_pairs
from core import db
from institutions.models import Institution, Phase, PriorityList, PriorityListing, SupportArea
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import Partnership

SQL = Path(__file__).parent / "sql"
NEEDS = (SQL / "needs_of_schools.sql").read_text()
SCHOOLS_WITH_SOMETHING = (SQL / "schools_with_something.sql").read_text()
PAIRS_NOT_TO_PROPOSE = (SQL / "pairs_not_to_propose.sql").read_text()
PARTNERS = (SQL / "partners_of_schools.sql").read_text()

Need = tuple[int, str]  # a school's key, and an area of support
NOT_AGAIN_FOR = timedelta(days=365)  # after a no, or no answer
NOWHERE = (
    -10_000_000
)  # metres: a school without a position is out of everybody's reach, and still has online offers
AREA_NUMBER = {area.value: number for number, area in enumerate(SupportArea)}
PHASE_NUMBER = {phase.value: number for number, phase in enumerate(Phase)}


@dataclass(frozen=True)
class Question:
    """An instance, and what its rows are to people."""

    instance: Instance
    asked_at: list[datetime | None]  # need by need: when the school asked, if it did
    priority_lists: list[dict[str, str]]  # name and edition of those in force

    @property
    def inputs_hash(self) -> str:
        """The same needs, offers and barriers come to the same hash, whatever the salt."""
        digest = hashlib.sha256()
        for field in fields(self.instance):
            value = getattr(self.instance, field.name)
            if isinstance(value, np.ndarray):
                digest.update(f"{field.name}{value.dtype}{value.shape}".encode() + value.tobytes())
        return digest.hexdigest()

    def arrival(self) -> "np.ndarray[Any, np.dtype[np.int64]]":
        """The needs in the order in which schools come: those that asked, then the others as the salt draws them."""
        instance = self.instance
        last = datetime.max.replace(tzinfo=timezone.get_current_timezone())

        def turn(need: int) -> tuple[datetime, str]:
            school = instance.school_id[instance.need_school[need]]
            drawn = hashlib.sha256(f"{instance.salt} {school} {instance.need_area[need]}".encode())
            return self.asked_at[need] or last, drawn.hexdigest()

        return np.array(sorted(range(instance.needs), key=turn), dtype=np.int64)


def question_of(run: AllocationRun) -> Question:
    """Read everything that the run is about, as it is now."""
    everyone = list(_schools_of(run).order_by("pk").values_list("pk", flat=True))
    return _asked(run, _needs(run, everyone, run.support_areas))


def question_about(run: AllocationRun, needs: set[Need]) -> Question:
    """The same for some of its needs alone, those of them that still are."""
    return _asked(run, _standing(run, needs))


def _asked(run: AllocationRun, needs: list[dict[str, Any]]) -> Question:
    schools = sorted({need["school_id"] for need in needs})
    row_of_school = {pk: row for row, pk in enumerate(schools)}
    priority = _priority(schools, run.priority_list)
    school_columns = _school_columns(schools, priority)
    offer_columns = _offer_columns(run, school_columns)
    instance = Instance(
        **school_columns,
        need_school=np.array([row_of_school[need["school_id"]] for need in needs], np.int32),
        need_area=np.array([AREA_NUMBER[need["area"]] for need in needs], np.int8),
        **offer_columns,
        barred=_barred(row_of_school, offer_columns["offer_id"]),
        partner=_partners(row_of_school),
        salt=run.salt,
    )
    return Question(instance, [need["asked_at"] for need in needs], _editions(run.priority_list))


def _schools_of(run: AllocationRun) -> InstitutionQuerySet:
    found = Institution.objects.none()
    for area in run.areas.all():
        found |= Institution.objects.in_area(area)
    found = found.in_scope()
    if run.phases:
        found = found.filter(phases__overlap=run.phases)
    if run.priority_list:
        found = found.filter(priority_listings__priority_list=run.priority_list)
    return found


def _states() -> dict[str, list[str]]:
    return {
        "live": list(Partnership.LIVE),
        "under_way": list(Introduction.LIVE),
        "open": list(Request.OPEN),
    }


def _needs(run: AllocationRun, schools: list[int], areas: list[str]) -> list[dict[str, Any]]:
    in_order = [area.value for area in SupportArea if area in areas]
    asked = {"schools": schools, "areas": in_order, "offer_kind": run.offer_kind_id}
    return db.rows(NEEDS, asked | _states())


def _lists(only: PriorityList | None) -> list[PriorityList]:
    return [only] if only else list(PriorityList.objects.in_force().order_by("name", "pk"))


def _editions(only: PriorityList | None) -> list[dict[str, str]]:
    return [{"name": each.name, "edition": each.valid_from.isoformat()} for each in _lists(only)]


def _priority(schools: list[int], only: PriorityList | None) -> set[int]:
    listed = PriorityListing.objects.filter(priority_list__in=_lists(only), institution__in=schools)
    return set(listed.values_list("institution", flat=True))


def _school_columns(schools: list[int], priority: set[int]) -> dict[str, Any]:
    asked = Institution.objects.filter(pk__in=schools).order_by("pk")
    rows = list(asked.values_list("pk", "easting", "northing", "phases"))
    something = {
        row["school_id"] for row in db.rows(SCHOOLS_WITH_SOMETHING, {"schools": schools} | _states())
    }
    return {
        "school_id": np.array([pk for pk, *_ in rows], np.int64),
        "school_x": np.array([NOWHERE if east is None else east for _, east, _, _ in rows], np.int32),
        "school_y": np.array([NOWHERE if north is None else north for _, _, north, _ in rows], np.int32),
        "school_phases": np.array([_bits(phases, PHASE_NUMBER) for *_, phases in rows], np.uint8),
        "school_is_priority": np.array([pk in priority for pk, *_ in rows], np.bool_),
        "school_has_none": np.array([pk not in something for pk, *_ in rows], np.bool_),
    }


def _offers_of(run: AllocationRun, schools: dict[str, Any]) -> OfferQuerySet:
    """Offers with a free place in the year, for an area of the run, whose reach touches its schools at all.

    What is for some institutions first is left to them; those that are never to see an offer are barred from it.
    """
    first, last = run.days
    in_year = Q(available_from=None) | Q(available_from__lte=last)
    in_year &= Q(available_to=None) | Q(available_to__gte=first)
    for_all = ~Q(visibility=Offer.Visibility.NAMED_FIRST) | Q(everyone_from__lte=timezone.localdate())
    offers = Offer.objects.available().filter(in_year, for_all, areas__overlap=run.support_areas)
    if run.offer_kind_id:
        offers = offers.filter(kind=run.offer_kind_id)
    x, y = (schools[name][schools[name] != NOWHERE] for name in ("school_x", "school_y"))
    if not len(x):
        return offers.filter(delivery=Offer.Delivery.ONLINE)
    reach = F("reach_km") * 1000
    return offers.filter(
        Q(delivery=Offer.Delivery.ONLINE)
        | Q(
            easting__gte=int(x.min()) - reach,
            easting__lte=int(x.max()) + reach,
            northing__gte=int(y.min()) - reach,
            northing__lte=int(y.max()) + reach,
        )
    )


def _offer_columns(run: AllocationRun, schools: dict[str, Any]) -> dict[str, Any]:
    names = ("pk", "provider", "easting", "northing", "reach_km", "delivery", "areas", "phases")
    free = F("places") - F("places_taken"), F("shared_places__places") - F("shared_places__places_taken")
    offers = _offers_of(run, schools).order_by("pk")
    rows = list(offers.values_list(*names, "confirmed_on", "shared_places", *free))
    columns = list(zip(*rows, strict=True)) if rows else [()] * 12
    ids, providers, eastings, northings, reaches, deliveries, areas, phases, confirmed, *places = columns
    today = timezone.localdate()
    return {
        "offer_id": np.array(ids, np.int64),
        "offer_provider": np.array(providers, np.int64),
        "offer_x": np.array([east or 0 for east in eastings], np.int32),
        "offer_y": np.array([north or 0 for north in northings], np.int32),
        "offer_reach": np.array([(km or 0) * 1000 for km in reaches], np.int32),
        "offer_is_remote": np.array([each == Offer.Delivery.ONLINE for each in deliveries], np.bool_),
        "offer_areas": np.array([_bits(each, AREA_NUMBER) for each in areas], np.uint8),
        "offer_phases": np.array([_bits(each, PHASE_NUMBER) for each in phases], np.uint8),
        "offer_places": np.array(_places(providers, *places), np.int32),
        "offer_fresh": np.array([fresh_points(day, today) for day in confirmed], np.int16),
    }


def _places(
    providers: Sequence[int], shared_by: Sequence[int | None], free: Sequence[int], left: Sequence[int | None]
) -> list[int]:
    """Free places by offer: no more than alternatives have left together, and than may wait with one provider."""
    totals = dict(zip(shared_by, left, strict=True))
    places = _in_turns(shared_by, free, {group: room or 0 for group, room in totals.items() if group})
    awaiting = Introduction.objects.awaiting_answer().filter(offer__provider__in=set(providers))
    counted = awaiting.values("offer__provider").annotate(waiting=Count("pk")).order_by("offer__provider")
    waiting = {row["offer__provider"]: row["waiting"] for row in counted}
    rooms = {provider: max(0, MOST_WAITING - waiting.get(provider, 0)) for provider in set(providers)}
    return _in_turns(providers, places, rooms)


def _in_turns(groups: Sequence[int | None], wanted: Sequence[int], room: Mapping[Any, int]) -> list[int]:
    """What each gets of what it wants, where groups have room for so many in all: one each in turn."""
    got = list(wanted)
    members: dict[int | None, list[int]] = {}
    for member, group in enumerate(groups):
        if group in room:
            members.setdefault(group, []).append(member)
    for group, own in members.items():
        if sum(wanted[member] for member in own) <= room[group]:
            continue
        turns = (member for turn in count() for member in own if wanted[member] > turn)
        given = Counter(islice(turns, room[group]))
        for member in own:
            got[member] = given[member]
    return got


def fresh_points(confirmed_on: date, today: date) -> int:
    """Points for an offer that its provider confirmed lately."""
    return max(0, POINTS["fresh"] - (today - confirmed_on).days // POINTS["days_a_point"])


def _bits(codes: Iterable[str], numbers: dict[str, int]) -> int:
    return sum(1 << numbers[code] for code in set(codes))


def _barred(row_of_school: dict[int, int], offers: Any) -> Any:
    since = timezone.now() - NOT_AGAIN_FOR
    params = {"schools": list(row_of_school), "since": since} | _states()
    row_of_offer = {int(pk): row for row, pk in enumerate(offers)}
    before = {(row["school_id"], row["offer_id"]) for row in db.rows(PAIRS_NOT_TO_PROPOSE, params)}
    closed = set(closed_pairs(schools=list(row_of_school), offers=list(row_of_offer)))
    pairs = [
        (row_of_school[school], row_of_offer[offer])
        for school, offer in sorted(before | closed)
        if offer in row_of_offer
    ]
    return np.array(pairs, np.int64).reshape(-1, 2)


def _partners(row_of_school: dict[int, int]) -> Any:
    pairs = db.rows(PARTNERS, {"schools": list(row_of_school)} | _states())
    found = [(row_of_school[pair["school_id"]], pair["provider_id"]) for pair in pairs]
    return np.array(found, np.int64).reshape(-1, 2)


def needs_standing(run: AllocationRun, needs: set[Need]) -> set[Need]:
    """Which of the run's needs are still needs."""
    return {(row["school_id"], row["area"]) for row in _standing(run, needs)}


def _standing(run: AllocationRun, needs: set[Need]) -> list[dict[str, Any]]:
    rows = _needs(run, sorted({school for school, _ in needs}), sorted({area for _, area in needs}))
    return [row for row in rows if (row["school_id"], row["area"]) in needs]
