"""Narrowing the list of offers, on the page and, with more to choose from, over the API; and the brokers' queue."""

from typing import Any

import django_filters as filters
from django.core.exceptions import ValidationError
from django.forms import CharField

from brokerage.models import Offer, OfferKind, Request, RequestKind, Routing
from brokerage.models.offer import OfferQuerySet
from brokerage.models.request import RequestQuerySet
from core.forms import FilterForm
from institutions.models import Membership, Phase, Strand, SupportArea, Term, Vocabulary
from institutions.queries.places import Place, place_of


class PlaceField(CharField):
    """A postcode as the place it stands for."""

    def clean(self, value: Any) -> Place | None:
        typed = super().clean(value)
        if not typed:
            return None
        place = place_of(typed)
        if place is None:
            raise ValidationError("Enter a full postcode in England, like LS1 4AP")
        return place


class PlaceFilter(filters.CharFilter):
    field_class = PlaceField


class OfferFilter(filters.FilterSet):
    area = filters.ChoiceFilter(
        label="Area of support", choices=SupportArea.choices, method="in_area", empty_label="All areas"
    )
    phase = filters.ChoiceFilter(
        label="Ages", choices=Phase.choices, method="for_phase", empty_label="All ages"
    )
    family = filters.ChoiceFilter(
        label="What it is",
        choices=OfferKind.Family.choices,
        field_name="kind__offer_kind__family",
        empty_label="Anything",
    )
    strand = filters.ChoiceFilter(
        label="Strand", choices=Strand.choices, method="within_strand", empty_label="All strands"
    )
    delivery = filters.ChoiceFilter(label="Where", choices=Offer.Delivery.choices, empty_label="Anywhere")
    near = PlaceFilter(label="Reaches postcode", method="reaching")

    class Meta:
        model = Offer
        fields: list[str] = []
        form = FilterForm

    def in_area(self, rows: OfferQuerySet, name: str, area: str) -> OfferQuerySet:
        return rows.filter(areas__contains=[area])

    def for_phase(self, rows: OfferQuerySet, name: str, phase: str) -> OfferQuerySet:
        return rows.filter(phases__contains=[phase])

    def within_strand(self, rows: OfferQuerySet, name: str, strand: str) -> OfferQuerySet:
        return rows.in_strand(Strand(strand))

    def reaching(self, rows: OfferQuerySet, name: str, place: Place) -> OfferQuerySet:
        return rows.reaching(easting=place.easting, northing=place.northing)


class OfferApiFilter(OfferFilter):
    kind = filters.CharFilter(field_name="kind__code")
    available = filters.BooleanFilter(method="only_available")

    class Meta(OfferFilter.Meta):
        fields = ["provider", "state"]

    def only_available(self, rows: OfferQuerySet, name: str, only: bool) -> OfferQuerySet:
        return rows.available() if only else rows


class _RequestFilter(filters.FilterSet):
    """What narrows every list of requests."""

    area = filters.ChoiceFilter(label="Area of support", choices=SupportArea.choices, empty_label="All areas")
    needs = filters.ModelChoiceFilter(
        label="About",
        queryset=lambda request: Term.objects.of(Vocabulary.NEED),
        to_field_name="code",
        empty_label="Everything",
    )
    kind = filters.ModelChoiceFilter(
        label="Kind", queryset=RequestKind.objects.order_by("position"), empty_label="Every kind"
    )


class NeedFilter(_RequestFilter):
    """Narrows the list of what schools need."""

    phase = filters.ChoiceFilter(
        label="Ages", choices=Phase.choices, method="for_phase", empty_label="All ages"
    )

    class Meta:
        model = Request
        fields: list[str] = []
        form = FilterForm

    def for_phase(self, rows: RequestQuerySet, name: str, phase: str) -> RequestQuerySet:
        return rows.filter(school__phases__contains=[phase])


class QueueFilter(_RequestFilter):
    """Narrows the brokers' queue."""

    state = filters.ChoiceFilter(
        label="Stage",
        choices=[(state.value, state.label) for state in Request.OPEN],
        empty_label="Every stage",
    )
    whose = filters.ChoiceFilter(
        label="Whose",
        choices=[("ours", "We work on it"), ("asked", "Handed on to us"), ("nobody", "Nobody’s yet")],
        method="that_are",
        empty_label="Everybody’s",
    )

    class Meta:
        model = Request
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def that_are(self, rows: RequestQuerySet, name: str, whose: str) -> RequestQuerySet:
        institution = self.membership.institution
        if whose == "ours":
            return rows.filter(handled_by=institution) if institution else rows.none()
        if whose == "asked":
            waiting = Routing.objects.waiting().filter(partner=institution)
            return rows.filter(pk__in=waiting.values("request"))
        return rows.filter(state__in=[Request.State.SUBMITTED, Request.State.TRIAGED])
