"""Coverage: what it is counted by, and what the last run found."""

from outcomes.models.coverage import EffectiveRule, Level, RollupRun, SchoolCoverage

__all__ = ["EffectiveRule", "Level", "RollupRun", "SchoolCoverage"]
