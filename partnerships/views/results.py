"""What came of an aim, and another party's word that it is so."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core.errors import RuleBroken
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from partnerships import actions
from partnerships.forms.partnership import ResultForm
from partnerships.models import Result
from partnerships.views.partnerships import change, editable_partnership


@takes_form
def report_result(request: MemberRequest, pk: int, aim_pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    aim = get_object_or_404(found.aims, pk=aim_pk)
    form = ResultForm(request.POST or None, partnership=found)

    def act(*, deliverer: Any, **data: Any) -> None:
        actions.report_result(aim=aim, deliverer=deliverer.institution, **data)

    return change(request, found, form, f"What came of “{aim}”", act)


@require_POST
def verify_result(request: MemberRequest, pk: int, result_pk: int) -> HttpResponse:
    """For the first party that the person speaks for and that did not deliver it."""
    found = editable_partnership(request, pk)
    rows = Result.objects.visible_to(request.user).filter(aim__partnership=found)
    result = get_object_or_404(rows.select_related("deliverer"), pk=result_pk)
    own = access.where_may(request.user, Permission.PARTNERSHIP_EDIT).filter(parties__partnership=found)
    verifier = own.exclude(pk=result.deliverer_id).order_by("pk").first() or result.deliverer
    try:
        actions.verify_result(result=result, verifier=verifier, by=request.user)
        messages.success(request, "Verified.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:partnership", pk=pk)
