"""A small England for the tests of the demo."""

from demo.england.scale import Scale

TINY = Scale(
    name="tiny",
    schools=60,
    utcs=2,
    trusts=4,
    largest_trust=12,
    universities=4,
    employers=50,
    offers=120,
    contributions=400,
    priority_schools=5,
)
SEED = 7
