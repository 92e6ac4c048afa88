"""What both sides look at before they begin: are we ready, and is there a conflict that a broker should know of?"""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from brokerage.models.broker import BrokerArea
from brokerage.models.introduction import Introduction
from core.models import TimeStamped
from institutions.models import Area, Institution


class ReadinessQuerySet(models.QuerySet["Readiness"]):
    def visible_to(self, user: User) -> "ReadinessQuerySet":
        return self.filter(introduction__in=Introduction.objects.visible_to(user))


class Readiness(TimeStamped):
    """One side's look at itself after the yes. With both, the match is confirmed."""

    QUESTIONS = {
        "has_person": "Somebody leads on it, and has a name",
        "has_time": "There is time for it this term",
        "has_goal": "It is clear what we want from it",
        "knows_safeguarding": "It is clear how visitors are welcomed and pupils kept safe",
    }

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="readiness")
    side = models.CharField(max_length=10, choices=Introduction.Side)
    has_person = models.BooleanField()
    has_time = models.BooleanField()
    has_goal = models.BooleanField()
    knows_safeguarding = models.BooleanField()
    words = models.TextField(blank=True)

    objects = ReadinessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["introduction", "side"], name="each_side_looks_at_itself_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.introduction}"

    @property
    def missing(self) -> list[str]:
        """What is not there yet, in words."""
        return [words for name, words in self.QUESTIONS.items() if not getattr(self, name)]


class DeclaredConflictQuerySet(models.QuerySet["DeclaredConflict"]):
    def current(self) -> "DeclaredConflictQuerySet":
        return self.filter(ended_at=None)

    def between(self, one: Institution, other: Institution) -> "DeclaredConflictQuerySet":
        """Whoever of the two declared it."""
        return self.current().filter(Q(institution=one, other=other) | Q(institution=other, other=one))

    def visible_to(self, user: User) -> "DeclaredConflictQuerySet":
        """Those who declared it, the brokers of their area, and its administrators: never the other side."""
        own = Institution.objects.of(user)
        served = BrokerArea.objects.current().filter(broker__in=own).values("area")
        mine = Area.objects.filter(administrators__user=user, administrators__ended_at=None).values("pk")
        where = "institution__local_authority"
        return self.filter(
            Q(institution__in=own)
            | Q(**{f"{where}__in": served})
            | Q(**{f"{where}__in": mine})
            | Q(**{f"{where}__parent__in": mine})
            | Q(**{f"{where}__parent__parent__in": mine})
        )


class DeclaredConflict(TimeStamped):
    """Why brokers should not bring an institution together with another: say, both seek the same pupils."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="conflicts_declared")
    other = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    words = models.TextField()
    declared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeclaredConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "other"],
                condition=Q(ended_at=None),
                name="conflict_is_declared_once_at_a_time",
            ),
            models.CheckConstraint(
                name="conflict_is_with_somebody_else", condition=~Q(institution=F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} and {self.other}"
