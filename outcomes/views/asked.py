"""What many pages of figures ask first."""

from django.shortcuts import get_object_or_404

from institutions.models import Area

SCHOOLS_PER_PAGE = 50


def area_of(code: str) -> Area:
    """The area of an address, with those above it; 404 where there is none."""
    return get_object_or_404(Area.objects.select_related("parent__parent"), code=code)
