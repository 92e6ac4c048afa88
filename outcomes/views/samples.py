"""A sample of schools for a thematic survey: drawn by a published seed, shown, and taken away as open data."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from institutions.acting import MemberRequest
from outcomes.forms import SampleForm
from outcomes.open_data import FORMATS
from outcomes.reports.samples import draw
from outcomes.sample_table import sample_table
from outcomes.views.asked import area_of
from outcomes.views.downloads import download


@require_safe
def sample(request: MemberRequest, code: str) -> HttpResponse:
    """Which schools a seed draws, in their order."""
    area, form = area_of(code), SampleForm(request.GET or None)
    drawn = draw(area, **form.cleaned_data) if form.is_valid() else None
    context = {
        "area": area,
        "form": form,
        "drawn": drawn,
        "formats": FORMATS,
        "file_address": reverse("outcomes:sample", args=[code]).rstrip("/"),
        "query": f"?{request.GET.urlencode()}",
    }
    return render(request, "outcomes/sample.html", context)


@require_safe
def sample_file(request: MemberRequest, code: str, file_format: str) -> HttpResponse:
    """The same draw with its fixed fields."""
    area, form = area_of(code), SampleForm(request.GET)
    if not form.is_valid():
        raise Http404
    return download(request, sample_table(area, **form.cleaned_data), area, file_format)
