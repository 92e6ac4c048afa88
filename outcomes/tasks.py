"""Keeping coverage up to date."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from accounts.models import User
from core.dates import monday_of
from institutions.models import Membership
from outcomes import actions
from outcomes.models import EvaluationPoint


@shared_task
def publish_coverage(**_: Any) -> None:
    """Nightly, over everything: also picks up what only time changes (a year passes, an agreement ends)."""
    actions.publish_coverage()


@shared_task
def publish_changes(**_: Any) -> None:
    """Every minute: the schools whose records changed; after an import, all of them."""
    actions.publish_changes()


@shared_task
def publish_leavers(**_: Any) -> None:
    """Nightly, all at once: what was recorded by day shows in no order of its own."""
    actions.publish_leavers()


@shared_task
def choose_similar_schools(**_: Any) -> None:
    """Every night, though only the first of a school year with a census finds something to choose."""
    actions.choose_similar_schools()


@shared_task
def publish_pathways(**_: Any) -> None:
    """Nightly, after the leavers, in the same way."""
    actions.publish_pathways()


@shared_task
def publish_views(**_: Any) -> None:
    """Nightly: what families said in rounds that have closed."""
    actions.publish_views()


@shared_task
def remind_of_evaluation_points(**_: Any) -> None:
    """Every morning: what of an evaluation is due soon, or is overdue. One small job for each."""
    for pk in EvaluationPoint.objects.to_remind_of().order_by("pk").values_list("pk", flat=True):
        remind_of_evaluation_point.delay(point_id=pk)


@shared_task
def remind_of_evaluation_point(*, point_id: int, **_: Any) -> None:
    if point := EvaluationPoint.objects.filter(pk=point_id).first():
        actions.remind_of_evaluation_point(point=point)


@shared_task
def send_digests(**_: Any) -> None:
    """Every Monday morning: one small job for each person who belongs to an institution."""
    members = Membership.objects.current().filter(institution__isnull=False, user__is_active=True)
    for user_id in members.order_by("user").values_list("user", flat=True).distinct():
        send_digest.delay(user_id=user_id)


@shared_task
def send_digest(*, user_id: int, **_: Any) -> None:
    if user := User.objects.filter(pk=user_id).first():
        actions.send_digest(user=user, monday=monday_of(timezone.localdate()))
