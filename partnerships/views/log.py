"""Logging a collaboration: what happened, then who took part."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.keys import is_key
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution
from partnerships import actions
from partnerships.forms.counts import CountsForm, initial_counts
from partnerships.forms.details import DetailsForm
from partnerships.forms.log import LogForms
from partnerships.forms.tags import TagsForm
from partnerships.forms.why import reasons_for
from partnerships.models import Collaboration, Participation
from partnerships.models.collaboration import CollaborationQuerySet
from partnerships.queries.details import unanswered
from partnerships.queries.partners import last_address
from partnerships.queries.people import can_be_asked
from partnerships.queries.safeguarding import adults_of
from partnerships.queries.schools import is_school_side


@takes_form
def collaboration_new(request: MemberRequest) -> HttpResponse:
    """`?like=7` begins with what record 7 says, but for its date."""
    organiser = acting_institution(request)
    if organiser is None or not access.can(request.user, Permission.COLLABORATION_LOG, organiser):
        return render(request, "partnerships/cannot_log.html", {"organiser": organiser}, status=403)
    like = _like(request)
    form = LogForms(request.POST or None, organiser=organiser, record=like, is_copy=True)
    if request.method == "POST" and form.is_valid() and not form.is_adding:
        try:
            record = actions.draft_collaboration(
                organiser=organiser,
                facts=form.facts(),
                submission_key=form.activity.cleaned_data["submission_key"],
                began_at=form.activity.cleaned_data["began"],
                by=request.user,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return _next_page(request, record, form, like=like)
    own = _rows(request).recorded().filter(organiser=organiser, logged_by=request.user)
    last = own.order_by("-recorded_at", "-pk").first()
    return render(
        request, "partnerships/log.html", {"form": form, "like": like, "last": last, "why": form.why}
    )


@takes_form
def collaboration_edit(request: MemberRequest, pk: int) -> HttpResponse:
    record = _editable(request, pk)
    form = LogForms(request.POST or None, organiser=record.organiser, record=record)
    if request.method == "POST" and form.is_valid() and not form.is_adding:
        try:
            record = actions.edit_collaboration(
                collaboration=record,
                facts=form.facts(),
                revision=form.activity.cleaned_data["revision"] or 0,
                by=request.user,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return _next_page(request, record, form)
    return render(request, "partnerships/log.html", {"form": form, "record": record, "why": form.why})


@takes_form
def collaboration_details(request: MemberRequest, pk: int) -> HttpResponse:
    """How it was done. Between the two other pages where the type must be asked something, else by choice."""
    record = _editable(request, pk)
    form = DetailsForm(request.POST or None, record=record)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.tell_details(
                collaboration=record,
                details=form.details,
                revision=form.cleaned_data["revision"],
                by=request.user,
            )
            return redirect(_counts_address(record, like=_like(request)))
    return render(request, "partnerships/details.html", {"form": form, "record": record})


@takes_form
def collaboration_tags(request: MemberRequest, pk: int) -> HttpResponse:
    """What it was for, at any time before or after it is recorded."""
    record = _editable(request, pk)
    form = TagsForm(request.POST or None, record=record)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.tag_collaboration(
                collaboration=record,
                tags=form.tags,
                revision=form.cleaned_data["revision"],
                by=request.user,
            )
            messages.success(request, "Saved.")
            return redirect("partnerships:collaboration", pk=pk)
    return render(request, "partnerships/tags.html", {"form": form, "record": record})


@takes_form
def collaboration_counts(request: MemberRequest, pk: int) -> HttpResponse:
    """`?like=7` begins with the counts of record 7."""
    record = _editable(request, pk)
    form = CountsForm(
        request.POST or None,
        record=record,
        schools=_schools_on(record),
        is_split=is_school_side(record.organiser),
        initial=_initial_counts(record, like=_like(request)),
    )
    if request.method == "POST" and form.is_valid():
        act = actions.save_counts if form.is_draft else actions.record_collaboration
        told = form.cleaned_data
        with rule_errors_on(form):
            record = act(
                collaboration=record,
                counts=form.counts,
                others=form.others_counted,
                definition=told.get("definition", ""),
                partner_email=told.get("partner_email", ""),
                revision=told["revision"],
                by=request.user,
            )
            return _done(request, record)
    context = {
        "form": form,
        "record": record,
        "adults": adults_of(record, user=request.user),
        "is_over": record.last_day is not None and record.last_day <= timezone.localdate(),
        "why": reasons_for(form.fields),
        "partner_can_be_asked": record.partner is not None and can_be_asked(record.partner),
    }
    return render(request, "partnerships/counts.html", context)


@takes_form
def collaboration_discard(request: MemberRequest, pk: int) -> HttpResponse:
    record = _editable(request, pk)
    if request.method == "POST":
        try:
            actions.discard_draft(collaboration=record, by=request.user)
        except RuleBroken as refusal:
            messages.warning(request, refusal.message)
        else:
            messages.success(request, f"The draft “{record}” is gone.")
        return redirect("partnerships:collaborations")
    return render(request, "partnerships/discard.html", {"record": record})


def _rows(request: MemberRequest) -> CollaborationQuerySet:
    rows = Collaboration.objects.visible_to(request.user)
    return rows.select_related("organiser", "partner", "activity_type", "partnership")


def _editable(request: MemberRequest, pk: int) -> Collaboration:
    record = get_object_or_404(_rows(request), pk=pk)
    access.require(request.user, Permission.COLLABORATION_LOG, record.organiser)
    return record


def _like(request: MemberRequest) -> Collaboration | None:
    typed = request.GET.get("like", "")
    return _rows(request).filter(pk=typed).first() if is_key(typed) else None


def _schools_on(record: Collaboration) -> list[Institution]:
    contributions = record.contributions.select_related("school").order_by("school__name", "pk")
    return [contribution.school for contribution in contributions]


def _initial_counts(record: Collaboration, *, like: Collaboration | None) -> dict[str, Any]:
    """What is counted already, else what was counted in the record that this one is like."""
    counted = Participation.objects.select_related("contribution")
    own = counted.filter(contribution__collaboration=record)
    source = record if like is None or own.exists() else like
    address = record.partner_email or last_address(organiser=record.organiser, partner=record.partner)
    boxes = initial_counts(counted.filter(contribution__collaboration=source), source.contributions.all())
    return boxes | {"definition": source.definition, "partner_email": address}


def _next_page(
    request: MemberRequest, record: Collaboration, form: LogForms, *, like: Collaboration | None = None
) -> HttpResponse:
    if form.is_draft:
        messages.success(request, f"“{record}” is kept as a draft.")
        return redirect("partnerships:collaborations")
    if unanswered(record).exists():
        address = reverse("partnerships:collaboration_details", args=[record.pk])
        return redirect(f"{address}?like={like.pk}" if like else address)
    return redirect(_counts_address(record, like=like))


def _counts_address(record: Collaboration, *, like: Collaboration | None) -> str:
    address = reverse("partnerships:collaboration_counts", args=[record.pk])
    return f"{address}?like={like.pk}" if like else address


def _done(request: MemberRequest, record: Collaboration) -> HttpResponse:
    if not record.is_recorded:
        messages.success(request, f"“{record}” is kept as a draft.")
        return redirect("partnerships:collaborations")
    messages.success(request, f"“{record}” is logged.")
    return redirect("partnerships:collaboration", pk=record.pk)
