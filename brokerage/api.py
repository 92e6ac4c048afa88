"""Offers, requests and introductions over the API: the same actions as the pages."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import request as drf
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from accounts.api import person
from brokerage import actions, serializers
from brokerage.filters import OfferApiFilter
from brokerage.models import (
    AllocationRow,
    AllocationRun,
    Booking,
    Introduction,
    Offer,
    Request,
)
from brokerage.queries.offers import free_slots
from brokerage.queries.ranking import rank_offers_for
from core.api import parsed


class OfferViewSet(ReadOnlyModelViewSet[Offer]):
    """What institutions will give."""

    serializer_class = serializers.OfferSerializer
    filterset_class = OfferApiFilter

    def get_queryset(self) -> QuerySet[Offer]:
        return Offer.objects.visible_to(person(self.request)).select_related(
            "provider", "made_through", "kind", "shared_places"
        )

    @extend_schema(request=serializers.PublishSerializer, responses={201: serializers.OfferSerializer})
    def create(self, request: drf.Request) -> Response:
        """Publish an offer."""
        data = parsed(serializers.PublishSerializer(data=request.data))
        offer = actions.publish_offer(by=person(request), **data)
        return Response(self.get_serializer(offer).data, status=201)

    @extend_schema(request=serializers.EditSerializer)
    @action(detail=True, methods=["post"])
    def edit(self, request: drf.Request, pk: str) -> Response:
        """Say it better, or offer more or fewer places."""
        data = parsed(serializers.EditSerializer(data=request.data))
        actions.edit_offer(offer=self.get_object(), by=person(request), **data)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def confirm(self, request: drf.Request, pk: str) -> Response:
        """Say that the offer still stands."""
        offer = actions.confirm_offer(offer=self.get_object(), by=person(request))
        return Response(self.get_serializer(offer).data)

    @extend_schema(request=None, responses={201: serializers.OfferSerializer})
    @action(detail=True, methods=["post"])
    def carry(self, request: drf.Request, pk: str) -> Response:
        """Offer the same for the next school year, with all places free."""
        offer = actions.carry_offer(offer=self.get_object(), by=person(request))
        return Response(self.get_serializer(offer).data, status=201)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: drf.Request, pk: str) -> Response:
        """Take the offer out of the lists."""
        actions.withdraw_offer(offer=self.get_object(), by=person(request))
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=serializers.ShareSerializer)
    @action(detail=True, methods=["post"])
    def share(self, request: drf.Request, pk: str) -> Response:
        """Make other offers of the provider alternatives to it: so many schools in all."""
        data = parsed(serializers.ShareSerializer(data=request.data))
        together = [self.get_object(), *data["offers"]]
        actions.share_places(offers=together, places=data["places"], by=person(request))
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def part(self, request: drf.Request, pk: str) -> Response:
        """Count its places and those of its alternatives apart again."""
        actions.part_places(offer=self.get_object(), by=person(request))
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(responses=serializers.SlotSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def slots(self, request: drf.Request, pk: str) -> Response:
        """The next times at which it can be booked."""
        return Response(serializers.SlotSerializer(free_slots(self.get_object()), many=True).data)

    @extend_schema(
        request=serializers.SetSlotsSerializer, responses={201: serializers.SlotSerializer(many=True)}
    )
    @slots.mapping.post
    def set_slots(self, request: drf.Request, pk: str) -> Response:
        """Let schools book a time, in so many weeks one after another."""
        data = parsed(serializers.SetSlotsSerializer(data=request.data))
        made = actions.set_slots(offer=self.get_object(), by=person(request), **data)
        return Response(serializers.SlotSerializer(made, many=True).data, status=201)

    @extend_schema(
        parameters=[serializers.RankingQuerySerializer],
        responses=serializers.RankedOfferSerializer(many=True),
        filters=False,
    )
    @action(detail=False, pagination_class=None)
    def ranked(self, request: drf.Request) -> Response:
        """The offers that fit one school's need, best first, each with its reasons."""
        data = parsed(serializers.RankingQuerySerializer(data=request.query_params))
        ranked = rank_offers_for(viewer=person(request), **data)
        return Response(serializers.RankedOfferSerializer(ranked, many=True).data)


class RequestViewSet(ReadOnlyModelViewSet[Request]):
    """What schools need, and how far it has come."""

    serializer_class = serializers.RequestSerializer
    filterset_fields = ["school", "area", "state", "kind"]

    def get_queryset(self) -> QuerySet[Request]:
        rows = Request.objects.visible_to(person(self.request)).with_facts()
        return rows.prefetch_related("needs", "kinds_wanted", "sectors")

    @extend_schema(request=serializers.MakeRequestSerializer, responses={201: serializers.RequestSerializer})
    def create(self, request: drf.Request) -> Response:
        """Say what a school needs, or say it anew while the request is open."""
        data = parsed(serializers.MakeRequestSerializer(data=request.data))
        made = actions.make_request(by=person(request), **data)
        return Response(self.get_serializer(made).data, status=201)

    @extend_schema(request=serializers.TakeSerializer)
    @action(detail=True, methods=["post"])
    def take(self, request: drf.Request, pk: str) -> Response:
        """A broker works on it from now on."""
        return self._after(actions.take_request, serializers.TakeSerializer)

    @extend_schema(request=serializers.HandOnRequestSerializer)
    @action(detail=True, methods=["post"], url_path="hand-on")
    def hand_on(self, request: drf.Request, pk: str) -> Response:
        """Ask another broker or partner to take it."""
        return self._after(actions.hand_on_request, serializers.HandOnRequestSerializer)

    @extend_schema(request=serializers.OutcomeSerializer)
    @action(detail=True, methods=["post"])
    def outcome(self, request: drf.Request, pk: str) -> Response:
        """A broker says what came of it; the school is asked whether it is so."""
        return self._after(actions.record_outcome, serializers.OutcomeSerializer)

    @extend_schema(request=serializers.OutcomeSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: drf.Request, pk: str) -> Response:
        """The school itself says what came of it."""
        return self._after(actions.close_request, serializers.OutcomeSerializer)

    @extend_schema(request=serializers.WordSerializer)
    @action(detail=True, methods=["post"])
    def word(self, request: drf.Request, pk: str) -> Response:
        """The school says whether the outcome that was recorded is so."""
        return self._after(actions.give_word, serializers.WordSerializer)

    def _after(self, act: Callable[..., Any], serializer: type[BaseSerializer[Any]]) -> Response:
        """The request as it is after an action, which takes what the serializer reads."""
        data = parsed(serializer(data=self.request.data))
        found = self.get_object()
        act(request=found, by=person(self.request), **data)
        return Response(self.get_serializer(self.get_queryset().get(pk=found.pk)).data)


class IntroductionViewSet(ReadOnlyModelViewSet[Introduction]):
    """One offer put to its provider for one school."""

    serializer_class = serializers.IntroductionSerializer
    filterset_fields = ["offer", "request", "school", "area", "state"]

    def get_queryset(self) -> QuerySet[Introduction]:
        rows = Introduction.objects.visible_to(person(self.request))
        return rows.select_related("school", "decline_reason", "offer__provider", "broker")

    @extend_schema(request=serializers.AskSerializer, responses={201: serializers.IntroductionSerializer})
    def create(self, request: drf.Request) -> Response:
        """Ask for an offer; a place is held until it is answered."""
        data = parsed(serializers.AskSerializer(data=request.data, context={"request": request}))
        introduction = actions.request_offer(by=person(request), **data)
        return Response(self.get_serializer(introduction).data, status=201)

    @extend_schema(request=serializers.AnswerIntroductionSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: drf.Request, pk: str) -> Response:
        """Yes, maybe or no."""
        data = parsed(serializers.AnswerIntroductionSerializer(data=request.data))
        introduction = actions.answer_introduction(introduction=self.get_object(), by=person(request), **data)
        return Response(self.get_serializer(introduction).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: drf.Request, pk: str) -> Response:
        """The school no longer asks."""
        introduction = actions.withdraw_introduction(introduction=self.get_object(), by=person(request))
        return Response(self.get_serializer(introduction).data)

    @extend_schema(request=serializers.ReasonSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: drf.Request, pk: str) -> Response:
        """The school says no to what others arranged for it."""
        return self._do(actions.decline_match, serializers.ReasonSerializer)

    @extend_schema(request=serializers.HandOnSerializer)
    @action(detail=True, methods=["post"], url_path="hand-to-broker")
    def hand_to_broker(self, request: drf.Request, pk: str) -> Response:
        """Ask an accredited broker of the school's area to help."""
        return self._do(actions.hand_to_broker, serializers.HandOnSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="take-on")
    def take_on(self, request: drf.Request, pk: str) -> Response:
        """The broker accepts."""
        return self._do(actions.take_on_introduction)

    @extend_schema(request=serializers.WhySerializer)
    @action(detail=True, methods=["post"], url_path="hand-back")
    def hand_back(self, request: drf.Request, pk: str) -> Response:
        """The broker cannot help."""
        return self._do(actions.hand_back_introduction, serializers.WhySerializer)

    @extend_schema(request=serializers.PlanSerializer)
    @action(detail=True, methods=["post"])
    def plan(self, request: drf.Request, pk: str) -> Response:
        """The day on which it is to take place."""
        return self._do(actions.plan_introduction, serializers.PlanSerializer)

    @extend_schema(request=serializers.WhySerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: drf.Request, pk: str) -> Response:
        """Called off after the yes."""
        return self._do(actions.cancel_introduction, serializers.WhySerializer)

    @extend_schema(request=serializers.HappenedSerializer)
    @action(detail=True, methods=["post"])
    def happened(self, request: drf.Request, pk: str) -> Response:
        """Whether it took place."""
        return self._do(actions.tell_whether_it_happened, serializers.HappenedSerializer)

    def _do(
        self, act: Callable[..., Introduction], asked: type[BaseSerializer[Any]] | None = None
    ) -> Response:
        """One action on this introduction, with what was sent for it."""
        data = parsed(asked(data=self.request.data)) if asked else {}
        introduction = act(introduction=self.get_object(), by=person(self.request), **data)
        return Response(self.get_serializer(introduction).data)


class AllocationRunViewSet(ReadOnlyModelViewSet[AllocationRun]):
    """Planned batches of introductions, for those who oversee the areas."""

    serializer_class = serializers.AllocationRunSerializer
    filterset_fields = ["state", "year"]

    def get_queryset(self) -> QuerySet[AllocationRun]:
        return (
            AllocationRun.objects.visible_to(person(self.request))
            .select_related("offer_kind")
            .prefetch_related("areas")
        )

    @extend_schema(
        request=serializers.PlanRunSerializer, responses={201: serializers.AllocationRunSerializer}
    )
    def create(self, request: drf.Request) -> Response:
        """Plan a run: it is worked out, and nothing is sent."""
        data = parsed(serializers.PlanRunSerializer(data=request.data))
        run = actions.plan_run(by=person(request), **data)
        return Response(self.get_serializer(run).data, status=201)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def publish(self, request: drf.Request, pk: str) -> Response:
        """Send what was rehearsed, in batches."""
        run = actions.publish_run(run=self.get_object(), by=person(request))
        return Response(self.get_serializer(run).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def cancel(self, request: drf.Request, pk: str) -> Response:
        """Stop working it out, or sending it."""
        run = actions.cancel_run(run=self.get_object(), by=person(request))
        return Response(self.get_serializer(run).data)

    @extend_schema(responses=serializers.AllocationRowSerializer(many=True), filters=False)
    @action(detail=True)
    def rows(self, request: drf.Request, pk: str) -> Response:
        """Who would get what, need by need."""
        visible = AllocationRow.objects.visible_to(person(request)).filter(run=self.get_object())
        rows: Any = visible.select_related("school").defer(
            "school__search"
        )  # of another model than the view's
        page: Any = self.paginate_queryset(rows)
        return self.get_paginated_response(serializers.AllocationRowSerializer(page, many=True).data)


class BookingViewSet(ReadOnlyModelViewSet[Booking]):
    """A time of an offer, asked for by a school."""

    serializer_class = serializers.BookingSerializer
    filterset_fields = ["slot", "school", "state"]

    def get_queryset(self) -> QuerySet[Booking]:
        return Booking.objects.visible_to(person(self.request)).with_parties()

    @extend_schema(request=serializers.BookSerializer, responses={201: serializers.BookingSerializer})
    def create(self, request: drf.Request) -> Response:
        """Ask for a time; it is held until the provider answers."""
        data = parsed(serializers.BookSerializer(data=request.data, context={"request": request}))
        booking = actions.book_slot(by=person(request), **data)
        return Response(self.get_serializer(booking).data, status=201)

    @extend_schema(request=serializers.AnswerBookingSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: drf.Request, pk: str) -> Response:
        """The provider confirms, or cannot."""
        data = parsed(serializers.AnswerBookingSerializer(data=request.data))
        booking = actions.answer_booking(booking=self.get_object(), by=person(request), **data)
        return Response(self.get_serializer(booking).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def cancel(self, request: drf.Request, pk: str) -> Response:
        """Either side may."""
        booking = actions.cancel_booking(booking=self.get_object(), by=person(request))
        return Response(self.get_serializer(booking).data)

    @extend_schema(request=serializers.UseSerializer)
    @action(detail=True, methods=["post"])
    def use(self, request: drf.Request, pk: str) -> Response:
        """Note what it was used for, once it is over."""
        data = parsed(serializers.UseSerializer(data=request.data))
        booking = actions.log_use(booking=self.get_object(), by=person(request), **data)
        return Response(self.get_serializer(booking).data)
