"""The Gatsby Benchmarks that a school's or a trust's log counts towards."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.dates import latest_years
from institutions.acting import MemberRequest
from institutions.models import Institution
from partnerships.queries.benchmarks import benchmarks_of_schools, benchmarks_of_years, rules_of
from partnerships.queries.schools import schools_of

YEARS_BACK = 3


@require_safe
def benchmarks(request: MemberRequest, pk: int) -> HttpResponse:
    """For its own people: shares of a school's year groups say more than others may know."""
    institution = get_object_or_404(Institution.objects.of(request.user), pk=pk)
    years = latest_years(YEARS_BACK, today=timezone.localdate())
    year = request.GET.get("year", "")
    year = year if year in years else years[0]
    rules = rules_of(year)
    lines = (
        benchmarks_of_years(institution, rules, year)
        if institution.is_school
        else benchmarks_of_schools(schools_of(institution).open().order_by("name", "pk"), rules, year)
    )
    context = {"institution": institution, "rules": rules, "lines": lines, "year": year, "years": years}
    return render(request, "partnerships/benchmarks.html", context)
