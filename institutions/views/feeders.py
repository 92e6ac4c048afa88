"""Which schools a school receives pupils from and sends pupils on to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.feeders import FeederForm
from institutions.models import Institution
from institutions.queries.feeders import feeders_of


@login_not_required
@require_safe
def feeders(request: HttpRequest, pk: int) -> HttpResponse:
    """Open to everyone, like the register; the schools' own people and their trusts' keep it."""
    school = _school(request, pk)
    context = {
        "institution": school,
        "feeders": feeders_of(school),
        "may_edit": access.can(request.user, Permission.PROFILE_EDIT, school),
    }
    return render(request, "institutions/feeders.html", context)


@takes_form
def link_feeder(request: MemberRequest, pk: int) -> HttpResponse:
    school = _school(request, pk)
    access.require(request.user, Permission.PROFILE_EDIT, school)
    form = FeederForm(request.POST or None, institution=school)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("primary", "secondary", "established_on")}
        with rule_errors_on(form):
            link = actions.link_feeder(by=request.user, **told)
            messages.success(request, f"{link.institution} is a feeder school of {link.to_institution}.")
            return redirect("institutions:feeders", pk=pk)
    return render(request, "institutions/link_feeder.html", {"institution": school, "form": form})


def _school(request: HttpRequest, pk: int) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.user).schools().defer("search"), pk=pk)
