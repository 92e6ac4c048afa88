"""Every address begins here; each app declares its own below its own names."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config import health

APPS = [
    "accounts",
    "institutions",
    "partnerships",
    "brokerage",
    "outcomes",
    *(["demo"] if settings.DEMO else []),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("account/", include("allauth.urls")),
    path("api/v1/", include("config.api_urls")),
    *(path("", include(f"{app}.urls")) for app in APPS if find_spec(f"{app}.urls")),
]
