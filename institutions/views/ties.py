"""Sponsors, sites and units: which institution is tied to which."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.forms import AsAtForm, rule_errors_on
from core.methods import takes_form
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.actions.ties import ENDS, Tie
from institutions.forms.ties import EndTieForm, PartForm, TieForm, relations_of
from institutions.models import Institution
from institutions.queries.ties import ties_of, told_ties
from institutions.queries.trusts_on_a_day import sponsors_of_trusts, types_in_trusts


@login_not_required
@require_safe
def sponsors_and_sites(request: HttpRequest, pk: int) -> HttpResponse:
    """Open to everyone, like the register; people of either end keep it."""
    institution = _institution(request, pk)
    found = list(ties_of(institution))
    context = {
        "institution": institution,
        "today": [link for link in found if link.ended_on is None],
        "ended": [link for link in found if link.ended_on],
        "may_edit": access.can(request.user, Permission.PROFILE_EDIT, institution),
        "may_say": bool(relations_of(institution)),
        "may_have_parts": any(institution.kind in ENDS[kind].to for kind in (Tie.SITE, Tie.UNIT)),
    }
    return render(request, "institutions/sponsors_and_sites.html", context)


@takes_form
def tie(request: MemberRequest, pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    access.require(request.user, Permission.PROFILE_EDIT, institution)
    form = TieForm(request.POST or None, institution=institution)
    if form.is_valid():
        with rule_errors_on(form):
            link = actions.tie_institutions(by=request.user, **form.told)
            messages.success(request, f"{link}. Both pages show it.")
            return redirect("institutions:sponsors_and_sites", pk=pk)
    return render(request, "institutions/tie.html", {"institution": institution, "form": form})


@takes_form
def add_part(request: MemberRequest, pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    access.require(request.user, Permission.PROFILE_EDIT, institution)
    form = PartForm(request.POST or None, institution=institution)
    if form.is_valid():
        with rule_errors_on(form):
            part = actions.found_part(parent=institution, by=request.user, **form.cleaned_data)
            messages.success(request, f"{part} has a page of its own, and you look after it.")
            return redirect("institutions:institution", pk=part.pk)
    return render(request, "institutions/add_part.html", {"institution": institution, "form": form})


@takes_form
def end_tie(request: MemberRequest, pk: int, link_pk: int) -> HttpResponse:
    """Of every kind, feeder links too."""
    institution = _institution(request, pk)
    access.require(request.user, Permission.PROFILE_EDIT, institution)
    here = Q(institution=institution) | Q(to_institution=institution)
    link = get_object_or_404(told_ties().filter(here), pk=link_pk)
    listed, noun = ("feeders", "feeder link") if link.kind == Tie.FEEDER else ("sponsors_and_sites", "link")
    back = reverse(f"institutions:{listed}", args=[pk])
    form = EndTieForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    if form.is_valid():
        with rule_errors_on(form):
            actions.end_tie(link=link, by=request.user, **form.cleaned_data)
            messages.success(request, f"The {noun} has ended. It stays in the history.")
            return redirect(back)
    context = {"institution": institution, "form": form, "link": link, "noun": noun, "back": back}
    return render(request, "institutions/end_tie.html", context)


@login_not_required
@require_safe
def schools_in_trusts(request: HttpRequest) -> HttpResponse:
    """Shares by type of school as at a day, and the universities and colleges behind trusts."""
    form = AsAtForm(request.GET or None)
    context = {
        "form": form,
        "day": form.day,
        "types": types_in_trusts(on=form.day),
        "sponsors": sponsors_of_trusts(on=form.day),
    }
    return render(request, "institutions/schools_in_trusts.html", context)


def _institution(request: HttpRequest, pk: int) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.user).defer("search"), pk=pk)
