"""Times of facilities and visits that can be booked: some gone by, with their use noted, some to come."""

from datetime import datetime, timedelta
from itertools import count
from random import Random

from brokerage.models import Booking, Offer
from demo.england.cast import Cast
from demo.england.country import England, moment
from demo.england.geography import Nearby
from demo.england.introductions import fits
from demo.england.rows import BookingRow, InstitutionRow, OfferRow, SlotRow
from institutions.models import Vocabulary

State = Booking.State
BOOKABLE = ("FACILITIES", "WORKPLACE_VISIT", "CAMPUS_VISIT", "PRACTICE_VISIT")
MOST_OFFERS = 80
WEEKS = range(-6, 8)  # before and after today
AFTERNOON = timedelta(hours=4)  # after nine in the morning
LENGTH = timedelta(hours=2)
REACH = 15_000  # metres
USES = [
    "Practical work for an examination",
    "A morning with the whole class",
    "A visit with questions at the end",
]


def times_and_bookings(
    england: England, cast: Cast, offers: list[OfferRow], person: int
) -> tuple[list[SlotRow], list[BookingRow]]:
    """Each week the same afternoon. Those who can sign in have some; `person` booked for the school one signs in to."""
    rng, nearby, numbers = england.rng("bookings"), Nearby(england.schools), count(1)
    kinds = {england.vocabularies.id_of(Vocabulary.OFFER_KIND, code) for code in BOOKABLE}
    bookable = [
        offer
        for offer in offers
        if offer.kind_id in kinds and offer.state == Offer.State.PUBLISHED and offer.easting is not None
    ]
    slots: list[SlotRow] = []
    bookings: list[BookingRow] = []
    for offer in bookable[:MOST_OFFERS]:
        around = nearby.within(
            offer.easting or 0, offer.northing or 0, min(REACH, (offer.reach_km or 0) * 1000)
        )
        schools = [school for school in around if fits(offer, school)][:20]
        weekday = rng.randint(0, 4)
        for week in WEEKS:
            day = england.today + timedelta(weeks=week, days=weekday - england.today.weekday())
            starts = moment(day) + AFTERNOON
            slots.append(SlotRow(next(numbers), offer.id, starts, starts + LENGTH, True))
            if school := _who(schools, cast, rng):
                is_own = school.id == cast.school.id
                bookings.append(_booking(slots[-1], school, england, person if is_own else None, rng))
    return slots, [booking._replace(id=number) for number, booking in enumerate(bookings, start=1)]


def _who(schools: list[InstitutionRow], cast: Cast, rng: Random) -> InstitutionRow | None:
    """Half of the times are booked; the school that one signs in to takes its share of what is near."""
    if not schools or rng.random() < 0.5:
        return None
    own = [school for school in schools if school.id == cast.school.id]
    return rng.choice([*schools, *own * 5])


def _booking(
    slot: SlotRow, school: InstitutionRow, england: England, person: int | None, rng: Random
) -> BookingRow:
    is_over = slot.ends_at < moment(england.today)
    states = (
        [State.USED, State.USED, State.USED, State.NOT_USED]
        if is_over
        else [State.CONFIRMED, State.REQUESTED]
    )
    state = rng.choice(states)
    made: datetime = min(slot.starts_at - timedelta(days=21), moment(england.today) - timedelta(days=1))
    return BookingRow(
        id=0,
        slot_id=slot.id,
        school_id=school.id,
        state=state,
        words="For one class with its teacher.",
        people=0 if state == State.NOT_USED else rng.choice([14, 22, 28, 31]),
        use=rng.choice(USES) if state == State.USED else "",
        made_by_id=person,
        created_at=made,
        updated_at=made,
    )
