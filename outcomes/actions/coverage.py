"""Publishing coverage: the only writer of SchoolCoverage, PastCoverage and PlaceFigures.

A run is written down first, then staged, checked, and published in one transaction: whoever reads sees the old figures
until the new ones are all there, and a run that dies anywhere leaves the old ones as they were.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from core import db
from core.errors import RuleBroken
from institutions.models import Area, Institution, InstitutionLink, RegisterImport, RoleHolder
from outcomes.models import PlaceFigures, RollupRun
from outcomes.reports import publishing
from outcomes.reports.coverage import Filters, Places, counts_by_trust, latest_run
from outcomes.reports.levels import parameters, rule_in_force
from partnerships.models import Contribution, Party

# A record is stamped before its transaction commits: looking back a little further misses none.
_OVERLAP = timedelta(minutes=1)


def publish_coverage(*, as_at: date | None = None) -> RollupRun | None:
    """Work out coverage for the whole country and publish it at once.

    With `as_at`, an earlier day is worked out from today's records, to begin a history; days go forward only.
    Answers None when another run is under way: that one will do.
    """
    run = _start(is_full=True, as_at=as_at or timezone.localdate())
    schools = Institution.objects.in_scope_on(run.as_at).values_list("pk", flat=True)
    return _publish(run, list(schools), touched=[])


def publish_changes() -> RollupRun | None:
    """Bring up to date the schools whose records changed since the last run began; after an import, all of them."""
    last = latest_run()
    if last is None or _register_changed_since(last.started_at - _OVERLAP):
        return publish_coverage()
    touched = schools_changed_since(last.started_at - _OVERLAP)
    if not touched:
        return None
    run = _start(is_full=False, as_at=timezone.localdate())
    inside = Institution.objects.in_scope_on(run.as_at).filter(pk__in=touched).values_list("pk", flat=True)
    return _publish(run, list(inside), touched=touched)


def schools_changed_since(moment: datetime) -> list[int]:
    """Schools (and other parties) with a record that coverage is made of and that changed at or after `moment`.

    A record of a school that is no more counts for its successors.
    """
    changed = (
        Contribution.objects.filter(collaboration__updated_at__gte=moment).values_list("school", flat=True),
        Party.objects.filter(partnership__updated_at__gte=moment).values_list("institution", flat=True),
        RoleHolder.objects.filter(updated_at__gte=moment).values_list("institution", flat=True),
    )
    found = {pk for query in changed for pk in query.distinct()}
    return sorted(found | _successors(found))


def _successors(institutions: Collection[int]) -> set[int]:
    links = InstitutionLink.objects.filter(kind=InstitutionLink.Kind.SUCCESSOR)
    found: set[int] = set()
    newest = set(institutions)
    while newest:
        next_ones = links.filter(institution__in=newest).values_list("to_institution", flat=True)
        newest = set(next_ones) - found
        found |= newest
    return found


def _register_changed_since(moment: datetime) -> bool:
    """Only imports change schools, their trusts and the priority lists."""
    wrote = Q(inserted__gt=0) | Q(updated__gt=0)
    return RegisterImport.objects.filter(wrote, at__gte=moment).exists()


def _start(*, is_full: bool, as_at: date) -> RollupRun:
    return RollupRun.objects.create(
        started_at=timezone.now(),
        as_at=as_at,
        rule=rule_in_force(as_at),
        register=RegisterImport.objects.order_by("-pk").first(),
        is_full=is_full,
    )


def _publish(run: RollupRun, schools: list[int], *, touched: list[int]) -> RollupRun | None:
    """All or nothing. A run that may not be published stays written down, with the reason."""
    try:
        with db.exclusive("coverage") as held:
            if held:
                _refuse_if_overtaken(run)
                _stage_and_publish(run, schools, touched)
                return run
    except RuleBroken as refusal:
        run.refusal = refusal.message
        run.save(update_fields=["refusal"])
        raise
    run.delete()
    return None


def _refuse_if_overtaken(run: RollupRun) -> None:
    last = latest_run()
    if last and (last.pk > run.pk or last.as_at > run.as_at):
        raise RuleBroken(
            f"Run {last.pk}, as at {last.as_at:%-d %B %Y}, is published already: an older run never replaces it.",
            code="run_overtaken",
        )


def _stage_and_publish(run: RollupRun, schools: list[int], touched: list[int]) -> None:
    asked = {"run": run.pk, "as_at": run.as_at, "is_full": run.is_full, "touched": touched}
    db.execute(publishing.UNSTAGE)
    db.execute(publishing.STAGE, parameters(schools=schools, as_at=run.as_at, rule=run.rule))
    db.execute(publishing.COUNT)
    if faults := db.rows(publishing.FAULTS, {"schools": schools}):
        found = "; ".join(f"{row['fault']} ({row['schools']:,})" for row in faults)
        raise RuleBroken(f"The figures do not hold together: {found}.", code="run_unsound")
    removed = db.execute(publishing.REMOVE, asked)
    run.changed = db.execute(publishing.PUBLISH, asked) + removed
    for statement in (publishing.FORGET, publishing.END, publishing.BEGIN):
        db.execute(statement, asked)
    if run.is_full:
        _keep_figures_of_month(run)
    run.schools = len(schools)
    run.published_at = timezone.now()
    run.save(update_fields=["changed", "schools", "published_at"])


def _keep_figures_of_month(run: RollupRun) -> None:
    """The last full run of a month stands for it."""
    england = Area.objects.england()
    _keep_figures(run, "area", Places(Filters(), area=england).counts)
    _keep_figures(run, "trust", counts_by_trust())


def _keep_figures(run: RollupRun, kind: str, found: dict[int, dict[str, int]]) -> None:
    month = run.as_at.replace(day=1)
    rows = [
        PlaceFigures(**{f"{kind}_id": pk}, month=month, run=run, counts=counts)
        for pk, counts in found.items()
    ]
    PlaceFigures.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=[kind, "month"], update_fields=["run", "counts"]
    )
