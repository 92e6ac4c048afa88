"""A challenge that several share, across trusts: one subject, one place, what each side needs."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from brokerage.models.request import Request
from core.models import TimeStamped
from institutions.models import Area, Institution, Term


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, user: User) -> "ChallengeQuerySet":
        """Everybody who is signed in: a challenge is shown so that others join it."""
        return self

    def open(self) -> "ChallengeQuerySet":
        return self.filter(closed_at=None)


class Challenge(TimeStamped):
    """One subject in one place, such as modern languages in one borough, that schools, trusts and others share."""

    title = models.CharField(max_length=120)
    need = models.ForeignKey(Term, models.PROTECT, related_name="+")
    place = models.ForeignKey(Area, models.PROTECT, related_name="+")
    words = models.TextField()
    started_by = models.ForeignKey(Institution, models.PROTECT, related_name="challenges_started")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome_words = models.TextField(blank=True)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="challenge_closed_says_what_came_of_it",
                condition=Q(closed_at=None) | ~Q(outcome_words=""),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ChallengeParty(TimeStamped):
    """An institution shares the challenge, and says what it needs itself."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="parties")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="challenges")
    words = models.TextField(help_text="What this side needs")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="+", help_text="A school's own request"
    )
    joined_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "institution"], name="institution_shares_a_challenge_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.challenge}"
