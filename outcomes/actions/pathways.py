"""Pathways: begun by who leads them, counted by each member for its own people, published only when protected."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import db
from core.dates import academic_year
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution, Term
from outcomes.disclosure import Key, protect
from outcomes.models import Fact, Pathway, PathwayCount, PathwayFigure, PathwayKind, PathwayStep
from outcomes.pathway_table import ALL, EVERYBODY, SOME, is_too_few, step_table

Counts = Mapping[
    int, tuple[int, int | None]
]  # step: all, and the disadvantaged among them where they are known


@transaction.atomic
def begin_pathway(
    *, lead: Institution, kind: PathwayKind, title: str, area: Area | None, summary: str, by: User
) -> Pathway:
    """With the steps that its kind usually has. Its lead counts for itself until others join."""
    access.require(by, Permission.PARTNERSHIP_EDIT, lead)
    pathway = Pathway.objects.create(lead=lead, kind=kind, title=title, area=area, summary=summary)
    PathwayStep.objects.bulk_create(
        PathwayStep(pathway=pathway, position=position, label=label)
        for position, label in enumerate(kind.steps, start=1)
    )
    pathway.members.add(lead)
    audit.record("pathway_begun", pathway, by=by)
    return pathway


@transaction.atomic
def add_pathway_step(
    *,
    pathway: Pathway,
    label: str,
    step_type: Term | None,
    level: int | None,
    provider: Institution | None,
    support: str,
    by: User,
) -> PathwayStep:
    """The next rung, above those that are there."""
    access.require(by, Permission.PARTNERSHIP_EDIT, pathway.lead)
    Pathway.objects.select_for_update(of=("self",)).get(pk=pathway.pk)
    step = PathwayStep.objects.create(
        pathway=pathway,
        position=pathway.steps.count() + 1,
        label=label,
        step_type=step_type,
        level=level,
        provider=provider,
        support=support,
    )
    audit.record("pathway_step_added", pathway, by=by, step=step.pk)
    return step


@transaction.atomic
def add_pathway_member(*, pathway: Pathway, institution: Institution, by: User) -> None:
    """Let an institution count its own people on the way."""
    access.require(by, Permission.PARTNERSHIP_EDIT, pathway.lead)
    if pathway.members.filter(pk=institution.pk).exists():
        raise RuleBroken(f"{institution} is on this pathway already.", field="institution")
    pathway.members.add(institution)
    audit.record("pathway_member_added", pathway, by=by, member=institution.pk)


@transaction.atomic
def count_pathway(
    *, pathway: Pathway, institution: Institution, cohort: str, counts: Counts, by: User
) -> None:
    """Keep what an institution counted of one cohort, step by step. Counted again, it takes the place of before."""
    access.require(by, Permission.LEAVERS_RECORD, institution)
    if not pathway.members.filter(pk=institution.pk).exists():
        raise RuleBroken(f"{institution} is not on this pathway.", code="not_a_member")
    if cohort > academic_year(timezone.localdate()):
        raise RuleBroken(f"The year {cohort} has not begun", field="cohort")
    steps = {step.pk: step for step in pathway.steps.all()}
    for step_id, (everybody, some) in counts.items():
        if some is not None and some > everybody:
            raise RuleBroken(
                f"The disadvantaged cannot be more than all: {some} of {everybody}", field=f"some_{step_id}"
            )
        for group, people in ((ALL, everybody), (SOME, some)):
            _keep(steps[step_id], institution, cohort, group, people)
    audit.record("pathway_counted", pathway, by=by, institution=institution.pk, cohort=cohort)


@transaction.atomic
def view_pathway_counts(*, pathway: Pathway, institution: Institution, by: User) -> list[PathwayCount]:
    """The exact counts, for the institution's own people. Who looked is kept."""
    access.require(by, Permission.LEAVERS_RECORD, institution)
    audit.record("pathway_counts_viewed", pathway, by=by, institution=institution.pk)
    rows = PathwayCount.objects.visible_to(by).filter(step__pathway=pathway, institution=institution)
    return list(rows.select_related("step").order_by("-cohort", "step__position", "pupil_group"))


def publish_pathways() -> int:
    """Protect and publish all that was counted; answers how many figures changed."""
    with db.exclusive("pathways") as held:
        if not held:
            return 0
        tables = PathwayCount.objects.order_by("step", "cohort").values_list("step", "cohort").distinct()
        steps = PathwayStep.objects.select_related("pathway__kind").in_bulk()
        return sum(_publish(steps[step], cohort) for step, cohort in tables)


def _keep(step: PathwayStep, institution: Institution, cohort: str, group: str, people: int | None) -> None:
    place: dict[str, Any] = {"step": step, "institution": institution, "cohort": cohort, "pupil_group": group}
    if people is None:
        PathwayCount.objects.filter(**place).delete()
    else:
        PathwayCount.objects.update_or_create(**place, defaults={"people": people})


def _publish(step: PathwayStep, cohort: str) -> int:
    """What the whole table of a step lets be shown, in the place of what was shown before."""
    rows = PathwayCount.objects.filter(step=step, cohort=cohort)
    table = step_table(
        (str(place), group, people)
        for place, group, people in rows.values_list("institution", "pupil_group", "people")
    )
    before = {_key(row): row for row in PathwayFigure.objects.filter(step=step, cohort=cohort)}
    earlier: dict[Key, int | None] = {key: row.people for key, row in before.items()}
    viable_from = step.pathway.kind.viable_from
    now = [
        _figure(step, cohort, key, people, is_too_few(table.counts[key], viable_from) and key[1] == ALL)
        for key, people in protect(table, earlier).items()
    ]
    if {_said(row) for row in now} == {_said(row) for row in before.values()}:
        return 0
    PathwayFigure.objects.filter(pk__in=[row.pk for row in before.values()]).delete()
    return len(PathwayFigure.objects.bulk_create(now))


def _figure(step: PathwayStep, cohort: str, key: Key, people: int | None, too_few: bool) -> PathwayFigure:
    place, group = key
    return PathwayFigure(
        step=step,
        institution_id=None if place == EVERYBODY else int(place),
        cohort=cohort,
        pupil_group=Fact.Group(group),
        people=people,
        is_too_few=too_few and people is None,
        published_on=timezone.localdate(),
    )


def _key(figure: PathwayFigure) -> Key:
    return str(figure.institution_id) if figure.institution_id else EVERYBODY, figure.pupil_group


def _said(figure: PathwayFigure) -> tuple[Key, int | None, bool]:
    return _key(figure), figure.people, figure.is_too_few
