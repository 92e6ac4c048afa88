"""Reading the log, and answering what the other side recorded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution
from partnerships import actions
from partnerships.forms.answer import ReadAnswerForm
from partnerships.forms.filters import LogFilterForm
from partnerships.models import Collaboration
from partnerships.models.collaboration import CollaborationQuerySet
from partnerships.queries import records
from partnerships.queries.details import details_of
from partnerships.queries.history import history
from partnerships.queries.remarks import quotes_of, remarks_on, speaks_for
from partnerships.queries.safeguarding import adults_of
from partnerships.queries.schools import is_school_side

TO_ANSWER_SHOWN = 5


@require_safe
def collaborations(request: MemberRequest) -> HttpResponse:
    """One's own log: drafts, what waits for an answer, and what is recorded."""
    rows = _rows(request)
    mine = access.where_may(request.user, Permission.COLLABORATION_CONFIRM)
    form = LogFilterForm(request.GET or None, user=request.user)
    recorded = form.narrow(rows.recorded()).order_by("-starts_on", "-pk")
    context = {
        "drafts": list(rows.drafts().order_by("-updated_at", "-pk")),
        "to_answer": list(rows.awaiting_answer_of(mine).order_by("recorded_at", "pk")),
        "page": page_of(request, recorded),
        "to_answer_shown": TO_ANSWER_SHOWN,
        "to_answer_slice": f":{TO_ANSWER_SHOWN}",
        "form": form,
        "may_log": acting_institution(request, may=Permission.COLLABORATION_LOG) is not None,
    }
    return render(request, "partnerships/collaborations.html", context)


@takes_form
def collaboration(request: MemberRequest, pk: int) -> HttpResponse:
    """The record; whoever is asked answers it here."""
    record = get_object_or_404(_rows(request), pk=pk)
    asked = records.answerable(record, user=request.user)
    form = ReadAnswerForm(request.POST or None, record=record) if asked else None
    if request.method == "POST" and form is not None and form.is_valid():
        with rule_errors_on(form):
            actions.answer_confirmation(collaboration=record, by=request.user, **form.cleaned_data)
            messages.success(request, "Thank you. Your answer is on the record.")
            return redirect("partnerships:collaboration", pk=pk)
    may_edit = access.can(request.user, Permission.COLLABORATION_LOG, record.organiser)
    context = {
        "record": record,
        "details": details_of(record),
        "table": records.table(record, viewer=request.user),
        "asked": asked,
        "form": form,
        "may_edit": may_edit,
        "adults": adults_of(record, user=request.user),
        "history": history(record) if may_edit else [],
        "remarks": remarks_on(record, viewer=request.user),
        "speaks_for": speaks_for(record, request.user) if record.is_recorded else [],
        "next_year": Collaboration.objects.visible_to(request.user).filter(follows=record).first(),
    }
    return render(request, "partnerships/collaboration.html", context)


@require_safe
def institution_collaborations(request: MemberRequest, pk: int) -> HttpResponse:
    """The tab of an institution: what the reader may see of its log, school year by school year."""
    visible = Institution.objects.visible_to(request.user).select_related("as_group__kind")
    institution = get_object_or_404(visible, pk=pk)
    rows = records.timeline(institution, viewer=request.user).order_by("-starts_on", "-pk")
    is_own = Institution.objects.of(request.user).filter(pk=pk).exists()
    context = {
        "institution": institution,
        "tab": "collaborations",
        "sends_adults": not is_school_side(institution),
        "has_benchmarks": is_own and is_school_side(institution),
        "quotes": quotes_of(institution),
        "page": page_of(request, rows),
        "is_own": is_own,
    }
    return render(request, "partnerships/institution_collaborations.html", context)


def _rows(request: MemberRequest) -> CollaborationQuerySet:
    rows = Collaboration.objects.visible_to(request.user)
    return rows.select_related(
        "organiser", "partner", "activity_type", "partnership", "follows"
    ).with_totals()
