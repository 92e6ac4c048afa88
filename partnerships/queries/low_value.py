"""What was judged of low value, and what was stopped: so that it is ended, changed, or not begun again elsewhere.

Tenancy: the parties, and administrators of an area for what has a party in it. They read that a review came out low
and when; who said what stays with the parties.
"""

from dataclasses import dataclass

from django.db.models import Avg, Exists, F, Max, OuterRef, Q, Subquery

from accounts.models import User
from institutions.models import Area, Membership, Role
from partnerships.models import (
    Partnership,
    Party,
    Programme,
    Review,
    ReviewAnswer,
    ScalePoint,
    StageEntry,
)
from partnerships.models.partnership import PartnershipQuerySet


@dataclass(frozen=True)
class Low:
    """A live partnership, and the latest review of its kind that came out below the middle of the scale."""

    partnership: Partnership
    review: Review
    is_own: bool


def watched_by(user: User) -> PartnershipQuerySet:
    """Those of one's institutions, and those with a party in an area that one administers."""
    administered = Membership.objects.current().filter(user=user, role=Role.ADMINISTRATOR)
    areas = administered.values("area")
    place = Q(institution__local_authority__in=areas) | Q(institution__local_authority__parent__in=areas)
    everywhere = Q(Exists(administered.filter(area__code=Area.ENGLAND)))
    inside = Party.objects.current().filter(place | everywhere).values("partnership")
    return Partnership.objects.filter(Q(pk__in=Partnership.objects.of(user).values("pk")) | Q(pk__in=inside))


def judged_low(user: User) -> list[Low]:
    """Live ones of which the latest review of some kind came out low, the latest judgement first."""
    watched = watched_by(user).live().values("pk")
    reviews = Review.objects.revealed().filter(
        criteria_set__kind__judges_value=True, partnership__in=watched, respondents__answered_at__isnull=False
    )
    later = Review.objects.revealed().filter(
        partnership=OuterRef("partnership"),
        criteria_set__kind=OuterRef("criteria_set__kind"),
        respondents__answered_at__isnull=False,
        pk__gt=OuterRef("pk"),
    )
    low = reviews.filter(~Exists(later)).annotate(average=_average(), most=_most())
    low = low.filter(average__lt=(F("most") + 1) / 2.0).distinct()
    own = set(Partnership.objects.of(user).values_list("pk", flat=True))
    rows = low.select_related("partnership", "criteria_set__kind").order_by("-opened_on", "-pk")
    return [
        Low(review.partnership, review, review.partnership_id in own) for review in rows if review.partnership
    ]


def _average() -> Subquery:
    answers = ReviewAnswer.objects.filter(respondent__review=OuterRef("pk")).order_by()
    return Subquery(answers.values("respondent__review").annotate(a=Avg("point__value")).values("a"))


def _most() -> Subquery:
    points = ScalePoint.objects.filter(scale=OuterRef("criteria_set__scale")).order_by()
    return Subquery(points.values("scale").annotate(m=Max("value")).values("m"))


def stopped_pilots(user: User) -> list[StageEntry]:
    """Partnerships whose parties tried something out and stopped it, the latest first."""
    entries = StageEntry.objects.filter(
        decision=StageEntry.Decision.STOP, partnership__in=watched_by(user).values("pk")
    )
    return list(entries.select_related("partnership").order_by("-began_on", "-pk"))


def stopped_programmes(user: User) -> list[Programme]:
    """Programmes that ended with the decision to stop, the latest first. Everybody may read why."""
    found = Programme.objects.visible_to(user).filter(decision=Programme.Decision.STOP)
    return list(found.order_by("-decided_on", "-pk"))
