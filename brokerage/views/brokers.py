"""Brokers: who serves where and how well, their standard, and the pages of those who show, assess and appoint."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from brokerage import actions, links
from brokerage.forms.brokers import (
    AssessForm,
    AwardForm,
    BrokersForm,
    EndAwardForm,
    EvidenceForm,
    RatingForm,
    ServeForm,
    StandardForm,
    StopForm,
)
from brokerage.models import BrokerArea, Criterion, Evidence, Standard
from brokerage.queries import brokers as queries
from brokerage.queries.introductions import with_parties
from brokerage.queries.surveys import results_of, survey_of_year
from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Area, Institution

SHORT = 15  # brokers on a page: each takes several lines on a phone


@login_not_required
@require_safe
def brokers(request: MemberRequest) -> HttpResponse:
    """Every broker and how it stands; the targets; the authorities with nobody."""
    form = BrokersForm(request.GET)
    area = form.cleaned_data["authority"] if form.is_valid() else None
    found = _brokers(request).order_by("name", "pk").defer("search")
    if area:
        found = found.filter(pk__in=BrokerArea.objects.current().filter(area=area).values("broker"))
    page = page_of(request, found, size=SHORT)
    standing, areas = queries.standings(page), queries.areas_served(page)
    mine = queries.administered_authorities(request.user)
    context = {
        "form": form,
        "page": page,
        "brokers": [(broker, standing[broker.pk], areas.get(broker.pk, [])) for broker in page],
        "targets": queries.targets_now(),
        "without": [(area, area.pk in mine) for area in queries.authorities_without()],
        "standard": _standard(request),
        "may_publish": _may_publish(request),
    }
    return render(request, "brokerage/brokers.html", context)


@login_not_required
@require_safe
def broker(request: MemberRequest, pk: int) -> HttpResponse:
    """One broker: how it stands, whether public money may go to it, where it serves, and its score with its parts."""
    found, standard = _broker(request, pk), _standard(request)
    own = access.can(request.user, Permission.PROFILE_EDIT, found)
    assesses = standard is not None and access.can(request.user, Permission.BROKER_ASSESS, standard.body)
    served = BrokerArea.objects.filter(broker=found).select_related("area")
    context = {
        "broker": found,
        "standing": queries.standings([found])[found.pk],
        "history": found.accreditations.select_related("standard").order_by("-valid_from", "-pk"),
        "served": [
            (each, access.can(request.user, Permission.BROKERAGE_ADMINISTER, each.area))
            for each in served.order_by("valid_to", "area__name")
        ],
        "standard": standard,
        "criteria": queries.criteria_of(found, standard) if standard else [],
        "quality": queries.quality_of(found, standard),
        "years": queries.feedback_by_year(found),
        "surveys": results_of(found),
        "survey": survey_of_year(found, on=timezone.localdate()),
        "may_survey": access.can(request.user, Permission.PARTNERSHIP_EDIT, found),
        "is_own": own,
        "assesses": assesses,
    }
    return render(request, "brokerage/broker.html", context)


@require_POST
def ask_clients(request: MemberRequest, pk: int) -> HttpResponse:
    """The yearly survey of everybody whom the broker helped."""
    found = _broker(request, pk)
    try:
        survey = actions.ask_clients(broker=found, by=request.user)
        messages.success(request, f"Sent. They may answer until {date_format(survey.closes_on, 'j F Y')}.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:broker", pk)


@require_POST
def register_broker(request: MemberRequest, pk: int) -> HttpResponse:
    found = _broker(request, pk)
    return _do(request, found, actions.register_broker)


@require_POST
def assess_oneself(request: MemberRequest, pk: int) -> HttpResponse:
    found = _broker(request, pk)
    return _do(request, found, actions.assess_oneself)


@takes_form
def give_evidence(request: MemberRequest, pk: int, criterion_pk: int) -> HttpResponse:
    found, criterion = _broker(request, pk), get_object_or_404(Criterion, pk=criterion_pk)
    access.require(request.user, Permission.PROFILE_EDIT, found)
    evidence = Evidence.objects.visible_to(request.user).filter(broker=found, criterion=criterion).first()
    initial = {"words": evidence.words, "link": evidence.link} if evidence else {}
    form = EvidenceForm(request.POST or None, initial=initial)
    words = {"heading": criterion.title, "lead": criterion.description, "button": "Save the evidence"}
    return _ask(
        request,
        found,
        form,
        words,
        partial(actions.give_evidence, broker=found, criterion=criterion, by=request.user),
    )


@takes_form
def assess_evidence(request: MemberRequest, pk: int, criterion_pk: int) -> HttpResponse:
    found = _broker(request, pk)
    rows = Evidence.objects.visible_to(request.user).select_related("criterion__standard__body", "broker")
    evidence = get_object_or_404(rows, broker=found, criterion=criterion_pk)
    access.require(request.user, Permission.BROKER_ASSESS, evidence.criterion.standard.body)
    initial = {} if evidence.is_met is None else {"is_met": "yes" if evidence.is_met else "no"}
    form = AssessForm(request.POST or None, initial=initial | {"words": evidence.assessor_words})
    words = {"heading": evidence.criterion.title, "lead": evidence.words, "button": "Save what you found"}
    return _ask(
        request,
        found,
        form,
        words,
        partial(actions.assess_evidence, evidence=evidence, by=request.user),
    )


@takes_form
def award(request: MemberRequest, pk: int) -> HttpResponse:
    found, standard = _broker(request, pk), _assessed_standard(request)
    words = {
        "heading": "Award a stage",
        "lead": f"{standard}. Achieved needs every criterion met; awarding it again before its last day is a review.",
        "button": "Award",
    }
    return _ask(
        request,
        found,
        AwardForm(request.POST or None),
        words,
        partial(actions.award, broker=found, standard=standard, by=request.user),
    )


@takes_form
def end_award(request: MemberRequest, pk: int) -> HttpResponse:
    found, standard = _broker(request, pk), _assessed_standard(request)
    words = {
        "heading": "End the award",
        "lead": "It counts no more from today. Authorities that only this broker serves turn red.",
        "button": "End the award",
    }
    return _ask(
        request,
        found,
        EndAwardForm(request.POST or None),
        words,
        partial(actions.end_award, broker=found, standard=standard, by=request.user),
    )


@takes_form
def start_serving(request: MemberRequest, code: str) -> HttpResponse:
    """An authority's administrators let a broker in."""
    area = get_object_or_404(Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY), code=code)
    access.require(request.user, Permission.BROKERAGE_ADMINISTER, area)
    form = ServeForm(request.POST or None, brokers=_brokers(request).order_by("name", "pk").defer("search"))
    words = {
        "heading": f"Let a broker serve {area.name}",
        "lead": "From that day it sees the requests of the area’s schools and can be asked to help.",
        "button": "Let it serve the area",
    }
    return _ask(request, None, form, words, partial(actions.start_serving, area=area, by=request.user))


@takes_form
def stop_serving(request: MemberRequest, pk: int) -> HttpResponse:
    served = get_object_or_404(BrokerArea.objects.select_related("broker", "area"), pk=pk, valid_to=None)
    access.require(request.user, Permission.BROKERAGE_ADMINISTER, served.area)
    words = {
        "heading": f"{served.broker} no longer serves {served.area.name}",
        "lead": "It sees the area’s requests no more from that day.",
        "button": "Save",
    }
    return _ask(
        request,
        served.broker,
        StopForm(request.POST or None),
        words,
        partial(actions.stop_serving, served=served, by=request.user),
    )


@takes_form
def publish_standard(request: MemberRequest) -> HttpResponse:
    """England's administrators publish a version."""
    access.require(request.user, Permission.BROKERAGE_ADMINISTER, get_object_or_404(Area, code=Area.ENGLAND))
    words = {
        "heading": "Publish a version of the standard",
        "lead": "It takes the place of the one in force on its first day. Awards already made stay.",
        "button": "Publish",
    }
    return _ask(
        request,
        None,
        StandardForm(request.POST or None),
        words,
        partial(actions.publish_standard, by=request.user),
    )


@login_not_required
@never_cache
@takes_form
def rate_broker(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the letter: one question about the broker's help."""
    try:
        introduction = with_parties(links.rating_of(token)[0])
        if introduction.broker is None:
            raise RuleBroken("No broker helped with this in the end.", code="link_invalid")
    except RuleBroken as refusal:
        return render(request, "brokerage/link_closed.html", {"refusal": refusal.message}, status=410)
    form = RatingForm(request.POST or None)
    is_saved = False
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.rate_broker_by_link(token=token, **form.cleaned_data)
            is_saved = True
    context = {"introduction": introduction, "form": form, "is_saved": is_saved}
    return render(request, "brokerage/rate_broker.html", context)


def _brokers(request: HttpRequest) -> Any:
    return Institution.objects.visible_to(request.user).filter(kind=Institution.Kind.BROKER).open()


def _broker(request: HttpRequest, pk: int) -> Institution:
    rows = Institution.objects.visible_to(request.user).filter(kind=Institution.Kind.BROKER).defer("search")
    return get_object_or_404(rows, pk=pk)


def _standard(request: MemberRequest) -> Standard | None:
    return Standard.objects.visible_to(request.user).in_force().select_related("body").order_by("-pk").first()


def _assessed_standard(request: MemberRequest) -> Standard:
    """The standard in force, for those who assess by it."""
    standard = get_object_or_404(
        Standard.objects.visible_to(request.user).in_force().select_related("body").order_by("-pk")[:1]
    )
    access.require(request.user, Permission.BROKER_ASSESS, standard.body)
    return standard


def _may_publish(request: MemberRequest) -> bool:
    england = Area.objects.filter(code=Area.ENGLAND).first()
    return england is not None and access.can(request.user, Permission.BROKERAGE_ADMINISTER, england)


def _do(request: MemberRequest, found: Institution, act: Callable[..., object]) -> HttpResponse:
    access.require(request.user, Permission.PROFILE_EDIT, found)
    standard = get_object_or_404(Standard.objects.visible_to(request.user).in_force().order_by("-pk")[:1])
    try:
        act(broker=found, standard=standard, by=request.user)
        messages.success(request, "Saved.")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("brokerage:broker", found.pk)


def _ask(
    request: MemberRequest,
    found: Institution | None,
    form: GovukForm,
    words: dict[str, str],
    act: Callable[..., object],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            act(**form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("brokerage:broker", found.pk) if found else redirect("brokerage:brokers")
    return render(request, "brokerage/broker_step.html", {"broker": found, "form": form, **words})
