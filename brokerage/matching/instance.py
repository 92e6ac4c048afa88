"""What an allocation is asked: schools with needs, offers with places, and who may not or already does work together.

S schools, N needs, O offers. A need is one school's lack of a relationship in one area of support. Rows may come in any
order; the allocation depends on the ids alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Instance:
    """Positions and distances are metres on the national grid; areas and phases are bits in the order of the
    vocabularies `SupportArea` and `Phase`.
    """

    school_id: Longs
    school_x: Ints
    school_y: Ints
    school_phases: Bytes
    school_is_priority: Bools
    school_has_none: Bools  # no relationship in any area yet

    need_school: Ints  # a row of the schools
    need_area: NDArray[np.int8]  # the number of the area; a school has at most one need in each

    offer_id: Longs
    offer_provider: Longs  # the institution's id
    offer_x: Ints  # 0 when online
    offer_y: Ints
    offer_reach: Ints
    offer_is_remote: Bools
    offer_areas: Bytes
    offer_phases: Bytes
    offer_places: Ints  # free ones
    offer_fresh: NDArray[np.int16]  # points for being confirmed recently

    barred: Longs  # (B, 2): row of the school, row of the offer
    partner: Longs  # (P, 2): row of the school, id of the provider
    salt: str  # published with the run, so that a tie falls the same way for anybody who draws it again

    @property
    def schools(self) -> int:
        return len(self.school_id)

    @property
    def needs(self) -> int:
        return len(self.need_school)

    @property
    def offers(self) -> int:
        return len(self.offer_id)
