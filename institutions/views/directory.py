"""Search the directory: a plain page, results as one types, and suggestions for a box elsewhere."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import push_url, replace_url
from django_htmx.middleware import HtmxDetails

from institutions.filters import InstitutionFilter
from institutions.forms.search import SuggestForm
from institutions.models import GroupMembership, Institution
from institutions.models.institution import InstitutionQuerySet
from institutions.queries.search import search

PAGE = 25
SUGGESTIONS = 10


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


@login_not_required
@require_safe
def directory(request: HtmxRequest) -> HttpResponse:
    """Open institutions unless another status is asked for; closed ones too when nothing open is found."""
    query = request.GET.copy()
    query.setdefault("status", "OPEN")
    filters, page = _search(request, query)
    shows_closed = False
    if not page and query["status"] == "OPEN" and query.get("q"):
        query["status"] = ""
        of_any_status = _search(request, query)
        shows_closed = bool(of_any_status[1])
        filters, page = of_any_status if shows_closed else (filters, page)
    context = {
        "form": filters.form,
        "found": filters.found,
        "page": page,
        "shows_closed": shows_closed,
        "is_narrowed": _is_narrowed(request.GET),
    }
    if request.htmx:
        return _with_address(request, render(request, "institutions/_swapped_results.html", context))
    return render(request, "institutions/directory.html", context)


@login_not_required
@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Up to ten that are open or proposed to open for `q`, of the kinds asked for, with what tells them apart."""
    form = SuggestForm(request.GET)
    found = (
        search(form.cleaned_data["q"], kinds=form.cleaned_data["kind"], limit=SUGGESTIONS)
        if form.is_valid()
        else []
    )
    suggestions = [
        {
            "id": institution.pk,
            "name": institution.name,
            "town": institution.town,
            "identifier": institution.identifier,
        }
        for institution in found
    ]
    return JsonResponse(suggestions, safe=False)


def _search(request: HttpRequest, query: QueryDict) -> tuple[InstitutionFilter, "Page[Any]"]:
    """Only keys are sorted, of which there may be thousands; the rows are read for the page alone."""
    everyone = Institution.objects.visible_to(request.user)
    filters = InstitutionFilter(query, queryset=everyone, request=request)
    rows = filters.qs if filters.qs.ordered else filters.qs.order_by("name", "pk")
    page = Paginator(rows.values_list("pk", flat=True), PAGE).get_page(request.GET.get("page"))
    shown = _with_trust(everyone).in_bulk(page.object_list)
    page.object_list = [shown[pk] for pk in page.object_list]
    return filters, page


def _with_trust(rows: InstitutionQuerySet) -> InstitutionQuerySet:
    trust = GroupMembership.objects.current().select_related("group")
    return (
        rows.select_related("local_authority", "as_group__kind")
        .prefetch_related(Prefetch("groups", trust.defer("group__search"), to_attr="trusts"))
        .defer("search")
    )


def _is_narrowed(query: QueryDict) -> bool:
    """By anything but words: removing it may find more."""
    return any(value for name, values in query.lists() if name not in ("q", "page") for value in values)


def _with_address(request: HtmxRequest, response: HttpResponse) -> HttpResponse:
    """The address follows what is shown. Typing replaces it, so that Back does not go letter by letter."""
    query = request.GET.copy()
    for name, values in request.GET.lists():
        if name != "status" and not any(values):
            del query[name]
    address = f"{reverse('institutions:directory')}?{query.urlencode()}".rstrip("?")
    follow = replace_url if request.htmx.trigger_name == "q" else push_url
    return follow(response, address)
