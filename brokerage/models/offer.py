"""What an institution will give."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Sqrt
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution, Phase, SupportArea, Term

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

CONFIRMED_FOR = timedelta(days=395)  # thirteen months: an offer nobody confirmed again lapses


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, user: "User | AnonymousUser") -> "OfferQuerySet":
        """Published offers are public; withdrawn ones belong to their provider."""
        return self.filter(
            Q(state=Offer.State.PUBLISHED) | Q(provider__in=Institution.objects.of(user).values("pk"))
        )

    def available(self) -> "OfferQuerySet":
        """Published, still confirmed, not over, with a place left."""
        today = timezone.localdate()
        return self.filter(
            Q(available_to=None) | Q(available_to__gte=today),
            state=Offer.State.PUBLISHED,
            confirmed_on__gte=today - CONFIRMED_FOR,
            places_taken__lt=F("places"),
        )

    def with_provider(self) -> "OfferQuerySet":
        return self.select_related("provider", "kind").defer("provider__search")

    def reaching(self, *, easting: int, northing: int) -> "OfferQuerySet":
        """Offers that reach a point, the nearest first with its `kilometres`; those online after them."""
        eastwards = Cast(F("easting") - easting, models.FloatField())
        northwards = Cast(F("northing") - northing, models.FloatField())
        distance = Sqrt(eastwards * eastwards + northwards * northwards) / 1000
        return (
            self.annotate(kilometres=distance)
            .filter(Q(delivery=Offer.Delivery.ONLINE) | Q(kilometres__lte=F("reach_km")))
            .order_by(F("kilometres").asc(nulls_last=True), "pk")
        )


class Offer(TimeStamped):
    """Support that an institution offers: for which areas and phases, to how many schools, how far from where.

    A place is held from the moment a school asks for it until the provider says no or the asking lapses, so
    `places_taken` counts introductions that are proposed, maybe or accepted, and never exceeds `places`.
    The column `catchment` (a box of `reach_km` around the position) is kept by the database for ranking.
    """

    class Delivery(models.TextChoices):
        AT_SCHOOL = "AT_SCHOOL", "At the school"
        AT_PROVIDER = "AT_PROVIDER", "At our place"
        ONLINE = "ONLINE", "Online"

    class State(models.TextChoices):
        PUBLISHED = "PUBLISHED", "Published"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"

    class Assurance(models.TextChoices):
        """How an adult from the provider will be among pupils; decides what the school may ask."""

        ACCOMPANIED = "ACCOMPANIED", "A member of school staff is always present"
        EMPLOYER_ASSURED = "EMPLOYER_ASSURED", "We will confirm in writing that suitable checks are in place"
        NOT_WITH_PUPILS = "NOT_WITH_PUPILS", "We will not be with pupils"

    provider = models.ForeignKey(Institution, models.PROTECT, related_name="offers")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    details = models.TextField(blank=True)
    areas = ArrayField(models.CharField(max_length=20, choices=SupportArea))
    phases = ArrayField(models.CharField(max_length=12, choices=Phase))
    places = models.PositiveIntegerField(help_text="Schools that can be served in a year")
    places_taken = models.PositiveIntegerField(default=0, editable=False)
    delivery = models.CharField(max_length=12, choices=Delivery)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Institution.Precision, blank=True)
    reach_km = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How far from the position, km"
    )
    available_from = models.DateField(null=True, blank=True)
    available_to = models.DateField(null=True, blank=True, help_text="The same day as from: a single date")
    assurance = models.CharField(max_length=20, choices=Assurance)
    contact_email = models.EmailField(help_text="Introductions are sent here; never shown")
    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    published_at = models.DateTimeField(default=timezone.now)
    confirmed_on = models.DateField(
        default=timezone.localdate, help_text="When the provider last said that it stands"
    )
    submission_key = models.UUIDField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offer_never_gives_more_places_than_it_has", condition=Q(places_taken__lte=F("places"))
            ),
            models.CheckConstraint(
                name="offer_in_person_has_a_place_and_a_reach",
                condition=Q(delivery="ONLINE")
                | Q(easting__isnull=False, northing__isnull=False, reach_km__isnull=False),
            ),
            models.CheckConstraint(
                name="offer_names_areas_and_phases", condition=Q(areas__len__gte=1) & Q(phases__len__gte=1)
            ),
            models.UniqueConstraint(
                fields=["provider", "submission_key"],
                condition=Q(submission_key__isnull=False),
                name="offer_is_published_once_however_often_it_is_sent",
            ),
        ]
        indexes = [
            GinIndex(
                fields=["areas"],
                name="offer_online_by_area",
                condition=Q(state="PUBLISHED", delivery="ONLINE", places_taken__lt=F("places")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area_labels(self) -> list[str]:
        """In the order of the framework, however they were chosen."""
        return [str(area.label) for area in SupportArea if area in self.areas]

    @property
    def phase_labels(self) -> list[str]:
        """In school order."""
        return [str(phase.label) for phase in Phase if phase in self.phases]

    @property
    def is_one_day(self) -> bool:
        return self.available_from is not None and self.available_from == self.available_to

    @property
    def listed_until(self) -> date:
        """The last day on which schools see it, unless it is confirmed again."""
        return self.confirmed_on + CONFIRMED_FOR

    @property
    def has_lapsed(self) -> bool:
        return self.listed_until < timezone.localdate()

    @property
    def places_left(self) -> int:
        return self.places - self.places_taken
