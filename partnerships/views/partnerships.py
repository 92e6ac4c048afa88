"""A partnership's page, and what its parties may change together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution, SupportArea
from partnerships import actions
from partnerships.forms.agreements import AgreementForm
from partnerships.forms.partnership import AimForm, DescribeForm, EndForm, LeadForm, ReviewForm, StageForm
from partnerships.models import Collaboration, Partnership, Party
from partnerships.queries import gates, overlaps, record
from partnerships.queries.agreements import next_step, of_institution
from partnerships.queries.documents import goals_served_by
from partnerships.queries.formality import formality_of
from partnerships.queries.history import history
from partnerships.queries.told import TAGS, described

SHOWN = 60


@require_safe
def partnership(request: MemberRequest, pk: int) -> HttpResponse:
    """Who works together on what is open to everybody signed in; what each wants and brings is for the parties."""
    found = found_partnership(request, pk)
    read = record.read(found)
    mine = _mine(request, read)
    context: dict[str, Any] = {
        "partnership": found,
        "areas": [SupportArea(area).label for area in found.areas],
        "record": read,
        "own_parties": mine.own,
        "editable": mine.editable,
        "may_edit": bool(mine.editable) and found.stage != Partnership.Stage.ENDED,
        "formality": formality_of(found, read),
        "leads": record.leads_of(found),
        "tags": _tags(found),
        "may_join": _may_join(request, read),
    }
    if mine.own:
        context |= _for_the_parties(request, read)
    return render(request, "partnerships/partnership.html", context)


def _for_the_parties(request: MemberRequest, read: record.Record) -> dict[str, Any]:
    found = read.partnership
    rows = Collaboration.objects.visible_to(request.user).recorded().filter(partnership=found)
    logged = rows.select_related("organiser", "partner", "activity_type").with_totals()
    return {
        "next_step": next_step(found, read.parties),
        "goals": list(goals_served_by(found, viewer=request.user)),
        "gates": gates.ahead(read),
        "agreements": record.agreements_of(found),
        "stages": record.stages_of(found),
        "invitations": record.invitations_of(found),
        "withdrawals": record.withdrawals_of(found),
        "overlaps": overlaps.overlaps_of(found, read.institutions),
        "collaborations": list(logged.order_by("-starts_on", "-pk")[:SHOWN]),
        "history": history(found),
    }


@require_safe
def institution_partnerships(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Institution.objects.visible_to(request.user).select_related("as_group__kind")
    institution = get_object_or_404(rows, pk=pk)
    acts_here = acting_institution(request) == institution
    context = {
        "institution": institution,
        "tab": "partnerships",
        "partnerships": of_institution(institution, viewer=request.user),
        "may_propose": acts_here and access.can(request.user, Permission.PARTNERSHIP_EDIT, institution),
    }
    return render(request, "partnerships/institution_partnerships.html", context)


@takes_form
def describe_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    form = DescribeForm(request.POST or None, partnership=found)

    def act(*, by: Any, **data: Any) -> None:
        description, revision = form.description(), data["revision"]
        actions.describe_partnership(partnership=found, description=description, revision=revision, by=by)

    now = described(found) if is_stale(form, found.revision) else {}
    return change(request, found, form, "What it is", act, now=now)


@takes_form
def agree_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    form = AgreementForm(request.POST or None, partnership=found)

    def act(*, by: Any, **_: Any) -> None:
        actions.agree_partnership(partnership=found, signed=form.signed(), by=by)

    return change(request, found, form, "What was agreed", act)


@takes_form
def review_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    form = ReviewForm(request.POST or None)
    return change(request, found, form, "Review together", _of(found, actions.review_partnership))


@takes_form
def set_aim(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    form = AimForm(request.POST or None)
    return change(request, found, form, "What will be different", _of(found, actions.set_aim))


@takes_form
def hand_over_lead(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    form = LeadForm(request.POST or None, partnership=found)
    return change(request, found, form, "Who leads", _of(found, actions.hand_over_lead))


@takes_form
def move_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    form = StageForm(request.POST or None, partnership=found)
    act = _of(found, actions.move_partnership)
    return change(request, found, form, "Move to another stage", act, gates=gates.ahead(record.read(found)))


@takes_form
def end_partnership(request: MemberRequest, pk: int) -> HttpResponse:
    found = editable_partnership(request, pk)
    form = EndForm(request.POST or None)
    return change(request, found, form, "End this partnership", _of(found, actions.end_partnership))


def change(
    request: MemberRequest,
    found: Partnership,
    form: GovukForm,
    heading: str,
    act: Callable[..., Any],
    *,
    now: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """One question about a partnership, answered by one action. `now`: what it says today, for a stale edit."""
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("partnerships:partnership", pk=found.pk)
    context = {"partnership": found, "form": form, "heading": heading, "now": now or {}, **more}
    return render(request, "partnerships/change_partnership.html", context)


def is_stale(form: GovukForm, revision: int) -> bool:
    """What was sent was written on a page that is out of date."""
    return form.is_bound and form.is_valid() and form.cleaned_data["revision"] != revision


def found_partnership(request: MemberRequest, pk: int) -> Partnership:
    rows = Partnership.objects.visible_to(request.user).select_related("kind", "place", "end_reason")
    return get_object_or_404(rows, pk=pk)


def editable_partnership(request: MemberRequest, pk: int) -> Partnership:
    """One that the person may change for one of its parties."""
    found = found_partnership(request, pk)
    parties = found.parties.current().select_related("institution")
    scopes = [party.institution for party in parties]
    access.require_any(request.user, Permission.PARTNERSHIP_EDIT, scopes)
    return found


def _of(found: Partnership, act: Callable[..., Any]) -> Callable[..., Any]:
    return lambda **data: act(partnership=found, **data)


@dataclass(frozen=True)
class Mine:
    """`own`: parties to which the person belongs. `editable`: those for which they may speak."""

    own: list[Party]
    editable: list[Party]


def _mine(request: MemberRequest, read: record.Record) -> Mine:
    """Asked once for all parties, not party by party."""
    belongs = set(Institution.objects.of(request.user).values_list("pk", flat=True))
    may = set(access.where_may(request.user, Permission.PARTNERSHIP_EDIT).values_list("pk", flat=True))
    own = [party for party in read.parties if party.institution_id in belongs]
    return Mine(own, [party for party in own if party.institution_id in may])


def _may_join(request: MemberRequest, read: record.Record) -> bool:
    own = acting_institution(request)
    if own is None or read.kind is None or not read.kind.joins_as or own in read.institutions:
        return False
    is_live = read.partnership.stage in Partnership.LIVE
    return is_live and access.can(request.user, Permission.PARTNERSHIP_EDIT, own)


def _tags(found: Partnership) -> list[tuple[str, str]]:
    """By vocabulary, what it is tagged with."""
    tags = list(found.tags.order_by("position", "pk"))
    grouped = [
        (heading, [tag.label for tag in tags if tag.vocabulary == vocabulary])
        for vocabulary, heading in TAGS.items()
    ]
    return [(heading, ", ".join(labels)) for heading, labels in grouped if labels]
