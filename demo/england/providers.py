"""Those who offer something to schools: employers and universities, and the brokers between."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from demo.england import names, words
from demo.england.areas import REGIONS
from demo.england.country import England, pick
from demo.england.geography import spot
from demo.england.rows import AccreditationRow, BrokerAreaRow, InstitutionRow
from demo.england.schools import Places, located, shares, stamped
from institutions.models import Institution

UNIVERSITY_PATTERNS = [
    "University of {town}",
    "{town} University",
    "{town} Metropolitan University",
    "{surname} University",
]
BROKER_PATTERNS = [
    "{name} Education Business Partnership",
    "{name} Schools and Employers Network",
    "Working Together {name}",
]
SHARE_WITHOUT_BROKER = 0.05
SHARE_LAPSED = 0.06
SHARE_NOT_YET_ACCREDITED = 0.1


def found_universities(england: England, places: Places) -> None:
    rng, taken = england.rng("universities"), set[str]()
    weights = [authority.schools for authority in england.authorities]
    for number in range(england.scale.universities):
        (place,) = rng.choices(range(len(weights)), weights)
        town = pick(rng, places.towns[place])
        where = spot(town, names.street(rng), rng)

        def make(town_name: str = town.name) -> str:
            return pick(rng, UNIVERSITY_PATTERNS).format(town=town_name, surname=pick(rng, words.SURNAMES))

        england.universities.append(
            InstitutionRow(
                id=next(england.ids),
                kind=Institution.Kind.UNIVERSITY,
                name=names.distinct(make, taken, town.authority.name),
                local_authority_id=england.authorities[place].id,
                ukprn=str(19_000_001 + number),
                **located(where),
                **stamped(england),
            )
        )


def found_employers(england: England, places: Places) -> None:
    """More of them where there are more people; sectors and sizes as common as in the country."""
    rng = england.rng("employers")
    taken = [set[str]() for _ in england.authorities]
    for place, number in enumerate(shares(england.authorities, england.scale.employers)):
        for _ in range(number):
            town = pick(rng, places.towns[place][: 1 + len(places.towns[place]) // 2])
            where = spot(town, names.street(rng), rng)
            sector = rng.choices(list(words.SECTOR_SHARES), list(words.SECTOR_SHARES.values()))[0]
            row = employer(england, sector, town.name, taken[place], rng)
            england.employers.append(
                row._replace(local_authority_id=england.authorities[place].id, **located(where))
            )


def employer(england: England, sector: str, town: str, taken: set[str], rng: Random) -> InstitutionRow:
    """One business, not yet placed."""
    (size,) = rng.choices(list(words.SIZE_SHARES), list(words.SIZE_SHARES.values()))
    number = next(england.ids)
    return InstitutionRow(
        id=number,
        kind=Institution.Kind.EMPLOYER,
        name=names.distinct(lambda: names.employer(sector, town, rng), taken, town),
        local_authority_id=None,
        company_number="" if size == "SOLE" else str(98_000_000 + number),
        size_band=size,
        sector=sector,
        **stamped(england),
    )


def found_brokers(england: England) -> None:
    """One for each two or three authorities of a region, with its office where the first school of them is."""
    rng = england.rng("brokers")
    offices = {school.local_authority_id: school for school in reversed(england.schools)}
    for region in REGIONS:
        here = [a for a in england.authorities if a.region == region and a.id in offices]
        while here:
            served, here = here[: (size := rng.randint(2, 4))], here[size:]
            office = offices[served[0].id]
            england.brokers.append(
                InstitutionRow(
                    id=next(england.ids),
                    kind=Institution.Kind.BROKER,
                    name=pick(rng, BROKER_PATTERNS).format(name=served[0].name),
                    local_authority_id=served[0].id,
                    town=office.town,
                    postcode=office.postcode,
                    easting=office.easting,
                    northing=office.northing,
                    precision=office.precision,
                    **stamped(england),
                )
            )
            england.served[england.brokers[-1].id] = [authority.id for authority in served]


def broker_area_rows(england: England) -> Iterator[BrokerAreaRow]:
    """Some authorities have nobody: their broker gave them up."""
    rng = england.rng("broker areas")
    for broker in england.brokers:
        for area in england.served[broker.id]:
            since = date(england.today.year - rng.randint(1, 5), 9, 1)
            gave_up = rng.random() < SHARE_WITHOUT_BROKER
            yield BrokerAreaRow(
                broker.id, area, since, england.today - timedelta(days=30) if gave_up else None
            )


def accreditation_rows(england: England) -> Iterator[AccreditationRow]:
    """Most hold the award for three years; some are on their way to it, some let it lapse."""
    rng = england.rng("accreditations")
    for broker in england.brokers:
        luck = rng.random()
        registered = england.days_ago(rng.randint(700, 1_500))
        yield AccreditationRow(broker.id, "REGISTERED", registered, None, england.now, england.now)
        if luck < SHARE_NOT_YET_ACCREDITED:
            yield AccreditationRow(
                broker.id, "WORKING_TOWARDS", england.days_ago(200), None, england.now, england.now
            )
            continue
        lapsed = luck > 1 - SHARE_LAPSED
        achieved = england.days_ago(1_095 + 40 if lapsed else rng.randint(30, 1_060))
        until = achieved + timedelta(days=1_095)
        yield AccreditationRow(broker.id, "ACHIEVED", achieved, until, england.now, england.now)
