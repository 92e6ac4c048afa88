"""The allocation engine: arrays in, the best allocation out, with its proof. Knows neither Django nor the database."""

from brokerage.matching.baselines import first_come, neediest_first
from brokerage.matching.ground import Ground, ground_of
from brokerage.matching.instance import Instance
from brokerage.matching.result import COSTS_A_NEED, NONE, Allocation, Gain, Reason, Summary
from brokerage.matching.rounds import allocate

__all__ = [
    "COSTS_A_NEED",
    "NONE",
    "Allocation",
    "Gain",
    "Ground",
    "Instance",
    "Reason",
    "Summary",
    "allocate",
    "first_come",
    "ground_of",
    "neediest_first",
]
