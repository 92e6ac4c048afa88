"""What a partner's offers led to, on a tab of its page."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.pages import page_of
from institutions import access
from institutions.acting import MemberRequest
from institutions.models import Institution
from outcomes.reports.impact import introduced_offers, years_of_work
from partnerships.queries.remarks import quotes_of


@require_safe
def impact(request: MemberRequest, pk: int) -> HttpResponse:
    """Its offers and how far each came; then, year by year, what both sides say took place."""
    kinds = (*Institution.LEARNING_KINDS, Institution.Kind.TRUST)
    partners = Institution.objects.visible_to(request.user).exclude(kind__in=kinds)
    partner = get_object_or_404(partners.defer("search"), pk=pk)
    if not access.may_see_plans(request.user, partner):
        raise Http404
    context = {
        "institution": partner,
        "tab": "impact",
        "page": page_of(request, introduced_offers(partner)),
        "years": years_of_work(partner),
        "quotes": quotes_of(partner),
    }
    return render(request, "outcomes/impact.html", context)
