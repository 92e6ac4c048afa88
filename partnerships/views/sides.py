"""One party's side of a partnership: only its own people change it."""

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
from partnerships.forms.sides import AssetForm, SideForm
from partnerships.models import Asset, Partnership, Party
from partnerships.queries.record import read
from partnerships.queries.told import told_by
from partnerships.views.partnerships import change, found_partnership, is_stale


@takes_form
def edit_side(request: MemberRequest, pk: int, party_pk: int) -> HttpResponse:
    found, party = _own_side(request, pk, party_pk)
    form = SideForm(request.POST or None, party=party, record=read(found))

    def act(*, by: Any, **data: Any) -> None:
        actions.edit_side(party=party, side=form.side(), revision=data["revision"], by=by)

    now = told_by(party) if is_stale(form, party.revision) else {}
    return change(request, found, form, f"What {party.institution} wants and does", act, now=now)


@takes_form
def bring_asset(request: MemberRequest, pk: int, party_pk: int) -> HttpResponse:
    found, party = _own_side(request, pk, party_pk)
    form = AssetForm(request.POST or None)

    def act(**data: Any) -> None:
        actions.bring_asset(party=party, **data)

    return change(request, found, form, f"What {party.institution} brings", act)


@require_POST
def take_back_asset(request: MemberRequest, pk: int, party_pk: int, asset_pk: int) -> HttpResponse:
    _, party = _own_side(request, pk, party_pk)
    asset = get_object_or_404(
        Asset.objects.filter(party=party).select_related("party__institution"), pk=asset_pk
    )
    try:
        actions.take_back_asset(asset=asset, by=request.user)
        messages.success(request, "Taken back. The history keeps it.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:partnership", pk)


def _own_side(request: MemberRequest, pk: int, party_pk: int) -> tuple[Partnership, Party]:
    found = found_partnership(request, pk)
    rows = found.parties.current().select_related("institution", "partnership")
    party = get_object_or_404(rows, pk=party_pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, party.institution)
    return found, party
