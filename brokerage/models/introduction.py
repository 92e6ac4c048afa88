"""One offer put to its provider for one school, until somebody answers."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from brokerage.models.offer import Offer
from brokerage.models.request import Request
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import Institution, SupportArea, Term
from partnerships.models import Partnership

MOST_WAITING = 20  # introductions with one provider: more would be a queue, and answered late
REMIND_BEFORE = timedelta(days=6)
TO_TAKE_PLACE_WITHIN = timedelta(days=90)  # of a yes, where nobody named the day
# For the constraints, which cannot see the states below.
_LIVE = ["PROPOSED", "MAYBE", "WITH_BROKER", "ACCEPTED"]
_AGREED = ["ACCEPTED", "CANCELLED", "HAPPENED", "DID_NOT_HAPPEN"]
_ENDED_BY_A_SIDE = ["DECLINED", "CANCELLED", "HAPPENED", "DID_NOT_HAPPEN"]


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def visible_to(self, user: User) -> "IntroductionQuerySet":
        """Those who may see the request, the provider, and the broker it was handed to."""
        own = Institution.objects.of(user)
        return self.filter(
            Q(offer__provider__in=own) | Q(broker__in=own) | Q(request__in=Request.objects.visible_to(user))
        )

    def with_parties(self) -> "IntroductionQuerySet":
        """With all that a page or a letter names. The search columns stay behind: nobody shows them."""
        return self.select_related(
            "offer__provider", "school", "request", "decline_reason", "proposed_by", "partnership", "broker"
        ).defer("offer__provider__search", "school__search", "broker__search")

    def awaiting_answer(self) -> "IntroductionQuerySet":
        return self.filter(state__in=Introduction.AWAITING)

    def live(self) -> "IntroductionQuerySet":
        return self.filter(state__in=Introduction.LIVE)

    def overdue(self) -> "IntroductionQuerySet":
        return self.awaiting_answer().filter(expires_on__lt=timezone.localdate())

    def unneeded(self) -> "IntroductionQuerySet":
        """Something came of the request, and the school wanted the others told."""
        over = (Request.State.SOLVED, Request.State.CLOSED)
        return self.awaiting_answer().filter(request__state__in=over, request__on_yes=Request.OnYes.WITHDRAW)

    def to_remind_of(self) -> "IntroductionQuerySet":
        """The time to answer is almost over, and nobody has said so yet."""
        soon = timezone.localdate() + REMIND_BEFORE
        return self.awaiting_answer().filter(reminded_at=None, expires_on__lt=soon)

    def to_ask_about(self) -> "IntroductionQuerySet":
        """Agreed, and its day is over: both sides can say whether it took place. Asked once."""
        planned = Q(planned_on__lt=timezone.localdate())
        long_ago = Q(planned_on=None, answered_at__lt=timezone.now() - TO_TAKE_PLACE_WITHIN)
        agreed = self.filter(state=Introduction.State.ACCEPTED, asked_whether_it_happened_at=None)
        return agreed.filter(planned | long_ago)


class Introduction(TimeStamped):
    """A school asks for an offer; its provider answers yes, maybe or no. It holds a place until it is over."""

    class State(models.TextChoices):
        """Who ended it, and when, are different things: each has a state of its own, so that no report mixes them."""

        PROPOSED = "PROPOSED", "Waiting for an answer"
        MAYBE = "MAYBE", "Maybe"
        WITH_BROKER = "WITH_BROKER", "With a broker"
        ACCEPTED = "ACCEPTED", "Accepted"
        DECLINED = "DECLINED", "Declined"
        WITHDRAWN = "WITHDRAWN", "Withdrawn by the school"
        CANCELLED = "CANCELLED", "Cancelled after a yes"
        EXPIRED = "EXPIRED", "No answer in time"
        HAPPENED = "HAPPENED", "Took place"
        DID_NOT_HAPPEN = "DID_NOT_HAPPEN", "Did not take place"

    class Origin(models.TextChoices):
        """Who matched the two. What others arranged for a school, the school may decline."""

        SCHOOL = "SCHOOL", "Asked by the school"
        TRUST = "TRUST", "Asked by the school’s trust"
        BROKER = "BROKER", "Matched by a broker"
        RUN = "RUN", "Matched in an allocation run"

    class Side(models.TextChoices):
        SCHOOL = "SCHOOL", "the school"
        PROVIDER = "PROVIDER", "the provider"

    _ANSWERS = {State.MAYBE, State.ACCEPTED, State.DECLINED}
    _NO_ANSWER = {State.WITHDRAWN, State.EXPIRED}
    MOVES: dict[str, set[State]] = {
        State.PROPOSED: _ANSWERS | _NO_ANSWER | {State.WITH_BROKER},
        State.MAYBE: (_ANSWERS - {State.MAYBE}) | _NO_ANSWER | {State.WITH_BROKER},
        State.WITH_BROKER: _ANSWERS | _NO_ANSWER | {State.PROPOSED},
        State.ACCEPTED: {State.CANCELLED, State.HAPPENED, State.DID_NOT_HAPPEN},
        State.DECLINED: set(),
        State.WITHDRAWN: set(),
        State.CANCELLED: set(),
        State.EXPIRED: set(),
        State.HAPPENED: set(),
        State.DID_NOT_HAPPEN: set(),
    }
    AWAITING = (State.PROPOSED, State.MAYBE, State.WITH_BROKER)
    LIVE = (*AWAITING, State.ACCEPTED)  # one at a time of an offer, for a school and area
    HOLDING = (*LIVE, State.HAPPENED)

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="introductions")
    request = models.ForeignKey(Request, models.PROTECT, related_name="introductions")
    school = models.ForeignKey(Institution, models.PROTECT, related_name="introductions")
    area = models.CharField(max_length=20, choices=SupportArea)
    state = models.CharField(max_length=15, choices=State, default=State.PROPOSED)
    revision = models.PositiveIntegerField(default=1, help_text="One more with every change of state")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.SCHOOL)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True, help_text="What was added to the last answer")
    ended_by = models.CharField(
        max_length=10, choices=Side, blank=True, help_text="Who declined, cancelled or said what came of it"
    )
    broker = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="introductions_helped"
    )
    broker_accepted_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="When both sides had said whether they are ready"
    )
    planned_on = models.DateField(null=True, blank=True, help_text="The day on which it is to take place")
    reminded_at = models.DateTimeField(null=True, blank=True)
    asked_whether_it_happened_at = models.DateTimeField(null=True, blank=True)
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="introductions"
    )
    submission_key = models.UUIDField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="introduction_has_a_partnership_once_agreed",
                condition=Q(state__in=_AGREED, partnership__isnull=False)
                | (~Q(state__in=_AGREED) & Q(partnership__isnull=True)),
            ),
            models.CheckConstraint(
                name="introduction_names_the_side_that_ended_it",
                condition=Q(state__in=_ENDED_BY_A_SIDE, ended_by__in=["SCHOOL", "PROVIDER"])
                | (~Q(state__in=_ENDED_BY_A_SIDE) & Q(ended_by="")),
            ),
            models.CheckConstraint(
                name="introduction_with_a_broker_names_it",
                condition=~Q(state="WITH_BROKER") | Q(broker__isnull=False),
            ),
            models.CheckConstraint(
                name="introduction_declined_has_reason",
                condition=Q(state="DECLINED", decline_reason__isnull=False)
                | (~Q(state="DECLINED") & Q(decline_reason__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["offer", "school", "area"],
                condition=Q(state__in=_LIVE),
                name="school_holds_one_place_of_an_offer_per_area",
            ),
            models.UniqueConstraint(
                fields=["school", "submission_key"],
                condition=Q(submission_key__isnull=False),
                name="school_asks_once_however_often_it_is_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_on"],
                name="introduction_awaiting",
                condition=Q(state__in=["PROPOSED", "MAYBE", "WITH_BROKER"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer} for {self.school}"

    @property
    def parties(self) -> list[Institution]:
        return [self.school, self.offer.provider]

    @property
    def is_awaiting_answer(self) -> bool:
        return self.state in self.AWAITING

    @property
    def is_asked_by_the_school(self) -> bool:
        """By its own people or its trust's."""
        return self.origin in (self.Origin.SCHOOL, self.Origin.TRUST)

    @property
    def holds_a_place(self) -> bool:
        return self.state in self.HOLDING

    @property
    def is_overdue(self) -> bool:
        return self.is_awaiting_answer and self.expires_on < timezone.localdate()

    @property
    def other_side(self) -> str:
        """Who learns of an ending: the side that did not bring it about."""
        return self.Side.PROVIDER if self.ended_by == self.Side.SCHOOL else self.Side.SCHOOL

    def refuse_move(self, state: str) -> None:
        """Say why the state cannot be taken, where it cannot."""
        if state not in self.MOVES[self.state]:
            raise RuleBroken(
                f"This is not possible any more: the introduction is marked “{self.get_state_display()}”.",
                code="move_not_allowed",
            )

    def move_to(self, state: str) -> None:
        """Take the next state. The caller holds the row's lock and saves."""
        self.refuse_move(state)
        self.state = state
        self.revision += 1
