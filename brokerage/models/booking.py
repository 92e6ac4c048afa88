"""Times at which what is offered can be booked, and who booked them."""

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.utils import timezone

from accounts.models import User
from brokerage.models.offer import Offer
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import Institution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class SlotQuerySet(models.QuerySet["Slot"]):
    def to_come(self) -> "SlotQuerySet":
        return self.filter(is_open=True, starts_at__gt=timezone.now())

    def free(self) -> "SlotQuerySet":
        """To come, and asked for by nobody."""
        held = Booking.objects.filter(slot=OuterRef("pk"), state__in=Booking.HOLDING)
        return self.to_come().exclude(Exists(held))


class Slot(models.Model):
    """From one moment to another, one school can have what is offered. Slots of an offer never overlap."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_open = models.BooleanField(default=True, help_text="Closed: nobody can book it any more")

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="slot_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            # The offer's number as a range of one, so that no extension is needed to compare it.
            ExclusionConstraint(
                name="slots_of_an_offer_never_overlap",
                expressions=[
                    (
                        Func(F("offer"), F("offer"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (Func(F("starts_at"), F("ends_at"), function="tstzrange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_open=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d %B %Y, %H:%M} to {timezone.localtime(self.ends_at):%H:%M}"


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, user: "User | AnonymousUser") -> "BookingQuerySet":
        """The school, its trust, and the provider."""
        own = Institution.objects.of(user)
        return self.filter(Q(school__in=own) | Q(slot__offer__provider__in=own))

    def with_parties(self) -> "BookingQuerySet":
        return self.select_related("slot__offer__provider", "school", "made_by").defer(
            "slot__offer__provider__search", "school__search"
        )

    def awaiting_answer_of(self, provider: Institution) -> "BookingQuerySet":
        return self.filter(
            state=Booking.State.REQUESTED, slot__offer__provider=provider, slot__starts_at__gt=timezone.now()
        )


class Booking(TimeStamped):
    """A school asks for a slot; the provider confirms it and, afterwards, notes what it was used for."""

    class State(models.TextChoices):
        REQUESTED = "REQUESTED", "Waiting for confirmation"
        CONFIRMED = "CONFIRMED", "Confirmed"
        DECLINED = "DECLINED", "Declined"
        CANCELLED = "CANCELLED", "Cancelled"
        USED = "USED", "Used"
        NOT_USED = "NOT_USED", "Not used"

    MOVES: dict[str, set[State]] = {
        State.REQUESTED: {State.CONFIRMED, State.DECLINED, State.CANCELLED},
        State.CONFIRMED: {State.CANCELLED, State.USED, State.NOT_USED},
        State.DECLINED: set(),
        State.CANCELLED: set(),
        State.USED: set(),
        State.NOT_USED: set(),
    }
    HOLDING = (State.REQUESTED, State.CONFIRMED, State.USED, State.NOT_USED)

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="bookings")
    school = models.ForeignKey(Institution, models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=10, choices=State, default=State.REQUESTED)
    words = models.TextField(blank=True, help_text="What the school wants to do there")
    people = models.PositiveIntegerField(null=True, blank=True, help_text="How many come; afterwards, came")
    use = models.TextField(blank=True, help_text="What it was used for")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot"],
                condition=Q(state__in=["REQUESTED", "CONFIRMED", "USED", "NOT_USED"]),
                name="slot_is_booked_by_one_school_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.slot} for {self.school}"

    @property
    def is_over(self) -> bool:
        return self.slot.ends_at <= timezone.now()

    def move_to(self, state: str) -> None:
        """Take the next state, or say why not. The caller holds the row's lock and saves."""
        if state not in self.MOVES[self.state]:
            raise RuleBroken(
                f"This booking is already {self.get_state_display().lower()}.", code="move_not_allowed"
            )
        self.state = state
