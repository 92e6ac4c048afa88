"""A provider answers a need that it read, and what was given to meet one."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from brokerage.models.introduction import Introduction
from brokerage.models.offer import Offer
from brokerage.models.request import Request
from core.models import TimeStamped
from institutions.models import Institution


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, user: User) -> "ReplyQuerySet":
        """The provider, and whoever may see the request."""
        return self.filter(
            Q(offer__provider__in=Institution.objects.of(user))
            | Q(request__in=Request.objects.visible_to(user))
        )

    def waiting(self) -> "ReplyQuerySet":
        return self.filter(state=Reply.State.WAITING)


class Reply(TimeStamped):
    """“This offer of ours is for you.” The provider has said yes already: if the school takes it, it is agreed.

    It holds no place until then.
    """

    class State(models.TextChoices):
        WAITING = "WAITING", "Waiting for the school"
        TAKEN = "TAKEN", "Taken by the school"
        DECLINED = "DECLINED", "Not this time"

    request = models.ForeignKey(Request, models.CASCADE, related_name="replies")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="replies")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    words = models.TextField(blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    introduction = models.OneToOneField(
        Introduction, models.PROTECT, null=True, blank=True, related_name="reply"
    )

    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "offer"], name="offer_answers_a_request_once"),
            models.CheckConstraint(
                name="reply_taken_has_an_introduction",
                condition=Q(state="TAKEN", introduction__isnull=False)
                | (~Q(state="TAKEN") & Q(introduction=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer} in answer to {self.request}"


class Fulfilment(TimeStamped):
    """Something that was given to meet a request, on one day: advice, training, a piece of work. Counts, no names."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="fulfilments")
    given_on = models.DateField()
    given_by = models.CharField(max_length=150, help_text="The organisation that gave it")
    words = models.TextField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True, help_text="Pupils or staff reached")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.words} on {self.given_on}"
