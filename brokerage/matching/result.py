"""What an allocation answers, row for row of its instance."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.instance import Ints, Longs

NONE = -1  # no offer; as a distance: online
COSTS_A_NEED = int(np.iinfo(np.int32).max)  # a gap that no points make up for: somebody would go without


class Reason(IntEnum):
    """Why a need has no offer."""

    MET = 0
    NO_OFFER_IN_REACH = 1  # none for its area and phases travels as far as the school
    ASKED_NOT_TO = 2  # those in reach are all barred
    TAKEN_BY_MORE_URGENT = 3  # every place it could have is held by needs that count for more
    ALL_TAKEN = 4  # every place it could have is held


class Gain(IntEnum):
    """What one more place would bring to the whole, the most valuable last."""

    NOTHING = 0
    BETTER_FIT = 1
    ANOTHER_NEED = 2
    ANOTHER_SCHOOL = 3  # its first relationship
    ANOTHER_PRIORITY_NEED = 4


class Summary(TypedDict):
    """The levels of the objective in their order, then how they were reached."""

    needs: int
    priority_needs: int
    priority_needs_met: int
    schools_with_none: int
    schools_given_their_first: int
    needs_met: int
    total_fit: int
    pairs: int  # feasible (school, offer) pairs, those with online offers among them
    rounds: int
    is_certified: bool
    seconds: dict[str, float]  # by step


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """Gaps and prices are points of fit. Fit and distance are 0 and NONE where a need has no offer."""

    need_offer: Ints  # a row of the offers, or NONE
    need_fit: Ints
    need_metres: Ints
    need_reason: NDArray[np.int8]  # Reason
    need_gain: NDArray[np.int8]  # Gain: one more place that only this need could use
    runner_up: Ints  # the offer that would cost the whole the least instead, or NONE
    gap: Ints  # what it would cost the whole at least
    offer_gain: NDArray[np.int8]  # Gain: one more place of this offer
    offer_price: Longs  # points that one more place would bring, where it is BETTER_FIT
    summary: Summary
    node_price: Longs | None = None  # the proof, by node of the network; what was served in turn has none
