"""Meetings, contact, decisions and actions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from institutions.acting import MemberRequest
from institutions.models import Institution
from partnerships import access, actions
from partnerships.forms.meetings import ActionPointForm, ContactForm, DecisionForm, MeetingForm
from partnerships.models import ActionPoint, Body, DecisionKind, Issue, Meeting, Partnership
from partnerships.queries.meetings import kinds_for, silent_parties, with_all
from partnerships.views.bodies import kept_body, owner_url
from partnerships.views.partnerships import editable_partnership


@require_safe
def meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """Who was there, what each needs, what was decided, and who does what by when."""
    rows = with_all(Meeting.objects.visible_to(request.user).filter(pk=pk))
    if not rows:
        raise Http404
    (found,) = rows
    owner = access.owner_of(found)
    may_keep = access.may_keep(request.user, owner)
    own = set(Institution.objects.of(request.user).values_list("pk", flat=True))
    context = {
        "meeting": found,
        "owner": owner,
        "back_url": _back(found.body or owner),
        "silent": silent_parties(found) if found.kind.needs_first else [],
        "decision_kinds": _decision_kinds(found) if may_keep and not found.kind.is_contact else [],
        "points": [(each, may_keep or each.institution_id in own) for each in found.action_points.all()],
        "may_keep": may_keep,
    }
    return render(request, "partnerships/meeting.html", context)


@takes_form
def note_body_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    return _note(request, kept_body(request, pk))


@takes_form
def note_partnership_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    return _note(request, editable_partnership(request, pk))


@takes_form
def note_decision(request: MemberRequest, pk: int) -> HttpResponse:
    """`?kind=`, the plain one unless said: what must stand beside it depends on its kind."""
    found = _kept(request, pk)
    kinds = _decision_kinds(found)
    kind = next((each for each in kinds if each.code == request.GET.get("kind")), kinds[0])
    form = DecisionForm(request.POST or None, meeting=found, kind=kind)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.note_decision(meeting=found, decided=form.decided(), by=request.user)
            messages.success(request, "The decision is noted.")
            return redirect("partnerships:meeting", found.pk)
    return _under(request, found, form, kind.label)


@takes_form
def agree_action_point(request: MemberRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = ActionPointForm(request.POST or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.agree_action_point(meeting=found, by=request.user, **form.cleaned_data)
            messages.success(request, "The action is noted.")
            return redirect("partnerships:meeting", found.pk)
    return _under(request, found, form, "Add an action")


@require_safe
def action_points(request: MemberRequest) -> HttpResponse:
    """What one's own institutions undertook and what they see to; the most overdue first."""
    own = Institution.objects.of(request.user)
    points = ActionPoint.objects.visible_to(request.user).open().filter(institution__in=own)
    issues = Issue.objects.visible_to(request.user).open().filter(institution__in=own)
    context = {
        "points": list(points.select_related("institution").order_by("due_on", "pk")),
        "issues": list(issues.select_related("institution", "partnership").order_by("due_on", "pk")),
    }
    return render(request, "partnerships/action_points.html", context)


@require_POST
def finish_action_point(request: MemberRequest, pk: int) -> HttpResponse:
    rows = ActionPoint.objects.visible_to(request.user)
    related = (
        "institution",
        "meeting__body__partnership",
        "meeting__body__group",
        "meeting__body__authority",
    )
    found = get_object_or_404(rows.select_related(*related, "meeting__partnership"), pk=pk)
    try:
        actions.finish_action_point(action_point=found, by=request.user)
        messages.success(request, "Done.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:meeting", found.meeting_id)


def _note(request: MemberRequest, of: Body | Partnership) -> HttpResponse:
    """`?kind=`: the first that fits unless said."""
    kinds = list(kinds_for(of))
    kind = next((each for each in kinds if each.code == request.GET.get("kind")), kinds[0])
    form: ContactForm | MeetingForm
    if kind.is_contact and isinstance(of, Partnership):
        parties = [party.institution for party in of.parties.current().select_related("institution")]
        form = ContactForm(request.POST or None, institutions=parties, initial={"kind": kind.code})
    else:
        form = MeetingForm(request.POST or None, of=of, kind=kind)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            noted = actions.note_meeting(of=of, held=form.held(), by=request.user)
            messages.success(request, "Noted.")
            if kind.is_contact:
                return redirect(_back(of))
            return redirect("partnerships:meeting", noted.pk)
    heading = "Note a contact" if kind.is_contact else kind.label
    context = {"form": form, "heading": heading, "caption": str(of), "back_url": _back(of), "back": of}
    return render(request, "partnerships/change_body.html", context)


def _kept(request: MemberRequest, pk: int) -> Meeting:
    """A meeting whose records the person keeps."""
    related = ("kind", "body__kind", "body__partnership", "body__group", "body__authority", "partnership")
    rows = Meeting.objects.visible_to(request.user).select_related(*related)
    found = get_object_or_404(rows, pk=pk)
    access.require_keeper(request.user, access.owner_of(found))
    return found


def _decision_kinds(found: Meeting) -> list[DecisionKind]:
    is_of_authority = found.body is not None and found.body.authority_id is not None
    return list(DecisionKind.objects.filter(is_of_authority=is_of_authority).order_by("position", "pk"))


def _under(request: MemberRequest, found: Meeting, form: GovukForm, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "caption": f"{found.kind} of {found.held_on:%-d %B %Y}",
        "back_url": reverse("partnerships:meeting", args=[found.pk]),
        "back": "the meeting",
    }
    return render(request, "partnerships/change_body.html", context)


def _back(of: access.Owner | Body) -> str:
    return reverse("partnerships:body", args=[of.pk]) if isinstance(of, Body) else owner_url(of)
