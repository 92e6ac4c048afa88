"""Multi-academy trusts: who is in them, since when, under what name."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random

from demo.england import names, words
from demo.england.country import England, pick
from demo.england.rows import GroupMembershipRow, InstitutionRow
from demo.england.schools import stamped
from institutions.models import Institution

ACADEMY_TYPES = frozenset(["28", "33", "34", "35", "38", "39", "40", "42", "44", "45"])
PATTERNS = [
    "{town} Learning Trust",
    "{town} Education Trust",
    "The {virtue} Trust",
    "{street} Academies Trust",
    "St {saint}'s Catholic Academies Trust",
    "{virtue} Learning Partnership",
    "{surname} Multi Academy Trust",
    "{town} and {street} Schools Trust",
]


def found_trusts(england: England) -> None:
    """Fill `england.trusts` and `england.members`: every academy belongs to one trust near it."""
    rng, taken = england.rng("trusts"), set[str]()
    academies = [school for school in england.schools if school.type_code in ACADEMY_TYPES]
    for members in _grouped(academies, england, rng):
        trust = _trust(england, members, len(england.trusts) + 1, taken, rng)
        england.trusts.append(trust)
        england.members[trust.id] = members


def _grouped(
    academies: list[InstitutionRow], england: England, rng: Random
) -> Iterator[list[InstitutionRow]]:
    """Neighbours in a row: a trust's schools lie together, and where an authority ends a trust may go on."""
    queue = _in_a_row(academies, england, rng)
    for size in _sizes(len(queue), england, rng):
        yield queue[:size]
        del queue[:size]


def _in_a_row(academies: list[InstitutionRow], england: England, rng: Random) -> list[InstitutionRow]:
    """Region by region, authority by authority from west to east, town by town."""
    authorities = {authority.id: authority for authority in england.authorities}
    towns: dict[tuple[str, int, str], list[InstitutionRow]] = defaultdict(list)
    for school in academies:
        authority = authorities[school.local_authority_id or 0]
        towns[authority.region, authority.easting, school.town].append(school)
    order = sorted(towns, key=lambda key: (key[0], key[1], rng.random()))
    return [school for key in order for school in towns[key]]


def _sizes(academies: int, england: England, rng: Random) -> list[int]:
    """As many sizes as there are trusts: most are small, one is the largest, and together they take everybody."""
    number, largest = min(england.scale.trusts, academies), england.scale.largest_trust
    if number < 2:
        return [academies] * number
    drawn = [math.exp(rng.gauss(0, 1)) for _ in range(number - 1)]
    sizes = [min(largest, academies // 2), *(0 for _ in drawn)]
    rest = academies - sizes[0]
    for index, part in enumerate(drawn, 1):
        sizes[index] = max(1, min(largest, int(part / sum(drawn) * rest)))
    _balance(sizes, academies, largest)
    rng.shuffle(sizes)
    return sizes


def _balance(sizes: list[int], total: int, largest: int) -> None:
    """One school more, or fewer, in one trust after another until the sum is right."""
    missing, index = total - sum(sizes), 0
    while missing:
        index = index % (len(sizes) - 1) + 1  # the first keeps its size
        step = 1 if missing > 0 else -1
        if 1 <= sizes[index] + step <= max(largest, total // len(sizes) + 1):
            sizes[index] += step
            missing -= step


def _trust(
    england: England, members: list[InstitutionRow], number: int, taken: set[str], rng: Random
) -> InstitutionRow:
    """Its office is at its largest school, its authority the one with most of its schools."""
    seat = max(members, key=lambda school: (school.roll or 0, school.id))
    authority, _ = Counter(school.local_authority_id for school in members).most_common(1)[0]

    def make() -> str:
        return pick(rng, PATTERNS).format(
            town=seat.town,
            street=pick(rng, words.STREETS),
            saint=pick(rng, words.SAINTS),
            virtue=pick(rng, words.VIRTUES),
            surname=pick(rng, words.SURNAMES),
        )

    return InstitutionRow(
        id=next(england.ids),
        kind=Institution.Kind.TRUST,
        name=names.distinct(make, taken, seat.town),
        local_authority_id=authority,
        opened_on=min(school.opened_on for school in members if school.opened_on),
        group_uid=str(90_000 + number),
        trust_reference=f"TR{90_000 + number}",
        company_number=str(99_000_000 + number),
        street=seat.street,
        town=seat.town,
        postcode=seat.postcode,
        easting=seat.easting,
        northing=seat.northing,
        precision="POSTCODE",
        **stamped(england),
    )


def membership_rows(england: England) -> Iterator[GroupMembershipRow]:
    """Since the school became an academy; one in twelve came later from another trust, which is kept too."""
    rng = england.rng("memberships")
    for trust, schools in england.members.items():
        for school in schools:
            joined = school.opened_on
            if joined and rng.random() < 0.08 and joined.year < england.today.year - 3:
                moved = date(rng.randint(joined.year + 1, england.today.year - 1), 9, 1)
                earlier = pick(rng, england.trusts).id
                if earlier != trust:
                    yield GroupMembershipRow(earlier, school.id, joined, left_on=moved)
                    joined = moved
            yield GroupMembershipRow(trust, school.id, joined)
