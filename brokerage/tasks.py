"""What happens to offers and introductions by the clock."""

from typing import Any

from celery import shared_task

from brokerage import actions
from brokerage.models import Introduction


@shared_task
def expire_overdue_introductions(**_: Any) -> None:
    """Nightly. One small job for each, so that one failure never stops the rest."""
    for pk in Introduction.objects.overdue().order_by("pk").values_list("pk", flat=True):
        expire_introduction.delay(introduction_id=pk)


@shared_task
def expire_introduction(*, introduction_id: int, **_: Any) -> None:
    if introduction := Introduction.objects.filter(pk=introduction_id).first():
        actions.expire_introduction(introduction=introduction)


@shared_task
def forget_pending_offers(**_: Any) -> None:
    """Nightly: first offers that nobody verified."""
    actions.forget_pending_offers()
