"""Keeping coverage up to date."""

from typing import Any

from celery import shared_task

from outcomes import actions


@shared_task
def publish_coverage(**_: Any) -> None:
    """Nightly, over everything: also picks up what only time changes (a year passes, an agreement ends)."""
    actions.publish_coverage()


@shared_task
def publish_changes(**_: Any) -> None:
    """Every minute: the schools whose records changed; after an import, all of them."""
    actions.publish_changes()
