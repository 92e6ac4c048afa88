"""Times that can be booked: set, asked for, confirmed, cancelled, and noted what they were used for."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import notifications
from brokerage.actions.facts import FURTHEST, misfit
from brokerage.actions.offers import refuse_withdrawn
from brokerage.actions.places import locked_offer
from brokerage.models import Booking, Offer, Slot
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution

MOST_WEEKS = 40  # a school year
MOST_PEOPLE = 1_000
LONGEST = timedelta(days=1)
State = Booking.State


@transaction.atomic
def set_slots(*, offer: Offer, starts_at: datetime, ends_at: datetime, weeks: int, by: User) -> list[Slot]:
    """Let schools book a time, in so many weeks one after another. None may overlap another of the offer's."""
    access.require(by, Permission.OFFER_EDIT, offer.provider)
    _check_time(starts_at, ends_at, weeks)
    offer = locked_offer(offer.pk)
    refuse_withdrawn(offer)
    slots = [_slot(offer, starts_at, ends_at, week) for week in range(weeks)]
    for slot in slots:
        overlapping = Slot.objects.filter(
            offer=offer, is_open=True, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at
        )
        if earlier := overlapping.first():
            raise RuleBroken(f"It overlaps a time that is set already: {earlier}.", field="starts_at")
    made = Slot.objects.bulk_create(slots)
    audit.record("slots_set", offer, by=by, slots=[slot.pk for slot in made])
    return made


@transaction.atomic
def close_slot(*, slot: Slot, by: User) -> None:
    """Nobody can book it any more. A booking is cancelled first, so that its school hears of it."""
    access.require(by, Permission.OFFER_EDIT, slot.offer.provider)
    slot = Slot.objects.select_for_update(no_key=True).get(pk=slot.pk)
    if slot.bookings.filter(state__in=Booking.HOLDING).exists():
        raise RuleBroken("A school has booked this time. Cancel its booking first.", code="slot_booked")
    slot.is_open = False
    slot.save(update_fields=["is_open"])
    audit.record("slot_closed", slot, by=by)


@transaction.atomic
def book_slot(*, slot: Slot, school: Institution, people: int | None, words: str, by: User) -> Booking:
    """Ask for a time on behalf of a school. It is held until the provider answers; nobody else gets it meanwhile."""
    access.require(by, Permission.REQUEST_MAKE, school)
    privacy.refuse_personal_data(words, field="words")
    slot = (
        Slot.objects.select_for_update(no_key=True, of=("self",))
        .select_related("offer__provider")
        .get(pk=slot.pk)
    )
    if earlier := slot.bookings.filter(state__in=Booking.HOLDING).first():
        if earlier.school_id == school.pk:  # the same form sent twice
            return earlier
        raise RuleBroken("Another school booked this time a moment ago. Choose another.", code="slot_booked")
    _refuse(slot, school)
    booking = Booking.objects.create(slot=slot, school=school, people=people, words=words.strip(), made_by=by)
    audit.record("slot_booked", booking, by=by, school=school.pk)
    notifications.slot_booked(booking)
    return booking


@transaction.atomic
def answer_booking(*, booking: Booking, confirmed: bool, by: User) -> Booking:
    """The provider confirms, or cannot."""
    access.require(by, Permission.INTRODUCTION_ANSWER, booking.slot.offer.provider)
    booking = _moved(booking, State.CONFIRMED if confirmed else State.DECLINED)
    audit.record("booking_answered", booking, by=by, confirmed=confirmed)
    notifications.booking_answered(booking)
    return booking


@transaction.atomic
def cancel_booking(*, booking: Booking, by: User) -> Booking:
    """Either side may. The time is free again, and the other side hears of it."""
    provider = booking.slot.offer.provider
    is_provider = access.can(by, Permission.INTRODUCTION_ANSWER, provider)
    if not is_provider:
        access.require(by, Permission.REQUEST_MAKE, booking.school)
    booking = _moved(booking, State.CANCELLED)
    audit.record("booking_cancelled", booking, by=by)
    notifications.booking_cancelled(booking, by_provider=is_provider)
    return booking


@transaction.atomic
def log_use(*, booking: Booking, used: bool, people: int | None, use: str, by: User) -> Booking:
    """Once it is over, the provider notes whether it was used, by how many, and for what."""
    access.require(by, Permission.OFFER_EDIT, booking.slot.offer.provider)
    privacy.refuse_personal_data(use, field="use")
    if not booking.is_over:
        raise RuleBroken("This can be noted once the time is over.", code="too_early")
    if used and people is None:
        raise RuleBroken("Enter how many people came.", field="people")
    booking = _moved(booking, State.USED if used else State.NOT_USED)
    booking.people, booking.use = people if used else 0, use.strip()
    booking.save(update_fields=["people", "use", "updated_at"])
    audit.record("use_logged", booking, by=by, used=used)
    return booking


def _check_time(starts_at: datetime, ends_at: datetime, weeks: int) -> None:
    now = timezone.now()
    if not now < starts_at <= now + FURTHEST:
        raise RuleBroken("Enter a time to come, within the next 3 years.", field="starts_at")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise RuleBroken("The end must be after the start, on the same day.", field="ends_at")
    if not 1 <= weeks <= MOST_WEEKS:
        raise RuleBroken(f"Enter a number of weeks between 1 and {MOST_WEEKS}.", field="weeks")


def _slot(offer: Offer, starts_at: datetime, ends_at: datetime, week: int) -> Slot:
    """The same hours by the clock on the wall, in summer and winter."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    later = timedelta(weeks=week)
    return Slot(offer=offer, starts_at=start + later, ends_at=end + later)


def _refuse(slot: Slot, school: Institution) -> None:
    if not Slot.objects.free().filter(pk=slot.pk).exists():
        raise RuleBroken("This time can no longer be booked.", code="slot_closed")
    if not Offer.objects.standing().filter(pk=slot.offer_id).exists():
        raise RuleBroken("This offer is no longer open.", code="offer_over")
    if why_not := misfit(slot.offer, school=school, area=slot.offer.areas[0]):
        raise why_not


def _moved(booking: Booking, state: str) -> Booking:
    """Locked and in its next state. The slot is not locked: what a booking gives back needs no care."""
    rows = Booking.objects.select_for_update(no_key=True, of=("self",))
    booking = rows.select_related("slot__offer__provider", "school", "made_by").get(pk=booking.pk)
    booking.move_to(state)
    booking.save(update_fields=["state", "updated_at"])
    return booking
