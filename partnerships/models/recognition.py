"""Recognition: what one can be given and for what, rounds of awards, and who was given what."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import Institution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class RecognitionKindQuerySet(models.QuerySet["RecognitionKind"]):
    def given_by(self, institution: Institution) -> "RecognitionKindQuerySet":
        return self.filter(Q(givers=[]) | Q(givers__contains=[institution.kind]))


class RecognitionKind(models.Model):
    """One entry of the catalogue: what one does for it, what it brings, who gives it and to whom."""

    code = models.CharField(max_length=30, unique=True)
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=200, help_text="What it is given for")
    brings = models.CharField(max_length=200, help_text="What whoever gets it has of it")
    is_competed_for = models.BooleanField(
        default=False, help_text="In rounds with nominations, a shortlist and winners"
    )
    givers = ArrayField(
        models.CharField(max_length=20, choices=Institution.Kind),
        default=list,
        blank=True,
        help_text="Kinds of institution that may give it; empty: any",
    )
    receivers = ArrayField(
        models.CharField(max_length=20, choices=Institution.Kind),
        default=list,
        blank=True,
        help_text="Kinds of institution that may get it; empty: any",
    )
    position = models.PositiveSmallIntegerField()

    objects = RecognitionKindQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label

    def may_go_to(self, institution: Institution) -> bool:
        return not self.receivers or institution.kind in self.receivers


class AwardRoundQuerySet(models.QuerySet["AwardRound"]):
    def visible_to(self, user: "User | AnonymousUser") -> "AwardRoundQuerySet":
        """Everybody may know of a round; who is nominated is another matter."""
        return self

    def open(self) -> "AwardRoundQuerySet":
        """Nominations are taken."""
        return self.filter(closes_on__gte=timezone.localdate(), announced_on=None)


class AwardRound(TimeStamped):
    """One year of an award: nominations until a day, then a shortlist, then winners, announced together."""

    kind = models.ForeignKey(RecognitionKind, models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=120)
    organiser = models.ForeignKey(Institution, models.PROTECT, related_name="award_rounds")
    words = models.TextField(help_text="What is looked for")
    closes_on = models.DateField(help_text="The last day for nominations")
    announced_on = models.DateField(null=True, blank=True)

    objects = AwardRoundQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.announced_on is None and self.closes_on >= timezone.localdate()


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def visible_to(self, user: "User | AnonymousUser") -> "RecognitionQuerySet":
        """What is given or announced is public. Before that, whoever organises the round and whoever nominated."""
        if not user.is_authenticated:
            return self.filter(_is_public())
        own = Institution.objects.of(user)
        return self.filter(_is_public() | Q(giver__in=own) | Q(nominator__in=own))

    def public(self) -> "RecognitionQuerySet":
        return self.filter(_is_public())


def _is_public() -> Q:
    """Given, or on a shortlist that is announced. Who was only nominated stays between the two sides."""
    announced = Q(round__announced_on__isnull=False) & ~Q(state=Recognition.State.NOMINATED)
    return Q(round=None) | announced


class Recognition(TimeStamped):
    """Something that an institution was given, or is nominated for in a round."""

    class State(models.TextChoices):
        NOMINATED = "NOMINATED", "Nominated"
        SHORTLISTED = "SHORTLISTED", "Shortlisted"
        WON = "WON", "Won"
        GIVEN = "GIVEN", "Given"

    MOVES: dict[str, set[str]] = {
        State.NOMINATED: {State.SHORTLISTED},
        State.SHORTLISTED: {State.NOMINATED, State.WON},
        State.WON: set(),
        State.GIVEN: set(),
    }

    kind = models.ForeignKey(RecognitionKind, models.PROTECT, related_name="given")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="recognitions")
    giver = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    round = models.ForeignKey(AwardRound, models.PROTECT, null=True, blank=True, related_name="entries")
    nominator = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=State)
    words = models.TextField(help_text="What for")
    given_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recognition_is_given_or_of_a_round",
                condition=Q(round=None, nominator=None, state="GIVEN", given_on__isnull=False)
                | (Q(round__isnull=False, nominator__isnull=False) & ~Q(state="GIVEN")),
            ),
            models.CheckConstraint(
                name="recognition_comes_from_another", condition=~Q(giver=F("institution"))
            ),
            models.UniqueConstraint(
                fields=["round", "institution"], name="institution_is_in_an_award_round_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.round or self.kind}"

    def move_to(self, state: str) -> None:
        """Take the next state, or say why not. The caller saves."""
        if state not in self.MOVES[self.state]:
            now, wanted = self.get_state_display(), Recognition.State(state).label
            raise RuleBroken(f"What is “{now}” cannot become “{wanted}”.", code="move_not_allowed")
        self.state = state
