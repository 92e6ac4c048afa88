"""Made-up destinations, pupils and places, in the measures of the published tables; withheld where they would be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from demo.england.country import England, is_secondary, pick
from demo.england.measure_rows import FactRow, LeaversRow, ReleaseRow
from demo.england.rows import InstitutionRow
from outcomes.models import Fact, Missing, Release

Dataset = Release.Dataset
Group = Fact.Group
PUBLISHER = "made up for the demonstration"
DESTINATIONS_18, DESTINATIONS_16, CENSUS, PLACES = 1, 2, 3, 4  # numbers of the releases
FEWEST = 3  # of fewer students, a table tells nothing
UTC = "40"
# Where so many of a hundred go, in order: the rest is in no record.
AFTER_18 = {
    "he": 37,
    "apprenticeship": 8,
    "fe": 5,
    "other_education": 1,
    "employment": 28,
    "not_sustained": 16,
}
AFTER_UTC = AFTER_18 | {"he": 35, "apprenticeship": 20, "employment": 24, "not_sustained": 12}
AFTER_16 = {
    "sixth_form": 36,
    "fe": 38,
    "sixth_form_college": 13,
    "other_education": 2,
    "apprenticeship": 3,
    "employment": 2,
    "not_sustained": 5,
}
EDUCATION = {"he", "fe", "other_education", "sixth_form", "sixth_form_college"}
STAYING = EDUCATION | {"apprenticeship", "employment"}
PUPILS = {"sen_support": 14, "ehc_plan": 5, "eal": 19}
PLACE = {"neet_or_unknown": 5.6, "participation": 92, "imd_score": 21.7, "unemployment": 4, "level_4": 43}

Counts = dict[str, int]


def releases(england: England) -> list[ReleaseRow]:
    year = england.today.year - 1
    tables, leavers = f"{year - 1}-{year % 100:02d}", f"{year - 3}/{(year - 2) % 100:02d}"
    known = [
        (DESTINATIONS_18, Dataset.DESTINATIONS_16_18, tables, leavers),
        (DESTINATIONS_16, Dataset.DESTINATIONS_KS4, tables, leavers),
        (CENSUS, Dataset.CENSUS, tables, tables.replace("-", "/")),
        (PLACES, Dataset.LOCAL_SKILLS, str(year), str(year)),
    ]
    return [
        ReleaseRow(
            number,
            dataset,
            name,
            1,
            PUBLISHER,
            england.days_ago(200),
            "FINAL",
            [period],
            "none",
            "",
            england.now,
        )
        for number, dataset, name, period in known
    ]


@dataclass
class Recorder:
    """Writes facts down, and adds up what authorities and the country have."""

    england: England
    measures: dict[str, int]
    sums: dict[tuple[int, int, str, str], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.periods = {row.id: row.periods[0] for row in releases(self.england)}

    def school(
        self, release: int, school: InstitutionRow, prefix: str, group: str, counts: Counts
    ) -> Iterator[FactRow]:
        size = sum(counts.values())
        totals = _with_totals(counts)
        for code in totals:
            for area in (school.local_authority_id, self.england.country):
                known = self.sums.setdefault((release, area or 0, f"{prefix}{code}", group), [0, 0, 0])
                for place, number in enumerate((totals[code], size, counts["not_captured"])):
                    known[place] += number
            yield self.fact(
                release,
                (school.id, None),
                f"{prefix}{code}",
                group,
                (totals[code], size, counts["not_captured"]),
            )

    def areas(self) -> Iterator[FactRow]:
        for (release, area, code, group), (part, size, unknown) in self.sums.items():
            yield self.fact(release, (None, area), code, group, (part, size, unknown))

    def value(self, release: int, place: tuple[int | None, int | None], code: str, value: float) -> FactRow:
        number = Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return FactRow(
            self.measures[code],
            release,
            *place,
            self.periods[release],
            Group.ALL,
            None,
            None,
            None,
            number,
            "",
        )

    def fact(
        self,
        release: int,
        place: tuple[int | None, int | None],
        code: str,
        group: str,
        counts: tuple[int, int, int],
    ) -> FactRow:
        part, size, unknown = counts
        hidden = 0 < part < FEWEST or 0 < size - part < FEWEST
        share = (
            None if hidden or not size else (Decimal(part) * 100 / size).quantize(Decimal(1), ROUND_HALF_UP)
        )
        missing = (
            "" if share is not None else (Missing.SUPPRESSED if hidden else Missing.NOT_APPLICABLE).value
        )
        return FactRow(
            measure_id=self.measures[code],
            release_id=release,
            institution_id=place[0],
            area_id=place[1],
            period=self.periods[release],
            pupil_group=group,
            size=size,
            numerator=None if hidden else part,
            unknown=None if hidden else unknown,
            value=share,
            missing=missing,
        )


def fact_rows(england: England, measures: dict[str, int]) -> Iterator[FactRow]:
    """Schools one by one; then the areas, which are their sums."""
    recorder, rng = Recorder(england, measures), england.rng("figures")
    for school in england.schools:
        roll, poor = school.roll or 0, float(school.fsm_percent or 18) / 100
        if is_secondary(school) or school.kind == "COLLEGE":
            if (school.high_age or 0) >= 18:
                rates = AFTER_UTC if school.type_code == UTC else AFTER_18
                leavers = roll // (3 if school.type_code == UTC else 9)
                yield from _cohort(recorder, DESTINATIONS_18, school, "18_", rates, leavers, poor, rng)
            if (school.low_age or 0) < 16:
                yield from _cohort(recorder, DESTINATIONS_16, school, "16_", AFTER_16, roll // 6, poor, rng)
        if roll:
            yield from _pupils(recorder, school, roll, poor, rng)
    yield from recorder.areas()
    for area in [england.country, *(authority.id for authority in england.authorities)]:
        for code, usual in PLACE.items():
            spread = 0.0 if area == england.country else rng.gauss(0, 0.12)
            yield recorder.value(PLACES, (None, area), code, min(98.0, usual * (1 + spread)))


def _cohort(
    recorder: Recorder,
    release: int,
    school: InstitutionRow,
    prefix: str,
    rates: dict[str, int],
    size: int,
    poor: float,
    rng: Random,
) -> Iterator[FactRow]:
    """Fewer of the disadvantaged go on to study, more of them are in no record."""
    tilt = rng.gauss(0, 6)
    groups = {
        Group.DISADVANTAGED: _counts(rates, round(size * poor), tilt - 10, rng),
        Group.OTHERS: _counts(rates, size - round(size * poor), tilt + 2, rng),
    }
    total = {code: sum(counts[code] for counts in groups.values()) for code in groups[Group.OTHERS]}
    for group, counts in {Group.ALL: total, **groups}.items():
        yield from recorder.school(release, school, prefix, group, counts)


def _counts(rates: dict[str, int], size: int, tilt: float, rng: Random) -> Counts:
    first = next(iter(rates))
    weights = {code: max(1.0, rate + (tilt if code == first else 0)) for code, rate in rates.items()}
    weights["not_captured"] = max(1.0, 100 - sum(weights.values()))
    counts = dict.fromkeys(weights, 0)
    for code in rng.choices(list(weights), list(weights.values()), k=size):
        counts[code] += 1
    return counts


def _with_totals(counts: Counts) -> Counts:
    education = sum(counts.get(code, 0) for code in EDUCATION)
    return counts | {"education": education, "overall": sum(counts.get(code, 0) for code in STAYING)}


def _pupils(
    recorder: Recorder, school: InstitutionRow, roll: int, poor: float, rng: Random
) -> Iterator[FactRow]:
    shares = {"fsm": poor, "fsm6": min(0.95, poor * 1.1)}
    shares |= {code: max(0.0, rng.gauss(usual, usual / 3)) / 100 for code, usual in PUPILS.items()}
    for code, share in shares.items():
        yield recorder.fact(CENSUS, (school.id, None), code, Group.ALL, (round(roll * share), roll, 0))


def leavers_rows(england: England) -> Iterator[LeaversRow]:
    """What the university technical colleges found out of their own leavers, a year later than the official figures."""
    rng, year = england.rng("leavers"), england.today.year - 2
    period = f"{year}/{(year + 1) % 100:02d}"
    for school in england.schools:
        if school.type_code == UTC:
            size = (school.roll or 300) // 3
            everybody = _reported(size, rng)
            some = [count // 4 for count in everybody]
            partner = pick(rng, england.universities)
            for group, counts in ((Group.ALL, everybody), (Group.DISADVANTAGED, some)):
                to_partner = (partner.id, counts[0] // 3) if group == Group.ALL else (None, 0)
                yield LeaversRow._make(
                    (england.now, england.now, school.id, period, group.value, *counts, *to_partner)
                )


def _reported(size: int, rng: Random) -> list[int]:
    shares = [rng.gauss(usual, 0.02) for usual in (0.45, 0.08, 0.2, 0.15, 0.05, 0.07)]
    return [max(0, round(size * share)) for share in shares]
