"""The report on unmet need, for those who look after an area."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from brokerage.forms.unmet import UnmetForm
from brokerage.queries.unmet import (
    authorities_of,
    introductions_unmet,
    requests_unmet,
    totals_by_authority,
    unmet_needs,
)
from core.pages import page_of
from core.spreadsheet import csv_response
from institutions.acting import MemberRequest
from institutions.models import Area

SHORT = 15  # authorities on a page: each takes several lines on a phone
COLUMNS = ("la_code", "la_name", "support_area", "reason", "times", "schools", "schools_still_unmet")


@require_safe
def unmet(request: MemberRequest) -> HttpResponse:
    """Authorities side by side; of one authority, each reason and the schools behind it."""
    form, authorities = _asked(request)
    chosen = form.cleaned_data.get("authority")
    context: dict[str, Any] = {"form": form, "authority": None, "needs": [], "totals": None}
    if chosen or len(authorities) == 1:
        here = authorities.filter(pk=chosen.pk) if chosen else authorities
        introductions = introductions_unmet(authorities=here, **form.asked).with_parties()
        context |= {
            "authority": here.get(),
            "needs": unmet_needs(authorities=here, **form.asked),
            "page": page_of(request, introductions.order_by("-updated_at", "-pk")),
            "requests": list(
                requests_unmet(authorities=here, **form.asked).with_facts().order_by("-pk")[:50]
            ),
        }
    else:
        totals = totals_by_authority(authorities=authorities, **form.asked)
        context |= {
            "totals": page_of(request, totals, size=SHORT),
            "still": sum(total.still for total in totals),
        }
    return render(request, "brokerage/unmet.html", context)


@require_safe
def unmet_csv(request: MemberRequest) -> HttpResponse:
    """Every authority, area of support and reason."""
    form, authorities = _asked(request)
    if chosen := form.cleaned_data.get("authority"):
        authorities = authorities.filter(pk=chosen.pk)
    rows = (
        (n.authority_code, n.authority_name, n.support_area_label, n.reason, n.times, n.schools, n.still)
        for n in unmet_needs(authorities=authorities, **form.asked)
    )
    return csv_response("unmet-need.csv", COLUMNS, rows)


def _asked(request: MemberRequest) -> tuple[UnmetForm, QuerySet[Area]]:
    authorities = authorities_of(request.user)
    if not authorities.exists():
        raise PermissionDenied("Looks after no area")
    form = UnmetForm(request.GET, authorities=authorities)
    form.is_valid()
    return form, authorities
