"""What a school needs, and how far the answer has come."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import Area, Institution, Phase, RoleHolder, SupportArea, Term, YearGroup
from partnerships.models import Programme


class RequestKind(models.Model):
    """A kind of request, as data: what else is asked of it follows from its columns."""

    SCHOOL_NEED = "SCHOOL_NEED"
    CLUSTER = "CLUSTER"
    REVERSE_BRIEF = "REVERSE_BRIEF"

    code = models.CharField(max_length=20, primary_key=True)
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=200)
    is_for_cluster = models.BooleanField(default=False, help_text="Several small schools ask as one")
    names_source = models.BooleanField(default=False, help_text="Keeps where the need was found")
    records_fulfilment = models.BooleanField(default=False, help_text="Keeps what was given, day by day")
    offer_kind = models.OneToOneField(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Asking for such an offer is this",
    )
    is_joined = models.BooleanField(
        default=False, help_text="Comes from joining something, not from the form for requests"
    )
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.label

    @property
    def may_be_commissioned(self) -> bool:
        """A school asked for it itself, and what is given is recorded."""
        return self.records_fulfilment and not self.is_joined


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, user: User) -> "RequestQuerySet":
        """The schools it is for, their trusts and advisers, whoever was asked, its brokers, who is over the area."""
        from brokerage.models.broker import BrokerArea
        from brokerage.models.introduction import Introduction
        from brokerage.models.routing import Routing

        if not user.is_authenticated:
            return self.none()
        own = Institution.objects.of(user)
        asked = Introduction.objects.filter(offer__provider__in=own).values("request")
        routed = Routing.objects.filter(partner__in=own).values("request")
        clustered = Request.members.through.objects.filter(institution__in=own).values("request")
        served = BrokerArea.objects.current().filter(broker__in=own).values("area")
        administered = Area.objects.filter(administrators__user=user, administrators__ended_at=None).values(
            "pk"
        )
        advised = RoleHolder.objects.advisers(user).values("institution")
        return self.filter(
            Q(school__in=own)
            | Q(school__in=advised)
            | Q(pk__in=asked)
            | Q(pk__in=routed)
            | Q(pk__in=clustered)
            | Q(school__local_authority__in=served)
            | Q(school__local_authority__in=administered)
            | Q(school__local_authority__parent__in=administered)
            | Q(school__local_authority__parent__parent__in=administered)
        )

    def open(self) -> "RequestQuerySet":
        """Still looking for somebody."""
        return self.filter(state__in=Request.OPEN)

    def with_facts(self) -> "RequestQuerySet":
        """With all that a page names. The search columns stay behind: nobody shows them."""
        return self.select_related(
            "kind", "school__local_authority", "handled_by", "made_by", "outcome", "unmet_reason"
        ).defer("school__search", "handled_by__search")


class Request(TimeStamped):
    """A need for support in one area, until an outcome is recorded and the school has said that it is so.

    A cluster's request stands at its lead school; `members` are the others.
    """

    class State(models.TextChoices):
        SUBMITTED = "SUBMITTED", "Submitted"
        TRIAGED = "TRIAGED", "Looked at"
        ROUTED = "ROUTED", "Handed on"
        ACCEPTED = "ACCEPTED", "Being worked on"
        SOLVED = "SOLVED", "Waiting for the school’s word"
        CLOSED = "CLOSED", "Closed"

    class OnYes(models.TextChoices):
        """What becomes of the others who were asked when one says yes."""

        KEEP = "KEEP", "Keep asking the others"
        WITHDRAW = "WITHDRAW", "Tell the others that it is no longer needed"

    OPEN = (State.SUBMITTED, State.TRIAGED, State.ROUTED, State.ACCEPTED)
    MOVES: dict[str, set[str]] = {
        State.SUBMITTED: {State.TRIAGED, State.ROUTED, State.ACCEPTED, State.SOLVED, State.CLOSED},
        State.TRIAGED: {State.ROUTED, State.ACCEPTED, State.SOLVED, State.CLOSED},
        State.ROUTED: {State.TRIAGED, State.ROUTED, State.ACCEPTED, State.SOLVED, State.CLOSED},
        State.ACCEPTED: {State.TRIAGED, State.ROUTED, State.SOLVED, State.CLOSED},
        State.SOLVED: {State.TRIAGED, State.CLOSED},
        State.CLOSED: set(),
    }

    school = models.ForeignKey(Institution, models.PROTECT, related_name="requests")
    members = models.ManyToManyField(Institution, blank=True, related_name="cluster_requests")
    kind = models.ForeignKey(RequestKind, models.PROTECT, default=RequestKind.SCHOOL_NEED, related_name="+")
    area = models.CharField(max_length=20, choices=SupportArea)
    words = models.TextField(blank=True, help_text="The need in the school's own words")
    needs = models.ManyToManyField(Term, blank=True, related_name="+")
    kinds_wanted = models.ManyToManyField(Term, blank=True, related_name="+")
    sectors = models.ManyToManyField(
        Term, blank=True, related_name="+", help_text="Industries that it would like to hear from"
    )
    phases = ArrayField(models.CharField(max_length=12, choices=Phase), default=list, blank=True)
    year_groups = ArrayField(models.CharField(max_length=3, choices=YearGroup), default=list, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True, help_text="Pupils or staff, roughly")
    wanted_from = models.DateField(null=True, blank=True)
    wanted_to = models.DateField(null=True, blank=True)
    access_needs = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text="Where the need was found: who was asked, and when")
    source_url = models.URLField(max_length=300, blank=True)
    programmes = models.ManyToManyField(
        Programme, blank=True, related_name="needs", help_text="Which of them answer it"
    )
    closes_on = models.DateField(null=True, blank=True, help_text="Answers after this day come too late")
    on_yes = models.CharField(max_length=10, choices=OnYes, default=OnYes.KEEP)
    is_public = models.BooleanField(
        default=False, help_text="Everybody who is signed in may read the school's name and words"
    )
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_as = models.CharField(max_length=150, blank=True, help_text="The role of somebody from elsewhere")

    state = models.CharField(max_length=10, choices=State, default=State.SUBMITTED)
    handled_by = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who works on it"
    )
    outcome = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    unmet_reason = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    school_words = models.TextField(blank=True, help_text="The school's own word on the outcome")
    school_agreed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "area", "kind"],
                condition=Q(state__in=["SUBMITTED", "TRIAGED", "ROUTED", "ACCEPTED"]),
                name="school_asks_once_at_a_time_for_an_area",
            ),
            models.CheckConstraint(
                name="request_closes_with_an_outcome_and_the_schools_word",
                condition=Q(
                    state="CLOSED",
                    outcome__isnull=False,
                    school_agreed_at__isnull=False,
                    closed_at__isnull=False,
                )
                | (~Q(state="CLOSED") & Q(school_agreed_at=None, closed_at=None)),
            ),
            models.CheckConstraint(
                name="request_has_an_outcome_once_it_is_solved",
                condition=Q(state__in=["SOLVED", "CLOSED"], outcome__isnull=False)
                | (~Q(state__in=["SOLVED", "CLOSED"]) & Q(outcome=None, unmet_reason=None)),
            ),
            models.CheckConstraint(
                name="request_that_is_worked_on_says_by_whom",
                condition=~Q(state="ACCEPTED") | Q(handled_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["school"],
                name="request_open",
                condition=Q(state__in=["SUBMITTED", "TRIAGED", "ROUTED", "ACCEPTED"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_area_display()} for {self.school}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_unmet(self) -> bool:
        return self.unmet_reason_id is not None

    def last_day_to_answer(self, usual: date) -> date:
        """The closing date, where it comes sooner than usual and is not over."""
        if self.closes_on is None or self.closes_on < timezone.localdate():
            return usual
        return min(usual, self.closes_on)

    @property
    def phase_labels(self) -> list[str]:
        return [str(Phase(phase).label) for phase in self.phases]

    @property
    def year_group_labels(self) -> list[str]:
        return [str(YearGroup(group).label) for group in self.year_groups]

    def move_to(self, state: str) -> None:
        """Take the next stage, or say why not. The caller holds the row's lock and saves."""
        if state not in self.MOVES[self.state]:
            raise RuleBroken(
                f"This request has moved on: {self.get_state_display().lower()}.", code="move_not_allowed"
            )
        self.state = state
