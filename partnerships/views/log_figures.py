"""What the log adds up to, and what it asks of staff."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.dates import latest_years
from institutions.acting import MemberRequest
from institutions.models import Institution
from partnerships.forms.filters import YEARS_BACK, LogFilterForm
from partnerships.models import Collaboration
from partnerships.queries import log_figures as figures
from partnerships.queries.staff_time import staff_time_of


@require_safe
def log_figures(request: MemberRequest) -> HttpResponse:
    """Of what the person may see, narrowed as the log is."""
    form = LogFilterForm(request.GET or None, user=request.user)
    rows = form.narrow(Collaboration.objects.visible_to(request.user).recorded())
    context = {
        "form": form,
        "records": rows.count(),
        "reached": figures.reached(rows, own=Institution.objects.of(request.user)),
        "tables": [
            *figures.ways(rows, request.GET),
            *figures.tags(rows, request.GET),
            *figures.answers(rows),
        ],
    }
    return render(request, "partnerships/log_figures.html", context)


@require_safe
def staff_time(request: MemberRequest, pk: int) -> HttpResponse:
    """For its own people: how much partnerships ask of each school."""
    own = Institution.objects.of(request.user)
    kinds = (*Institution.LEARNING_KINDS, Institution.Kind.TRUST)
    institution = get_object_or_404(own.filter(kind__in=kinds), pk=pk)
    years = latest_years(YEARS_BACK, today=timezone.localdate())
    year = request.GET.get("year", "")
    year = year if year in years else years[0]
    lines = staff_time_of(institution, year)
    context = {
        "institution": institution,
        "year": year,
        "years": years,
        "lines": lines,
        "hours": sum(line.hours for line in lines),
    }
    return render(request, "partnerships/staff_time.html", context)
