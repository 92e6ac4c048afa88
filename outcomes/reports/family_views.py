"""What families said, round by round, as it was published.

Tenancy: for everybody. It reads published figures alone, never the exact counts.
"""

from collections import defaultdict
from dataclasses import dataclass

from institutions.models import Institution, Term, Vocabulary
from outcomes.models import ViewsFigure, ViewsRound
from partnerships.models import SetCriterion


@dataclass(frozen=True)
class Said:
    """One line: a statement (none: who answered), and how many agree in each role. None: withheld."""

    criterion: SetCriterion | None
    by_role: list[int | None]

    @property
    def together(self) -> int:
        """Of the roles that are shown, so that nothing more is told of the others."""
        return sum(people or 0 for people in self.by_role)


@dataclass(frozen=True)
class OfSchool:
    school: Institution
    lines: list[Said]

    @property
    def is_shown(self) -> bool:
        return any(line.together for line in self.lines)


@dataclass(frozen=True)
class Published:
    """A round that has closed, with its schools in the order of their names."""

    round: ViewsRound
    roles: list[Term]
    schools: list[OfSchool]


def respondent_roles() -> list[Term]:
    """Those of today and of earlier days, in the order in which tables show them."""
    return list(Term.objects.filter(vocabulary=Vocabulary.RESPONDENT_ROLE).order_by("position", "pk"))


def published_of(views_round: ViewsRound, *, school: Institution | None = None) -> Published:
    """All schools that somebody spoke of, or one of them."""
    figures = ViewsFigure.objects.filter(round=views_round).select_related("school")
    if school is not None:
        figures = figures.filter(school=school)
    roles = respondent_roles()
    criteria = [None, *views_round.criteria_set.criteria.order_by("position")]
    cells: dict[int, dict[tuple[int | None, int], int | None]] = defaultdict(dict)
    schools: dict[int, Institution] = {}
    for figure in figures:
        schools[figure.school_id] = figure.school
        cells[figure.school_id][figure.criterion_id, figure.role_id] = figure.people
    return Published(
        views_round,
        roles,
        [
            OfSchool(each, [_line(cells[each.pk], criterion, roles) for criterion in criteria])
            for each in sorted(schools.values(), key=lambda each: (each.name, each.pk))
        ],
    )


def _line(
    cells: dict[tuple[int | None, int], int | None], criterion: SetCriterion | None, roles: list[Term]
) -> Said:
    key = criterion.pk if criterion else None
    return Said(criterion, [cells.get((key, role.pk)) for role in roles])


def rounds_about(school: Institution) -> list[Published]:
    """What families said of a school in the rounds that are published; the latest first."""
    rounds = ViewsRound.objects.about(school).filter(published_on__isnull=False, figures__school=school)
    found = rounds.distinct().select_related("criteria_set", "school", "area").order_by("-closes_on", "-pk")
    return [published_of(each, school=school) for each in found]
