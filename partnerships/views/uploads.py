"""The log as a spreadsheet: out, in, looked at, put in, taken out again."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from core.spreadsheet import csv_response, xlsx_response
from core.uploads import on_disk
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from partnerships import actions
from partnerships.actions.log_plan import plan_of
from partnerships.forms.upload import UploadForm
from partnerships.models import LogUpload
from partnerships.queries.log_rows import COLUMNS, log_rows

SHOWN = 100  # lines of each list on the page
FORMATS: dict[str, Callable[[str, Sequence[str], Any], HttpResponse]] = {
    "xlsx": xlsx_response,
    "csv": csv_response,
}


@takes_form
def spreadsheet(request: MemberRequest) -> HttpResponse:
    """Download, and upload to look at."""
    organiser = acting_institution(request)
    if organiser is None or not access.can(request.user, Permission.COLLABORATION_LOG, organiser):
        return render(request, "partnerships/cannot_log.html", {"organiser": organiser}, status=403)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form), on_disk(form.cleaned_data["file"]) as path:
            upload = actions.upload_log(organiser=organiser, path=path, by=request.user)
            return redirect("partnerships:upload", pk=upload.pk)
    uploads = LogUpload.objects.visible_to(request.user).filter(organiser=organiser)
    context = {
        "form": form,
        "organiser": organiser,
        "uploads": list(uploads.select_related("uploaded_by").defer("rows", "before").order_by("-pk")[:10]),
    }
    return render(request, "partnerships/spreadsheet.html", context)


@require_safe
def log_download(request: MemberRequest, extension: str) -> HttpResponse:
    """What the institution logged, with its schools below to fill in."""
    organiser = acting_institution(request)
    access.require_any(request.user, Permission.COLLABORATION_LOG, [organiser] if organiser else [])
    assert organiser is not None  # required above
    return FORMATS[extension](f"log.{extension}", COLUMNS, log_rows(organiser))


@takes_form
def upload(request: MemberRequest, pk: int) -> HttpResponse:
    """What the file would do, and what became of it."""
    rows = LogUpload.objects.visible_to(request.user).select_related("organiser", "uploaded_by")
    found = get_object_or_404(rows, pk=pk)
    access.require(request.user, Permission.COLLABORATION_LOG, found.organiser)
    if request.method == "POST":
        _put_in_or_undo(request, found)
        return redirect("partnerships:upload", pk=pk)
    is_open = found.state == LogUpload.State.LOOKED_AT
    plan = plan_of(found.organiser, [(line, row) for line, row in found.rows]) if is_open else None
    context = {"upload": found, "plan": plan, "shown": f":{SHOWN}", "most": SHOWN}
    return render(request, "partnerships/upload.html", context)


def _put_in_or_undo(request: MemberRequest, found: LogUpload) -> None:
    try:
        if "undo" in request.POST:
            actions.undo_upload(upload=found, by=request.user)
            messages.success(request, "The log is as it was before.")
        else:
            plan = actions.put_in_log(upload=found, by=request.user)
            messages.success(request, f"{len(plan.added)} added, {len(plan.changed)} changed.")
    except RuleBroken as refusal:
        messages.warning(request, refusal.message)
