"""How an activity went, as either side says."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions.acting import MemberRequest
from partnerships import actions
from partnerships.forms.remarks import RemarkForm
from partnerships.models import Collaboration, Remark
from partnerships.queries.remarks import speaks_for


@takes_form
def add_remark(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Collaboration.objects.visible_to(request.user).recorded()
    record = get_object_or_404(rows.select_related("activity_type"), pk=pk)
    sides = speaks_for(record, request.user)
    if not sides:
        raise PermissionDenied("Speaks for no side of this")
    form = RemarkForm(request.POST or None, sides=sides)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.add_remark(collaboration=record, by=request.user, **form.cleaned_data)
            messages.success(request, "Thank you. Both sides can read it now.")
            return redirect("partnerships:collaboration", pk=pk)
    return render(request, "partnerships/remark.html", {"form": form, "record": record})


@require_POST
def stop_quoting(request: MemberRequest, pk: int, remark_pk: int) -> HttpResponse:
    here = Remark.objects.visible_to(request.user).filter(collaboration=pk)
    remark = get_object_or_404(here.select_related("institution", "collaboration"), pk=remark_pk)
    actions.stop_quoting(remark=remark, by=request.user)
    messages.success(request, "It is no longer quoted.")
    return redirect("partnerships:collaboration", pk=pk)
