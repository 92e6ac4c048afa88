"""Offers that are alternatives to each other and share one total of places."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from core.models import TimeStamped
from institutions.models import Institution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class SharedPlacesQuerySet(models.QuerySet["SharedPlaces"]):
    def visible_to(self, user: "User | AnonymousUser") -> "SharedPlacesQuerySet":
        """The provider's own affair; others see what is left of each offer."""
        return self.filter(provider__in=Institution.objects.of(user))


class SharedPlaces(TimeStamped):
    """So many schools in all, whichever of the provider's alternatives they choose.

    Eight subjects are on offer, but only four people to teach them. Each offer keeps its own places beside it.
    `places_taken` counts what the offers' introductions hold together.
    """

    provider = models.ForeignKey(Institution, models.PROTECT, related_name="shared_places")
    places = models.PositiveIntegerField(
        help_text="Schools that can be served in a year by all of them together"
    )
    places_taken = models.PositiveIntegerField(default=0, editable=False)

    objects = SharedPlacesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="alternatives_never_give_more_places_than_they_share",
                condition=Q(places_taken__lte=F("places")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.places} places in all"

    @property
    def places_left(self) -> int:
        return self.places - self.places_taken
