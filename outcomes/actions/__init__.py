"""Everything that works figures out and publishes them."""

from outcomes.actions.coverage import publish_changes, publish_coverage, schools_changed_since

__all__ = ["publish_changes", "publish_coverage", "schools_changed_since"]
