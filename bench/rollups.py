"""Coverage worked out for the whole country, brought up to date after one change, and as the log grows.

Run by bench/__main__.py in a process of its own, with DATABASE_URL naming a copy of a demo that may be changed. Prints
one JSON object.
"""

import json
import os
import resource
from math import log
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from institutions.models import Area, Institution  # noqa: E402
from outcomes import actions  # noqa: E402
from outcomes.reports import publishing  # noqa: E402
from outcomes.reports.coverage import Filters, Places, counts_by_trust  # noqa: E402
from outcomes.reports.levels import parameters, rule_in_force  # noqa: E402
from partnerships.models import Collaboration, Contribution, Participation  # noqa: E402

WHOLE = 5
CHANGES = 30
LOG = (Collaboration, Contribution, Participation)


def main() -> None:
    actions.publish_coverage()  # the first after the load keeps what it finds; from here on little changes
    results = _whole() | _after_one_change()
    seconds = {Contribution.objects.count(): median(_bare() for _ in range(WHOLE))}
    for resize in (_double, _keep_one_in_twenty):
        resize()
        seconds[Contribution.objects.count()] = median(_bare() for _ in range(WHOLE))
    print(json.dumps(results | _growth(seconds)))


def _whole() -> dict[str, Any]:
    """By turns, so that what else the machine does weighs on both alike."""
    taken: list[float] = []
    bare: list[float] = []
    for _ in range(WHOLE):
        begun = perf_counter()
        actions.publish_coverage()
        taken.append(perf_counter() - begun)
        bare.append(_bare())
    return {
        "the whole roll-up, s": round(median(taken), 2),
        "its bare aggregates, s": round(median(bare), 2),
        "ratio (at most 1.5)": round(median(taken) / median(bare), 2),
        "peak memory, MB (at most 500)": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _bare() -> float:
    """Seconds of the queries that a run must ask: each school's levels, and the counts by area and by trust."""
    today, england = timezone.localdate(), Area.objects.england()
    schools = list(Institution.objects.in_scope_on(today).values_list("pk", flat=True))
    asked = parameters(schools=schools, as_at=today, rule=rule_in_force(today))
    begun = perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(publishing.UNSTAGE)
        cursor.execute(publishing.STAGE, asked)
        Places(Filters(), area=england)
        counts_by_trust()
    return perf_counter() - begun


def _after_one_change() -> dict[str, Any]:
    taken = []
    for record in Collaboration.objects.order_by("?")[:CHANGES]:
        Collaboration.objects.filter(pk=record.pk).update(updated_at=timezone.now())
        begun = perf_counter()
        actions.publish_changes()
        taken.append(perf_counter() - begun)
    return {
        "after one change, p50 s": round(median(taken), 3),
        "after one change, p95 s (at most 1)": round(quantiles(taken, n=20)[-1], 3),
    }


def _double() -> None:
    """Every record a second time, with numbers that follow on."""
    shift = {model: model.objects.order_by("-pk").values_list("pk", flat=True)[0] for model in LOG}
    for model in LOG:
        copied = {str(field.column): _shifted(field, shift) for field in model._meta.concrete_fields}
        _without_checks(
            f"INSERT INTO {model._meta.db_table} ({', '.join(copied)})"
            f" SELECT {', '.join(copied.values())} FROM {model._meta.db_table}"
        )
    _tidy()


def _shifted(field: Any, shift: dict[Any, int]) -> str:
    if field.column in ("submission_key", "follows_id"):
        return "NULL"
    model = field.model if field.primary_key else field.related_model
    return f"{field.column} + {shift[model]}" if model in shift else f"{field.column}"


def _keep_one_in_twenty() -> None:
    _without_checks("DELETE FROM partnerships_contribution WHERE id % 20 <> 0")
    _without_checks(
        "DELETE FROM partnerships_participation part WHERE NOT EXISTS "
        "(SELECT FROM partnerships_contribution kept WHERE kept.id = part.contribution_id)"
    )
    _without_checks(
        "DELETE FROM partnerships_collaboration record WHERE NOT EXISTS "
        "(SELECT FROM partnerships_contribution kept WHERE kept.collaboration_id = record.id)"
    )
    _tidy()


def _without_checks(statement: str) -> None:
    """What is copied whole or taken away whole refers to what is there; asking row by row would take minutes."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)


def _tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM FULL ANALYZE {', '.join(model._meta.db_table for model in LOG)}")


def _growth(seconds: dict[int, float]) -> dict[str, Any]:
    sizes = sorted(seconds)
    small, large = sizes[0], sizes[-1]
    exponent = log(seconds[large] / seconds[small]) / log(large / small)
    told: dict[str, Any] = {f"{size:,} contributions, s": round(seconds[size], 2) for size in sizes}
    return told | {"growth exponent (at most 1)": round(exponent, 2)}


if __name__ == "__main__":
    main()
