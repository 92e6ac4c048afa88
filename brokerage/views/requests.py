"""A school's requests: the list, making one or many, the page of one, and the school's own word."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from brokerage import access as routing
from brokerage import actions
from brokerage.actions import RequestFacts
from brokerage.forms.requests import PRIVATE, PUBLIC, NewRequestForm, OutcomeForm, RequestForm, WordForm
from brokerage.models import Request
from brokerage.queries.requests import (
    GROUPS,
    commissions_of,
    introductions_of,
    replies_of,
    requests_of,
    routings_of,
    stage_by_link,
    stages_of,
)
from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.keys import is_key
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_area, acting_institution
from institutions.models import Institution, SupportArea
from institutions.models.institution import InstitutionQuerySet

MOST_SCHOOLS = 100  # on one form: more than the largest trust has


@require_safe
def requests(request: MemberRequest) -> HttpResponse:
    """What the institution one acts for has asked for, or for a trust its schools; by how far it has come."""
    institution = acting_institution(request)
    rows = requests_of(institution, viewer=request.user)
    group = request.GET.get("state", "")
    if group in GROUPS:
        rows = rows.filter(state__in=GROUPS[group][1])
    context = {
        "group": group,
        "groups": [(key, label) for key, (label, _) in GROUPS.items()],
        "page": page_of(request, rows),
        "may_ask": _schools_to_ask_for(request).exists(),
    }
    return render(request, "brokerage/requests.html", context)


@takes_form
def request_new(request: MemberRequest) -> HttpResponse:
    """Ask for one school or, from a trust, for many at once. `?school=` names one."""
    schools = _schools_to_ask_for(request)
    if is_key(request.GET.get("school", "")):
        schools = schools.filter(pk=request.GET["school"])
    if not schools.exists():
        raise PermissionDenied("Nowhere to ask for")
    if schools[MOST_SCHOOLS:].exists():
        messages.info(request, "Find the school first. You can ask for it from its page.")
        return redirect("institutions:directory")
    form = NewRequestForm(request.POST or None, schools=schools, initial=_first_choice(schools))
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            made = actions.make_requests(
                schools=list(form.cleaned_data["schools"]), facts=RequestFacts(**form.facts), by=request.user
            )
            if len(made) == 1:
                messages.success(request, "Your request is open. Brokers of your area see it now.")
                return redirect("brokerage:request", made[0].pk)
            messages.success(request, f"{len(made)} requests are open, one for each school.")
            return redirect("brokerage:requests")
    return render(request, "brokerage/request_new.html", {"form": form})


@takes_form
def make_request(request: MemberRequest, pk: int, area: SupportArea) -> HttpResponse:
    """For one school and area, from its ranking: nothing fits, or not only that."""
    school = get_object_or_404(_may_ask_for(request), pk=pk)
    rows = Request.objects.visible_to(request.user).open().with_facts()
    need = rows.filter(school=school, area=area).order_by("pk").first()
    if need is not None:
        return redirect("brokerage:request_change", need.pk)
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            facts = RequestFacts(area=area, **form.facts)
            made = actions.make_request(school=school, facts=facts, by=request.user)
            messages.success(request, "Your request is open. Brokers of your area see it now.")
            return redirect("brokerage:request", made.pk)
    return render(request, "brokerage/make_request.html", {"school": school, "area": area, "form": form})


@takes_form
def request_change(request: MemberRequest, pk: int) -> HttpResponse:
    """Say the need anew, while it is open."""
    found = _found(request, pk)
    access.require(request.user, Permission.REQUEST_MAKE, found.school)
    form = RequestForm(request.POST or None, initial=_typed(found))
    del form.fields["kind"]
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            facts = RequestFacts(area=found.area, kind=found.kind, **form.facts)
            actions.make_request(school=found.school, facts=facts, by=request.user)
            messages.success(request, "Your words are changed.")
            return redirect("brokerage:request", pk)
    return render(request, "brokerage/request_change.html", {"need": found, "form": form})


@require_safe
def request(request: MemberRequest, pk: int) -> HttpResponse:
    """One request: the need, how far it has come, what was put to whom, and what the person may do now."""
    found = _found(request, pk)
    mine = access.where_may(request.user, Permission.REQUEST_MAKE).values("pk")
    context = {
        "need": found,
        "needs": list(found.needs.order_by("position")),
        "kinds_wanted": list(found.kinds_wanted.order_by("position")),
        "sectors": list(found.sectors.order_by("position")),
        "members": list(found.members.order_by("name").defer("search")),
        "leaving": list(found.members.filter(pk__in=mine).order_by("name")) if found.is_open else [],
        "stages": stages_of(found),
        "routings": routings_of(found),
        "introductions": introductions_of(found, viewer=request.user),
        "replies": replies_of(found, viewer=request.user),
        "programmes": list(found.programmes.order_by("title", "pk")),
        "commissions": commissions_of(found, viewer=request.user),
        "fulfilments": list(found.fulfilments.order_by("-given_on", "-pk")),
        **_may(request, found),
    }
    return render(request, "brokerage/request.html", context)


@takes_form
def request_close(request: MemberRequest, pk: int) -> HttpResponse:
    """The school says itself what came of it."""
    found = _found(request, pk)
    access.require(request.user, Permission.REQUEST_CONFIRM, found.school)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.close_request(request=found, by=request.user, **form.cleaned_data)
            messages.success(request, "The request is closed.")
            return redirect("brokerage:request", pk)
    return render(request, "brokerage/request_close.html", {"need": found, "form": form})


@takes_form
def give_word(request: MemberRequest, pk: int) -> HttpResponse:
    """The school says whether the outcome that was recorded is so."""
    found = _found(request, pk)
    access.require(request.user, Permission.REQUEST_CONFIRM, found.school)
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.give_word(request=found, by=request.user, **_word(form))
            messages.success(request, "Thank you. Your word is recorded.")
            return redirect("brokerage:request", pk)
    return render(request, "brokerage/give_word.html", {"need": found, "form": form})


@login_not_required
@never_cache
@takes_form
def word_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the letter: opening it changes nothing, its button answers."""
    try:
        stage = stage_by_link(token)
    except RuleBroken as refusal:
        return render(request, "brokerage/link_closed.html", {"refusal": refusal.message}, status=410)
    found, form = stage.request, WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.give_word_by_link(token=token, **_word(form))
            return redirect("brokerage:word_by_link", token)
    is_asked = found.state == Request.State.SOLVED
    return render(request, "brokerage/word_by_link.html", {"need": found, "form": form if is_asked else None})


def _word(form: WordForm) -> dict[str, Any]:
    return {"agrees": form.cleaned_data["answer"] == "yes", "words": form.cleaned_data["words"]}


def _found(request: MemberRequest, pk: int) -> Request:
    return get_object_or_404(Request.objects.visible_to(request.user).with_facts(), pk=pk)


def _may_ask_for(request: MemberRequest) -> InstitutionQuerySet:
    """Schools for which the person may ask: their own, their trust's, those that they advise or coordinate."""
    mine = access.where_may(request.user, Permission.REQUEST_MAKE).schools()
    area = acting_area(request)
    if area is not None and access.can(request.user, Permission.REQUEST_MAKE, area):
        mine = mine | Institution.objects.visible_to(request.user).in_area(area).schools()
    return mine.open().defer("search")


def _schools_to_ask_for(request: MemberRequest) -> InstitutionQuerySet:
    """Where one acts for a school or a trust, those of it; else all of them."""
    rows = _may_ask_for(request)
    if own := acting_institution(request):
        of_acting = Institution.objects.visible_to(request.user).with_members(own)
        if of_acting.schools().exists():
            rows = rows.filter(pk__in=of_acting.values("pk"))
    return rows.order_by("name", "pk")


def _first_choice(schools: InstitutionQuerySet) -> dict[str, Any]:
    """Where there is one school only, it is chosen."""
    first = list(schools[:2])
    return {"schools": first} if len(first) == 1 else {}


def _typed(found: Request) -> dict[str, Any]:
    names = ("words", "year_groups", "people", "wanted_from", "wanted_to", "access_needs", "source")
    return {
        **{name: getattr(found, name) for name in (*names, "source_url", "closes_on", "on_yes")},
        "needs": list(found.needs.values_list("code", flat=True)),
        "kinds_wanted": list(found.kinds_wanted.values_list("code", flat=True)),
        "sectors": list(found.sectors.values_list("code", flat=True)),
        "visibility": PUBLIC if found.is_public else PRIVATE,
    }


def _may(request: MemberRequest, found: Request) -> dict[str, Any]:
    """What the person may do with the request now."""
    can_route = found.state != Request.State.CLOSED and routing.can_route(request.user, found)
    acting = acting_institution(request)
    as_acting = acting is not None and can_route and routing.can_route_as(request.user, acting, found)
    waiting = found.routings.waiting().filter(partner=acting).first() if as_acting else None
    confirms = access.can(request.user, Permission.REQUEST_CONFIRM, found.school)
    return {
        "may_change": found.is_open and access.can(request.user, Permission.REQUEST_MAKE, found.school),
        "may_close": found.is_open and confirms,
        "may_give_word": found.state == Request.State.SOLVED and confirms,
        "may_route": found.is_open and can_route,
        "may_take": found.is_open and as_acting and found.handled_by_id != getattr(acting, "pk", None),
        "asked_of_us": waiting,
        "may_name_programme": confirms or can_route,
        "may_commission": found.kind.may_be_commissioned and confirms,
        "may_record": found.kind.records_fulfilment and (confirms or can_route),
        "is_theirs": confirms,
    }
