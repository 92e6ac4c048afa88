"""Figures of surveys and of counts by others: read by everybody, described and published by an administrator."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Area
from outcomes import actions
from outcomes.actions import Edition
from outcomes.forms import DescribeContextForm, EditionForm
from outcomes.models import Release
from outcomes.reports.surveys import parts_of, surveys


@require_safe
def context(request: HttpRequest) -> HttpResponse:
    """All figures, each with its trend and its sources."""
    may_publish = access.can(request.user, Permission.CONTEXT_PUBLISH, _england())
    return render(request, "outcomes/context.html", {"surveys": surveys(), "may_publish": may_publish})


@takes_form
def describe_context(request: MemberRequest) -> HttpResponse:
    access.require(request.user, Permission.CONTEXT_PUBLISH, _england())
    form = DescribeContextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            made = actions.describe_context(by=request.user, **form.cleaned_data)
            messages.success(request, "Described. Enter its first values.")
            return redirect("outcomes:publish_context", made[0].family)
    return render(request, "outcomes/describe_context.html", {"form": form})


@takes_form
def publish_context(request: MemberRequest, family: str) -> HttpResponse:
    access.require(request.user, Permission.CONTEXT_PUBLISH, _england())
    parts = parts_of(family)
    if not parts:
        raise Http404
    form = EditionForm(request.POST or None, parts=parts)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            names = ("publisher", "name", "published_on", "period", "sample")
            edition = Edition(**{name: form.cleaned_data[name] for name in names})
            actions.publish_context(values=form.values, edition=edition, by=request.user)
            messages.success(request, "Published.")
            return redirect("outcomes:context")
    return render(request, "outcomes/publish_context.html", {"form": form, "measure": parts[0]})


@require_POST
def withdraw_context(request: MemberRequest, pk: int) -> HttpResponse:
    access.require(request.user, Permission.CONTEXT_PUBLISH, _england())
    release = get_object_or_404(Release, pk=pk, dataset=Release.Dataset.CONTEXT)
    actions.withdraw_context(release=release, by=request.user)
    messages.success(request, f"{release.name}: withdrawn. It is shown no more.")
    return redirect("outcomes:context")


def _england() -> Area:
    return get_object_or_404(Area, code=Area.ENGLAND)
