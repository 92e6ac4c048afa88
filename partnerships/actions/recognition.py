"""Recognition: rounds of awards, from nominations to winners, and what is given without one."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.actions.steps import refuse_future
from partnerships.models import AwardRound, Recognition, RecognitionKind

State = Recognition.State


@transaction.atomic
def open_award_round(
    *, kind: RecognitionKind, organiser: Institution, name: str, words: str, closes_on: date, by: User
) -> AwardRound:
    """Nominations are taken until a day."""
    access.require(by, Permission.PARTNERSHIP_EDIT, organiser)
    _refuse_giver(kind, organiser)
    if not kind.is_competed_for:
        raise RuleBroken("This is given without a round.", code="no_round", field="kind")
    if closes_on < timezone.localdate():
        raise RuleBroken("The last day must be today or later.", field="closes_on")
    opened = AwardRound.objects.create(
        kind=kind, organiser=organiser, name=name, words=words, closes_on=closes_on
    )
    audit.record("award_round_opened", opened, by=by)
    return opened


@transaction.atomic
def nominate_for_award(
    *, award_round: AwardRound, institution: Institution, nominator: Institution, words: str, by: User
) -> Recognition:
    """An institution puts another forward, or itself, with what for."""
    access.require(by, Permission.PARTNERSHIP_EDIT, nominator)
    award_round = _locked(award_round)
    if not award_round.is_open:
        raise RuleBroken("Nominations have closed.", code="round_closed")
    _refuse_receiver(award_round.kind, institution)
    if institution.pk == award_round.organiser_id:
        raise RuleBroken("Whoever gives the award cannot get it.", field="institution")
    if award_round.entries.filter(institution=institution).exists():
        raise RuleBroken(f"{institution} is nominated already.", code="nominated", field="institution")
    privacy.refuse_personal_data(words, field="words")
    entry = Recognition.objects.create(
        kind=award_round.kind,
        institution=institution,
        giver=award_round.organiser,
        round=award_round,
        nominator=nominator,
        state=State.NOMINATED,
        words=words,
        noted_by=by,
    )
    audit.record("award_nominated", award_round, by=by, institution=str(institution))
    return entry


@transaction.atomic
def shortlist_awards(*, award_round: AwardRound, entries: Collection[Recognition], by: User) -> AwardRound:
    """Whom the organiser chose from the nominations; whoever was on the list and is not named leaves it."""
    access.require(by, Permission.PARTNERSHIP_EDIT, award_round.organiser)
    award_round = _locked(award_round)
    _refuse_announced(award_round)
    if award_round.is_open:
        raise RuleBroken("Nominations are still open.", code="round_open")
    chosen = {entry.pk for entry in entries}
    for entry in award_round.entries.select_for_update():
        wanted = State.SHORTLISTED if entry.pk in chosen else State.NOMINATED
        if entry.state != wanted:
            entry.move_to(wanted)
            entry.save(update_fields=["state", "updated_at"])
    audit.record("awards_shortlisted", award_round, by=by, count=len(chosen))
    return award_round


@transaction.atomic
def announce_awards(*, award_round: AwardRound, winners: Collection[Recognition], by: User) -> AwardRound:
    """From now on everybody reads who was on the shortlist and who won."""
    access.require(by, Permission.PARTNERSHIP_EDIT, award_round.organiser)
    award_round = _locked(award_round)
    _refuse_announced(award_round)
    award_round.announced_on = timezone.localdate()
    for entry in award_round.entries.select_for_update().filter(pk__in=[each.pk for each in winners]):
        entry.move_to(State.WON)
        entry.given_on = award_round.announced_on
        entry.save(update_fields=["state", "given_on", "updated_at"])
    award_round.save(update_fields=["announced_on", "updated_at"])
    audit.record("awards_announced", award_round, by=by, winners=len(winners))
    return award_round


@transaction.atomic
def give_recognition(
    *,
    kind: RecognitionKind,
    institution: Institution,
    giver: Institution,
    words: str,
    given_on: date,
    by: User,
) -> Recognition:
    """Without a round: for something done, or a status that was granted."""
    access.require(by, Permission.PARTNERSHIP_EDIT, giver)
    _refuse_giver(kind, giver)
    _refuse_receiver(kind, institution)
    if kind.is_competed_for:
        raise RuleBroken("This is won in a round.", code="needs_round", field="kind")
    if giver.pk == institution.pk:
        raise RuleBroken("Recognition comes from somebody else.", field="institution")
    refuse_future(given_on, field="given_on")
    privacy.refuse_personal_data(words, field="words")
    given = Recognition.objects.create(
        kind=kind,
        institution=institution,
        giver=giver,
        state=State.GIVEN,
        words=words,
        given_on=given_on,
        noted_by=by,
    )
    audit.record("recognition_given", institution, by=by, kind=kind.code)
    return given


def _locked(award_round: AwardRound) -> AwardRound:
    rows = AwardRound.objects.select_for_update(of=("self",)).select_related("kind", "organiser")
    return rows.get(pk=award_round.pk)


def _refuse_announced(award_round: AwardRound) -> None:
    if award_round.announced_on:
        raise RuleBroken("The winners are announced already.", code="announced")


def _refuse_giver(kind: RecognitionKind, giver: Institution) -> None:
    if not RecognitionKind.objects.given_by(giver).filter(pk=kind.pk).exists():
        raise RuleBroken(f"{giver} does not give this.", code="not_a_giver", field="kind")


def _refuse_receiver(kind: RecognitionKind, institution: Institution) -> None:
    if not kind.may_go_to(institution):
        raise RuleBroken(f"{kind} is not for {institution}.", code="not_a_receiver", field="institution")
