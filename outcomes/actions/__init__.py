"""Everything that works figures out and publishes them."""

from outcomes.actions.coverage import publish_changes, publish_coverage, schools_changed_since
from outcomes.actions.downloads import record_download

__all__ = ["publish_changes", "publish_coverage", "record_download", "schools_changed_since"]
