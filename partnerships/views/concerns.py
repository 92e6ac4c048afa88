"""What families tell a school: the public form, the family's own page by its link, and the school's side."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.keys import is_key
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Institution
from partnerships import actions, links
from partnerships.forms.concerns import ConcernAnswerForm, ConcernForm, GoOnForm
from partnerships.models import Concern, Entitlement
from partnerships.queries.concerns import concerns_of, course_of, readers_of

HAVE_FAMILIES = (*Institution.LEARNING_KINDS, Institution.Kind.TRUST)


@login_not_required
@never_cache
@takes_form
def raise_concern(request: HttpRequest, pk: int) -> HttpResponse:
    """Open to everyone. `?about=` is what the person came from."""
    school = get_object_or_404(Institution.objects.visible_to(request.user).schools().open(), pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = ConcernForm(typed, school=school, about=_about(request, school))
    if form.is_valid():
        with rule_errors_on(form):
            concern = actions.raise_concern(school=school, **form.cleaned_data)
            messages.success(request, "The school has been told.")
            return redirect("partnerships:concern_by_link", token=links.sign_concern(concern))
    context = {"form": form, "institution": school, "is_read": bool(readers_of(school))}
    return render(request, "partnerships/raise_concern.html", context)


@login_not_required
@never_cache
@takes_form
def concern_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The family's own page: how far it is. The form takes it to the next stage."""
    try:
        course = course_of(links.concern_of(token))
    except RuleBroken as refusal:
        return render(
            request, "partnerships/concern_link_refused.html", {"reason": refusal.message}, status=410
        )
    form = GoOnForm(request.POST if request.method == "POST" else None) if course.may_go_on else None
    if form is not None and form.is_valid():
        with rule_errors_on(form):
            actions.take_concern_further(token=token, **form.cleaned_data)
            messages.success(request, "It is at the next stage now.")
            return redirect("partnerships:concern_by_link", token=token)
    context = {"course": course, "concern": course.concern, "form": form, "token": token}
    return render(request, "partnerships/concern_by_link.html", context)


@login_not_required
@require_POST
def settle_concern(request: HttpRequest, token: str) -> HttpResponse:
    try:
        actions.settle_concern(token=token)
        messages.success(request, "Thank you. It is settled.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:concern_by_link", token=token)


@require_safe
def concerns(request: MemberRequest, pk: int) -> HttpResponse:
    """All that families told a school, or the schools of a trust, for its own people."""
    found = get_object_or_404(Institution.objects.of(request.user), pk=pk, kind__in=HAVE_FAMILIES)
    context = {"institution": found, "concerns": concerns_of(found, viewer=request.user)}
    return render(request, "partnerships/concerns.html", context)


@takes_form
def concern(request: MemberRequest, pk: int) -> HttpResponse:
    """One of them, with the answer that the school gives."""
    rows = Concern.objects.visible_to(request.user).select_related("school", "entitlement", "stage")
    found = get_object_or_404(rows, pk=pk)
    may_answer = found.state == Concern.State.WAITING and access.can(
        request.user, Permission.FAMILIES_SERVE, found.school
    )
    form = ConcernAnswerForm(request.POST if request.method == "POST" else None) if may_answer else None
    if form is not None and form.is_valid():
        with rule_errors_on(form):
            actions.answer_concern(concern=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Your answer is with the family.")
            return redirect("partnerships:concerns", pk=found.school_id)
    context: dict[str, Any] = {"course": course_of(found), "concern": found, "form": form}
    return render(request, "partnerships/concern.html", context)


def _about(request: HttpRequest, school: Institution) -> Entitlement | None:
    asked = request.GET.get("about", "")
    found = Entitlement.objects.in_force().of_school(school)
    return found.filter(pk=asked).first() if is_key(asked) else None
