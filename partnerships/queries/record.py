"""Everything a partnership's own page is made of, read in a fixed number of queries however many parties it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from institutions.models import GroupMembership, Institution, Term, Vocabulary
from partnerships.models import (
    Agreement,
    Aim,
    Asset,
    Body,
    Leadership,
    Partnership,
    PartnershipKind,
    Party,
    PartyInvitation,
    Responsibility,
    Result,
    Signature,
    StageEntry,
    Withdrawal,
)
from partnerships.queries.bodies import is_shared, with_members


@dataclass(frozen=True)
class Record:
    """A partnership with its sides, as they are today. `kind`: none for a plain one, of which nothing is asked."""

    partnership: Partnership
    kind: PartnershipKind | None
    parties: Sequence[Party]
    responsibilities: Sequence[Responsibility]
    lines: Sequence[Term]
    aims: Sequence[Aim]
    bodies: Sequence[Body]

    @cached_property
    def institutions(self) -> list[Institution]:
        return [party.institution for party in self.parties]

    @property
    def open_lines(self) -> list[Term]:
        """Responsibilities that nobody has taken."""
        taken = {responsibility.line_id for responsibility in self.responsibilities}
        return [line for line in self.lines if line.pk not in taken]

    @property
    def in_kind(self) -> int:
        """Pounds, as far as the parties said what things are worth."""
        return sum(asset.value or 0 for asset in self._assets() if asset.asset_type.code != Asset.CASH)

    @property
    def cash(self) -> int:
        return sum(asset.value or 0 for asset in self._assets() if asset.asset_type.code == Asset.CASH)

    @property
    def is_governed_together(self) -> bool:
        """Some body of its own has a chair, and people of two institutions who vote."""
        return any(is_shared(body) for body in self.bodies)

    def _assets(self) -> list[Asset]:
        return [asset for party in self.parties for asset in party.assets.all()]

    def trusts(self) -> set[int]:
        """Trusts among the parties, themselves or with a school."""
        own = {each.pk for each in self.institutions if each.kind == Institution.Kind.TRUST}
        links = GroupMembership.objects.current().filter(member__in=[each.pk for each in self.institutions])
        return own | set(links.values_list("group", flat=True))


def read(partnership: Partnership) -> Record:
    """As it is today, for its page and for what may come next."""
    kind = PartnershipKind.objects.filter(term=partnership.kind_id).first()
    parties = list(
        partnership.parties.current()
        .select_related("institution")
        .prefetch_related("roles", Prefetch("assets", Asset.objects.select_related("asset_type")))
        .order_by("pk")
    )
    led = {party.pk: party for party in parties}
    responsibilities = list(partnership.responsibilities.select_related("line").filter(lead__in=led))
    for responsibility in responsibilities:
        responsibility.lead = led[responsibility.lead_id]
    told = Result.objects.select_related("deliverer", "verifier").order_by("-measured_on", "-pk")
    results = Prefetch("results", told)
    vocabulary = Vocabulary(kind.lines) if kind else Vocabulary.RESPONSIBILITY
    return Record(
        partnership=partnership,
        kind=kind,
        parties=parties,
        responsibilities=sorted(responsibilities, key=lambda each: each.line.position),
        lines=list(Term.objects.of(vocabulary)),
        bodies=with_members(Body.objects.live().filter(partnership=partnership)),
        aims=list(partnership.aims.prefetch_related(results).order_by("target_on", "pk")),
    )


def agreements_of(partnership: Partnership) -> list[Agreement]:
    """The latest first, with who signed for whom."""
    signatures = Signature.objects.select_related("party__institution").order_by("pk")
    rows = partnership.agreements.select_related("agreement_type")
    return list(rows.prefetch_related(Prefetch("signatures", signatures)).order_by("-signed_on", "-pk"))


def stages_of(partnership: Partnership) -> list[StageEntry]:
    return list(partnership.stages.order_by("began_on", "pk"))


def leads_of(partnership: Partnership) -> list[Leadership]:
    """Who leads now first, then who led before."""
    return list(partnership.leaderships.select_related("party__institution").order_by("-began_on", "-pk"))


def withdrawals_of(partnership: Partnership) -> list[Withdrawal]:
    """Who left or has given notice, the latest first."""
    rows = Withdrawal.objects.filter(party__partnership=partnership)
    return list(rows.select_related("party__institution", "reason").order_by("-leaves_on", "-pk"))


def invitations_of(partnership: Partnership) -> list[PartyInvitation]:
    """Those that wait for an answer."""
    return list(partnership.invitations.open().select_related("institution", "asked_by").order_by("pk"))
