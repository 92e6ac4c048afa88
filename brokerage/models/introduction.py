"""One offer put to its provider for one school, until somebody answers."""

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


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def visible_to(self, user: User) -> "IntroductionQuerySet":
        """Those who may see the request, and the provider."""
        return self.filter(
            Q(offer__provider__in=Institution.objects.of(user))
            | Q(request__in=Request.objects.visible_to(user))
        )

    def with_parties(self) -> "IntroductionQuerySet":
        """With all that a page or a letter names. The search columns stay behind: nobody shows them."""
        return self.select_related(
            "offer__provider", "school", "request", "decline_reason", "proposed_by", "partnership"
        ).defer("offer__provider__search", "school__search")

    def awaiting_answer(self) -> "IntroductionQuerySet":
        return self.filter(state__in=Introduction.AWAITING)

    def holding_a_place(self) -> "IntroductionQuerySet":
        return self.filter(state__in=Introduction.HOLDING)

    def overdue(self) -> "IntroductionQuerySet":
        return self.awaiting_answer().filter(expires_on__lt=timezone.localdate())


class Introduction(TimeStamped):
    """A school asks for an offer; its provider answers yes, maybe or no. It holds a place until it is over."""

    class State(models.TextChoices):
        PROPOSED = "PROPOSED", "Waiting for an answer"
        MAYBE = "MAYBE", "Maybe"
        ACCEPTED = "ACCEPTED", "Accepted"
        DECLINED = "DECLINED", "Declined"
        WITHDRAWN = "WITHDRAWN", "Withdrawn by the school"
        EXPIRED = "EXPIRED", "No answer in time"

    MOVES: dict[str, set[str]] = {
        State.PROPOSED: {State.MAYBE, State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED},
        State.MAYBE: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED},
        State.ACCEPTED: set(),
        State.DECLINED: set(),
        State.WITHDRAWN: set(),
        State.EXPIRED: set(),
    }
    AWAITING = (State.PROPOSED, State.MAYBE)
    HOLDING = (State.PROPOSED, State.MAYBE, State.ACCEPTED)

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="introductions")
    request = models.ForeignKey(Request, models.PROTECT, related_name="introductions")
    school = models.ForeignKey(Institution, models.PROTECT, related_name="introductions")
    area = models.CharField(max_length=20, choices=SupportArea)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True, help_text="What the provider added to its answer")
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="introductions"
    )
    submission_key = models.UUIDField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="introduction_accepted_has_partnership",
                condition=Q(state="ACCEPTED", partnership__isnull=False)
                | (~Q(state="ACCEPTED") & Q(partnership__isnull=True)),
            ),
            models.CheckConstraint(
                name="introduction_declined_has_reason",
                condition=Q(state="DECLINED", decline_reason__isnull=False)
                | (~Q(state="DECLINED") & Q(decline_reason__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["offer", "school", "area"],
                condition=Q(state__in=["PROPOSED", "MAYBE", "ACCEPTED"]),
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
                condition=Q(state__in=["PROPOSED", "MAYBE"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer} for {self.school}"

    @property
    def is_awaiting_answer(self) -> bool:
        return self.state in self.AWAITING

    @property
    def is_overdue(self) -> bool:
        return self.is_awaiting_answer and self.expires_on < timezone.localdate()

    def move_to(self, state: str) -> None:
        """Take the next state, or say why not. The caller holds the row's lock and saves."""
        if state not in self.MOVES[self.state]:
            raise RuleBroken(
                f"This introduction is already closed: {self.get_state_display().lower()}.",
                code="move_not_allowed",
            )
        self.state = state
