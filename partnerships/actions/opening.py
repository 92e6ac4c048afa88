"""How a partnership begins by hand: one institution proposes it, each of the others says yes or no for itself."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution, Term, Vocabulary
from institutions.queries.people import leader_of
from partnerships import links, notifications
from partnerships.actions.steps import add_parties, enter, institutions_of, lead_from, locked, refuse_ended
from partnerships.models import Partnership, PartnershipKind, Party, PartyInvitation
from partnerships.queries.people import addresses_by_institution

Stage = Partnership.Stage
MOST_PARTIES = 60


@dataclass(frozen=True, kw_only=True)
class Description:
    """What all parties say together of what they do."""

    title: str
    kind: Term
    areas: Sequence[str]
    tags: Collection[Term] = ()
    focus: str = ""
    place: Area | None = None
    is_shared_site: bool = False


@transaction.atomic
def propose_partnership(
    *,
    opener: Institution,
    description: Description,
    partners: Sequence[Institution],
    goal: str,
    email: str,
    by: User,
) -> Partnership:
    """Say with whom one wants to work and on what. It counts once somebody else has said yes."""
    access.require(by, Permission.PARTNERSHIP_EDIT, opener)
    privacy.refuse_personal_data(goal, field="goal")
    asked = [each for each in dict.fromkeys(partners) if each != opener]
    if not asked:
        raise RuleBroken("Name at least one other institution.", field="partners")
    _refuse_twice(opener, asked, description)
    partnership = Partnership(stage=Stage.SEEKING, started_on=timezone.localdate())
    describe(partnership, description)
    (party,) = add_parties(partnership, [opener])
    party.goal = goal.strip()
    party.save(update_fields=["goal"])
    lead_from(partnership, party, on=partnership.started_on)
    enter(partnership, Stage.SEEKING, on=partnership.started_on, owner=by.name, by=by)
    audit.record("partnership_proposed", partnership, by=by, opener=opener.name)
    _invite(partnership, asked, asked_by=opener, email=email, by=by)
    return partnership


def describe(partnership: Partnership, description: Description) -> None:
    """Write down what all say together. An inner step."""
    privacy.refuse_personal_data(f"{description.title} {description.focus}", field="title")
    if not description.areas:
        raise RuleBroken("Select at least one area of support.", field="areas")
    partnership.title = description.title.strip()
    partnership.kind = description.kind
    partnership.areas = list(description.areas)
    partnership.focus = description.focus.strip()
    partnership.place = description.place
    partnership.is_shared_site = description.is_shared_site
    partnership.save()
    partnership.tags.set(description.tags)


@transaction.atomic
def invite_parties(
    *, partnership: Partnership, asked_by: Institution, partners: Sequence[Institution], email: str, by: User
) -> list[PartyInvitation]:
    """Ask others to join. Each decides for itself."""
    access.require(by, Permission.PARTNERSHIP_EDIT, asked_by)
    partnership = locked(partnership)
    refuse_ended(partnership)
    parties = institutions_of(partnership)
    if asked_by not in parties:
        raise RuleBroken("Only a party can ask others to join.", code="not_a_party")
    waiting = set(partnership.invitations.open().values_list("institution", flat=True))
    new = [each for each in dict.fromkeys(partners) if each not in parties and each.pk not in waiting]
    if not new:
        raise RuleBroken("All of these are in it or have been asked.", field="partners")
    if len(parties) + len(new) > MOST_PARTIES:
        raise RuleBroken(f"A partnership has {MOST_PARTIES} parties at most.", field="partners")
    return _invite(partnership, new, asked_by=asked_by, email=email, by=by)


@transaction.atomic
def answer_invitation(
    *, invitation: PartyInvitation, accepted: bool, words: str, by: User
) -> PartyInvitation:
    """The institution that was asked says yes or no."""
    access.require(by, Permission.PARTNERSHIP_EDIT, invitation.institution)
    return _answer(invitation, accepted=accepted, words=words, by=by)


@transaction.atomic
def answer_invitation_by_link(*, token: str, accepted: bool, words: str) -> PartyInvitation:
    """The same from the letter, without an account."""
    return _answer(links.invitation_of(token), accepted=accepted, words=words, by=None)


@transaction.atomic
def join_partnership(*, partnership: Partnership, institution: Institution, by: User) -> Party:
    """Become a party of one's own accord, where the kind lets others in, as a hub does."""
    access.require(by, Permission.PARTNERSHIP_EDIT, institution)
    partnership = locked(partnership)
    kind = PartnershipKind.objects.filter(term=partnership.kind_id).first()
    if kind is None or not kind.joins_as or partnership.stage not in Partnership.LIVE:
        raise RuleBroken("This partnership is joined by invitation only.", code="by_invitation")
    if already := partnership.parties.current().filter(institution=institution).first():
        return already
    (party,) = add_parties(partnership, [institution])
    party.roles.set(Term.objects.filter(vocabulary=Vocabulary.PARTY_ROLE, code=kind.joins_as))
    audit.record("party_joined", partnership, by=by, institution=institution.name)
    return party


def _refuse_twice(opener: Institution, asked: Iterable[Institution], description: Description) -> None:
    """The same proposal sent twice, or by two colleagues."""
    earlier = Partnership.objects.filter(
        stage=Stage.SEEKING, kind=description.kind, title=description.title.strip()
    ).filter(parties__institution=opener, invitations__institution__in=[each.pk for each in asked])
    if earlier.exists():
        raise RuleBroken("This is proposed already. You find it among your partnerships.", code="proposed")


def _invite(
    partnership: Partnership, asked: Iterable[Institution], *, asked_by: Institution, email: str, by: User
) -> list[PartyInvitation]:
    """One letter to each who may answer, and to the named leader; without an account, to the address that was given."""
    invitations = PartyInvitation.objects.bulk_create(
        PartyInvitation(partnership=partnership, institution=each, asked_by=asked_by, email=email)
        for each in asked
    )
    institutions = [invitation.institution for invitation in invitations]
    people = addresses_by_institution(institutions=institutions, permission=Permission.PARTNERSHIP_EDIT)
    for invitation in invitations:
        addresses = people[invitation.institution_id] or [email] * bool(email)
        if leader := leader_of(invitation.institution):
            addresses = list(dict.fromkeys([*addresses, leader[1]]))
        notifications.party_invited(invitation, addresses=addresses)
    names = [institution.name for institution in institutions]
    audit.record("parties_invited", partnership, by=by, names=names)
    return invitations


def _answer(invitation: PartyInvitation, *, accepted: bool, words: str, by: User | None) -> PartyInvitation:
    privacy.refuse_personal_data(words, field="words")
    partnership = locked(invitation.partnership)
    refuse_ended(partnership)
    invitation = PartyInvitation.objects.select_related("institution", "asked_by").get(pk=invitation.pk)
    if invitation.answered_at:
        if invitation.is_accepted == accepted:  # the same answer sent twice
            return invitation
        raise RuleBroken("This has been answered already.", code="already_answered")
    invitation.answered_at, invitation.is_accepted = timezone.now(), accepted
    invitation.words = "" if accepted else words.strip()
    invitation.save(update_fields=["answered_at", "is_accepted", "words", "updated_at"])
    if accepted:
        _let_in(partnership, invitation.institution, by=by)
    name = invitation.institution.name
    audit.record("invitation_answered", partnership, by=by, accepted=accepted, answered_for=name)
    _tell_the_asker(invitation)
    return invitation


def _let_in(partnership: Partnership, institution: Institution, *, by: User | None) -> None:
    """The first yes is what the partnership was seeking."""
    if not partnership.parties.current().filter(institution=institution).exists():
        add_parties(partnership, [institution])
    if partnership.stage == Stage.SEEKING:
        partnership.move_to(Stage.CO_DESIGN)
        partnership.save(update_fields=["stage", "updated_at"])
        enter(partnership, Stage.CO_DESIGN, on=timezone.localdate(), by=by)


def _tell_the_asker(invitation: PartyInvitation) -> None:
    people = addresses_by_institution(
        institutions=[invitation.asked_by], permission=Permission.PARTNERSHIP_EDIT
    )
    notifications.invitation_answered(invitation, addresses=people[invitation.asked_by_id])
