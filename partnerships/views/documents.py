"""Plans and documents of institutions and local authorities: together, in a list, one of them, and its changes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions.acting import MemberRequest
from institutions.models import Area, Institution
from institutions.queries.said import said
from partnerships import access, actions
from partnerships.access import DocumentOwner
from partnerships.forms.documents import (
    DocumentFilterForm,
    DocumentForm,
    GoalForm,
    LinkForm,
    ProgressForm,
)
from partnerships.models import Document, DocumentKind, PlanGoal
from partnerships.queries.documents import bundle_of, count_plans, goals_of, independents_in


@require_safe
def documents(request: MemberRequest) -> HttpResponse:
    """What is in force anywhere, and how many authorities count brokerage in."""
    form = DocumentFilterForm(request.GET or None)
    rows = form.narrow(Document.objects.visible_to(request.user).in_force())
    found = rows.select_related("kind", "institution", "area").order_by("review_on", "pk")
    page = page_of(request, found)
    answered = [(each, said(each.answers, each.kind.asked)) for each in page.object_list]
    context = {"form": form, "page": page, "found": answered, "counts": count_plans()}
    return render(request, "partnerships/documents.html", context)


@require_safe
def institution_documents(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Institution.objects.visible_to(request.user).select_related("as_group__kind")
    institution = get_object_or_404(rows, pk=pk)
    context = {"institution": institution, "tab": "documents", **_bundle(request, institution)}
    return render(request, "partnerships/institution_documents.html", context)


@require_safe
def area_documents(request: MemberRequest, code: str) -> HttpResponse:
    """A local authority's own; of a larger place, the list of those in it."""
    area = get_object_or_404(Area.objects.current(), code=code)
    if area.kind != Area.Kind.LOCAL_AUTHORITY:
        return redirect(f"{reverse('partnerships:documents')}?area={area.code}")
    context = {"area": area, "independents": independents_in(area), **_bundle(request, area)}
    return render(request, "partnerships/area_documents.html", context)


@require_safe
def document(request: MemberRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    context = {
        "document": found,
        "said": said(found.answers, found.kind.asked),
        "partners": list(found.partners.defer("search").order_by("name", "pk")),
        "goals": goals_of(found),
        "progress": list(found.progress.order_by("-told_on", "-pk")),
        "may_keep": access.may_keep_documents(request.user, found.owner),
        "may_accept": found.waits_for_acceptance and access.may_accept(request.user, found),
        "back_url": _bundle_url(found.owner),
    }
    return render(request, "partnerships/document.html", context)


@takes_form
def add_institution_document(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    return _add(request, get_object_or_404(Institution.objects.visible_to(request.user), pk=pk), code)


@takes_form
def add_area_document(request: MemberRequest, area: str, code: str) -> HttpResponse:
    return _add(request, get_object_or_404(Area.objects.current(), code=area), code)


@takes_form
def edit_document(request: MemberRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = DocumentForm(request.POST or None, kind=found.kind, document=found)

    def act(by: Any, **_: Any) -> None:
        actions.edit_document(document=found, contents=form.contents(), by=by)

    return _change(request, found, form, "Change what it says", act)


@require_POST
def submit_document(request: MemberRequest, pk: int) -> HttpResponse:
    words = "Submitted. Everybody who is signed in can read it now."
    return _move(request, _found(request, pk), actions.submit_document, words)


@require_POST
def accept_document(request: MemberRequest, pk: int) -> HttpResponse:
    return _move(request, _found(request, pk), actions.accept_document, "Accepted.")


@takes_form
def note_link(request: MemberRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = LinkForm(request.POST or None)
    return _change(request, found, form, "Does the link work?", _about(found, actions.note_link))


@takes_form
def tell_progress(request: MemberRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = ProgressForm(request.POST or None)
    return _change(request, found, form, "Progress so far", _about(found, actions.tell_progress))


@takes_form
def add_plan_goal(request: MemberRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    return _set_goal(request, found, None)


@takes_form
def change_plan_goal(request: MemberRequest, pk: int, goal_pk: int) -> HttpResponse:
    found = _kept(request, pk)
    return _set_goal(request, found, get_object_or_404(found.goals, pk=goal_pk))


def _bundle(request: MemberRequest, owner: DocumentOwner) -> dict[str, Any]:
    bundle = bundle_of(owner, viewer=request.user)
    return {
        "owner": owner,
        "bundle": bundle,
        "places": [(place, _add_url(owner, place.kind)) for place in bundle.places],
        "may_keep": access.may_keep_documents(request.user, owner),
    }


def _add(request: MemberRequest, owner: DocumentOwner, code: str) -> HttpResponse:
    access.require_document_keeper(request.user, owner)
    kinds = DocumentKind.objects.of_owner(owner)
    kind = get_object_or_404(kinds, code=code.upper().replace("-", "_"))
    form = DocumentForm(request.POST or None, kind=kind)
    if form.is_valid():
        with rule_errors_on(form):
            made = actions.add_document(kind=kind, owner=owner, contents=form.contents(), by=request.user)
            messages.success(request, "Kept as a draft. Submit it when everything is there.")
            return redirect("partnerships:document", pk=made.pk)
    return _ask(request, form, heading=kind.label, owner=owner, lead=kind.description)


def _set_goal(request: MemberRequest, found: Document, goal: PlanGoal | None) -> HttpResponse:
    form = GoalForm(request.POST or None, document=found, goal=goal)

    def act(by: Any, **data: Any) -> None:
        actions.set_plan_goal(document=found, goal=goal, by=by, **data)

    return _change(request, found, form, "Change a goal" if goal else "Add a goal", act)


def _change(
    request: MemberRequest, found: Document, form: GovukForm, heading: str, act: Callable[..., Any]
) -> HttpResponse:
    if form.is_valid():
        with rule_errors_on(form):
            act(by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("partnerships:document", pk=found.pk)
    return _ask(request, form, heading=heading, owner=found.owner, document=found)


def _ask(
    request: MemberRequest, form: GovukForm, *, heading: str, owner: DocumentOwner, **more: Any
) -> HttpResponse:
    context = {"form": form, "heading": heading, "owner": owner, "back_url": _bundle_url(owner), **more}
    return render(request, "partnerships/change_document.html", context)


def _move(request: MemberRequest, found: Document, act: Callable[..., Any], words: str) -> HttpResponse:
    try:
        act(document=found, by=request.user)
        messages.success(request, words)
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:document", pk=found.pk)


def _about(found: Document, act: Callable[..., Any]) -> Callable[..., Any]:
    return lambda **data: act(document=found, **data)


def _found(request: MemberRequest, pk: int) -> Document:
    rows = Document.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("kind", "institution__local_authority", "area__parent"), pk=pk
    )


def _kept(request: MemberRequest, pk: int) -> Document:
    """One that the person keeps."""
    found = _found(request, pk)
    access.require_document_keeper(request.user, found.owner)
    return found


def _bundle_url(owner: DocumentOwner) -> str:
    """The page that shows all its documents together."""
    if isinstance(owner, Area):
        return reverse("partnerships:area_documents", args=[owner.code])
    return reverse("partnerships:institution_documents", args=[owner.pk])


def _add_url(owner: DocumentOwner, kind: DocumentKind) -> str:
    if isinstance(owner, Area):
        return reverse("partnerships:add_area_document", args=[owner.code, kind.slug])
    return reverse("partnerships:add_institution_document", args=[owner.pk, kind.slug])
