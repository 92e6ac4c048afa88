"""To whom a message goes: people of the segment who agreed to such messages.

Tenancy: for those who look after the area. They see how many people there are, never who.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Frequency, Letter, LetterChoice, User
from brokerage.models import Message
from institutions.models import Institution, Membership
from institutions.models.institution import InstitutionQuerySet


@dataclass(frozen=True)
class Reach:
    """How many agreed, at how many organisations of the segment, and how many organisations it has in all."""

    people: int
    institutions: int
    segment: int


def segment_of(message: Message) -> InstitutionQuerySet:
    """Of employers those of the sector; no other kind of institution has one."""
    found = Institution.objects.open().in_area(message.area).filter(kind__in=message.kinds)
    if not message.sector:
        return found
    return found.filter(Q(sector=message.sector) | ~Q(kind=Institution.Kind.EMPLOYER))


def recipients_of(message: Message) -> QuerySet[User]:
    """Each person once, however many organisations they belong to."""
    there = Membership.objects.current().filter(
        user=OuterRef("pk"), institution__in=segment_of(message).values("pk")
    )
    agreed = LetterChoice.objects.filter(user=OuterRef("pk"), letter=Letter.NEWS).exclude(
        frequency=Frequency.NEVER
    )
    return User.objects.filter(Exists(there), Exists(agreed), is_active=True)


def reach_of(message: Message) -> Reach:
    people = recipients_of(message)
    members = Membership.objects.current().filter(user__in=people.values("pk"))
    segment = segment_of(message)
    reached = segment.filter(pk__in=members.values("institution"))
    return Reach(people.count(), reached.count(), segment.count())
