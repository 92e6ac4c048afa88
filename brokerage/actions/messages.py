"""A message to a segment: written, looked at, sent batch by batch through the outbox, and what came of it."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import access, notifications
from brokerage.models import Message, MessageDelivery, MessageTemplate
from brokerage.queries.messages import recipients_of
from core import privacy
from core.errors import RuleBroken
from core.jobs import after_commit
from institutions.models import Area, Institution, Term, Vocabulary

BATCH = 200  # letters queued in one transaction
EMAIL = "EMAIL"
TO_FILL_IN = re.compile(r"\[[^\]]+\]")  # so a template marks what only its writer knows


@dataclass(frozen=True, kw_only=True)
class Words:
    """To whom, and what."""

    area: Area
    kinds: list[str]
    sector: str
    family_segment: Term | None
    subject: str
    body: str


@transaction.atomic
def write_message(
    *, words: Words, template: MessageTemplate | None, broker: Institution | None, by: User
) -> Message:
    """Begin a draft. Nobody gets it before it is sent."""
    access.require_writer(by, words.area)
    message = Message(template=template, broker=broker, written_by=by)
    _put_down(message, words)
    audit.record("message_written", message, by=by)
    return message


@transaction.atomic
def change_message(*, message: Message, words: Words, by: User) -> Message:
    access.require_writer(by, message.area)
    access.require_writer(by, words.area)
    message = _locked(message)
    if message.state != Message.State.DRAFT:
        raise RuleBroken("It was sent, so its words stand.", code="message_sent")
    _put_down(message, words)
    audit.record("message_changed", message, by=by)
    return message


@transaction.atomic
def send_message(*, message: Message, by: User) -> Message:
    """Let it go to everybody in its segment who agreed; those who agree later do not get it."""
    access.require_writer(by, message.area)
    message = _locked(message)
    message.move_to(Message.State.SENDING)
    if TO_FILL_IN.search(message.body):
        raise RuleBroken("Fill in what stands in square brackets first.", code="to_fill_in")
    if not recipients_of(message).exists() and message.family_segment is None:
        raise RuleBroken("Nobody in this segment has agreed to get messages yet.", code="nobody_agreed")
    message.sent_at = timezone.now()
    message.save(update_fields=["state", "sent_at", "updated_at"])
    audit.record("message_sent", message, by=by)
    after_commit("brokerage.tasks.send_message_batch", message_id=message.pk)
    return message


@transaction.atomic
def send_message_batch(*, message: Message) -> None:
    """Queue the next letters, each person's once. Quiet when there is nothing to send any more."""
    message = _locked(message)
    if message.state != Message.State.SENDING:
        return
    people = list(recipients_of(message).filter(pk__gt=message.last_recipient).order_by("pk")[:BATCH])
    for person in people:
        notifications.message_to(message, person)
    message.recipients += len(people)
    if len(people) < BATCH:
        message.move_to(Message.State.SENT)
        channel = Term.objects.get(vocabulary=Vocabulary.CHANNEL, code=EMAIL)
        message.deliveries.create(channel=channel, people=message.recipients)
    else:
        message.last_recipient = people[-1].pk
        after_commit("brokerage.tasks.send_message_batch", message_id=message.pk)
    message.save(update_fields=["state", "recipients", "last_recipient", "updated_at"])


@transaction.atomic
def note_delivery(
    *, message: Message, channel: Term, through: str, sent_on: date, people: int | None, by: User
) -> MessageDelivery:
    """Keep another way by which it went out, such as a school's newsletter."""
    access.require_writer(by, message.area)
    if message.state == Message.State.DRAFT:
        raise RuleBroken("Send it first.", code="message_not_sent")
    if sent_on > timezone.localdate():
        raise RuleBroken("The day must be today or in the past.", field="sent_on")
    made = message.deliveries.create(channel=channel, through=through, sent_on=sent_on, people=people)
    audit.record("message_delivery_noted", message, by=by, channel=channel.code)
    return made


@transaction.atomic
def tell_outcome(*, message: Message, responses: int | None, outcome: str, by: User) -> Message:
    """What came of it in the segment as a whole; nobody is named."""
    access.require_writer(by, message.area)
    privacy.refuse_personal_data(outcome, field="outcome")
    message = _locked(message)
    if message.state == Message.State.DRAFT:
        raise RuleBroken("Send it first.", code="message_not_sent")
    message.responses, message.outcome = responses, outcome
    message.save(update_fields=["responses", "outcome", "updated_at"])
    audit.record("message_outcome_told", message, by=by, responses=responses)
    return message


def _locked(message: Message) -> Message:
    rows = Message.objects.select_related("area", "broker", "family_segment")
    return rows.select_for_update(of=("self",)).get(pk=message.pk)


def _put_down(message: Message, words: Words) -> None:
    for name in ("subject", "body"):
        privacy.refuse_personal_data(getattr(words, name), field=name)
    message.area, message.kinds, message.sector = words.area, words.kinds, words.sector
    message.family_segment = words.family_segment
    message.subject, message.body = words.subject, words.body
    message.save()
