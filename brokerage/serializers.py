"""What the API says and asks of offers, requests and introductions."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from brokerage.actions import OfferDetails, OfferFacts, RequestFacts
from brokerage.actions.bookings import MOST_PEOPLE, MOST_WEEKS
from brokerage.actions.facts import MOST_DETAILS, MOST_PLACES
from brokerage.actions.introductions import ANSWERS, MOST_WORDS
from brokerage.models import (
    AllocationRow,
    AllocationRun,
    Booking,
    Introduction,
    Offer,
    Request,
    RequestKind,
    Slot,
)
from core.dates import academic_year_days
from institutions.models import (
    Area,
    Institution,
    Phase,
    PriorityList,
    SupportArea,
    Vocabulary,
    YearGroup,
)
from institutions.serializers import InstitutionNameSerializer, TermField


class OfferSerializer(serializers.ModelSerializer[Offer]):
    """A published offer. Whom to write to is never shown, nor the postcode: schools see how far away it is."""

    provider = InstitutionNameSerializer(read_only=True)
    made_through = InstitutionNameSerializer(read_only=True)
    kind = TermField(Vocabulary.OFFER_KIND, read_only=True)

    class Meta:
        model = Offer
        fields = [
            *(
                "id",
                "provider",
                "made_through",
                "after_event",
                "kind",
                "title",
                "details",
                "areas",
                "phases",
                "year_groups",
                "answers",
            ),
            *("places", "places_taken", "places_left", "delivery", "precision", "reach_km"),
            *("available_from", "available_to", "terms", "how_often", "access", "conditions", "assurance"),
            *("visibility", "everyone_from", "state", "published_at", "confirmed_on"),
        ]


class DetailsSerializer(serializers.Serializer[Any]):
    """What may be said of an offer for as long as it stands. `answers`: what its kind asks, by the question's code."""

    title = serializers.CharField(max_length=120)
    details = serializers.CharField(allow_blank=True, default="", max_length=MOST_DETAILS)
    places = serializers.IntegerField(min_value=1, max_value=MOST_PLACES)
    available_from = serializers.DateField(allow_null=True, default=None)
    available_to = serializers.DateField(allow_null=True, default=None)
    terms = serializers.ListField(
        child=serializers.ChoiceField(choices=Offer.SchoolTerm.choices), default=list
    )
    how_often = serializers.ChoiceField(choices=Offer.HowOften.choices, allow_blank=True, default="")
    access = serializers.ListField(child=serializers.ChoiceField(choices=Offer.Access.choices), default=list)
    conditions = serializers.CharField(allow_blank=True, default="", max_length=MOST_DETAILS)
    answers = serializers.DictField(default=dict)


class EditSerializer(DetailsSerializer):
    """Everything that may be said otherwise; what is left out is taken back."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"details": OfferDetails(**attrs)}


class PublishSerializer(DetailsSerializer):
    """A new offer. `submission_key`: sending the same one twice makes one offer."""

    provider = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.all())
    kind = TermField(Vocabulary.OFFER_KIND)
    areas = serializers.ListField(child=serializers.ChoiceField(choices=SupportArea.choices), min_length=1)
    phases = serializers.ListField(child=serializers.ChoiceField(choices=Phase.choices), min_length=1)
    year_groups = serializers.ListField(
        child=serializers.ChoiceField(choices=YearGroup.choices), default=list
    )
    delivery = serializers.ChoiceField(choices=Offer.Delivery.choices)
    postcode = serializers.CharField(allow_blank=True, default="", max_length=10)
    reach_km = serializers.IntegerField(allow_null=True, default=None)
    assurance = serializers.ChoiceField(choices=Offer.Assurance.choices)
    visibility = serializers.ChoiceField(choices=Offer.Visibility.choices, default=Offer.Visibility.EVERYONE)
    named = serializers.PrimaryKeyRelatedField(
        queryset=Institution.objects.all(), many=True, default=list, help_text="Whom `visibility` speaks of"
    )
    everyone_from = serializers.DateField(allow_null=True, default=None)
    contact_email = serializers.EmailField(max_length=254)
    submission_key = serializers.UUIDField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What `publish_offer` takes: the facts as one, and the rest."""
        rest = {name: attrs.pop(name) for name in ("provider", "contact_email", "submission_key")}
        return rest | {"facts": OfferFacts(**attrs)}


class RequestSerializer(serializers.ModelSerializer[Request]):
    school = InstitutionNameSerializer(read_only=True)
    kind = serializers.PrimaryKeyRelatedField[RequestKind](read_only=True)
    needs = TermField(Vocabulary.NEED, read_only=True, many=True)
    kinds_wanted = TermField(Vocabulary.OFFER_KIND, read_only=True, many=True)
    sectors = TermField(Vocabulary.SECTOR, read_only=True, many=True)
    handled_by = InstitutionNameSerializer(read_only=True, allow_null=True)
    outcome = TermField(Vocabulary.REQUEST_OUTCOME, read_only=True)
    unmet_reason = TermField(Vocabulary.UNMET_REASON, read_only=True)

    class Meta:
        model = Request
        fields = [
            *("id", "school", "area", "kind", "words", "needs", "kinds_wanted", "sectors", "phases"),
            *("year_groups", "people", "wanted_from", "wanted_to", "access_needs", "source", "source_url"),
            *("closes_on", "on_yes", "is_public", "state", "handled_by", "outcome", "unmet_reason"),
            *("school_words", "created_at", "closed_at"),
        ]


class MakeRequestSerializer(serializers.Serializer[Any]):
    """A need of one school. A request of the same kind and area that is open says the new words from now on."""

    school = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.schools())
    area = serializers.ChoiceField(choices=SupportArea.choices)
    words = serializers.CharField(max_length=MOST_WORDS)
    kind = serializers.PrimaryKeyRelatedField(
        queryset=RequestKind.objects.filter(is_joined=False), required=False
    )
    needs = TermField(Vocabulary.NEED, many=True, default=list)
    kinds_wanted = TermField(Vocabulary.OFFER_KIND, many=True, default=list)
    sectors = TermField(Vocabulary.SECTOR, many=True, default=list)
    phases = serializers.ListField(child=serializers.ChoiceField(choices=Phase.choices), default=list)
    year_groups = serializers.ListField(
        child=serializers.ChoiceField(choices=YearGroup.choices), default=list
    )
    people = serializers.IntegerField(min_value=1, max_value=20_000, allow_null=True, default=None)
    wanted_from = serializers.DateField(allow_null=True, default=None)
    wanted_to = serializers.DateField(allow_null=True, default=None)
    access_needs = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)
    source = serializers.CharField(  # type: ignore[assignment]  # the library has an attribute of that name
        allow_blank=True, default="", max_length=MOST_WORDS
    )
    source_url = serializers.URLField(allow_blank=True, default="", max_length=300)
    closes_on = serializers.DateField(allow_null=True, default=None)
    on_yes = serializers.ChoiceField(choices=Request.OnYes.choices, default=Request.OnYes.KEEP)
    is_public = serializers.BooleanField(default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What `make_request` takes: the facts as one, and the school."""
        return {"school": attrs.pop("school"), "facts": RequestFacts(**attrs)}


class TakeSerializer(serializers.Serializer[Any]):
    broker = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.all())


class HandOnRequestSerializer(serializers.Serializer[Any]):
    partner = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.all())
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)


class OutcomeSerializer(serializers.Serializer[Any]):
    """What came of a request; one that was not met has a reason."""

    outcome = TermField(Vocabulary.REQUEST_OUTCOME)
    unmet_reason = TermField(Vocabulary.UNMET_REASON, allow_null=True, default=None, required=False)
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)


class WordSerializer(serializers.Serializer[Any]):
    """Yes closes the request; no opens it again and says what is still missing."""

    agrees = serializers.BooleanField()
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)


class IntroductionSerializer(serializers.ModelSerializer[Introduction]):
    school = InstitutionNameSerializer(read_only=True)
    decline_reason = TermField(Vocabulary.DECLINE_REASON, read_only=True)

    class Meta:
        model = Introduction
        fields = [
            *("id", "offer", "request", "school", "area", "state", "revision", "origin", "expires_on"),
            *("answered_at", "decline_reason", "words", "ended_by", "broker", "planned_on", "partnership"),
            "created_at",
        ]


class VisibleOfferField(serializers.PrimaryKeyRelatedField[Offer]):
    """An offer that the person may see; any other is not there."""

    def get_queryset(self) -> QuerySet[Offer]:
        shown = Offer.objects.visible_to(self.context["request"].user)
        return shown.filter(state=Offer.State.PUBLISHED)


class AskSerializer(serializers.Serializer[Any]):
    """A school asks for an offer. `submission_key`: sending the same one twice asks once."""

    offer = VisibleOfferField(queryset=Offer.objects.filter(state=Offer.State.PUBLISHED))
    school = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.schools())
    area = serializers.ChoiceField(choices=SupportArea.choices)
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)
    submission_key = serializers.UUIDField()


class AnswerIntroductionSerializer(serializers.Serializer[Any]):
    """Yes, maybe or no; a no has a reason."""

    answer = serializers.ChoiceField(choices=[answer.value for answer in ANSWERS])
    reason = TermField(Vocabulary.DECLINE_REASON, allow_null=True, default=None, required=False)
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)
    revision = serializers.IntegerField(
        allow_null=True,
        default=None,
        help_text="The revision that was seen: refused when it has changed since",
    )


class ReasonSerializer(serializers.Serializer[Any]):
    """Why a school does not want what was arranged for it."""

    reason = TermField(Vocabulary.DECLINE_REASON)
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)


class WhySerializer(serializers.Serializer[Any]):
    """Words that the other side reads."""

    words = serializers.CharField(max_length=MOST_WORDS)


class HandOnSerializer(serializers.Serializer[Any]):
    """Which broker should help."""

    broker = serializers.PrimaryKeyRelatedField(
        queryset=Institution.objects.filter(kind=Institution.Kind.BROKER)
    )
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)


class PlanSerializer(serializers.Serializer[Any]):
    planned_on = serializers.DateField()


class HappenedSerializer(serializers.Serializer[Any]):
    """Whether it took place; if not, what happened instead."""

    happened = serializers.BooleanField()
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
    kind = serializers.CharField()
    metres = serializers.IntegerField(allow_null=True)
    wind = serializers.CharField(help_text="In which direction from the school; empty when online")
    places_left = serializers.IntegerField()
    parts = FitPartSerializer(many=True)
    total = serializers.IntegerField()


class AllocationRunSerializer(serializers.ModelSerializer[AllocationRun]):
    """A planned batch of introductions. `summary` says what it reaches, once it is rehearsed."""

    areas = serializers.SlugRelatedField[Area](slug_field="code", many=True, read_only=True)
    offer_kind = TermField(Vocabulary.OFFER_KIND, read_only=True)
    summary = serializers.DictField(read_only=True)

    class Meta:
        model = AllocationRun
        fields = [
            *("id", "areas", "year", "support_areas", "phases", "priority_list", "offer_kind"),
            *("state", "step", "percent", "salt", "created_at", "rehearsed_at", "finished_at", "summary"),
        ]


class PlanRunSerializer(serializers.Serializer[Any]):
    """What a run is for. Areas by their official codes."""

    areas = serializers.SlugRelatedField(slug_field="code", queryset=Area.objects.current(), many=True)
    year = serializers.RegexField(r"^\d{4}/\d{2}$", help_text="Like 2026/27")
    support_areas = serializers.ListField(
        child=serializers.ChoiceField(choices=SupportArea.choices), min_length=1
    )
    phases = serializers.ListField(child=serializers.ChoiceField(choices=Phase.choices), default=list)
    priority_list = serializers.PrimaryKeyRelatedField(
        queryset=PriorityList.objects.in_force(), allow_null=True, default=None
    )
    offer_kind = TermField(
        Vocabulary.OFFER_KIND,
        allow_null=True,
        default=None,
        help_text="Only offers of this kind, and schools that ask for one",
    )

    def validate_year(self, year: str) -> str:
        try:
            academic_year_days(year)
        except ValueError as error:
            raise serializers.ValidationError("A school year is written like 2026/27.") from error
        return year


class AllocationRowSerializer(serializers.ModelSerializer[AllocationRow]):
    """What a run has for one school's need: an offer and its points, or the reason for none."""

    school = InstitutionNameSerializer(read_only=True)

    class Meta:
        model = AllocationRow
        fields = [
            *("id", "school", "area", "is_priority", "asked_on", "state", "offer", "fit", "metres"),
            *("runner_up", "gap", "reason", "gain", "refusal", "introduction"),
        ]


class SlotSerializer(serializers.ModelSerializer[Slot]):
    """A time at which an offer can be booked by one school."""

    class Meta:
        model = Slot
        fields = ["id", "offer", "starts_at", "ends_at"]


class SetSlotsSerializer(serializers.Serializer[Any]):
    """A time, in so many weeks one after another."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    weeks = serializers.IntegerField(min_value=1, max_value=MOST_WEEKS, default=1)


class BookingSerializer(serializers.ModelSerializer[Booking]):
    school = InstitutionNameSerializer(read_only=True)
    slot = SlotSerializer(read_only=True)

    class Meta:
        model = Booking
        fields = ["id", "slot", "school", "state", "people", "words", "use", "created_at"]


class VisibleSlotField(serializers.PrimaryKeyRelatedField[Slot]):
    """A time of an offer that the person may see; any other is not there."""

    def get_queryset(self) -> QuerySet[Slot]:
        return Slot.objects.filter(offer__in=Offer.objects.visible_to(self.context["request"].user))


class BookSerializer(serializers.Serializer[Any]):
    """A school asks for a time."""

    slot = VisibleSlotField(queryset=Slot.objects.all())
    school = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.schools())
    people = serializers.IntegerField(min_value=1, max_value=MOST_PEOPLE, allow_null=True, default=None)
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)


class AnswerBookingSerializer(serializers.Serializer[Any]):
    confirmed = serializers.BooleanField()


class UseSerializer(serializers.Serializer[Any]):
    """What came of a booking, once it is over."""

    used = serializers.BooleanField()
    people = serializers.IntegerField(min_value=1, max_value=MOST_PEOPLE, allow_null=True, default=None)
    use = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)


class ShareSerializer(serializers.Serializer[Any]):
    """Offers of one provider that share one total of places with this one."""

    offers = serializers.PrimaryKeyRelatedField(queryset=Offer.objects.all(), many=True)
    places = serializers.IntegerField(min_value=1, max_value=MOST_PLACES)
