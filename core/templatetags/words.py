"""Numbers and labels as people write them."""

from django import template

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """12345 as 12,345."""
    return f"{number:,}"


@register.filter
def is_number(value: object) -> bool:
    """Whether it is written with its thousands apart."""
    return isinstance(value, int)


@register.filter
def lower_first(words: str) -> str:
    """A label inside a sentence."""
    return words[:1].lower() + words[1:]
