"""Files of the library: put into a draft, taken out of it, and downloaded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from partnerships import actions
from partnerships.forms.library import FileForm
from partnerships.models import LibraryFile
from partnerships.views.library import found_item


@login_not_required
@require_safe
def library_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """To keep, never to show: whatever is in it must not run on a page of ours."""
    rows = LibraryFile.objects.visible_to(request.user).filter(item=pk)
    file = get_object_or_404(rows, pk=file_pk)
    response = HttpResponse(bytes(file.content), content_type=file.type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    return response


@takes_form
def add_file(request: MemberRequest, pk: int) -> HttpResponse:
    item = found_item(request, pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, item.owner)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            file = form.cleaned_data["file"]
            actions.add_file(item=item, name=file.name, content=file.read(), by=request.user)
            messages.success(request, "The file is with the draft.")
            return redirect("partnerships:library_item", pk)
    return render(request, "partnerships/add_file.html", {"item": item, "form": form})


@require_POST
def remove_file(request: MemberRequest, pk: int, file_pk: int) -> HttpResponse:
    rows = LibraryFile.objects.visible_to(request.user).filter(item=pk).defer("content")
    file = get_object_or_404(rows.select_related("item__owner"), pk=file_pk)
    try:
        actions.remove_file(file=file, by=request.user)
        messages.success(request, f"{file.name} is taken out.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:library_item", pk)
