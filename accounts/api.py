"""Who asks, over the API."""

from typing import cast

from rest_framework.request import Request

from accounts.models import User


def person(request: Request) -> User:
    """The person behind the key or the session: the API answers nobody else (IsAuthenticated)."""
    return cast(User, request.user)
