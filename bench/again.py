"""What follows when an introduction of a run is declined: the search for the next best, and all that the worker does.

Run by bench/__main__.py in a process of its own, with DATABASE_URL naming a copy of a demo that may be changed. Prints
one JSON object.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from brokerage import actions, matching  # noqa: E402
from brokerage.actions.introductions import give_answer  # noqa: E402
from brokerage.models import AllocationRow, AllocationRun  # noqa: E402
from core.dates import academic_year  # noqa: E402
from institutions.models import Area, Institution, SupportArea, Term, Vocabulary  # noqa: E402

DECLINES = 100
FRAMEWORK = [area.value for area in SupportArea if area != SupportArea.HIGHER_EDUCATION]


def main() -> None:
    run = _sent_run()
    sent = run.rows.filter(state=AllocationRow.State.SENT).select_related("introduction__offer", "offer")
    search: list[float] = []
    worker: list[float] = []
    with _timed_search(search):
        for row in sent.order_by("?")[:DECLINES]:
            _decline(row)
            begun = perf_counter()
            actions.propose_next_best(row=row)
            worker.append(1000 * (perf_counter() - begun))
    results: dict[str, Any] = {"schools": run.summary["schools"], "declines": len(worker)}
    for name, samples in (("the search, processor", search), ("all that the worker does", worker)):
        results[f"{name}, p50 ms"] = round(median(samples), 1)
        results[f"{name}, p95 ms"] = round(quantiles(samples, n=20)[-1], 1)
    print(json.dumps(results))


def _sent_run() -> AllocationRun:
    """Over the authority with most schools."""
    schools = Institution.objects.in_scope().values("local_authority").annotate(count=Count("pk"))
    area = Area.objects.get(pk=schools.order_by("-count")[0]["local_authority"])
    year = academic_year(timezone.localdate())
    run = actions.begin_run(areas=[area], year=year, support_areas=FRAMEWORK, by=None)
    actions.rehearse_run(run=run)
    actions.send_run(run=run, by=None)
    run.refresh_from_db()
    return run


@transaction.atomic
@mock.patch("brokerage.actions.places.jobs.after_commit", mock.Mock())
def _decline(row: AllocationRow) -> None:
    """No worker is told: what it would do is timed."""
    assert row.introduction is not None
    reason = Term.objects.of(Vocabulary.DECLINE_REASON).get(code="DATES")
    give_answer(row.introduction, answer="DECLINED", reason=reason, words="", by=None)


@contextmanager
def _timed_search(samples: list[float]) -> Iterator[None]:
    """Milliseconds of the processor, for the machine may be busy with others."""

    def timed(instance: matching.Instance) -> matching.Allocation:
        begun = process_time()
        allocation = allocate(instance)
        samples.append(1000 * (process_time() - begun))
        return allocation

    allocate = matching.allocate
    with mock.patch("brokerage.actions.allocation_again.matching.allocate", timed):
        yield


if __name__ == "__main__":
    main()
