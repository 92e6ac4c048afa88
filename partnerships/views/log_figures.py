"""What the log adds up to, and what it asks of staff."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.dates import latest_years
from institutions.acting import MemberRequest
from institutions.models import Institution
from partnerships.forms.counts import CountsForm
from partnerships.forms.filters import YEARS_BACK, LogFilterForm
from partnerships.forms.log import ActivityForm
from partnerships.forms.partner import PartnerForm
from partnerships.forms.schools import TrustSchoolsForm
from partnerships.forms.why import reasons_for, reasons_for_counts
from partnerships.models import Collaboration
from partnerships.queries import log_figures as figures
from partnerships.queries.staff_time import staff_time_of
from partnerships.queries.workload import LATEST
from partnerships.queries.workload import workload as workload_of_latest


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


@login_not_required
@require_safe
def workload(request: HttpRequest) -> HttpResponse:
    """Open to everyone: what logging asks of people, and why."""
    one, several = workload_of_latest()
    happened = PartnerForm.base_fields | TrustSchoolsForm.base_fields | ActivityForm.base_fields
    context = {
        "tiles": [("One school", one), ("Several schools at once", several)],
        "latest": LATEST,
        "pages": [
            ("What happened", reasons_for(happened)),
            ("Who took part", reasons_for_counts() + reasons_for(CountsForm.base_fields)),
        ],
    }
    return render(request, "partnerships/workload.html", context)


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
