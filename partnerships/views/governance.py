"""How a partnership is governed: its bodies, meetings and contact, what stands in its way, and its money."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.pages import page_of
from institutions.acting import MemberRequest
from institutions.models import Institution
from partnerships import access
from partnerships.forms.partnership import DayForm
from partnerships.models import Barrier, Body, Funding, Issue, Meeting, Partnership
from partnerships.queries import bodies
from partnerships.queries.as_at import as_at
from partnerships.queries.contact import last_contact, quiet
from partnerships.queries.meetings import with_all
from partnerships.views.partnerships import found_partnership


@require_safe
def governance(request: MemberRequest, pk: int) -> HttpResponse:
    """For the parties alone: it names people, and says what stands in the way."""
    found = _own(request, pk)
    visible = Meeting.objects.visible_to(request.user)
    page = page_of(request, visible.of_partnership(found).order_by("-held_on", "-pk"))
    own = bodies.with_members(Body.objects.visible_to(request.user).filter(partnership=found))
    context = {
        "partnership": found,
        "bodies": [(each, bodies.chair_of(each), bodies.lacks(each)) for each in own],
        "meetings": with_all(visible.filter(pk__in=[each.pk for each in page])),
        "page": page,
        **_in_the_way(request, found),
        **_contact(found),
        "may_keep": found.stage != Partnership.Stage.ENDED and access.may_keep(request.user, found),
    }
    return render(request, "partnerships/governance.html", context)


@require_safe
def partnership_as_at(request: MemberRequest, pk: int) -> HttpResponse:
    """Parties, stage, lead, agreements and bodies as on a day (`?on_day=…`), today unless said."""
    found = _own(request, pk)
    today = timezone.localdate()
    form = DayForm(request.GET if "on_day" in request.GET else None, initial={"on": today})
    day = form.cleaned_data["on"] if form.is_valid() else today
    context = {"partnership": found, "form": form, "then": as_at(found, day)}
    return render(request, "partnerships/partnership_as_at.html", context)


def _own(request: MemberRequest, pk: int) -> Partnership:
    """A partnership of the person's own institutions."""
    found = found_partnership(request, pk)
    if not Partnership.objects.of(request.user).filter(pk=found.pk).exists():
        raise PermissionDenied("Not a party")
    return found


def _in_the_way(request: MemberRequest, found: Partnership) -> dict[str, Any]:
    issues = Issue.objects.visible_to(request.user).filter(partnership=found)
    related = issues.select_related("institution", "category", "escalated_to")
    fundings = Funding.objects.visible_to(request.user).filter(partnership=found)
    barriers = Barrier.objects.visible_to(request.user).filter(partnership=found)
    colleges = found.parties.current().filter(institution__kind=Institution.Kind.COLLEGE)
    return {
        "issues": list(related.filter(closed_on=None).order_by("due_on", "pk")),
        "closed": list(related.exclude(closed_on=None).order_by("-closed_on", "-pk")),
        "barriers": list(barriers.select_related("kind").order_by("overcome_on", "-noted_on", "-pk")),
        "note_url": reverse("partnerships:note_partnership_barrier", args=[found.pk]),
        "fundings": list(fundings.order_by("-applied_on", "-pk")),
        "has_college": colleges.exists(),
    }


def _contact(found: Partnership) -> dict[str, Any]:
    return {"is_quiet": quiet().filter(pk=found.pk).exists(), "last_contact": last_contact(found)}
