"""What the makers of rows share: the numbers, the day, and everything made so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import count
from random import Random
from typing import TypeVar

from demo.england.areas import Authority
from demo.england.rows import InstitutionRow
from demo.england.scale import Scale
from demo.england.vocabulary import Vocabularies
from institutions.models import Institution

T = TypeVar("T")


@dataclass
class England:
    """A country in the making. `schools` are those that coverage counts: open, state-funded, with a position."""

    scale: Scale
    seed: int
    today: date
    vocabularies: Vocabularies
    authorities: list[Authority]
    is_imagined: bool = True
    country: int = 1  # the area that is England
    ids: "count[int]" = field(default_factory=lambda: count(1))
    schools: list[InstitutionRow] = field(default_factory=list)
    other_schools: list[InstitutionRow] = field(default_factory=list)
    trusts: list[InstitutionRow] = field(default_factory=list)
    universities: list[InstitutionRow] = field(default_factory=list)
    employers: list[InstitutionRow] = field(default_factory=list)
    brokers: list[InstitutionRow] = field(default_factory=list)
    served: dict[int, list[int]] = field(default_factory=dict)  # authorities, by broker
    members: dict[int, list[InstitutionRow]] = field(default_factory=dict)

    def rng(self, part: str) -> Random:
        """Each part draws from its own numbers, so that a change in one leaves the others as they were."""
        return Random(f"{self.seed}:{part}")

    @property
    def now(self) -> datetime:
        return moment(self.today)

    @cached_property
    def trust_of(self) -> dict[int, int]:
        return {school.id: trust for trust, schools in self.members.items() for school in schools}

    @cached_property
    def quiet(self) -> set[int]:
        """Schools that nobody works with: more often the rural and the small ones."""
        rng = self.rng("quiet")
        return {
            s.id for s in self.schools if rng.random() < (0.2 if s.is_rural or (s.roll or 0) < 100 else 0.07)
        }

    def days_ago(self, days: float) -> date:
        return self.today - timedelta(days=int(days))


def moment(day: date) -> datetime:
    """Nine in the morning: all that is known of when on a day something was done."""
    return datetime.combine(day, time(9), tzinfo=UTC)


def pick(rng: Random, words: Sequence[T]) -> T:
    """One of `words`. Twice as fast as rng.choice, which counts when there are millions."""
    return words[int(rng.random() * len(words))]


def is_primary(school: InstitutionRow) -> bool:
    return school.phases == ["PRIMARY"]


def is_secondary(school: InstitutionRow) -> bool:
    return "SECONDARY" in school.phases and school.kind == Institution.Kind.SCHOOL
