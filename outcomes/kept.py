"""Figures of all England that are counted from the records themselves take seconds, so they are kept for a while."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import cache

from institutions.models import Area

KEPT_FOR = 600  # seconds

T = TypeVar("T")


def kept(count: Callable[..., T], *, area: Area, **asked: Any) -> T:
    """What `count` answers, for England as it was up to ten minutes ago; for any other area as it is now."""
    if area.kind != Area.Kind.COUNTRY:
        return count(area=area, **asked)
    question = repr((count.__module__, count.__qualname__, area.pk, sorted(asked.items())))
    key = f"kept:{sha256(question.encode()).hexdigest()}"
    found: T | None = cache.get(key)
    if found is None:
        found = count(area=area, **asked)
        cache.set(key, found, KEPT_FOR)
    return found
