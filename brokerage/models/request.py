"""What a school needs."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Area, Institution, SupportArea, Term


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, user: User) -> "RequestQuerySet":
        """The school, its trust, whoever was asked, brokers who serve the area and its administrators."""
        from brokerage.models.broker import BrokerArea
        from brokerage.models.introduction import Introduction

        if not user.is_authenticated:
            return self.none()
        own = Institution.objects.of(user)
        asked = Introduction.objects.filter(offer__provider__in=own).values("request")
        served = BrokerArea.objects.current().filter(broker__in=own).values("area")
        administered = Area.objects.filter(administrators__user=user, administrators__ended_at=None).values(
            "pk"
        )
        return self.filter(
            Q(school__in=own)
            | Q(pk__in=asked)
            | Q(school__local_authority__in=served)
            | Q(school__local_authority__in=administered)
            | Q(school__local_authority__parent__in=administered)
            | Q(school__local_authority__parent__parent__in=administered)
        )

    def open(self) -> "RequestQuerySet":
        return self.filter(state=Request.State.OPEN)


class Request(TimeStamped):
    """A school's need for support in one area. Open until it is met or closed with an outcome."""

    class State(models.TextChoices):
        OPEN = "OPEN", "Open"
        MET = "MET", "Met"
        CLOSED = "CLOSED", "Closed"

    school = models.ForeignKey(Institution, models.PROTECT, related_name="requests")
    area = models.CharField(max_length=20, choices=SupportArea)
    words = models.TextField(blank=True, help_text="The need in the school's own words")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    outcome = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "area"],
                condition=Q(state="OPEN"),
                name="school_asks_once_at_a_time_for_an_area",
            ),
            models.CheckConstraint(
                name="request_closed_has_its_day",
                condition=Q(state="OPEN", closed_at=None) | (~Q(state="OPEN") & Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_area_display()} for {self.school}"
