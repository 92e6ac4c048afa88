"""What counts for more, as whole numbers: the levels of the objective, and within them the cost of one pair.

Each need that is met uses one slot of its school, and slots are of four classes, the most valuable first: a priority
school's first relationship, its others, another school's first, its others. A first slot exists where the school has
no relationship yet. The sets of slots that places can fill form a matroid, so filling the higher classes first never
costs one need overall, and the weights of the classes need only be in order and far enough apart.
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.instance import Instance, Ints, Longs
from brokerage.matching.points import MOST_FIT
from brokerage.matching.result import Gain

CLASSES = 4
PRIORITY_FIRST, PRIORITY, FIRST, OTHER = range(CLASSES)
MOST_TIE_BITS = 20
INT64_BITS = 63


@dataclass(frozen=True)
class Slots:
    """Runs of equal slots, by school and then by class."""

    school: Ints
    rank: NDArray[np.int64]  # the class, 0 for the most valuable
    size: Longs


@dataclass(frozen=True)
class Objective:
    """A pair costs `fit_unit` for each point that it lacks, plus its tie; a slot of class c earns `weight[c]`.

    The ties of a whole allocation add up to less than one `fit_unit`, and all pairs together cost less than one
    `level`, so each level decides only what the levels above it leave open.
    """

    tie_bits: int
    fit_unit: int
    level: int
    salt: np.uint64

    @property
    def weight(self) -> Longs:
        return self.level * np.arange(CLASSES, 0, -1, dtype=np.int64)

    def cost(self, fit: NDArray[np.integer]) -> Longs:
        """Without the tie."""
        return (MOST_FIT - fit.astype(np.int64)) * self.fit_unit

    def tie(self, bits: int, *keys: NDArray[np.integer]) -> Longs:
        """A drawn number below 2**bits for each row of stable ids."""
        drawn = np.full(len(keys[0]), self.salt)
        for key in keys:
            drawn = _mixed(drawn ^ key.astype(np.uint64))
        return (drawn >> np.uint64(64 - bits)).astype(np.int64)

    def pair_cost(self, school_id: Longs, area: Ints, offer_id: Longs, fit: NDArray[np.integer]) -> Longs:
        return self.cost(fit) + self.tie(self.tie_bits, school_id, area, offer_id)


def objective_of(instance: Instance) -> Objective:
    """With as many bits for ties as fit into 64-bit numbers, at most 20."""
    most_pairs = max(1, min(instance.needs, int(instance.offer_places.sum(dtype=np.int64))))
    nodes = instance.needs + instance.offers + 2 * instance.schools + 1000
    for bits in range(MOST_TIE_BITS, 0, -1):
        fit_unit = most_pairs << bits
        pair = (MOST_FIT + 1) * fit_unit
        level = most_pairs * pair
        # A reduced cost adds up at most two prices and one weight. The solver multiplies costs by nodes, and lowers
        # what it allows itself in steps of five: it refuses costs that would run over on the way.
        if max(16 * level, 8 * pair * nodes).bit_length() <= INT64_BITS:
            return Objective(bits, fit_unit, level, _seed(instance.salt))
    raise OverflowError(f"{instance.needs} needs are too many for 64-bit costs.")


def slots_of(instance: Instance) -> Slots:
    wants = np.bincount(instance.need_school, minlength=instance.schools)
    first = ((wants > 0) & instance.school_has_none).astype(np.int64)
    urgent = instance.school_is_priority
    school = np.arange(instance.schools, dtype=np.int32)
    size = np.column_stack([first, wants - first])
    rank = np.column_stack([np.where(urgent, PRIORITY_FIRST, FIRST), np.where(urgent, PRIORITY, OTHER)])
    there = size.ravel() > 0
    return Slots(np.repeat(school, 2)[there], rank.ravel()[there], size.ravel()[there])


def gain_of(objective: Objective, worth: Longs) -> NDArray[np.int8]:
    """What saving `worth` stands for: the weights of the classes tell the levels apart."""
    level = (worth + objective.level // 2) // objective.level  # to the nearest: fit may add or take a little
    gains = np.array(
        [Gain.BETTER_FIT, Gain.ANOTHER_NEED, Gain.ANOTHER_SCHOOL, *[Gain.ANOTHER_PRIORITY_NEED] * 2], np.int8
    )
    return np.where(worth <= 0, np.int8(Gain.NOTHING), gains[np.clip(level, 0, CLASSES)])


def _mixed(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finalizer of splitmix64: every bit of the input reaches every bit of the output."""
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


def _seed(salt: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(salt.encode(), digest_size=8).digest()))
