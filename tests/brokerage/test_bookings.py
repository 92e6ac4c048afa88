"""Times that can be booked: no two schools have one, no two overlap, and their use is noted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.models import Booking, Offer, Slot
from core.errors import RuleBroken
from institutions.models import Institution
from tests.brokerage.conftest import letters
from tests.factories import MembershipFactory

State = Booking.State
Book = Callable[..., Booking]


def at(days: int, hour: int) -> datetime:
    """An hour of a day to come (or gone), by the clock on the wall."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


@pytest.fixture
def slot(offer: Offer, employer_user: User) -> Slot:
    [slot] = actions.set_slots(offer=offer, starts_at=at(7, 14), ends_at=at(7, 16), weeks=1, by=employer_user)
    return slot


@pytest.fixture
def book(slot: Slot, school: Institution, lead: User) -> Book:
    def book(**otherwise: Any) -> Booking:
        asked: dict[str, Any] = {
            "slot": slot,
            "school": school,
            "people": 30,
            "words": "Titrations",
            "by": lead,
        }
        return actions.book_slot(**(asked | otherwise))

    return book


def pass_by(booking: Booking) -> None:
    Slot.objects.filter(pk=booking.slot_id).update(starts_at=at(-1, 14), ends_at=at(-1, 16))
    booking.slot.refresh_from_db()


def test_times_are_set_week_after_week_at_the_same_hour(offer: Offer, employer_user: User) -> None:
    made = actions.set_slots(offer=offer, starts_at=at(2, 14), ends_at=at(2, 16), weeks=40, by=employer_user)
    assert len(made) == 40
    assert {timezone.localtime(slot.starts_at).hour for slot in made} == {14}
    assert {timezone.localtime(slot.starts_at).weekday() for slot in Slot.objects.all()} == {
        at(2, 14).weekday()
    }


def test_times_of_an_offer_never_overlap(offer: Offer, slot: Slot, employer_user: User) -> None:
    with pytest.raises(RuleBroken, match="overlaps"):
        actions.set_slots(
            offer=offer, starts_at=at(0, 15) + timedelta(days=7), ends_at=at(7, 17), weeks=1, by=employer_user
        )
    actions.set_slots(offer=offer, starts_at=at(7, 16), ends_at=at(7, 17), weeks=1, by=employer_user)
    with pytest.raises(IntegrityError, match="slots_of_an_offer_never_overlap"), transaction.atomic():
        Slot.objects.create(offer=offer, starts_at=at(7, 13), ends_at=at(7, 15))


@pytest.mark.parametrize(
    ("starts", "ends", "weeks", "field"),
    [
        (at(-1, 14), at(-1, 15), 1, "starts_at"),
        (at(5_000, 14), at(5_000, 15), 1, "starts_at"),
        (at(7, 14), at(7, 14), 1, "ends_at"),
        (at(7, 14), at(9, 15), 1, "ends_at"),
        (at(7, 14), at(7, 15), 41, "weeks"),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    offer: Offer, employer_user: User, starts: datetime, ends: datetime, weeks: int, field: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        actions.set_slots(offer=offer, starts_at=starts, ends_at=ends, weeks=weeks, by=employer_user)
    assert refusal.value.field == field


def test_a_booking_is_confirmed_used_and_noted(book: Book, employer_user: User, lead: User) -> None:
    booking = book()
    assert "Titrations" in letters("slot_booked")[0].body
    with pytest.raises(PermissionDenied):
        actions.answer_booking(booking=booking, confirmed=True, by=lead)
    booking = actions.answer_booking(booking=booking, confirmed=True, by=employer_user)
    assert (letters("booking_answered")[0].to, booking.state) == (lead.email, State.CONFIRMED)
    with pytest.raises(RuleBroken) as refusal:
        actions.log_use(booking=booking, used=True, people=28, use="", by=employer_user)
    assert refusal.value.code == "too_early"
    pass_by(booking)
    with pytest.raises(RuleBroken):
        actions.log_use(booking=booking, used=True, people=None, use="", by=employer_user)
    booking = actions.log_use(booking=booking, used=True, people=28, use="Titrations", by=employer_user)
    booking.refresh_from_db()
    assert (booking.state, booking.people, booking.use) == (State.USED, 28, "Titrations")


def test_a_time_is_booked_by_one_school_until_it_is_free_again(
    book: Book, schools: list[Institution], lead: User, employer_user: User
) -> None:
    first = book()
    assert book() == first
    with pytest.raises(RuleBroken, match="Another school"):
        book(school=schools[1])
    with pytest.raises(IntegrityError, match="slot_is_booked_by_one_school"), transaction.atomic():
        Booking.objects.create(slot=first.slot, school=schools[1])
    actions.answer_booking(booking=first, confirmed=False, by=employer_user)
    second = book(school=schools[1])
    actions.cancel_booking(booking=second, by=lead)
    assert letters("booking_cancelled")[0].to == "kilns@example.org"
    assert book(school=schools[2]).state == State.REQUESTED


def test_a_closed_time_a_withdrawn_offer_and_a_school_that_does_not_fit_are_refused(
    book: Book, slot: Slot, offer: Offer, school: Institution, employer_user: User
) -> None:
    Institution.objects.filter(pk=school.pk).update(phases=["PRIMARY"])
    school.refresh_from_db()
    with pytest.raises(RuleBroken, match="other ages"):
        book()
    actions.close_slot(slot=slot, by=employer_user)
    with pytest.raises(RuleBroken) as refusal:
        book()
    assert refusal.value.code == "slot_closed"
    Slot.objects.update(is_open=True)
    Offer.objects.update(state=Offer.State.WITHDRAWN)
    with pytest.raises(RuleBroken) as refusal:
        book()
    assert refusal.value.code == "offer_over"


def test_a_booked_time_is_not_closed_over_the_schools_head(
    book: Book, slot: Slot, employer_user: User
) -> None:
    book()
    with pytest.raises(RuleBroken, match="Cancel its booking first"):
        actions.close_slot(slot=slot, by=employer_user)


def test_others_neither_set_nor_book_nor_see(
    book: Book, offer: Offer, school: Institution, lead: User, stranger: User
) -> None:
    with pytest.raises(PermissionDenied):
        actions.set_slots(offer=offer, starts_at=at(9, 14), ends_at=at(9, 16), weeks=1, by=lead)
    with pytest.raises(PermissionDenied):
        book(by=stranger)
    book()
    rival = MembershipFactory.create().user
    assert [Booking.objects.visible_to(user).count() for user in (lead, stranger, rival)] == [1, 0, 0]


def test_from_the_offers_page_to_the_use_log(
    client: Client, offer: Offer, slot: Slot, school_user: User, employer_user: User
) -> None:
    client.force_login(school_user)
    page = client.get(reverse("brokerage:offer", args=[offer.pk])).content.decode()
    assert reverse("brokerage:book_slot", args=[slot.pk]) in page
    client.post(reverse("brokerage:book_slot", args=[slot.pk]), {"people": "28", "words": "Titrations"})
    booking = Booking.objects.get()
    assert "Titrations" in client.get(reverse("brokerage:booking", args=[booking.pk])).content.decode()
    assert (
        reverse("brokerage:book_slot", args=[slot.pk])
        not in client.get(reverse("brokerage:offer", args=[offer.pk])).content.decode()
    )
    client.force_login(employer_user)
    client.post(reverse("brokerage:answer_booking", args=[booking.pk]), {"answer": "confirm"})
    pass_by(booking)
    client.post(reverse("brokerage:booking", args=[booking.pk]), {"used": "True", "people": "27"})
    assert "Used" in client.get(reverse("brokerage:bookings")).content.decode()
    assert "27" in client.get(reverse("brokerage:slots", args=[offer.pk])).content.decode()


def test_the_provider_sets_times_on_its_page(client: Client, offer: Offer, employer_user: User) -> None:
    client.force_login(employer_user)
    day = timezone.localdate() + timedelta(days=9)
    typed = {"day_day": day.day, "day_month": day.month, "day_year": day.year, "weeks": "2"}
    address = reverse("brokerage:slots", args=[offer.pk])
    wrong = client.post(address, typed | {"starts_at": "noonish", "ends_at": "4pm"})
    assert "Enter a time, like 14:00 or 2pm" in wrong.content.decode()
    client.post(address, typed | {"starts_at": "2 pm", "ends_at": "16:00"})
    assert Slot.objects.filter(offer=offer).count() == 2
    slot = Slot.objects.order_by("pk")[0]
    client.post(reverse("brokerage:close_slot", args=[slot.pk]))
    assert Slot.objects.to_come().count() == 1
