"""Offers, as their providers would put them."""

import math
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from brokerage.models import Offer
from demo.england import names, offer_answers
from demo.england.cast import Cast
from demo.england.country import England, moment, pick
from demo.england.offer_kinds import EMPLOYER_KINDS, SCHOOL_KINDS, UNIVERSITY_KINDS, OfferKind
from demo.england.rows import InstitutionRow, OfferRow
from demo.england.words import LINES_OF_WORK
from institutions.models import Institution, Vocabulary

UNIVERSITY_SHARE = 0.08
SCHOOL_SHARE = 0.03
MIDDLE_REACH_KM = 11
KINDS_OF: dict[str, list[OfferKind]] = {
    Institution.Kind.UNIVERSITY: UNIVERSITY_KINDS,
    Institution.Kind.EMPLOYER: EMPLOYER_KINDS,
}
OFFERS_BY_SIZE = {"SOLE": 1, "MICRO": 2, "SMALL": 3, "MEDIUM": 8, "LARGE": 20}
ASSURANCES = ["ACCOMPANIED", "ACCOMPANIED", "EMPLOYER_ASSURED", "NOT_WITH_PUPILS"]


def offers(england: England, cast: Cast) -> list[OfferRow]:
    """Those of the people one can sign in as come first; they stand, and have places left."""
    rng, maker = england.rng("offers"), _Maker(england)
    found: list[OfferRow] = []
    for provider, kinds, address in (
        (cast.employer, EMPLOYER_KINDS[1:4], "employer@demo.example"),
        (cast.university, UNIVERSITY_KINDS[:2], "university@demo.example"),
    ):
        for kind in kinds:
            offer = maker.offer(len(found) + 1, provider, kind, rng)
            found.append(_standing(offer, england, address))
    for provider in _providers(england, england.scale.offers - len(found), rng):
        kinds = KINDS_OF.get(provider.kind, SCHOOL_KINDS)
        (kind,) = rng.choices(kinds, [kind.weight for kind in kinds])
        found.append(maker.offer(len(found) + 1, provider, kind, rng))
    return found


def _standing(offer: OfferRow, england: England, address: str) -> OfferRow:
    published = england.days_ago(120)
    return offer._replace(
        state=Offer.State.PUBLISHED,
        phases=["PRIMARY", "SECONDARY", "POST_16"],
        places=8,
        contact_email=address,
        reach_km=offer.reach_km and 60,
        published_at=moment(published),
        confirmed_on=england.days_ago(9),
        created_at=moment(published),
    )


def _providers(england: England, number: int, rng: Random) -> Iterator[InstitutionRow]:
    """Larger employers make more offers, universities most, schools a few for each other."""
    by_universities = int(number * UNIVERSITY_SHARE) if england.universities else 0
    by_schools = int(number * SCHOOL_SHARE)
    weights = [OFFERS_BY_SIZE[employer.size_band] for employer in england.employers]
    yield from rng.choices(england.employers, weights, k=number - by_universities - by_schools)
    yield from rng.choices(england.universities, k=by_universities) if by_universities else ()
    yield from rng.choices([school for school in england.schools if school.phases], k=by_schools)


class _Maker:
    def __init__(self, england: England) -> None:
        self.england = england
        kinds = england.vocabularies.of(Vocabulary.OFFER_KIND)
        self.kind_ids = {kind.code: kind.id for kind in kinds}

    def offer(self, number: int, provider: InstitutionRow, kind: OfferKind, rng: Random) -> OfferRow:
        is_university = provider.kind == Institution.Kind.UNIVERSITY
        delivery = pick(rng, kind.delivery) if provider.easting is not None else "ONLINE"
        state, published, confirmed = _life(self.england, rng)
        day = _single_day(self.england, kind, rng)
        sector = LINES_OF_WORK.get(provider.sector, "")
        phases = _phases(kind, provider, rng)
        return OfferRow(
            id=number,
            provider_id=provider.id,
            kind_id=self.kind_ids[kind.code],
            title=pick(rng, kind.titles).format(sector=sector, provider=provider.name)[:120],
            details=kind.details,
            areas=pick(rng, kind.areas),
            phases=phases,
            places=_places(kind, is_university, rng),
            places_taken=0,
            delivery=delivery,
            postcode=provider.postcode,
            easting=provider.easting,
            northing=provider.northing,
            precision=provider.precision,
            reach_km=None if delivery == "ONLINE" else _reach(is_university, rng),
            available_from=day,
            available_to=day,
            assurance=pick(rng, ASSURANCES),
            contact_email=names.email(provider.name, "schools"),
            state=state,
            published_at=moment(published),
            confirmed_on=confirmed,
            created_at=moment(published),
            updated_at=moment(confirmed),
            year_groups=[] if kind.code == "MICRO" else offer_answers.year_groups(phases, rng),
            answers=offer_answers.answers(kind.code, provider.kind, rng),
            terms=[] if day else pick(rng, offer_answers.TERMS),
            how_often=Offer.HowOften.ONCE if day else "",
            access=pick(rng, offer_answers.ACCESS),
            conditions=pick(rng, offer_answers.CONDITIONS),
            visibility=Offer.Visibility.EVERYONE,
        )


def _phases(kind: OfferKind, provider: InstitutionRow, rng: Random) -> list[str]:
    """What a school shares is for schools like itself."""
    return provider.phases if kind in SCHOOL_KINDS else pick(rng, kind.phases)


def _life(england: England, rng: Random) -> tuple[str, date, date]:
    """State, day of publication and day of the last confirmation. A few were forgotten and have lapsed."""
    luck = rng.random()
    if luck < 0.04:
        published = england.days_ago(rng.randint(420, 900))
        return "PUBLISHED", published, published
    age = rng.randint(1, 380)
    state = "WITHDRAWN" if luck < 0.09 else "PUBLISHED"
    return state, england.days_ago(age), england.days_ago(rng.randint(0, age))


def _single_day(england: England, kind: OfferKind, rng: Random) -> date | None:
    """A micro-offer is for one working day in the months to come."""
    if kind.code != "MICRO":
        return None
    day = england.today + timedelta(days=rng.randint(7, 150))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _places(kind: OfferKind, is_university: bool, rng: Random) -> int:
    if kind.code == "MICRO":
        return 1
    return min(40, 1 + int(rng.expovariate(1 / 8 if is_university else 1 / 1.6)))


def _reach(is_university: bool, rng: Random) -> int:
    middle = MIDDLE_REACH_KM * (3 if is_university else 1)
    return max(2, min(100, round(middle * math.exp(rng.gauss(0, 0.7)))))
