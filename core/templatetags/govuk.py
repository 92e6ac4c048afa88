"""GOV.UK components for templates. Each tag draws the template of its own name in templates/govuk/."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.urls import NoReverseMatch, reverse

from core.forms import GovukBoundField

register = template.Library()


@dataclass(frozen=True)
class SummaryError:
    message: str
    anchor: str = ""


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(*forms: "BaseForm | BaseFormSet[Any] | None") -> dict[str, Any]:
    """What is wrong, each with a link to the control to correct. base.html draws it for `form`."""
    return {"errors": [error for form in forms if form for error in _errors_of(form)]}


def _errors_of(form: "BaseForm | BaseFormSet[Any]") -> Iterator[SummaryError]:
    if isinstance(form, BaseFormSet):
        yield from (SummaryError(str(message)) for message in form.non_form_errors())
        for each in form.forms:
            yield from _errors_of(each)
        return
    yield from (SummaryError(str(message)) for message in form.non_field_errors())
    for field in form:
        yield from (SummaryError(str(message), _anchor(field)) for message in field.errors)


def _anchor(field: BoundField) -> str:
    return "" if field.is_hidden or not isinstance(field, GovukBoundField) else field.error_anchor


@register.inclusion_tag("govuk/navigation_item.html", takes_context=True)
def navigation_item(context: template.Context, text: str, url_name: str) -> dict[str, str]:
    """An item of the service navigation; none where the address does not exist."""
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return {"url": ""}
    path = context["request"].path if "request" in context else ""
    current = "page" if path == url else "true" if path.startswith(url) else ""
    return {"text": text, "url": url, "current": current}
