"""A first offer by somebody who has no account yet, until their e-mail address is verified."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from brokerage.models.offer import Offer
from core.models import TimeStamped


class PendingOfferQuerySet(models.QuerySet["PendingOffer"]):
    def forgotten(self) -> "PendingOfferQuerySet":
        """Never verified in time: what was typed is personal data that nobody needs any more."""
        return self.filter(offer=None, created_at__lt=timezone.now() - PendingOffer.KEPT_FOR)


class PendingOffer(TimeStamped):
    """The answers of the offer journey. The link in the e-mail to `email` makes them an offer, once.

    Until then there is no person, no institution and no offer, so that nobody can put words into another's mouth.
    """

    KEPT_FOR = timedelta(days=14)

    email = models.EmailField()
    answers = models.JSONField(help_text="What was typed, by step")
    submission_key = models.UUIDField(unique=True)
    offer = models.OneToOneField(
        Offer, models.PROTECT, null=True, blank=True, related_name="pending", help_text="What became of it"
    )

    objects = PendingOfferQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Offer by {self.email}"
