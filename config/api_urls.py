"""The first version of the API: its collections, its description and the pages that show it."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from brokerage.api import (
    AllocationRunViewSet,
    BookingViewSet,
    IntroductionViewSet,
    OfferViewSet,
    RequestViewSet,
)
from institutions.api import AreaViewSet, InstitutionViewSet
from outcomes.api import CoverageViewSet, FactViewSet, MeasureViewSet
from partnerships.api import (
    CollaborationViewSet,
    DocumentViewSet,
    LibraryItemViewSet,
    PartnershipViewSet,
)

router = SimpleRouter()
router.register("institutions", InstitutionViewSet, basename="institution")
router.register("areas", AreaViewSet, basename="area")
router.register("offers", OfferViewSet, basename="offer")
router.register("requests", RequestViewSet, basename="request")
router.register("introductions", IntroductionViewSet, basename="introduction")
router.register("allocation-runs", AllocationRunViewSet, basename="allocation-run")
router.register("bookings", BookingViewSet, basename="booking")
router.register("partnerships", PartnershipViewSet, basename="partnership")
router.register("collaborations", CollaborationViewSet, basename="collaboration")
router.register("documents", DocumentViewSet, basename="document")
router.register("library", LibraryItemViewSet, basename="library-item")
router.register("coverage", CoverageViewSet, basename="coverage")
router.register("measures", MeasureViewSet, basename="measure")
router.register("facts", FactViewSet, basename="fact")

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    path("", include(router.urls)),
]
