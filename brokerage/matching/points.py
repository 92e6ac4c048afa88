"""What each part of the fit between a school and an offer is worth, in whole points.

The instant ranking and the allocation count with the same table. The ranking adds what an allocation must leave
out: places left, which the allocation itself changes, the words in which a school asks, and priority, which decides
before any point does.
"""

import numpy as np
from numpy.typing import NDArray

# The distance is the straight line, because no road network is loaded.
POINTS = {
    "distance": 400,  # at the school's gate
    "a_km": 8,  # less for each kilometre
    "online": 200,  # as if 25 km away
    "area_fit": 150,  # shared between the areas that the offer serves
    "phase_fit": 100,  # for all the phases that the school teaches
    "a_place": 10,  # for each place left
    "places_counted": 5,
    "partner": 120,  # the two already work together
    "fresh": 60,  # confirmed today
    "days_a_point": 7,  # one less for each week since
    "kind_asked": 60,  # the school's request names this kind of offer
    "a_word": 40,  # for each word of the school's request that the offer has too
    "words_counted": 2,
}
MOST_FIT = sum(POINTS[part] for part in ("distance", "area_fit", "phase_fit", "partner", "fresh"))

_BITS_SET = np.array([value.bit_count() for value in range(256)], np.int32)


def bits_set(masks: NDArray[np.uint8]) -> NDArray[np.int32]:
    """How many areas or phases a mask names."""
    return _BITS_SET[masks]


def distance_points(metres: NDArray[np.int32]) -> NDArray[np.int32]:
    """For whole metres in a straight line."""
    return np.maximum(0, POINTS["distance"] - POINTS["a_km"] * metres // 1000).astype(np.int32)


def area_points(offer_areas: NDArray[np.uint8]) -> NDArray[np.int32]:
    """An offer for one area alone fits it best."""
    return (POINTS["area_fit"] // bits_set(offer_areas)).astype(np.int32)


def phase_points(taught: NDArray[np.uint8], offer_phases: NDArray[np.uint8]) -> NDArray[np.int32]:
    """For the share of the phases taught at the school that the offer serves."""
    return (POINTS["phase_fit"] * bits_set(taught & offer_phases) // bits_set(taught)).astype(np.int32)
