"""A university's plan: the schools around it that nobody in higher education works with, and how to reach each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from brokerage.forms.access_work import AccessWorkForm
from brokerage.models import Offer
from brokerage.queries.access_work import Prospect, Route, prospects, unknown_near
from brokerage.queries.own_offers import offers_reaching
from core.spreadsheet import csv_response
from institutions import access
from institutions.acting import MemberRequest
from institutions.models import Institution

PER_PAGE = 25


@dataclass(frozen=True)
class Line:
    """A school in the list, and what the university offers already that reaches it."""

    prospect: Prospect
    offer: Offer | None


@require_safe
def access_work(request: MemberRequest, pk: int) -> HttpResponse:
    """For the university's own people, administrators and brokers."""
    university, form = _university(request, pk), _form(request)
    found = prospects(university, form.asked_for)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    offers = offers_reaching(university, [prospect.school for prospect in page.object_list])
    context = _counts(found) | {
        "institution": university,
        "tab": "access_work",
        "form": form,
        "ask": form.asked_for,
        "edition": form.editions.get(form.asked_for.measure),
        "unknown": unknown_near(university, form.asked_for),
        "page": page,
        "lines": [Line(each, offers.get(each.school.pk)) for each in page.object_list],
        "query": request.GET.urlencode(),
    }
    return render(request, "brokerage/access_work.html", context)


@require_safe
def access_work_csv(request: MemberRequest, pk: int) -> HttpResponse:
    """The whole list, as filtered."""
    university, form = _university(request, pk), _form(request)
    header = [
        *("urn", "school", "town", "local_authority", "phases", "kilometres", "measure", "edition"),
        *("quintile", "priority", "free_meals_percent", "route", "through_urn", "through", "opens"),
    ]
    measure, edition = form.asked_for.measure, form.editions.get(form.asked_for.measure, "")
    records = (_record(each, measure.label, edition) for each in prospects(university, form.asked_for))
    return csv_response(f"access-work-{university.pk}.csv", header, records)


def _record(prospect: Prospect, measure: str, edition: str) -> list[Any]:
    school, via = prospect.school, prospect.via.school if prospect.via else None
    authority = school.local_authority.name if school.local_authority else ""
    return [
        *(school.urn, school.name, school.town, authority, school.phase_names),
        *(f"{prospect.kilometres:.1f}", measure, edition, prospect.quintile or "not known"),
        *("yes" if prospect.is_priority else "no", school.fsm_percent, prospect.route.value),
        *(via.urn if via else "", via.name if via else "", prospect.opens),
    ]


def _counts(found: Iterable[Prospect]) -> dict[str, int]:
    primaries = [each for each in found if each.is_primary]
    return {
        "primaries": len(primaries),
        "via_secondary": sum(each.route == Route.VIA_SECONDARY for each in primaries),
    }


def _form(request: HttpRequest) -> AccessWorkForm:
    form = AccessWorkForm(request.GET or None)
    form.is_valid()
    return form


def _university(request: MemberRequest, pk: int) -> Institution:
    universities = Institution.objects.visible_to(request.user).filter(kind=Institution.Kind.UNIVERSITY)
    university = get_object_or_404(universities.defer("search"), pk=pk)
    if not access.may_see_plans(request.user, university):
        raise Http404
    return university
