"""Partnerships and the log over the API: the same actions as the pages."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from accounts.api import person
from core.api import parsed
from institutions.models import Institution, SupportArea
from partnerships import actions, serializers
from partnerships.filters import LibraryFilter
from partnerships.models import Collaboration, Document, LibraryItem, Partnership
from partnerships.models.document import DocumentQuerySet
from partnerships.queries.library import with_all


class OwnInContext(GenericViewSet[Any]):
    """Tells the serializers which institutions are those of whoever asks."""

    def get_serializer_context(self) -> dict[str, Any]:
        own = Institution.objects.of(self.request.user).values_list("pk", flat=True)
        return {**super().get_serializer_context(), "own": set(own)}


class PartnershipFilter(filters.FilterSet):
    institution = filters.NumberFilter(field_name="parties__institution")
    area = filters.ChoiceFilter(choices=SupportArea.choices, method="of_area")

    class Meta:
        model = Partnership
        fields = ["stage", "institution", "area"]

    def of_area(self, rows: QuerySet[Partnership], name: str, area: str) -> QuerySet[Partnership]:
        return rows.filter(areas__contains=[area])


class PartnershipViewSet(OwnInContext, ReadOnlyModelViewSet[Partnership]):
    """What institutions agreed with one another."""

    serializer_class = serializers.PartnershipSerializer
    filterset_class = PartnershipFilter

    def get_queryset(self) -> QuerySet[Partnership]:
        rows = Partnership.objects.visible_to(person(self.request))
        return rows.select_related("kind").prefetch_related("parties__institution", "parties__roles", "tags")

    @extend_schema(request=serializers.AgreementSerializer)
    @action(detail=True, methods=["post"])
    def agree(self, request: Request, pk: str) -> Response:
        """Note the day on which the parties signed."""
        data = parsed(serializers.AgreementSerializer(data=request.data))
        actions.agree_partnership(partnership=self.get_object(), by=person(request), **data)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=serializers.ReviewSerializer)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, pk: str) -> Response:
        """Note the day of a review together."""
        data = parsed(serializers.ReviewSerializer(data=request.data))
        actions.review_partnership(partnership=self.get_object(), by=person(request), **data)
        return Response(self.get_serializer(self.get_object()).data)


class LibraryItemViewSet(ReadOnlyModelViewSet[LibraryItem]):
    """What is in the library; by default without what is due to be looked at again."""

    serializer_class = serializers.LibraryItemSerializer
    filterset_class = LibraryFilter

    def get_queryset(self) -> QuerySet[LibraryItem]:
        rows = LibraryItem.objects.visible_to(person(self.request)).published()
        return with_all(rows).prefetch_related("themes")


class CollaborationFilter(filters.FilterSet):
    school = filters.NumberFilter(field_name="contributions__school")
    since = filters.DateFilter(field_name="starts_on", lookup_expr="gte")
    until = filters.DateFilter(field_name="starts_on", lookup_expr="lte")

    class Meta:
        model = Collaboration
        fields = ["state", "area", "partner", "organiser", "school", "since", "until"]


class CollaborationViewSet(OwnInContext, ReadOnlyModelViewSet[Collaboration]):
    """The log: one record, many schools' contributions."""

    serializer_class = serializers.CollaborationSerializer
    filterset_class = CollaborationFilter

    def get_queryset(self) -> QuerySet[Collaboration]:
        rows = Collaboration.objects.visible_to(person(self.request))
        rows = rows.select_related("organiser", "partner", "activity_type")
        return rows.prefetch_related("tags", "contributions__school", "contributions__participations")

    @extend_schema(request=serializers.LogSerializer, responses={201: serializers.CollaborationSerializer})
    def create(self, request: Request) -> Response:
        """Log what happened, once for all its schools."""
        data = parsed(serializers.LogSerializer(data=request.data))
        record = actions.log_collaboration(by=person(request), **data)
        return Response(self.get_serializer(self.get_queryset().get(pk=record.pk)).data, status=201)

    @extend_schema(request=serializers.AnswerSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Confirm, correct or dispute a record that the other side made."""
        data = parsed(serializers.AnswerSerializer(data=request.data))
        actions.answer_confirmation(collaboration=self.get_object(), by=person(request), **data)
        return Response(self.get_serializer(self.get_object()).data)


class DocumentFilter(filters.FilterSet):
    kind = filters.CharFilter(field_name="kind__code")
    area = filters.CharFilter(field_name="area__code")
    overdue = filters.BooleanFilter(method="is_overdue")

    class Meta:
        model = Document
        fields = ["kind", "institution", "area", "overdue"]

    def is_overdue(self, rows: DocumentQuerySet, name: str, wanted: bool) -> DocumentQuerySet:
        overdue = rows.overdue()
        return overdue if wanted else rows.exclude(pk__in=overdue)


class DocumentViewSet(ReadOnlyModelViewSet[Document]):
    """Plans and documents that were submitted, and the drafts of whoever asks."""

    serializer_class = serializers.DocumentSerializer
    filterset_class = DocumentFilter

    def get_queryset(self) -> QuerySet[Document]:
        rows = Document.objects.visible_to(person(self.request))
        return rows.select_related("kind", "institution", "area")
