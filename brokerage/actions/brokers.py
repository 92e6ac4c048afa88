"""Brokers and their standard: who serves which area, what they show for it, and the award that follows."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import links
from brokerage.models import (
    Accreditation,
    BrokerArea,
    BrokerFeedback,
    Criterion,
    Evidence,
    Introduction,
    Standard,
)
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution

Stage = Accreditation.Stage
AWARDS = (Stage.WORKING_TOWARDS, Stage.ACHIEVED)


@transaction.atomic
def publish_standard(
    *, body: Institution, name: str, version: str, criteria: Sequence[str], valid_from: date, by: User
) -> Standard:
    """England's administrators say who owns the standard and what a broker must show. It follows the one before."""
    access.require(by, Permission.BROKERAGE_ADMINISTER, Area.objects.england())
    titles = [title.strip() for title in criteria if title.strip()]
    if not titles:
        raise RuleBroken("Enter at least one criterion.", field="criteria")
    if Standard.objects.filter(name=name, version=version).exists():
        raise RuleBroken("There is such a version already.", code="version_exists", field="version")
    Standard.objects.in_force(valid_from).update(valid_to=valid_from)
    standard = Standard.objects.create(body=body, name=name, version=version, valid_from=valid_from)
    Criterion.objects.bulk_create(
        Criterion(standard=standard, position=position, title=title)
        for position, title in enumerate(titles, start=1)
    )
    audit.record("standard_published", standard, by=by, body=body.pk)
    return standard


@transaction.atomic
def start_serving(*, broker: Institution, area: Area, valid_from: date, by: User) -> BrokerArea:
    """The area's administrators let a broker in: from that day it sees the area's requests."""
    access.require(by, Permission.BROKERAGE_ADMINISTER, area)
    if broker.kind != Institution.Kind.BROKER:
        raise RuleBroken(f"{broker} is not a brokerage organisation.", field="broker")
    served, is_new = BrokerArea.objects.get_or_create(
        broker=broker, area=area, valid_to=None, defaults={"valid_from": valid_from}
    )
    if is_new:
        audit.record("broker_began", served, by=by, broker=broker.pk, area=area.pk)
    return served


@transaction.atomic
def stop_serving(*, served: BrokerArea, valid_to: date, by: User) -> BrokerArea:
    """From that day the broker serves the area no more."""
    access.require(by, Permission.BROKERAGE_ADMINISTER, served.area)
    served = BrokerArea.objects.select_for_update(of=("self",)).select_related("area").get(pk=served.pk)
    if valid_to < served.valid_from:
        raise RuleBroken("The last day must be after the first.", field="valid_to")
    served.valid_to = valid_to
    served.save(update_fields=["valid_to"])
    audit.record("broker_stopped", served, by=by, valid_to=valid_to.isoformat())
    return served


@transaction.atomic
def register_broker(*, broker: Institution, standard: Standard, by: User) -> Accreditation:
    """A brokerage organisation takes up the standard."""
    access.require(by, Permission.PROFILE_EDIT, broker)
    if broker.kind != Institution.Kind.BROKER:
        raise RuleBroken("Only brokerage organisations take up the standard.", code="not_a_broker")
    earlier = Accreditation.objects.filter(broker=broker, standard=standard).order_by("pk").first()
    return earlier or _reach(broker, standard, Stage.REGISTERED, by=by)


@transaction.atomic
def give_evidence(*, broker: Institution, criterion: Criterion, words: str, link: str, by: User) -> Evidence:
    """What the broker shows for one criterion. New words are looked at anew."""
    access.require(by, Permission.PROFILE_EDIT, broker)
    privacy.refuse_personal_data(words, field="words")
    if not words.strip():
        raise RuleBroken("Say what you do, and how one can see it.", field="words")
    evidence, _ = Evidence.objects.update_or_create(
        broker=broker,
        criterion=criterion,
        defaults={
            "words": words.strip(),
            "link": link,
            "is_met": None,
            "assessor_words": "",
            "assessed_by": None,
            "assessed_at": None,
        },
    )
    audit.record("evidence_given", evidence, by=by, criterion=criterion.pk)
    return evidence


@transaction.atomic
def assess_oneself(*, broker: Institution, standard: Standard, by: User) -> Accreditation:
    """The broker says that it is done: there is evidence for every criterion."""
    access.require(by, Permission.PROFILE_EDIT, broker)
    missing = standard.criteria.exclude(evidence__broker=broker).order_by("position").first()
    if missing is not None:
        raise RuleBroken(f"There is no evidence yet for “{missing}”.", code="evidence_missing")
    return _reach(broker, standard, Stage.SELF_ASSESSED, by=by)


@transaction.atomic
def assess_evidence(*, evidence: Evidence, is_met: bool, words: str, by: User) -> Evidence:
    """The assessor's finding on one criterion. A no has its reason."""
    access.require(by, Permission.BROKER_ASSESS, evidence.criterion.standard.body)
    _refuse_own(evidence.broker, by=by)
    privacy.refuse_personal_data(words, field="words")
    if not is_met and not words.strip():
        raise RuleBroken("Say what is missing.", field="words")
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    evidence.is_met, evidence.assessor_words = is_met, words.strip()
    evidence.assessed_by, evidence.assessed_at = by, timezone.now()
    evidence.save(update_fields=["is_met", "assessor_words", "assessed_by", "assessed_at", "updated_at"])
    audit.record("evidence_assessed", evidence, by=by, is_met=is_met)
    return evidence


@transaction.atomic
def award(
    *, broker: Institution, standard: Standard, stage: str, valid_to: date | None, words: str, by: User
) -> Accreditation:
    """The assessor grants a stage. Achieved needs every criterion met and a last day; a review grants it again."""
    access.require(by, Permission.BROKER_ASSESS, standard.body)
    _refuse_own(broker, by=by)
    if stage not in AWARDS:
        raise RuleBroken("Select what to award.", field="stage")
    if stage == Stage.ACHIEVED:
        _check_achieved(broker, standard, valid_to)
    return _reach(broker, standard, stage, by=by, valid_to=valid_to, words=words)


@transaction.atomic
def end_award(*, broker: Institution, standard: Standard, words: str, by: User) -> None:
    """The award counts no more from today, and the reason is kept."""
    access.require(by, Permission.BROKER_ASSESS, standard.body)
    if not words.strip():
        raise RuleBroken("Say why the award ends.", field="words")
    held = Accreditation.objects.held().filter(broker=broker, standard=standard)
    for accreditation in held.select_for_update():
        accreditation.valid_to, accreditation.words = timezone.localdate(), words.strip()
        accreditation.save(update_fields=["valid_to", "words", "updated_at"])
        audit.record("award_ended", accreditation, by=by, words=words.strip())


@transaction.atomic
def rate_broker_by_link(*, token: str, score: int, words: str) -> BrokerFeedback:
    """A school or a provider says how the broker's help was; saying it again replaces it."""
    pk, side = links.rating_of(token)
    introduction = Introduction.objects.filter(pk=pk, broker__isnull=False).first()
    if introduction is None or introduction.broker is None:
        raise RuleBroken("No broker helped with this in the end.", code="link_invalid")
    privacy.refuse_personal_data(words, field="words")
    if not 1 <= score <= BrokerFeedback.MOST:
        raise RuleBroken("Select how the help was.", field="score")
    feedback, _ = BrokerFeedback.objects.update_or_create(
        introduction=introduction,
        side=side,
        defaults={"broker": introduction.broker, "score": score, "words": words.strip()},
    )
    audit.record("broker_rated", feedback, by=None, side=side)
    return feedback


def _reach(
    broker: Institution,
    standard: Standard,
    stage: str,
    *,
    by: User,
    valid_to: date | None = None,
    words: str = "",
) -> Accreditation:
    """The stages before stay, with their last day, so that every day of the past can be asked about."""
    today = timezone.localdate()
    Accreditation.objects.held().filter(broker=broker, standard=standard).update(valid_to=today)
    reached = Accreditation.objects.create(
        broker=broker,
        standard=standard,
        stage=stage,
        valid_from=today,
        valid_to=valid_to,
        awarded_by=by if stage in AWARDS else None,
        words=words.strip(),
    )
    audit.record("accreditation_reached", reached, by=by, stage=stage)
    return reached


def _check_achieved(broker: Institution, standard: Standard, valid_to: date | None) -> None:
    if valid_to is None or valid_to <= timezone.localdate():
        raise RuleBroken("Enter the day until which the award counts, in the future.", field="valid_to")
    open_ = (
        standard.criteria.exclude(evidence__broker=broker, evidence__is_met=True).order_by("position").first()
    )
    if open_ is not None:
        raise RuleBroken(f"“{open_}” is not met yet.", code="criterion_not_met", field="stage")


def _refuse_own(broker: Institution, *, by: User) -> None:
    """Nobody marks their own homework."""
    if broker.members.filter(user=by, ended_at=None).exists():
        raise RuleBroken("You belong to this broker, so somebody else has to assess it.", code="own_broker")
