"""Challenges that several share: started by one, joined by others, each saying what it needs itself."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage.actions import stages
from brokerage.models import Challenge, ChallengeParty
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution, SupportArea, Term, Vocabulary

REQUEST_KIND = "CHALLENGE"


@transaction.atomic
def start_challenge(
    *,
    institution: Institution,
    title: str,
    need: Term,
    place: Area,
    words: str,
    own_words: str,
    area: str,
    by: User,
) -> Challenge:
    """Name the subject and the place, and what oneself needs."""
    access.require(by, Permission.PARTNERSHIP_EDIT, institution)
    for name, text in (("title", title), ("words", words)):
        privacy.refuse_personal_data(text, field=name)
        if not text.strip():
            raise RuleBroken("Say what the challenge is.", code="words_missing", field=name)
    if need.vocabulary != Vocabulary.NEED:
        raise RuleBroken("Select what it is about.", code="need_missing", field="need")
    challenge = Challenge.objects.create(
        title=title.strip(), need=need, place=place, words=words.strip(), started_by=institution
    )
    audit.record("challenge_started", challenge, by=by, institution=institution.pk)
    join_challenge(challenge=challenge, institution=institution, words=own_words, area=area, by=by)
    return challenge


@transaction.atomic
def join_challenge(
    *, challenge: Challenge, institution: Institution, words: str, area: str, by: User
) -> ChallengeParty:
    """Share it, and say what this side needs. A school's need opens a request of its own for brokers to see."""
    access.require(by, Permission.PARTNERSHIP_EDIT, institution)
    privacy.refuse_personal_data(words, field="own_words")
    challenge = Challenge.objects.select_for_update(of=("self",)).get(pk=challenge.pk)
    if challenge.closed_at:
        raise RuleBroken("This challenge is closed.", code="challenge_closed")
    if not words.strip():
        raise RuleBroken("Say what you need yourself.", code="words_missing", field="own_words")
    party, _ = ChallengeParty.objects.update_or_create(
        challenge=challenge, institution=institution, defaults={"words": words.strip(), "joined_by": by}
    )
    if institution.is_school and institution.is_open and party.request_id is None:
        party.request = stages.open_request(
            school=institution, area=SupportArea(area), words=words, by=by, kind=REQUEST_KIND
        )
        party.request.needs.add(challenge.need)
        party.save(update_fields=["request", "updated_at"])
    audit.record("challenge_joined", party, by=by, institution=institution.pk)
    return party


@transaction.atomic
def close_challenge(*, challenge: Challenge, words: str, by: User) -> Challenge:
    """Whoever started it says what came of it. The requests of the schools go on by themselves."""
    access.require(by, Permission.PARTNERSHIP_EDIT, challenge.started_by)
    privacy.refuse_personal_data(words, field="words")
    if not words.strip():
        raise RuleBroken("Say what came of it.", code="words_missing", field="words")
    challenge = Challenge.objects.select_for_update(of=("self",)).get(pk=challenge.pk)
    if challenge.closed_at is None:
        challenge.closed_at, challenge.outcome_words = timezone.now(), words.strip()
        challenge.save(update_fields=["closed_at", "outcome_words", "updated_at"])
        audit.record("challenge_closed", challenge, by=by)
    return challenge
