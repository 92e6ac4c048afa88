"""Bodies that govern or advise, and who sits on them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from institutions.acting import MemberRequest
from institutions.models import Area, Institution
from partnerships import access, actions
from partnerships.access import Owner
from partnerships.forms.bodies import CharterForm, EndSeatForm, SeatForm
from partnerships.models import Body, Issue, Meeting, Partnership
from partnerships.queries import bodies as queries
from partnerships.queries.meetings import kinds_for, with_all
from partnerships.views.partnerships import found_partnership, is_stale


@require_safe
def body(request: MemberRequest, pk: int) -> HttpResponse:
    """Who sits on it, how senior each side is, and what its kind still asks for."""
    found = found_body(request, pk)
    (seated,) = queries.with_members(Body.objects.visible_to(request.user).filter(pk=found.pk))
    sides = queries.sides_of(seated)
    issues = Issue.objects.visible_to(request.user).open().filter(escalated_to=found)
    context = {
        "body": seated,
        "sides": sides,
        "less_senior": queries.less_senior(sides),
        "lacks": queries.lacks(seated),
        "meetings": with_all(Meeting.objects.visible_to(request.user).filter(body=found)),
        "kinds": list(kinds_for(found)),
        "issues": list(issues.select_related("partnership", "institution").order_by("due_on", "pk")),
        "former": list(
            found.members.exclude(left_on=None).select_related("institution").order_by("-left_on")
        ),
        "may_keep": access.may_keep(request.user, found.owner),
        "owner_url": owner_url(found.owner),
    }
    return render(request, "partnerships/body.html", context)


@require_safe
def institution_bodies(request: MemberRequest, pk: int) -> HttpResponse:
    """Those of a trust or network that whoever looks may see."""
    group = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    return _list(request, group, Body.objects.visible_to(request.user).filter(group=group))


@require_safe
def area_bodies(request: MemberRequest, code: str) -> HttpResponse:
    """Those of an authority that whoever looks may see."""
    area = get_object_or_404(Area, code=code)
    return _list(request, area, Body.objects.visible_to(request.user).filter(authority=area))


@takes_form
def set_up_partnership_body(request: MemberRequest, pk: int) -> HttpResponse:
    return _set_up(request, found_partnership(request, pk))


@takes_form
def set_up_institution_body(request: MemberRequest, pk: int) -> HttpResponse:
    return _set_up(request, get_object_or_404(Institution.objects.visible_to(request.user), pk=pk))


@takes_form
def set_up_area_body(request: MemberRequest, code: str) -> HttpResponse:
    return _set_up(request, get_object_or_404(Area, code=code))


@takes_form
def change_body(request: MemberRequest, pk: int) -> HttpResponse:
    found = kept_body(request, pk)
    form = CharterForm(request.POST or None, owner=found.owner, body=found)
    now = {"Name": found.name, "What it is for": found.remit} if is_stale(form, found.revision) else {}
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            revision = form.cleaned_data["revision"]
            actions.change_body(body=found, charter=form.charter(), revision=revision, by=request.user)
            messages.success(request, "Saved.")
            return redirect("partnerships:body", found.pk)
    return changing(request, form, heading="Change the body", caption=found.name, back=found, now=now)


@takes_form
def seat_member(request: MemberRequest, pk: int) -> HttpResponse:
    found = kept_body(request, pk)
    form = SeatForm(request.POST or None, body=found)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.seat_member(body=found, seat=form.seat(), by=request.user)
            messages.success(request, "Saved.")
            return redirect("partnerships:body", found.pk)
    return changing(request, form, heading="Add somebody", caption=found.name, back=found)


@takes_form
def end_seat(request: MemberRequest, pk: int, member_pk: int) -> HttpResponse:
    found = kept_body(request, pk)
    rows = found.members.filter(left_on=None).select_related("body", "institution")
    member = get_object_or_404(rows, pk=member_pk)
    form = EndSeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.end_seat(member=member, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("partnerships:body", found.pk)
    heading = f"{member.name} leaves"
    return changing(request, form, heading=heading, caption=found.name, back=found)


def found_body(request: MemberRequest, pk: int) -> Body:
    related = ("kind__term", "partnership", "group", "authority")
    return get_object_or_404(Body.objects.visible_to(request.user).select_related(*related), pk=pk)


def kept_body(request: MemberRequest, pk: int) -> Body:
    """One whose records the person keeps."""
    found = found_body(request, pk)
    access.require_keeper(request.user, found.owner)
    return found


def owner_url(owner: Owner) -> str:
    """The page that lists its bodies."""
    match owner:
        case Partnership():
            return reverse("partnerships:governance", args=[owner.pk])
        case Institution():
            return reverse("partnerships:institution_bodies", args=[owner.pk])
        case _:
            return reverse("partnerships:area_bodies", args=[owner.code])


def changing(
    request: MemberRequest, form: GovukForm, *, heading: str, caption: str, back: Owner | Body, **more: Any
) -> HttpResponse:
    """One form on a page, and the way back."""
    url = reverse("partnerships:body", args=[back.pk]) if isinstance(back, Body) else owner_url(back)
    context = {"form": form, "heading": heading, "caption": caption, "back_url": url, "back": back, **more}
    return render(request, "partnerships/change_body.html", context)


def _list(request: MemberRequest, owner: Institution | Area, rows: Any) -> HttpResponse:
    found = queries.with_members(rows)
    context = {
        "owner": owner,
        "bodies": [(each, queries.chair_of(each), queries.lacks(each)) for each in found],
        "may_keep": queries.owner_kind(owner) is not None and access.may_keep(request.user, owner),
        "new_url": _new_url(owner),
    }
    return render(request, "partnerships/bodies.html", context)


def _new_url(owner: Owner) -> str:
    if isinstance(owner, Area):
        return reverse("partnerships:set_up_area_body", args=[owner.code])
    return reverse("partnerships:set_up_institution_body", args=[owner.pk])


def _set_up(request: MemberRequest, owner: Owner) -> HttpResponse:
    if queries.owner_kind(owner) is None:
        raise Http404("No body can be set up here")
    access.require_keeper(request.user, owner)
    form = CharterForm(request.POST or None, owner=owner)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            made = actions.set_up_body(owner=owner, charter=form.charter(), by=request.user)
            messages.success(request, "It is set up. Say next who sits on it.")
            return redirect("partnerships:body", made.pk)
    heading = f"Set up a body for this {owner._meta.verbose_name}"
    return changing(request, form, heading=heading, caption=str(owner), back=owner)
