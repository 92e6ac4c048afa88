"""Tables of figures as files, and who took which away."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.pages import page_of
from institutions.acting import MemberRequest
from institutions.models import Area, Institution
from outcomes import actions
from outcomes.coverage_tables import TABLES, grid_table
from outcomes.forms import NothingForm
from outcomes.open_data import FORMATS, OpenTable, file_of
from outcomes.reports.coverage import latest_run
from outcomes.reports.downloads import described, downloads_seen_by
from outcomes.views.asked import area_of


@require_safe
def coverage_file(request: MemberRequest, code: str, table: str, file_format: str) -> HttpResponse:
    """One of the tables of an area, with the filters of the page it is linked from."""
    if table not in TABLES:
        raise Http404
    area = area_of(code)
    form = NothingForm(request.GET)
    form.is_valid()
    return download(request, TABLES[table](area, form), area, file_format, on=form.filters.on)


@require_safe
def institution_coverage_file(request: MemberRequest, pk: int, file_format: str) -> HttpResponse:
    """The grid of a trust or a school."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
    return download(request, grid_table(institution), institution, file_format)


@require_safe
def downloads(request: MemberRequest) -> HttpResponse:
    """The record of downloads."""
    page = page_of(request, downloads_seen_by(request.user), size=50)
    context = {"page": page, "downloads": described(list(page.object_list)), "formats": FORMATS}
    return render(request, "outcomes/downloads.html", context)


def download(
    request: MemberRequest,
    table: OpenTable,
    subject: Area | Institution,
    file_format: str,
    *,
    on: date | None = None,
) -> HttpResponse:
    """The file; who takes it is noted."""
    if file_format not in FORMATS:
        raise Http404
    run = latest_run(on=on)
    actions.record_download(
        table=table.name,
        subject=subject,
        file_format=file_format,
        rows=len(table.rows),
        as_at=run.as_at if run else None,
        by=request.user,
    )
    return file_of(table, file_format)
