"""How many partnerships there are: by kind, and by the pair of sectors that they bring together.

Tenancy: that institutions work together is public, so these counts are for everybody who is signed in.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from institutions.models import Area, Institution, Term, Vocabulary
from partnerships.models import Partnership, Party, Sector
from partnerships.models.kind import SECTOR_KINDS
from partnerships.models.partnership import PartnershipQuerySet

PAIRS = (
    (Sector.SCHOOL, Sector.UNIVERSITY),
    (Sector.SCHOOL, Sector.COLLEGE),
    (Sector.SCHOOL, Sector.EMPLOYER),
    (Sector.COLLEGE, Sector.EMPLOYER),
    (Sector.UNIVERSITY, Sector.EMPLOYER),
)
NAMES = {
    Sector.SCHOOL: "schools and trusts",
    Sector.COLLEGE: "colleges",
    Sector.UNIVERSITY: "universities",
    Sector.EMPLOYER: "employers",
}


@dataclass(frozen=True)
class Counted:
    label: str
    live: int


def live_in(area: Area | None) -> PartnershipQuerySet:
    """Live partnerships, of an area those with a party in it."""
    rows = Partnership.objects.live()
    if area is None:
        return rows
    parties = Party.objects.current().filter(institution__in=Institution.objects.in_area(area))
    return rows.filter(pk__in=parties.values("partnership"))


def by_kind(area: Area | None = None) -> list[Counted]:
    """The most frequent first."""
    rows = live_in(area).values("kind__label").annotate(live=Count("pk")).order_by("-live", "kind__label")
    return [Counted(row["kind__label"] or "Not said", row["live"]) for row in rows]


def by_tag(vocabulary: Vocabulary, area: Area | None = None) -> list[Counted]:
    """Every entry of the list, those that no partnership names too. One with several counts under each."""
    through = Partnership.tags.through.objects.filter(partnership__in=live_in(area).values("pk"))
    counts = dict(through.values_list("term").annotate(Count("pk")).order_by())
    return [Counted(term.label, counts.get(term.pk, 0)) for term in Term.objects.of(vocabulary)]


def by_pair(area: Area | None = None) -> list[Counted]:
    """A partnership of three sectors counts in each of its pairs."""
    rows = live_in(area)
    return [
        Counted(
            f"{NAMES[one].capitalize()} with {NAMES[other]}",
            rows.filter(_has(one), _has(other)).count(),
        )
        for one, other in PAIRS
    ]


def _has(sector: Sector) -> Exists:
    here = Party.objects.current().filter(partnership=OuterRef("pk"))
    return Exists(here.filter(institution__kind__in=SECTOR_KINDS[sector]))
