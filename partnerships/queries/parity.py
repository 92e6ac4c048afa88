"""Whether those who decide for the sides of a partnership are equals in seniority.

Tenancy: names stand in it, so it is for the parties; whoever shows it has read a review that only they may read.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from institutions.models import Institution, Seniority
from partnerships.models import Body, Partnership, Party
from partnerships.queries.bodies import less_senior, sides_of, with_members


@dataclass(frozen=True)
class Decider:
    """Somebody who decides for a party: its executive sponsor, or a member of a body with a vote."""

    name: str
    seniority: Seniority


@dataclass(frozen=True)
class Deciding:
    """Those who decide for one party, the most senior first."""

    institution: Institution
    people: list[Decider]

    @property
    def highest(self) -> Seniority:
        return self.people[0].seniority


@dataclass(frozen=True)
class Parity:
    """The sides that have named somebody, the less senior of them, and those who have named nobody."""

    sides: list[Deciding]
    less_senior: list[Deciding]
    unnamed: list[Institution]


def parity_of(partnership: Partnership) -> Parity:
    parties = list(partnership.parties.current().select_related("institution").order_by("pk"))
    named: dict[int, set[Decider]] = defaultdict(set)
    for institution_id, decider in _deciders(partnership, parties):
        named[institution_id].add(decider)
    ranks = list(Seniority)
    sides = [
        Deciding(
            party.institution,
            sorted(named[party.institution_id], key=lambda each: (ranks.index(each.seniority), each.name)),
        )
        for party in parties
        if named[party.institution_id]
    ]
    unnamed = [party.institution for party in parties if not named[party.institution_id]]
    return Parity(sides, less_senior(sides), unnamed)


def _deciders(partnership: Partnership, parties: list[Party]) -> Iterator[tuple[int, Decider]]:
    for party in parties:
        if party.sponsor:
            yield party.institution_id, Decider(party.sponsor, Seniority(party.sponsor_seniority))
    for body in with_members(Body.objects.live().filter(partnership=partnership)):
        for side in sides_of(body):
            for member in side.members:
                if member.has_vote:
                    yield side.institution.pk, Decider(member.name, Seniority(member.seniority))
