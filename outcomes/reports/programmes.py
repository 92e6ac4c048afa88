"""What came of a programme: activities by type and by year, the pupils of its members, its evaluations.

Tenancy: records, schools and hours are public, as the programme is. Counts of people are exact for whoever leads it;
everybody else gets them protected, all of a table at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from accounts.models import User
from core.dates import academic_year, academic_year_days
from outcomes.disclosure import Key, Table, protect
from outcomes.models import Claim, Evaluation, EvaluationPoint
from partnerships.models import Confirmation, LibraryItem, MemberCount, Programme
from partnerships.models.collaboration import CollaborationQuerySet
from partnerships.queries.programmes import Activity, activities_by_type, all_activities

ALL: Key = ("all",)


@dataclass(frozen=True)
class Done:
    """With the numbers of people that the reader may see: nothing where one may not be shown."""

    activity: Activity
    pupils: int | None
    adults: int | None


@dataclass(frozen=True)
class WhatWasDone:
    by_type: list[Done]
    by_year: list[Done]
    total: Done


def undisputed(programme: Programme) -> CollaborationQuerySet:
    """Records under its name of which the partner does not say that they did not happen."""
    return programme.collaborations.recorded().exclude(partner_confirmation=Confirmation.DISPUTED)


def what_was_done(records: CollaborationQuerySet, *, is_exact: bool) -> WhatWasDone:
    """By type and by school year. `is_exact` is for the people of whoever leads the programme."""
    types = activities_by_type(records)
    began = records.order_by().values_list("starts_on", flat=True)
    years = sorted({academic_year(day) for day in began if day}, reverse=True)
    by_year = [all_activities(year, records.held_between(*academic_year_days(year))) for year in years]
    total = all_activities("All together", records)
    pupils, adults = (_shown(name, total, types, by_year, is_exact=is_exact) for name in ("pupils", "adults"))

    def done(of: str, rows: Sequence[Activity]) -> list[Done]:
        return [Done(row, pupils[of, row.label], adults[of, row.label]) for row in rows]

    return WhatWasDone(done("type", types), done("year", by_year), Done(total, pupils[ALL], adults[ALL]))


def _shown(
    name: str, total: Activity, types: Sequence[Activity], years: Sequence[Activity], *, is_exact: bool
) -> Mapping[Key, int | None]:
    """One count of people by type, by year and altogether; the three tell of each other.

    The only type, or the only year, is the whole itself and no part of it.
    """
    parts: dict[Key, int] = {
        **{("type", row.label): getattr(row, name) for row in types},
        **{("year", row.label): getattr(row, name) for row in years},
    }
    counts: dict[Key, int] = {ALL: getattr(total, name), **parts}
    if is_exact:
        return counts
    whole = {key for key in parts if len([each for each in parts if each[0] == key[0]]) == 1}
    cuts = [tuple(key for key in parts if key[0] == kind and key not in whole) for kind in ("type", "year")]
    table = Table(
        {key: count for key, count in counts.items() if key not in whole},
        tuple((ALL, cut) for cut in cuts if cut),
    )
    shown = protect(table)
    return shown | dict.fromkeys(whole, shown[ALL])


@dataclass(frozen=True)
class MemberPupils:
    """One member of a consortium in one year, as everybody may see it. `is_known`: how many completed was said."""

    year: str
    member: str
    pupils: int | None
    completed: int | None
    is_known: bool


def pupils_of_members(programme: Programme) -> list[MemberPupils]:
    """The latest year first; each year is protected as one table."""
    years: dict[str, list[MemberCount]] = {}
    rows = MemberCount.objects.filter(cohort__programme=programme).select_related("cohort", "member")
    for row in rows.order_by("-cohort__year", "member__name", "pk"):
        years.setdefault(row.cohort.year, []).append(row)
    return [found for year, counts in years.items() for found in _protected(year, counts)]


def _protected(year: str, rows: Sequence[MemberCount]) -> list[MemberPupils]:
    """Those who did not complete can be worked out from those who did, so they are reckoned with."""
    counts: dict[Key, int] = {}
    sums: list[tuple[Key, tuple[Key, ...]]] = []
    implied: set[Key] = set()
    for row in rows:
        member = str(row.member_id)
        counts[member,] = row.pupils
        if row.completed is not None:
            done, not_done = (member, "completed"), (member, "not")
            counts |= {done: row.completed, not_done: row.pupils - row.completed}
            sums.append(((member,), (done, not_done)))
            implied.add(not_done)
    if len(rows) > 1:
        counts[ALL] = sum(row.pupils for row in rows)
        sums.append((ALL, tuple((str(row.member_id),) for row in rows)))
    shown = protect(Table(counts, tuple(sums), frozenset(implied)))
    return [
        MemberPupils(
            year,
            row.member.name,
            shown[str(row.member_id),],
            shown.get((str(row.member_id), "completed")),
            row.completed is not None,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Evaluated:
    """An evaluation with what others stand by, what is due next, and what of it is in the library."""

    evaluation: Evaluation
    claims: list[Claim]
    due: EvaluationPoint | None
    finding: LibraryItem | None


def evaluations_of(programme: Programme, *, viewer: User) -> list[Evaluated]:
    """Of the programme and of its parts, the latest first."""
    here = Q(programme=programme) | Q(programme__parent=programme)
    verified = Prefetch("claims", Claim.objects.exclude(verified_by=None).order_by("pk"))
    awaited = Prefetch("points", EvaluationPoint.objects.filter(received_on=None).order_by("due_on", "pk"))
    rows = Evaluation.objects.visible_to(viewer).filter(here).select_related("owner", "programme", "finding")
    found = list(rows.prefetch_related(verified, awaited).order_by("-starts_on", "-pk"))
    findings = findings_of(found, viewer=viewer)
    return [
        Evaluated(row, list(row.claims.all()), next(iter(row.points.all()), None), findings.get(row.pk))
        for row in found
    ]


def findings_of(evaluations: Sequence[Evaluation], *, viewer: User) -> dict[int, LibraryItem]:
    """By evaluation, what was written of it for the library: the newest version, where the viewer may read that."""
    newest = {row.pk: item for row in evaluations if (item := _newest(row.finding))}
    shown = LibraryItem.objects.visible_to(viewer).filter(pk__in={item.pk for item in newest.values()})
    readable = set(shown.values_list("pk", flat=True))
    return {pk: item for pk, item in newest.items() if item.pk in readable}


def _newest(item: LibraryItem | None) -> LibraryItem | None:
    while item and item.state == LibraryItem.State.REPLACED:
        item = item.replaced_by.exclude(state=LibraryItem.State.WITHDRAWN).order_by("-version").first()
    return item
