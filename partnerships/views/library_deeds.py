"""What is done to an item of the library with one button or one question: by its owner, its readers, its reviewers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution
from partnerships import actions
from partnerships.access import require_reviewer
from partnerships.forms.library import CaseNominationForm, ConsentForm, SendBackForm
from partnerships.models import Consent, LibraryItem
from partnerships.queries import library as queries
from partnerships.views.library import found_item, reviews_somewhere

# By the last part of the address: the action, and what is said of it.
DEEDS: dict[str, tuple[Callable[..., Any], str]] = {
    "submit": (actions.submit_item, "It is with the reviewers now."),
    "confirm": (actions.confirm_item, "Thank you. It stays in the list."),
    "withdraw": (actions.withdraw_item, "It is withdrawn. Only you still see it."),
    "publish": (actions.publish_item, "It is in the library."),
    "feature": (actions.feature_item, "It is shown first."),
    "stop-featuring": (
        actions.stop_featuring_item,
        "It stays in the library, and is not shown first any more.",
    ),
}


def name_of(deed: str) -> str:
    """What its address is called: the name of the action."""
    return DEEDS[deed][0].__name__


@require_POST
def do_to_item(request: MemberRequest, pk: int, deed: str) -> HttpResponse:
    act, said = DEEDS[deed]
    return _done(request, pk, said, lambda item: act(item=item, by=request.user))


@require_POST
def revise_item(request: MemberRequest, pk: int) -> HttpResponse:
    """On to the draft of the next version."""
    try:
        draft = actions.revise_item(item=found_item(request, pk), by=request.user)
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
        return redirect("partnerships:library_item", pk)
    return redirect("partnerships:change_item", draft.pk)


@require_POST
def take_up_item(request: MemberRequest, pk: int) -> HttpResponse:
    own = _speaker(request)
    said = f"Thank you. {own} is counted."
    return _done(
        request, pk, said, lambda item: actions.take_up_item(item=item, institution=own, by=request.user)
    )


@require_POST
def give_up_item(request: MemberRequest, pk: int) -> HttpResponse:
    own = _speaker(request)
    said = f"{own} is not counted any more."
    return _done(
        request, pk, said, lambda item: actions.give_up_item(item=item, institution=own, by=request.user)
    )


@require_safe
def library_review(request: MemberRequest) -> HttpResponse:
    """What waits for a reviewer, the oldest first."""
    if not reviews_somewhere(request):
        raise PermissionDenied("Reviews nothing")
    rows = LibraryItem.objects.visible_to(request.user).filter(state=LibraryItem.State.IN_REVIEW)
    own = LibraryItem.objects.of(request.user).values("pk")
    shown = rows.exclude(pk__in=own).select_related("kind", "owner").prefetch_related("consents__institution")
    page = page_of(request, shown.order_by("updated_at", "pk"))
    context = {"page": page, "rows": [(item, queries.waits_for(item)) for item in page.object_list]}
    return render(request, "partnerships/library_review.html", context)


@takes_form
def send_back_item(request: MemberRequest, pk: int) -> HttpResponse:
    found = found_item(request, pk)
    require_reviewer(request.user, found)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.send_back_item(item=found, by=request.user, **form.cleaned_data)
            messages.success(request, f"{found.owner} is told what you ask for.")
            return redirect("partnerships:library_review")
    return _asking(request, found, form, "Send it back")


@takes_form
def answer_consent(request: MemberRequest, pk: int, consent_pk: int) -> HttpResponse:
    found = found_item(request, pk)
    rows = Consent.objects.visible_to(request.user).filter(item=found).select_related("institution", "item")
    consent = get_object_or_404(rows, pk=consent_pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, consent.institution)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.answer_consent(consent=consent, by=request.user, **form.cleaned_data)
            messages.success(request, "Thank you. Your answer is kept.")
            return redirect("partnerships:library_item", pk)
    return _asking(request, found, form, f"The word of {consent.institution}")


@takes_form
def nominate_case(request: MemberRequest, pk: int) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    access.require(request.user, Permission.CASE_NOMINATE, institution)
    form = CaseNominationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.nominate_case(institution=institution, by=request.user, **form.cleaned_data)
            messages.success(request, f"{institution} reads it among its items of the library.")
            return redirect("institutions:institution", pk)
    return render(request, "partnerships/nominate_case.html", {"form": form, "institution": institution})


def _done(request: MemberRequest, pk: int, said: str, act: Callable[[LibraryItem], Any]) -> HttpResponse:
    """One button: back to the item, with what came of it."""
    found = found_item(request, pk)
    try:
        act(found)
        messages.success(request, said)
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:library_item", pk)


def _asking(request: MemberRequest, found: LibraryItem, form: GovukForm, heading: str) -> HttpResponse:
    return render(request, "partnerships/answer_item.html", {"form": form, "item": found, "heading": heading})


def _speaker(request: MemberRequest) -> Institution:
    """The institution one acts for, where one may speak for it."""
    own = acting_institution(request, may=Permission.PARTNERSHIP_EDIT)
    if own is None:
        raise PermissionDenied("On nobody’s behalf")
    return own
