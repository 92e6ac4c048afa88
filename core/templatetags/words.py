"""Numbers and labels as people write them."""

from django import template

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """12345 as 12,345."""
    return f"{number:,}"


@register.filter
def is_number(value: object) -> bool:
    """Whether a table's cell is for the right-hand side of its column."""
    return isinstance(value, int)


@register.filter
def lower_first(words: str) -> str:
    """A label inside a sentence."""
    return words[:1].lower() + words[1:]
