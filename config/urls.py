"""Every address begins here; each app declares its own below its own names."""

from django.conf import settings
from django.urls import include, path

from config import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("account/", include("allauth.urls")),
    path("api/v1/", include("config.api_urls")),
    path("", include("accounts.urls")),
    path("", include("institutions.urls")),
    path("", include("partnerships.urls")),
    path("", include("brokerage.urls")),
    path("", include("outcomes.urls")),
    *([path("", include("demo.urls"))] if settings.DEMO else []),
]
