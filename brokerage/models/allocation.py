"""Allocation runs: many introductions planned at once, looked at, and only then sent."""

from collections.abc import Collection
from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from brokerage.models.broker import BrokerArea
from brokerage.models.introduction import Introduction
from brokerage.models.offer import Offer
from core.dates import academic_year_days
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import Area, Institution, Membership, Phase, PriorityList, SupportArea, Term
from institutions.models.area import AreaQuerySet

STALLED_AFTER = timedelta(minutes=2)  # no single step of the largest run is silent for so long


def areas_overseen_by(user: User, *, roles: Collection[str] | None = None) -> AreaQuerySet:
    """The areas a person administers, at or below, and those that a broker they belong to (in some roles) serves."""
    if not user.is_active:  # nor is somebody who is not signed in
        return Area.objects.none()
    administered = Membership.objects.current().filter(user=user, area__isnull=False).values("area")
    own = Institution.objects.of(user, roles=roles).values("pk")
    served = BrokerArea.objects.current().filter(broker__in=own).values("area")
    return Area.objects.filter(
        Q(pk__in=administered)
        | Q(parent__in=administered)
        | Q(parent__parent__in=administered)
        | Q(parent__parent__parent__in=administered)
        | Q(pk__in=served)
    )


class AllocationRunQuerySet(models.QuerySet["AllocationRun"]):
    def visible_to(self, user: User) -> "AllocationRunQuerySet":
        """Those who oversee every area of the run."""
        through = AllocationRun.areas.through.objects
        beyond = through.exclude(area__in=areas_overseen_by(user).values("pk")).values("allocationrun")
        return self.filter(areas__in=areas_overseen_by(user).values("pk")).exclude(pk__in=beyond).distinct()

    def at_work(self) -> "AllocationRunQuerySet":
        return self.filter(state__in=AllocationRun.AT_WORK)

    def stalled(self) -> "AllocationRunQuerySet":
        """Whose worker has been silent for too long: it was killed, or nobody took the work up."""
        return self.at_work().filter(heartbeat_at__lt=timezone.now() - STALLED_AFTER)


class AllocationRun(TimeStamped):
    """One plan of who gets what, for some areas and a school year: rehearsed first, then sent in batches.

    `attempt` counts the workers that took it up; only the latest may write, so that one that was thought dead and
    comes back changes nothing.
    """

    class State(models.TextChoices):
        PLANNED = "PLANNED", "Waiting to begin"
        REHEARSING = "REHEARSING", "Being worked out"
        REHEARSED = "REHEARSED", "Ready to look at"
        PUBLISHING = "PUBLISHING", "Being sent"
        PUBLISHED = "PUBLISHED", "Sent"
        CANCELLED = "CANCELLED", "Cancelled"
        FAILED = "FAILED", "Could not be worked out"

    MOVES: dict[str, set[str]] = {
        State.PLANNED: {State.REHEARSING, State.CANCELLED},
        State.REHEARSING: {State.REHEARSED, State.CANCELLED, State.FAILED},
        State.REHEARSED: {State.PUBLISHING, State.CANCELLED},
        State.PUBLISHING: {State.PUBLISHED, State.CANCELLED},
        State.PUBLISHED: set(),
        State.CANCELLED: set(),
        State.FAILED: set(),
    }
    AT_WORK = (State.PLANNED, State.REHEARSING, State.PUBLISHING)

    areas = models.ManyToManyField(Area, related_name="allocation_runs")
    year = models.CharField(max_length=7, help_text="School year, like 2026/27")
    support_areas = ArrayField(models.CharField(max_length=20, choices=SupportArea))
    phases = ArrayField(
        models.CharField(max_length=12, choices=Phase), default=list, blank=True, help_text="Empty: all"
    )
    priority_list = models.ForeignKey(
        PriorityList,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only schools of this list",
    )
    offer_kind = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only offers of this kind, and schools that ask for one",
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    planned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    salt = models.CharField(max_length=32, help_text="Decides between equals, differently in each run")
    attempt = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    step = models.CharField(max_length=60, blank=True, help_text="What is being done now, in words")
    percent = models.PositiveSmallIntegerField(default=0)
    rehearsed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    summary = models.JSONField(default=dict, help_text="What came out, and from what; see actions/allocation")

    objects = AllocationRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="allocation_run_names_support_areas", condition=Q(support_areas__len__gte=1)
            ),
            models.CheckConstraint(
                name="allocation_run_is_rehearsed_before_it_is_sent",
                condition=~Q(state__in=["REHEARSED", "PUBLISHING", "PUBLISHED"])
                | Q(rehearsed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Allocation run {self.pk}"

    @property
    def is_at_work(self) -> bool:
        return self.state in self.AT_WORK

    @property
    def may_publish(self) -> bool:
        return self.State.PUBLISHING in self.MOVES[self.state]

    @property
    def may_cancel(self) -> bool:
        return self.State.CANCELLED in self.MOVES[self.state]

    @property
    def where(self) -> str:
        return ", ".join(sorted(area.name for area in self.areas.all()))

    @property
    def short_areas(self) -> str:
        return ", ".join(area.short_label for area in SupportArea if area in self.support_areas)

    @property
    def phase_labels(self) -> list[str]:
        return [str(phase.label) for phase in Phase if phase in self.phases]

    @property
    def days(self) -> tuple[date, date]:
        return academic_year_days(self.year)

    def move_to(self, state: str) -> None:
        """Take the next state, or say why not. The caller holds the row's lock and saves."""
        if state not in self.MOVES[self.state]:
            raise RuleBroken(
                f"This cannot be done now. The run is: {self.get_state_display().lower()}.",
                code="move_not_allowed",
            )
        self.state = state


class AllocationRowQuerySet(models.QuerySet["AllocationRow"]):
    def visible_to(self, user: User) -> "AllocationRowQuerySet":
        return self.filter(run__in=AllocationRun.objects.visible_to(user))

    def with_names(self) -> "AllocationRowQuerySet":
        """With all that a page names. The search columns stay behind: nobody shows them."""
        return self.select_related(
            "school__local_authority", "offer__provider", "runner_up__provider", "introduction"
        ).defer(
            "school__search",
            "offer__provider__search",
            "runner_up__provider__search",
        )

    def matched(self) -> "AllocationRowQuerySet":
        return self.filter(offer__isnull=False)

    def unmet(self) -> "AllocationRowQuerySet":
        return self.filter(offer=None)

    def still_open(self) -> "AllocationRowQuerySet":
        """Nothing was found, or what was found was gone when it was to be sent."""
        return self.filter(Q(offer=None) | Q(state=AllocationRow.State.TAKEN))

    def to_replace(self) -> "AllocationRowQuerySet":
        """Sent, and it came to nothing: the school and the place can go on to the next best."""
        sent = self.filter(state=AllocationRow.State.SENT, run__state=AllocationRun.State.PUBLISHED)
        return sent.exclude(introduction__state__in=Introduction.HOLDING)

    def to_send(self) -> "AllocationRowQuerySet":
        return self.filter(state=AllocationRow.State.WAITING)


class Gain(models.IntegerChoices):
    """What one more place would bring to the whole: the engine's, in words."""

    NOTHING = 0, "Nothing"
    BETTER_FIT = 1, "A better fit"
    ANOTHER_NEED = 2, "One more need met"
    ANOTHER_SCHOOL = 3, "One more school with its first relationship"
    ANOTHER_PRIORITY_NEED = 4, "One more need of a priority school met"


class AllocationRow(models.Model):
    """What one run has for one need, a school and an area of support: an offer and why, or the reason for nothing."""

    class State(models.TextChoices):
        WAITING = "WAITING", "Not sent yet"
        SENT = "SENT", "Sent"
        RETURNED = "RETURNED", "Said no, or did not answer"
        TAKEN = "TAKEN", "Not possible any more"
        MET = "MET", "The school found something meanwhile"
        LEFT_OUT = "LEFT_OUT", "Left out by hand"
        NOTHING = "NOTHING", "Nothing"

    class Reason(models.TextChoices):
        """Why a need gets nothing: the engine's reasons, in words."""

        NO_OFFER_IN_REACH = "NO_OFFER_IN_REACH", "No offer for these ages reaches the school"
        ASKED_NOT_TO = "ASKED_NOT_TO", "Every offer in reach has been tried with this school in the last year"
        TAKEN_BY_MORE_URGENT = (
            "TAKEN_BY_MORE_URGENT",
            "Every place in reach goes to a need that counts for more",
        )
        ALL_TAKEN = "ALL_TAKEN", "Every place in reach is taken"

    run = models.ForeignKey(AllocationRun, models.CASCADE, related_name="rows")
    school = models.ForeignKey(Institution, models.PROTECT, related_name="allocation_rows")
    area = models.CharField(max_length=20, choices=SupportArea)
    is_priority = models.BooleanField()
    asked_on = models.DateField(null=True, blank=True, help_text="When the school asked, if it did")
    state = models.CharField(max_length=10, choices=State)
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, blank=True, related_name="allocation_rows")
    fit = models.PositiveIntegerField(default=0, help_text="Points, as in the ranking of offers")
    metres = models.PositiveIntegerField(null=True, blank=True, help_text="Straight line; none when online")
    runner_up = models.ForeignKey(Offer, models.PROTECT, null=True, blank=True, related_name="+")
    gap = models.PositiveIntegerField(
        null=True, blank=True, help_text="Points by which the whole would be worse with the runner-up"
    )
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    gain = models.PositiveSmallIntegerField(
        choices=Gain, default=Gain.NOTHING, help_text="Of one more place that only this need could use"
    )
    introduction = models.OneToOneField(
        Introduction, models.PROTECT, null=True, blank=True, related_name="allocation_row"
    )
    refusal = models.CharField(max_length=200, blank=True, help_text="Why it is not sent")

    objects = AllocationRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "school", "area"],
                condition=~Q(state="RETURNED"),
                name="run_has_one_row_for_a_need",
            ),
            models.CheckConstraint(
                name="allocation_row_has_an_offer_or_the_reason_for_none",
                condition=Q(offer__isnull=False, reason="")
                | (Q(offer=None, state="NOTHING") & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="allocation_row_sent_has_its_introduction",
                condition=Q(state__in=["SENT", "RETURNED"], introduction__isnull=False)
                | (~Q(state__in=["SENT", "RETURNED"]) & Q(introduction=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["run"], name="allocation_row_to_send", condition=Q(state="WAITING")),
        ]

    def __str__(self) -> str:
        return f"{self.get_area_display()} for {self.school}"

    @property
    def short_area(self) -> str:
        return SupportArea(self.area).short_label

    @property
    def may_be_left_out(self) -> bool:
        return self.state == self.State.WAITING and self.run.may_publish

    @property
    def may_be_put_back(self) -> bool:
        return self.state == self.State.LEFT_OUT and self.run.may_publish

    @property
    def kilometres(self) -> str:
        return "" if self.metres is None else f"{self.metres / 1000:.1f}"


class AllocationPrice(models.Model):
    """What one more place of an offer would bring to one run, where it would bring anything."""

    run = models.ForeignKey(AllocationRun, models.CASCADE, related_name="prices")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    gain = models.PositiveSmallIntegerField(choices=Gain)
    points = models.BigIntegerField(help_text="Points of fit that the place would bring")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "offer"], name="run_prices_an_offer_once")]

    def __str__(self) -> str:
        return f"{self.get_gain_display()}: {self.offer}"
