"""A body as its page shows it: who sits on it for whom, how senior each side is, and what its make-up lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from django.db.models import Prefetch

from institutions.models import Area, Institution, Seniority
from partnerships.models import Body, BodyKind, BodyMember, Partnership, Sector
from partnerships.models.body import BodyQuerySet
from partnerships.models.kind import sectors_of

Role = BodyMember.Role


class Ranked(Protocol):
    """A side whose most senior person is known."""

    @property
    def highest(self) -> Seniority: ...


Side = TypeVar("Side", bound=Ranked)


@dataclass(frozen=True)
class Sitting:
    """Those who sit on a body for one institution, the most senior first."""

    institution: Institution
    members: list[BodyMember]

    @property
    def highest(self) -> Seniority:
        return Seniority(self.members[0].seniority)


def owner_kind(owner: Partnership | Institution | Area) -> BodyKind.Owner | None:
    """None where no body can be set up: at a single school, in a region."""
    match owner:
        case Partnership():
            return BodyKind.Owner.PARTNERSHIP
        case Institution():
            is_group = owner.kind in (Institution.Kind.TRUST, Institution.Kind.NETWORK)
            return BodyKind.Owner.GROUP if is_group else None
        case _:
            is_authority = owner.kind == Area.Kind.LOCAL_AUTHORITY
            return BodyKind.Owner.AUTHORITY if is_authority else None


def with_members(bodies: BodyQuerySet, *, on: date | None = None) -> list[Body]:
    """With those who sit on them on a day, today unless said, as `seated`."""
    seated = BodyMember.objects.current(on).select_related("institution").order_by("joined_on", "pk")
    related = bodies.select_related("kind__term", "partnership", "group", "authority")
    return list(related.prefetch_related(Prefetch("members", seated, to_attr="seated")).order_by("pk"))


def chair_of(body: Body) -> BodyMember | None:
    return next((member for member in _seated(body) if member.role == Role.CHAIR), None)


def sides_of(body: Body) -> list[Sitting]:
    """By institution, in the order in which they first sat down."""
    by_institution: dict[int, list[BodyMember]] = {}
    for member in _seated(body):
        by_institution.setdefault(member.institution_id, []).append(member)
    ranks = [value for value, _ in Seniority.choices]
    return [
        Sitting(members[0].institution, sorted(members, key=lambda each: ranks.index(each.seniority)))
        for members in by_institution.values()
    ]


def is_shared(body: Body) -> bool:
    """It has a chair, and no institution governs alone."""
    voting = {member.institution_id for member in _seated(body) if member.has_vote}
    return chair_of(body) is not None and len(voting) > 1


def less_senior(sides: Sequence[Side]) -> list[Side]:
    """Sides whose most senior person is less senior than that of another; none where all are on one level."""
    ranks = list(Seniority)
    top = min((ranks.index(side.highest) for side in sides), default=0)
    return [side for side in sides if ranks.index(side.highest) > top]


def lacks(body: Body) -> list[str]:
    """What the rules of its kind about its make-up still ask for."""
    return [*_lacks(body)]


def _lacks(body: Body) -> Iterator[str]:
    if chair_of(body) is None:
        yield "Nobody chairs it yet."
    voting = [member for member in _seated(body) if member.has_vote]
    there = {sector for member in voting for sector in sectors_of(member.institution)}
    for sector in body.kind.sectors:
        if sector not in there:
            yield f"Nobody from {Sector(sector).label} sits on it with an equal vote."
    if body.kind.is_nominated and any(member.nominated_by_id is None for member in voting):
        yield "Some members were not nominated by anybody."


def _seated(body: Body) -> list[BodyMember]:
    seated: list[BodyMember] = vars(body)["seated"]
    return seated
