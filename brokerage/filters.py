"""Narrowing the list of offers, on the page and, with more to choose from, over the API."""

from typing import Any

import django_filters as filters
from django.core.exceptions import ValidationError
from django.forms import CharField

from brokerage.models import Offer
from brokerage.models.offer import OfferQuerySet
from core.forms import FilterForm
from institutions.models import Phase, SupportArea
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

    def reaching(self, rows: OfferQuerySet, name: str, place: Place) -> OfferQuerySet:
        return rows.reaching(easting=place.easting, northing=place.northing)


class OfferApiFilter(OfferFilter):
    kind = filters.CharFilter(field_name="kind__code")
    available = filters.BooleanFilter(method="only_available")

    class Meta(OfferFilter.Meta):
        fields = ["provider", "state"]

    def only_available(self, rows: OfferQuerySet, name: str, only: bool) -> OfferQuerySet:
        return rows.available() if only else rows
