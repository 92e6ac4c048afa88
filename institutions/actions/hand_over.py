"""What somebody carried when they left a role: listed once, ticked off one by one."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import HandOverTask, RoleHolder


@transaction.atomic
def open_hand_over(*, role_holder: RoleHolder, carried: Iterable[tuple[str, str]]) -> None:
    """List what is to be handed over: words, and the address of the page. Whoever knows of the work calls it."""
    holder = RoleHolder.objects.select_for_update(of=("self",)).get(pk=role_holder.pk)
    if holder.hand_over_opened_at:
        return
    HandOverTask.objects.bulk_create(
        HandOverTask(role_holder=holder, what=what[:200], address=address) for what, address in carried
    )
    holder.hand_over_opened_at = timezone.now()
    holder.save(update_fields=["hand_over_opened_at", "updated_at"])
    audit.record("hand_over_opened", holder, by=None)


@transaction.atomic
def finish_hand_over_task(*, task: HandOverTask, by: User) -> HandOverTask:
    """It is in other hands."""
    access.require(by, Permission.ROLE_HOLDER_EDIT, task.role_holder.institution)
    task = HandOverTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.done_at:
        raise RuleBroken("This is handed over already.", code="handed_over")
    task.done_at, task.done_by = timezone.now(), by
    task.save(update_fields=["done_at", "done_by", "updated_at"])
    audit.record("handed_over", task, by=by)
    return task
