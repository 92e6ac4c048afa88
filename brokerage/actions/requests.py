"""A school says what it needs, and in the end whether it got it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import request_notifications
from brokerage.actions import stages
from brokerage.models import Request, RequestKind
from brokerage.queries.requests import stage_by_link
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, RoleHolder, Term

State = Request.State


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """What is said of a need."""

    area: str
    words: str
    kind: RequestKind | None = None
    needs: Sequence[Term] = ()
    kinds_wanted: Sequence[Term] = ()
    sectors: Sequence[Term] = ()
    phases: Sequence[str] = ()
    year_groups: Sequence[str] = ()
    people: int | None = None
    wanted_from: date | None = None
    wanted_to: date | None = None
    access_needs: str = ""
    source: str = ""
    source_url: str = ""
    closes_on: date | None = None
    on_yes: str = Request.OnYes.KEEP
    is_public: bool = False


FACTS = (
    *("phases", "year_groups", "people", "wanted_from", "wanted_to", "access_needs", "source"),
    *("source_url", "closes_on", "on_yes", "is_public"),
)


@transaction.atomic
def make_request(*, school: Institution, facts: RequestFacts, by: User) -> Request:
    """Write down what the school needs, for brokers and providers to see; or say it anew while it is open."""
    access.require(by, Permission.REQUEST_MAKE, school)
    _check(school, facts)
    request = stages.open_request(
        school=school,
        area=facts.area,
        words=facts.words,
        by=by,
        kind=facts.kind.code if facts.kind else RequestKind.SCHOOL_NEED,
        made_as=_made_as(by, school),
    )
    for name in FACTS:
        setattr(request, name, getattr(facts, name))
    request.phases = list(facts.phases or school.phases)
    request.save(update_fields=[*FACTS, "updated_at"])
    request.needs.set(facts.needs)
    request.kinds_wanted.set(facts.kinds_wanted)
    request.sectors.set(facts.sectors)
    return request


@transaction.atomic
def make_requests(*, schools: Sequence[Institution], facts: RequestFacts, by: User) -> list[Request]:
    """A trust asks for many schools at once: one request for each, all of them or none."""
    access.require_each(by, Permission.REQUEST_MAKE, schools)
    if not schools:
        raise RuleBroken("Select at least one school.", code="schools_missing", field="schools")
    return [make_request(school=school, facts=facts, by=by) for school in schools]


@transaction.atomic
def close_request(
    *, request: Request, outcome: Term, unmet_reason: Term | None, words: str, by: User
) -> Request:
    """The school itself says what came of it."""
    access.require(by, Permission.REQUEST_CONFIRM, request.school)
    privacy.refuse_personal_data(words, field="words")
    request = stages.locked_request(request)
    if request.state == State.CLOSED:
        return request
    if request.is_open:
        stages.solve(request, outcome=outcome, unmet_reason=unmet_reason, words="", by=by)
    _close(request, words=words, by=by)
    return request


@transaction.atomic
def give_word(*, request: Request, agrees: bool, words: str, by: User) -> Request:
    """The school says whether the outcome that somebody recorded is so."""
    access.require(by, Permission.REQUEST_CONFIRM, request.school)
    return take_word(request, agrees=agrees, words=words, by=by)


@transaction.atomic
def give_word_by_link(*, token: str, agrees: bool, words: str) -> Request:
    """The same from the link in the letter, which is proof enough of who answers."""
    stage = stage_by_link(token)
    stages.locked_request(stage.request)
    if stage.request.stages.filter(pk__gt=stage.pk).exclude(state=State.CLOSED).exists():
        raise RuleBroken("This request has moved on since the letter was written.", code="link_old")
    return take_word(stage.request, agrees=agrees, words=words, by=None)


def take_word(request: Request, *, agrees: bool, words: str, by: User | None) -> Request:
    """An inner step: whoever calls it knows that the school speaks."""
    privacy.refuse_personal_data(words, field="words")
    request = stages.locked_request(request)
    if agrees and request.state == State.CLOSED:  # the same click twice
        return request
    if request.state != State.SOLVED:
        raise RuleBroken("Nothing has been recorded yet that you could confirm.", code="nothing_recorded")
    if agrees:
        _close(request, words=words, by=by)
        return request
    if not words.strip():
        raise RuleBroken("Say in a few words what is still missing.", code="words_missing", field="words")
    stages.reach(
        request,
        State.TRIAGED,
        by=by,
        words=words,
        outcome=None,
        unmet_reason=None,
        school_words=words.strip(),
    )
    audit.record("request_reopened", request, by=by)
    request_notifications.request_reopened(request)
    return request


def _close(request: Request, *, words: str, by: User | None) -> None:
    now = timezone.now()
    stages.reach(
        request,
        State.CLOSED,
        by=by,
        words=words,
        closed_at=now,
        school_agreed_at=now,
        school_words=words.strip(),
    )
    audit.record("request_closed", request, by=by)


def _check(school: Institution, facts: RequestFacts) -> None:
    if not (school.is_school and school.is_open):
        raise RuleBroken("Only open schools and colleges can ask.", code="not_a_school", field="schools")
    if not facts.words.strip():
        raise RuleBroken("Say what you need.", code="words_missing", field="words")
    for field in ("words", "access_needs", "source"):
        privacy.refuse_personal_data(getattr(facts, field), field=field)
    if facts.kind and facts.kind.names_source and not facts.source.strip():
        raise RuleBroken("Say who was asked, and when.", code="source_missing", field="source")
    if facts.wanted_from and facts.wanted_to and facts.wanted_to < facts.wanted_from:
        raise RuleBroken("The last day must be on or after the first day.", field="wanted_to")
    if facts.closes_on and facts.closes_on < timezone.localdate():
        raise RuleBroken("The closing date must be today or in the future.", field="closes_on")


def _made_as(by: User, school: Institution) -> str:
    """Somebody who asks as the school's adviser is named as that."""
    holder = RoleHolder.objects.advisers(by).filter(institution=school).select_related("role_type").first()
    return holder.role_type.label if holder else ""
