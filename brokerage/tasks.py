"""What happens to offers and introductions by the clock."""

from typing import Any

from celery import shared_task

from brokerage import actions
from brokerage.models import (
    AllocationRow,
    AllocationRun,
    Introduction,
    Message,
    Offer,
)
from institutions.models import RoleHolder


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
def remind_of_answers(**_: Any) -> None:
    """Every morning: providers whose time to answer is almost over."""
    for pk in Introduction.objects.to_remind_of().order_by("pk").values_list("pk", flat=True):
        remind_of_answer.delay(introduction_id=pk)


@shared_task
def remind_of_answer(*, introduction_id: int, **_: Any) -> None:
    if introduction := Introduction.objects.filter(pk=introduction_id).first():
        actions.remind_of_answer(introduction=introduction)


@shared_task
def ask_what_happened(**_: Any) -> None:
    """Every morning: both sides of what was agreed and has had its day."""
    for pk in Introduction.objects.to_ask_about().order_by("pk").values_list("pk", flat=True):
        ask_whether_it_happened.delay(introduction_id=pk)


@shared_task
def ask_whether_it_happened(*, introduction_id: int, **_: Any) -> None:
    if introduction := Introduction.objects.filter(pk=introduction_id).first():
        actions.ask_whether_it_happened(introduction=introduction)


@shared_task
def forget_pending_offers(**_: Any) -> None:
    """Nightly: first offers that nobody verified."""
    actions.forget_pending_offers()


@shared_task
def rehearse_run(*, run_id: int, **_: Any) -> None:
    if run := AllocationRun.objects.filter(pk=run_id).first():
        actions.rehearse_run(run=run)


@shared_task
def send_next_batch(*, run_id: int, **_: Any) -> None:
    if run := AllocationRun.objects.filter(pk=run_id).first():
        actions.send_next_batch(run=run)


@shared_task
def take_up_stalled_runs(**_: Any) -> None:
    """Every minute: runs whose worker was killed, or that nobody was told of."""
    for run in AllocationRun.objects.stalled().order_by("pk"):
        actions.take_up(run=run)


@shared_task
def propose_next_best(*, introduction_id: int, **_: Any) -> None:
    if row := AllocationRow.objects.filter(introduction=introduction_id).first():
        actions.propose_next_best(row=row)


@shared_task
def replace_what_came_to_nothing(**_: Any) -> None:
    """Nightly: whatever of the runs' introductions nobody was told of. One small job for each."""
    for pk in AllocationRow.objects.to_replace().order_by("pk").values_list("introduction", flat=True):
        propose_next_best.delay(introduction_id=pk)


@shared_task
def ask_whether_offers_stand(**_: Any) -> None:
    """Every morning: providers whose offers nobody has confirmed for almost a year."""
    for pk in Offer.objects.to_ask_again().order_by("pk").values_list("pk", flat=True):
        ask_whether_offer_stands.delay(offer_id=pk)


@shared_task
def ask_whether_offer_stands(*, offer_id: int, **_: Any) -> None:
    if offer := Offer.objects.filter(pk=offer_id).first():
        actions.ask_whether_offer_stands(offer=offer)


@shared_task
def withdraw_unneeded_introductions(**_: Any) -> None:
    """Every minute: those whose school wanted one yes only, and has it."""
    for pk in Introduction.objects.unneeded().order_by("pk").values_list("pk", flat=True):
        withdraw_unneeded.delay(introduction_id=pk)


@shared_task
def withdraw_unneeded(*, introduction_id: int, **_: Any) -> None:
    if introduction := Introduction.objects.filter(pk=introduction_id).first():
        actions.withdraw_unneeded(introduction=introduction)


@shared_task
def open_hand_overs(**_: Any) -> None:
    """Every minute: people who left a role, some of them on a day that was set long before."""
    for pk in RoleHolder.objects.to_hand_over().order_by("pk").values_list("pk", flat=True):
        open_hand_over.delay(role_holder_id=pk)


@shared_task
def open_hand_over(*, role_holder_id: int, **_: Any) -> None:
    if role_holder := RoleHolder.objects.filter(pk=role_holder_id).first():
        actions.list_what_was_carried(role_holder=role_holder)


@shared_task
def send_message_batch(*, message_id: int, **_: Any) -> None:
    """The next letters of a message."""
    if message := Message.objects.filter(pk=message_id).first():
        actions.send_message_batch(message=message)


@shared_task
def take_up_stalled_messages(**_: Any) -> None:
    """Every minute: messages that a worker left half sent."""
    for pk in Message.objects.stalled().order_by("pk").values_list("pk", flat=True):
        send_message_batch.delay(message_id=pk)
