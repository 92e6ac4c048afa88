"""Publishing coverage: the only writer of SchoolCoverage."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from core import db
from institutions.models import Institution, RegisterImport, RoleHolder
from outcomes.models import RollupRun
from outcomes.reports.coverage import latest_run
from outcomes.reports.levels import SCHOOL_LEVELS, parameters, rule_in_force
from partnerships.models import Contribution, Party

# A record is stamped before its transaction commits: looking back a little further misses none.
_OVERLAP = timedelta(minutes=1)

_COLUMNS = (
    *("local_authority_id", "region_id", "trust_id", "phases"),
    *("is_utc", "is_priority", "is_rural", "is_small"),
    *("leadership", "literacy", "stem", "enterprise", "higher_education"),
    *("has_business_lead", "has_link_governor", "partnerships", "activities"),
)
_COLUMN_LIST = ", ".join(_COLUMNS)

# Rows whose figures stay the same are not rewritten; `run` says which run last changed a row.
_PUBLISH = f"""
INSERT INTO outcomes_schoolcoverage AS old (school_id, run_id, {_COLUMN_LIST})
SELECT school_id, %(run)s, {_COLUMN_LIST} FROM ({SCHOOL_LEVELS}) computed
ON CONFLICT (school_id) DO UPDATE
SET run_id = excluded.run_id, {", ".join(f"{column} = excluded.{column}" for column in _COLUMNS)}
WHERE ({", ".join(f"old.{column}" for column in _COLUMNS)})
    IS DISTINCT FROM ({", ".join(f"excluded.{column}" for column in _COLUMNS)})
"""
_REMOVE_ALL_BUT = "DELETE FROM outcomes_schoolcoverage WHERE NOT (school_id = ANY(%(schools)s::bigint[]))"
_REMOVE = "DELETE FROM outcomes_schoolcoverage WHERE school_id = ANY(%(schools)s::bigint[])"


def publish_coverage() -> RollupRun | None:
    """Work out coverage for the whole country and publish it at once.

    Readers see the old figures until the new ones are committed. Answers None when another run is under way:
    that one will do.
    """
    with db.exclusive("coverage") as held:
        if not held:
            return None
        run = _start(is_full=True)
        schools = list(Institution.objects.in_scope().values_list("pk", flat=True))
        removed = db.execute(_REMOVE_ALL_BUT, {"schools": schools})
        return _finish(run, schools, removed)


def publish_changes() -> RollupRun | None:
    """Bring up to date the schools whose records changed since the last run began; after an import, all of them."""
    last = latest_run()
    if last is None or _register_changed_since(last.started_at - _OVERLAP):
        return publish_coverage()
    with db.exclusive("coverage") as held:
        if not held:
            return None
        touched = schools_changed_since(last.started_at - _OVERLAP)
        if not touched:
            return None
        run = _start(is_full=False)
        inside = list(Institution.objects.in_scope().filter(pk__in=touched).values_list("pk", flat=True))
        removed = db.execute(_REMOVE, {"schools": sorted(set(touched) - set(inside))})
        return _finish(run, inside, removed)


def schools_changed_since(moment: datetime) -> list[int]:
    """Schools (and other parties) with a record that coverage is made of and that changed at or after `moment`."""
    changed = (
        Contribution.objects.filter(collaboration__updated_at__gte=moment).values_list("school", flat=True),
        Party.objects.filter(partnership__updated_at__gte=moment).values_list("institution", flat=True),
        RoleHolder.objects.filter(updated_at__gte=moment).values_list("institution", flat=True),
    )
    return sorted({pk for query in changed for pk in query.distinct()})


def _register_changed_since(moment: datetime) -> bool:
    """Only imports change schools, their trusts and the priority lists."""
    wrote = Q(inserted__gt=0) | Q(updated__gt=0)
    return RegisterImport.objects.filter(wrote, at__gte=moment).exists()


def _start(*, is_full: bool) -> RollupRun:
    today = timezone.localdate()
    return RollupRun.objects.create(
        started_at=timezone.now(), as_at=today, rule=rule_in_force(today), is_full=is_full
    )


def _finish(run: RollupRun, schools: Sequence[int], removed: int) -> RollupRun:
    values = parameters(schools=schools, as_at=run.as_at, rule=run.rule) | {"run": run.pk}
    run.changed = db.execute(_PUBLISH, values) + removed
    run.schools = len(schools)
    run.published_at = timezone.now()
    run.save(update_fields=["changed", "schools", "published_at"])
    return run
