"""A school's leavers as a table to protect, and what is shown of it as facts."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from outcomes.disclosure import Key, Table
from outcomes.models import Fact, Leavers, Measure, Missing, Release

TOTAL, TO_PARTNER, ELSEWHERE = "reported_leavers", "reported_to_partner", "elsewhere"
OTHERS = Fact.Group.OTHERS.value
POINTS = 5  # to which a percentage is rounded; of rounded counts, so that it tells nothing more


def leavers_table(rows: Sequence[Leavers]) -> Table:
    """All, the disadvantaged among them, and the others, who are never shown but could be worked out."""
    counts: dict[Key, int] = {}
    for row in rows:
        counts |= {(row.pupil_group, code): number for code, number in _counts(row).items()}
    everybody = next(row for row in rows if row.pupil_group == Fact.Group.ALL)
    groups = [row.pupil_group for row in rows]
    codes = list(_counts(everybody))
    implied: dict[Key, int] = {}
    sums: list[tuple[Key, tuple[Key, ...]]] = []
    if Fact.Group.DISADVANTAGED in groups:
        groups.append(OTHERS)
        for code in codes:
            known = counts[Fact.Group.ALL, code], counts[Fact.Group.DISADVANTAGED, code]
            implied[OTHERS, code] = known[0] - known[1]
            sums.append(((Fact.Group.ALL, code), ((Fact.Group.DISADVANTAGED, code), (OTHERS, code))))
    parts = [code for code in codes if code != TOTAL]
    sums += [((group, TOTAL), tuple((group, code) for code in parts)) for group in groups]
    if everybody.partner_id:
        entrants = (Fact.Group.ALL.value, "reported_higher_education")
        counts[Fact.Group.ALL, TO_PARTNER] = everybody.to_partner
        implied[Fact.Group.ALL, ELSEWHERE] = counts[entrants] - everybody.to_partner
        sums.append((entrants, ((Fact.Group.ALL, TO_PARTNER), (Fact.Group.ALL, ELSEWHERE))))
    return Table(counts | implied, tuple(sums), frozenset(implied))


def shown_as_facts(
    shown: Mapping[tuple[int, str, str], int | None],
    measures: Mapping[str, Measure],
    release: Release,
    period: str,
) -> Iterator[Fact]:
    """The share of those who went to the partner is of all who entered higher education."""
    for (place, group, code), number in shown.items():
        whole = "reported_higher_education" if code == TO_PARTNER else TOTAL
        size = shown.get((place, group, whole))
        value = _value(code, number, size)
        yield Fact(
            measure=measures[code],
            release=release,
            institution_id=place,
            period=period,
            pupil_group=group,
            size=max(size, number or 0) if size is not None else None,
            numerator=number,
            unknown=None,
            value=value,
            missing="" if value is not None else Missing.SUPPRESSED,
        )


def _counts(row: Leavers) -> dict[str, int]:
    return {
        TOTAL: row.total,
        **{f"reported_{name}": getattr(row, name) for name in Leavers.DESTINATIONS},
    }


def _value(code: str, number: int | None, size: int | None) -> Decimal | None:
    if number is None or code == TOTAL:
        return None if number is None else Decimal(number)
    if not size:
        return None
    return Decimal(min(100, (number * 200 + size * POINTS) // (2 * size * POINTS) * POINTS))
