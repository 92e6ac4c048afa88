"""Rounds in which families say what they think: who asks, what was said as counts, and what follows from it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Area, Institution, Term
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import CriteriaSet, ScalePoint, SetCriterion

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ViewsRoundQuerySet(models.QuerySet["ViewsRound"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ViewsRoundQuerySet":
        """Families are asked in public, and told in public what came of it."""
        return self

    def open(self) -> "ViewsRoundQuerySet":
        today = timezone.localdate()
        return self.filter(opens_on__lte=today, closes_on__gte=today)

    def to_publish(self) -> "ViewsRoundQuerySet":
        return self.filter(closes_on__lt=timezone.localdate(), published_on=None)

    def about(self, school: Institution) -> "ViewsRoundQuerySet":
        """Its own, and those of its authority, region or country."""
        areas = Area.objects.filter(
            Q(pk=school.local_authority_id)
            | Q(children=school.local_authority_id)
            | Q(children__children=school.local_authority_id)
        )
        return self.filter(Q(school=school) | Q(area__in=areas.values("pk")))


class ViewsRound(TimeStamped):
    """From a day to a day, a school asks its families, or an authority those of its schools."""

    title = models.CharField(max_length=120)
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="+")
    school = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="views_rounds"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="views_rounds")
    opens_on = models.DateField(default=timezone.localdate)
    closes_on = models.DateField(help_text="The last day on which families may answer")
    published_on = models.DateField(null=True, blank=True)

    objects = ViewsRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="views_are_asked_for_by_a_school_or_an_area",
                condition=Q(school=None, area__isnull=False) | Q(school__isnull=False, area=None),
            ),
            models.CheckConstraint(
                name="views_round_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="views_are_published_after_the_round",
                condition=Q(published_on=None) | Q(published_on__gt=F("closes_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asker(self) -> Institution | Area:
        found = self.school or self.area
        assert found is not None  # by constraint
        return found

    @property
    def is_open(self) -> bool:
        return self.opens_on <= timezone.localdate() <= self.closes_on

    def schools(self) -> InstitutionQuerySet:
        """Those that a family may speak of."""
        if self.school:
            return Institution.objects.filter(pk=self.school.pk)
        assert self.area is not None  # by constraint
        return Institution.objects.in_scope().in_area(self.area)


class ViewsCountQuerySet(models.QuerySet["ViewsCount"]):
    def visible_to(self, user: User) -> "ViewsCountQuerySet":
        """Nobody reads exact counts: what may be shown is a `ViewsFigure`."""
        return self.none()


class ViewsCount(models.Model):
    """How many in one role gave one answer about one school, exactly. No answer is kept as one person's.

    Stands in the schema `raw` beside the leavers; `publish_views` alone reads it.
    """

    round = models.ForeignKey(ViewsRound, models.CASCADE, related_name="+")
    school = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    role = models.ForeignKey(Term, models.PROTECT, related_name="+")
    criterion = models.ForeignKey(SetCriterion, models.PROTECT, related_name="+")
    point = models.ForeignKey(ScalePoint, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()

    objects = ViewsCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "school", "role", "criterion", "point"],
                name="views_are_counted_in_one_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.point}"


class ViewsFigure(models.Model):
    """What is published of the views of one role on a school. Protected before it is written here."""

    round = models.ForeignKey(ViewsRound, models.CASCADE, related_name="figures")
    school = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    role = models.ForeignKey(Term, models.PROTECT, related_name="+")
    criterion = models.ForeignKey(
        SetCriterion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who agree with it; none: who answered",
    )
    people = models.PositiveIntegerField(
        null=True, blank=True, help_text="To the nearest ten; none: withheld"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "school", "role", "criterion"],
                nulls_distinct=False,
                name="figure_of_views_is_kept_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.school}"


class ViewsAction(TimeStamped):
    """What whoever asked does about what was said: published, with who answers for it and by when."""

    round = models.ForeignKey(ViewsRound, models.CASCADE, related_name="actions")
    words = models.CharField(max_length=300)
    owner = models.CharField(max_length=120, help_text="The role that answers for it")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.words

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()


class ViewsRelay(models.Model):
    """Somebody through whom a round was brought to families: a school, a charity, a network, a place of worship."""

    round = models.ForeignKey(ViewsRound, models.CASCADE, related_name="relays")
    through = models.CharField(max_length=120)
    channel = models.ForeignKey(Term, models.PROTECT, related_name="+")
    sent_on = models.DateField()
    families = models.PositiveIntegerField(null=True, blank=True, help_text="About how many it reaches")

    def __str__(self) -> str:
        return f"{self.through}, {self.sent_on}"
