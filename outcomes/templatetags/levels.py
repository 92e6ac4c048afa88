"""How far a school has come, drawn. A grid shows hundreds of these marks, and there are only four of them."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from outcomes.models import Level

register = template.Library()


@register.filter
@cache
def mark(level: Level) -> SafeString:
    """The shape, word and colour of a level."""
    return render_to_string("outcomes/_level.html", {"level": level})
