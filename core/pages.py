"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

Row = TypeVar("Row")


def page_of(
    request: HttpRequest, rows: "QuerySet[Any, Row] | Sequence[Row]", *, size: int = 25
) -> "Page[Row]":
    """The page that `?page=` asks for, read now: no query runs while a template is rendered."""
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    return page
