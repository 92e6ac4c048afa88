"""The schools most like each other, by who their pupils are, how many, and where: never by what came of them."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import scipy
from numpy.typing import NDArray

from core import db

MOST = 20
FEWEST = 10  # fewer are no group to be compared with
PUPILS = ("fsm6", "eal", "sen_support")

# One row per school in scope whose census figures are all there, newest first taken. `kind`: only within it are schools
# compared, so a special school never stands beside a sixth-form college.
_FEATURES = """
WITH newest AS (
    SELECT DISTINCT ON (fact.institution_id, measure.code)
           fact.institution_id, measure.code, fact.numerator::float / fact.size AS share
    FROM outcomes_fact fact
    JOIN outcomes_measure measure ON measure.id = fact.measure_id AND measure.code = ANY(%(pupils)s)
    JOIN outcomes_release release ON release.id = fact.release_id AND release.superseded_at IS NULL
    WHERE fact.institution_id = ANY(%(schools)s::bigint[]) AND fact.pupil_group = 'ALL'
      AND fact.size > 0 AND fact.numerator IS NOT NULL
    ORDER BY fact.institution_id, measure.code, fact.period DESC
),
whole AS (
    SELECT institution_id, array_agg(share ORDER BY code) AS shares
    FROM newest
    GROUP BY institution_id
    HAVING count(*) = %(measures)s
)
SELECT school.id, concat_ws(' ', school.phases::text, school.type_code = %(utc)s, school.high_age > 16) AS kind,
       ln(school.roll) AS size, coalesce(school.is_rural, false)::int::float AS is_rural, whole.shares
FROM institutions_institution school
JOIN whole ON whole.institution_id = school.id
WHERE school.roll > 0
ORDER BY school.id
"""


def similar_schools(*, schools: list[int], utc: str) -> Iterator[tuple[int, list[int]]]:
    """Each school with the up to MOST others nearest to it; none for one that has fewer than FEWEST of its kind.

    Nearest by Euclidean distance over the logarithm of the roll, rural or not, and the shares of its pupils who were
    eligible for free school meals, have another first language, or receive support for special needs, each divided by
    its standard deviation over all schools of the kind.
    """
    asked = {"schools": schools, "pupils": list(PUPILS), "measures": len(PUPILS), "utc": utc}
    kinds: dict[str, list[tuple[int, list[float]]]] = defaultdict(list)
    for row in db.rows(_FEATURES, asked):
        kinds[row["kind"]].append((row["id"], [row["size"], row["is_rural"], *row["shares"]]))
    for found in kinds.values():
        if len(found) > FEWEST:
            keys = np.array([key for key, _ in found])
            for key, near in zip(keys, _nearest(np.array([values for _, values in found])), strict=True):
                yield int(key), [int(each) for each in keys[near] if each != key][:MOST]


def _nearest(features: NDArray[np.float64]) -> NDArray[np.int64]:
    """For each row the places of the nearest rows, itself among them, nearest first."""
    spread = features.std(axis=0)
    scaled = features / np.where(spread > 0, spread, 1)
    return np.asarray(
        scipy.spatial.cKDTree(scaled).query(scaled, k=min(MOST + 1, len(features)))[1], np.int64
    )
