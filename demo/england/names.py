"""Names that sound like England and belong to nobody."""

from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from demo.england import words
from demo.england.country import pick


def town_names(rng: Random) -> Iterator[str]:
    """Every start with every end in a shuffled order, then again with something before or after."""
    plain = [start + end for start in words.TOWN_STARTS for end in words.TOWN_ENDS if start[-1] != end[0]]
    rng.shuffle(plain)
    yield from plain
    for pattern in words.TOWN_EXTRAS:
        yield from (pattern.format(name) for name in plain)


def person(rng: Random) -> str:
    return f"{pick(rng, words.FIRST_NAMES)} {pick(rng, words.SURNAMES)}"


def street(rng: Random) -> str:
    return f"{int(rng.random() * 180) + 1} {pick(rng, words.STREETS)} {pick(rng, words.ROADS)}"


def school(pattern: str, town: str, rng: Random) -> str:
    return pattern.format(
        town=town,
        street=pick(rng, words.STREETS),
        saint=pick(rng, words.SAINTS),
        virtue=pick(rng, words.VIRTUES),
        surname=pick(rng, words.SURNAMES),
    )


def employer(sector: str, town: str, rng: Random) -> str:
    trade = pick(rng, words.TRADES[sector])
    match int(rng.random() * 4):
        case 0:
            return f"{pick(rng, words.SURNAMES)} and {pick(rng, words.SURNAMES)} {trade}"
        case 1:
            return f"{pick(rng, words.SURNAMES)} {trade}"
        case 2:
            return f"{pick(rng, words.STREETS)} {trade}"
        case _:
            return f"{town} {trade}"


def distinct(make: Callable[[], str], taken: set[str], otherwise: str) -> str:
    """A name that is not taken yet; after a few tries one with `otherwise` behind it."""
    for _ in range(8):
        name = make()
        if name not in taken:
            break
    else:
        name = f"{name}, {otherwise}"
    taken.add(name)
    return name


@cache
def email(name: str, local_part: str) -> str:
    """An address at a domain that can never exist (RFC 2606)."""
    host = "".join(letter if letter.isalnum() else "-" for letter in name.lower().replace("'", ""))
    return f"{local_part}@{'-'.join(filter(None, host.split('-')))[:50].strip('-')}.example"
