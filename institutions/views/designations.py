"""Designations of areas and of schools: what is in force, since when, and what was decided about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import AsAtForm, rule_errors_on
from core.methods import takes_form
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.designations import DesignateForm, ReviewDesignationForm
from institutions.models import Area, Designation, DesignationKind, DesignationReview, Institution


@login_not_required
@require_safe
def designations(request: HttpRequest) -> HttpResponse:
    """Every area and school with a designation on a day."""
    form = AsAtForm(request.GET or None)
    rows = Designation.objects.visible_to(request.user).in_force(form.day)
    rows = rows.select_related("area", "institution").defer("institution__search")
    held = Prefetch("designations", rows.order_by("area__name", "institution__name", "pk"), to_attr="held")
    kinds = DesignationKind.objects.order_by("position").prefetch_related(held)
    england = Area.objects.filter(code=Area.ENGLAND).first()
    context = {
        "form": form,
        "day": form.day,
        "kinds": list(kinds),
        "may_publish": england and access.can(request.user, Permission.INSPECTIONS_PUBLISH, england),
    }
    return render(request, "institutions/designations.html", context)


@login_not_required
@require_safe
def designation(request: HttpRequest, pk: int) -> HttpResponse:
    found = _designation(request, pk)
    context = {
        "designation": found,
        "reviews": list(DesignationReview.objects.filter(designation=found).order_by("-decided_on", "-pk")),
        "may_decide": access.can(request.user, Permission.DESIGNATE, found.subject),
    }
    return render(request, "institutions/designation.html", context)


@takes_form
def designate_area(request: MemberRequest, code: str) -> HttpResponse:
    area = get_object_or_404(Area.objects.current(), code=code)
    return _designate(request, area)


@takes_form
def designate_institution(request: MemberRequest, pk: int) -> HttpResponse:
    schools = Institution.objects.visible_to(request.user).schools().select_related("local_authority")
    return _designate(request, get_object_or_404(schools.defer("search"), pk=pk))


def _designate(request: MemberRequest, subject: Area | Institution) -> HttpResponse:
    access.require(request.user, Permission.DESIGNATE, subject)
    form = DesignateForm(request.POST or None, of_areas=isinstance(subject, Area))
    if form.is_valid():
        with rule_errors_on(form):
            row = actions.designate(subject=subject, by=request.user, **form.cleaned_data)
            messages.success(request, f"{subject} is designated.")
            return redirect("institutions:designation", pk=row.pk)
    return render(request, "institutions/designate.html", {"subject": subject, "form": form})


@takes_form
def review_designation(request: MemberRequest, pk: int) -> HttpResponse:
    found = _designation(request, pk)
    access.require(request.user, Permission.DESIGNATE, found.subject)
    form = ReviewDesignationForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.review_designation(designation=found, by=request.user, **form.cleaned_data)
            messages.success(request, "The decision is on record.")
            return redirect("institutions:designation", pk=pk)
    return render(request, "institutions/review_designation.html", {"designation": found, "form": form})


def _designation(request: HttpRequest, pk: int) -> Designation:
    rows = Designation.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("kind", "area", "institution__local_authority"), pk=pk)
