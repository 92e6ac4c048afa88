"""The log as people read it: lists with totals, and one record school by school."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, YearGroup
from institutions.queries.lineage import history_of
from partnerships.models import Collaboration, Contribution, Participation
from partnerships.models.collaboration import UNANSWERED, CollaborationQuerySet

# Beside the pupils of each year group: who was counted, in words. Who is among the pupils is not for everybody.
AMONG = {"disadvantaged": "Disadvantaged", "girls": "Girls", "first_in_family": "First in family"}
OTHERS = {"adults": "Adults", "families": "Families"}


@dataclass(frozen=True)
class Line:
    """One school's part; a year group that it did not count is None, and so is what the reader may not know."""

    contribution: Contribution
    pupils: list[int | None]
    total: int
    more: list[int | None]


@dataclass(frozen=True)
class Table:
    """A record school by school. `more`: headings of what was counted beside the pupils of each year group."""

    years: list[YearGroup]
    more: list[str]
    lines: list[Line]
    totals: list[int]
    total: int
    more_totals: list[int]

    @property
    def shows_disadvantaged(self) -> bool:
        return AMONG["disadvantaged"] in self.more


def table(record: Collaboration, *, viewer: User | None) -> Table:
    """`viewer` is nobody for the holder of a link. Who was among the pupils is for their school's own people."""
    contributions = list(record.contributions.select_related("school").order_by("school__name", "pk"))
    counted: dict[int, dict[str, Participation]] = defaultdict(dict)
    for row in Participation.objects.filter(contribution__in=contributions):
        counted[row.contribution_id][row.year_group] = row
    own = set(Institution.objects.of(viewer).values_list("pk", flat=True)) if viewer else set()
    used = {year for by_year in counted.values() for year in by_year} | set(record.year_groups)
    years = [year for year in YearGroup if year.value in used]
    more = {
        each.pk: _more(each, list(counted[each.pk].values()), is_own=each.school_id in own)
        for each in contributions
    }
    shown = [name for name in AMONG | OTHERS if any(name in known for known in more.values())]
    lines = [
        _line(each, counted[each.pk], years, [more[each.pk].get(n) for n in shown]) for each in contributions
    ]
    return Table(
        years=years,
        more=[(AMONG | OTHERS)[name] for name in shown],
        lines=lines,
        totals=[sum(line.pupils[place] or 0 for line in lines) for place in range(len(years))],
        total=sum(line.total for line in lines),
        more_totals=[sum(line.more[place] or 0 for line in lines) for place in range(len(shown))],
    )


def _more(contribution: Contribution, rows: list[Participation], *, is_own: bool) -> dict[str, int]:
    """What is known beside the pupils, by name."""
    known = {name: getattr(contribution, name) for name in OTHERS}
    for name in AMONG if is_own else ():
        said = [getattr(row, name) for row in rows if getattr(row, name) is not None]
        known[name] = sum(said) if said else None
    return {name: number for name, number in known.items() if number is not None}


def _line(
    contribution: Contribution,
    by_year: dict[str, Participation],
    years: list[YearGroup],
    more: list[int | None],
) -> Line:
    return Line(
        contribution=contribution,
        pupils=[by_year[year].pupils if year in by_year else None for year in years],
        total=sum(row.pupils for row in by_year.values()),
        more=more,
    )


def answerable(record: Collaboration, *, user: User) -> list[str]:
    """Names of those for whom the person may still answer: the partner, or schools."""
    if not record.is_recorded or record.partner is None or record.logged_by_id == user.pk:
        return []
    mine = access.where_may(user, Permission.COLLABORATION_CONFIRM)
    if record.is_logged_by_partner:
        unanswered = record.contributions.filter(school__in=mine, confirmation__in=UNANSWERED)
        return list(unanswered.order_by("school__name").values_list("school__name", flat=True))
    if record.partner_confirmation in UNANSWERED and mine.filter(pk=record.partner.pk).exists():
        return [record.partner.name]
    return []


def timeline(institution: Institution, *, viewer: User) -> CollaborationQuerySet:
    """What the viewer may see of an institution's log, with what its schools and its predecessors logged."""
    rows = Collaboration.objects.visible_to(viewer).recorded().about(history_of(institution))
    return rows.select_related("partner", "organiser", "activity_type").with_totals()
