"""What the API says and asks of offers, requests and introductions."""

from typing import Any

from rest_framework import serializers

from brokerage.actions import OfferFacts
from brokerage.actions.facts import MOST_DETAILS, MOST_PLACES
from brokerage.actions.introductions import ANSWERS, MOST_WORDS
from brokerage.models import Introduction, Offer, Request
from institutions.models import Institution, Phase, SupportArea, Vocabulary
from institutions.serializers import InstitutionNameSerializer, TermField


class OfferSerializer(serializers.ModelSerializer[Offer]):
    """A published offer. Whom to write to is never shown."""

    provider = InstitutionNameSerializer(read_only=True)
    kind = TermField(Vocabulary.OFFER_KIND, read_only=True)

    class Meta:
        model = Offer
        fields = [
            *("id", "provider", "kind", "title", "details", "areas", "phases", "places", "places_taken"),
            *("delivery", "postcode", "precision", "reach_km", "available_from", "available_to"),
            *("assurance", "state", "published_at", "confirmed_on"),
        ]


class PublishSerializer(serializers.Serializer[Any]):
    """A new offer. `submission_key`: sending the same one twice makes one offer."""

    provider = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.all())
    kind = TermField(Vocabulary.OFFER_KIND)
    title = serializers.CharField(max_length=120)
    details = serializers.CharField(allow_blank=True, default="", max_length=MOST_DETAILS)
    areas = serializers.ListField(child=serializers.ChoiceField(choices=SupportArea.choices), min_length=1)
    phases = serializers.ListField(child=serializers.ChoiceField(choices=Phase.choices), min_length=1)
    places = serializers.IntegerField(min_value=1, max_value=MOST_PLACES)
    delivery = serializers.ChoiceField(choices=Offer.Delivery.choices)
    postcode = serializers.CharField(allow_blank=True, default="", max_length=10)
    reach_km = serializers.IntegerField(allow_null=True, default=None)
    available_from = serializers.DateField(allow_null=True, default=None)
    available_to = serializers.DateField(allow_null=True, default=None)
    assurance = serializers.ChoiceField(choices=Offer.Assurance.choices)
    contact_email = serializers.EmailField(max_length=254)
    submission_key = serializers.UUIDField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What `publish_offer` takes: the facts as one, and the rest."""
        rest = {name: attrs.pop(name) for name in ("provider", "contact_email", "submission_key")}
        return rest | {"facts": OfferFacts(**attrs)}


class RequestSerializer(serializers.ModelSerializer[Request]):
    school = InstitutionNameSerializer(read_only=True)
    outcome = TermField(Vocabulary.REQUEST_OUTCOME, read_only=True)

    class Meta:
        model = Request
        fields = ["id", "school", "area", "words", "state", "outcome", "created_at", "closed_at"]


class IntroductionSerializer(serializers.ModelSerializer[Introduction]):
    school = InstitutionNameSerializer(read_only=True)
    decline_reason = TermField(Vocabulary.DECLINE_REASON, read_only=True)

    class Meta:
        model = Introduction
        fields = [
            *("id", "offer", "request", "school", "area", "state", "expires_on", "answered_at"),
            *("decline_reason", "words", "partnership", "created_at"),
        ]


class AskSerializer(serializers.Serializer[Any]):
    """A school asks for an offer. `submission_key`: sending the same one twice asks once."""

    offer = serializers.PrimaryKeyRelatedField(queryset=Offer.objects.filter(state=Offer.State.PUBLISHED))
    school = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.schools())
    area = serializers.ChoiceField(choices=SupportArea.choices)
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)
    submission_key = serializers.UUIDField()


class AnswerIntroductionSerializer(serializers.Serializer[Any]):
    """Yes, maybe or no; a no has a reason."""

    answer = serializers.ChoiceField(choices=[answer.value for answer in ANSWERS])
    reason = TermField(Vocabulary.DECLINE_REASON, allow_null=True, default=None, required=False)
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)


class RankingQuerySerializer(serializers.Serializer[Any]):
    school = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.schools())
    area = serializers.ChoiceField(choices=SupportArea.choices)


class FitPartSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    words = serializers.CharField()
    points = serializers.IntegerField()


class RankedOfferSerializer(serializers.Serializer[Any]):
    """An offer's place in a school's ranking, and why."""

    offer_id = serializers.IntegerField()
    title = serializers.CharField()
    provider_id = serializers.IntegerField()
    provider = serializers.CharField()
    delivery = serializers.CharField()
    metres = serializers.IntegerField(allow_null=True)
    places_left = serializers.IntegerField()
    parts = FitPartSerializer(many=True)
    total = serializers.IntegerField()
