"""The offer journey: one question a page, check your answers, verify your address, published."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from brokerage import actions
from brokerage.forms.journey import (
    OFFER_STEPS,
    ORGANISATION_STEP,
    PERSON_STEP,
    START_STEP,
    offer_facts,
    organisation,
)
from brokerage.models import Offer, PendingOffer
from brokerage.queries.journey import drop_out, event_in_mind, pending_by_link, school_in_mind
from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form
from core.wizard import Step, Wizard
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_area, acting_institution
from institutions.models import Institution
from institutions.models.institution import InstitutionQuerySet

DROP_OUT_DAYS = 90
SENT = "offer-sent"  # in the session: where the finished journey led, for a second click on its last button


@login_not_required
@never_cache
@takes_form
def offer_start(request: MemberRequest) -> HttpResponse:
    """What do you have, and near where? `?school=` remembers whom the person had in mind, `?event=` what led to it."""
    wizard = _wizard(request)
    if school := school_in_mind(request.GET.get("school", "")):
        wizard.state["school"] = school.pk
        wizard.save()
    if event := event_in_mind(request.GET.get("event", "")):
        wizard.state["event"] = event.pk
        wizard.save()
    return _page(request, wizard, START_STEP, "brokerage/offer_start.html")


@login_not_required
@never_cache
@takes_form
def offer_step(request: MemberRequest, slug: str) -> HttpResponse:
    wizard = _wizard(request)
    step = wizard.step(slug)
    if step is None or not wizard.has_begun:
        return redirect("brokerage:offer_start")
    return _page(request, wizard, step, "brokerage/offer_step.html")


def _page(request: HttpRequest, wizard: Wizard, step: Step, template: str) -> HttpResponse:
    form = wizard.form(step, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _count(wizard, step.slug, "answered", actions.count_answered)
        wizard.keep(step, request.POST)
        return _go(wizard.next_after(step))
    _count(wizard, step.slug, "reached", actions.count_reached)
    slugs = [each.slug for each in wizard.path()][1:]
    context = {
        "form": form,
        "heading": _heading(form),
        "number": slugs.index(step.slug) + 1 if step.slug in slugs else 0,
        "last": len(slugs),
        "back": _address(wizard.before(step) or START_STEP.slug),
        "school": school_in_mind(wizard.state.get("school")),
        "event": event_in_mind(wizard.state.get("event")),
    }
    return render(request, template, context)


def _count(wizard: Wizard, slug: str, event: str, count: Callable[..., None]) -> None:
    """Each person once, however often they come back to a step."""
    counted = wizard.state.setdefault(event, [])
    if slug not in counted:
        counted.append(slug)
        wizard.save()
        count(step=slug)


def _heading(form: GovukForm) -> str:
    """The question, or what several of them are about."""
    return str(form[form.page_heading].label if form.page_heading else getattr(form, "heading", ""))


@login_not_required
@never_cache
@takes_form
def offer_check(request: MemberRequest) -> HttpResponse:
    """Every answer once more, each with its way back; then publish, or send the link that does."""
    wizard = _wizard(request)
    if not wizard.has_begun:
        return redirect(request.session.get(SENT, reverse("brokerage:offer_start")))
    if missing := wizard.first_unanswered():
        return _go(missing)
    _count(wizard, Wizard.CHECK, "reached", actions.count_reached)
    form = GovukForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        with rule_errors_on(form):
            address = _submit(request, wizard)
            _count(wizard, Wizard.CHECK, "answered", actions.count_answered)
            request.session[SENT] = address
            wizard.forget()
            return redirect(address)
    rows = [row for row in wizard.summary() if row.slug != START_STEP.slug and row.value]
    event = event_in_mind(wizard.state.get("event"))
    context = {"form": form, "rows": rows, "provider": wizard.answers().get("provider"), "event": event}
    return render(request, "brokerage/offer_check.html", context)


def _submit(request: MemberRequest, wizard: Wizard) -> str:
    """Publish for somebody who is signed in; send a link to everybody else. Answers where to go next."""
    answers, key = wizard.answers(), wizard.submission_key
    facts, school = offer_facts(answers), school_in_mind(wizard.state.get("school"))
    if not request.user.is_authenticated:
        pending = actions.submit_offer(
            email=answers["email"],
            answers={"typed": wizard.state["typed"], "school": wizard.state.get("school")},
            facts=facts,
            organisation=organisation(answers),
            submission_key=key,
        )
        request.session["offer-sent-to"] = pending.email
        return reverse("brokerage:offer_sent")
    if _provider(request) is None:
        offer = actions.publish_first_offer(
            facts=facts,
            organisation=organisation(answers),
            meant_for=school,
            after_event=event_in_mind(wizard.state.get("event")),
            submission_key=key,
            by=request.user,
        )
    else:
        offer = actions.publish_offer(
            provider=answers["provider"],
            facts=facts,
            contact_email=request.user.email,
            meant_for=school,
            after_event=event_in_mind(wizard.state.get("event")),
            submission_key=key,
            by=request.user,
        )
    messages.success(request, "Your offer is published.")
    return _suggestions(offer, school)


@login_not_required
@require_safe
@never_cache
def offer_sent(request: HttpRequest) -> HttpResponse:
    """Look into your letter box."""
    return render(request, "brokerage/offer_sent.html", {"email": request.session.get("offer-sent-to", "")})


@login_not_required
@never_cache
@takes_form
def publish_by_link(request: MemberRequest, token: str) -> HttpResponse:
    """The page behind the e-mail. Opening it publishes nothing, since letter boxes open links too; its button does."""
    try:
        pending = pending_by_link(token)
    except RuleBroken as refusal:
        return render(request, "brokerage/link_closed.html", {"refusal": refusal.message}, status=410)
    if pending.offer_id is not None:
        return redirect("brokerage:offer", pending.offer_id)
    journey = _journey_of(request, pending)
    if journey.first_unanswered():
        return _take_up_again(request, pending)
    form = GovukForm(request.POST if request.method == "POST" else None)
    answers = journey.answers()
    if request.method == "POST":
        try:
            return _publish(request, pending, answers)
        except RuleBroken as refusal:
            if refusal.code == "sign_in_first" and _visitor(request) is None:
                return redirect(f"{reverse(settings.LOGIN_URL)}?next={request.path}")
            form.add_error(None, refusal.message)
    context = {"form": form, "pending": pending, "answers": answers}
    return render(request, "brokerage/publish_by_link.html", context)


def _publish(request: HttpRequest, pending: PendingOffer, answers: dict[str, Any]) -> HttpResponse:
    school, visitor = school_in_mind(pending.answers.get("school")), _visitor(request)
    offer, person = actions.publish_pending_offer(
        pending=pending,
        facts=offer_facts(answers),
        organisation=organisation(answers),
        name=answers["person_name"],
        meant_for=school,
        by=visitor,
    )
    if visitor is None:
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, "Your offer is published.")
    return HttpResponseRedirect(_suggestions(offer, school))


def _visitor(request: HttpRequest) -> User | None:
    """Who is signed in, if anybody."""
    return request.user if isinstance(request.user, User) else None


def _journey_of(request: HttpRequest, pending: PendingOffer) -> Wizard:
    """What was typed, parsed again: the journey's own forms say what it means."""
    wizard = Wizard(request, "pending-offer", [*OFFER_STEPS, ORGANISATION_STEP, PERSON_STEP])
    wizard.state["typed"] = pending.answers["typed"]
    return wizard


def _take_up_again(request: MemberRequest, pending: PendingOffer) -> HttpResponse:
    """An answer holds no more, such as a day that has passed: back to its question, with everything that was typed."""
    wizard = _wizard(request)
    wizard.state |= pending.answers
    wizard.save()
    messages.warning(request, "One of your answers no longer holds. Correct it, then send the offer again.")
    return _go(wizard.first_unanswered() or Wizard.CHECK)


@require_safe
def offer_drop_out(request: MemberRequest) -> HttpResponse:
    """For administrators: at which question people leave."""
    area = acting_area(request)
    if area is None:
        raise Http404
    slugs = [step.slug for step in (*OFFER_STEPS, ORGANISATION_STEP, PERSON_STEP)]
    steps = drop_out(steps=dict.fromkeys([*slugs, Wizard.CHECK]), days=DROP_OUT_DAYS)
    return render(request, "brokerage/offer_drop_out.html", {"steps": steps, "days": DROP_OUT_DAYS})


def _wizard(request: MemberRequest) -> Wizard:
    """Whoever acts for an institution is not asked who they are."""
    steps, provider = [*OFFER_STEPS], _provider(request)
    if provider is None:
        steps.append(ORGANISATION_STEP)
    if not request.user.is_authenticated:
        steps.append(PERSON_STEP)
    members = _members_of(provider, request)
    return Wizard(request, "offer", steps, known={"provider": provider, "members": members})


def _members_of(group: Institution | None, request: MemberRequest) -> InstitutionQuerySet:
    """Those that let the group make offers in their name."""
    if group is None:
        return Institution.objects.visible_to(request.user).none()
    acting = access.acting_for(request.user, Permission.OFFER_EDIT).filter(group=group)
    return Institution.objects.visible_to(request.user).open().filter(pk__in=acting.values("member"))


def _provider(request: MemberRequest) -> Institution | None:
    """The institution that the person acts for, if they may offer on its behalf."""
    return acting_institution(request, may=Permission.OFFER_EDIT)


def _go(slug: str) -> HttpResponse:
    return redirect(_address(slug))


def _address(slug: str) -> str:
    if slug == START_STEP.slug:
        return reverse("brokerage:offer_start")
    if slug == Wizard.CHECK:
        return reverse("brokerage:offer_check")
    return reverse("brokerage:offer_step", args=[slug])


def _suggestions(offer: Offer, school: Institution | None) -> str:
    address = reverse("brokerage:suggestions", args=[offer.pk])
    return f"{address}?school={school.pk}" if school else address
