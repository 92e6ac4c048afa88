"""Working out a run: read, allocate, compare, keep. Until the last step nothing but the progress is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from brokerage import matching
from brokerage.actions.allocation_runs import locked_run
from brokerage.matching.result import NONE, Allocation, Gain, Reason
from brokerage.models import AllocationPrice, AllocationRow, AllocationRun
from brokerage.queries.fairness import fairness_of
from brokerage.queries.instance import AREA_NUMBER, Question, question_of
from core import db
from institutions.models import SupportArea

MOST_ATTEMPTS = 3
State = AllocationRun.State
STEPS = {  # of the engine, in words
    "pairs": "Finding which offers reach which schools",
    "candidates": "Choosing the most promising of them",
    "solving": "Finding the best allocation",
    "pricing": "Looking whether any offer makes it better",
    "mending": "Letting in the last pairs that make it better",
    "proof": "Proving that no better one exists",
    "explaining": "Writing down the reasons",
}
ROW_COLUMNS = (
    *("run_id", "school_id", "area", "is_priority", "asked_on", "state", "offer_id"),
    *("fit", "metres", "runner_up_id", "gap", "reason", "gain", "refusal"),
)
PRICE_COLUMNS = ("run_id", "offer_id", "gain", "points")


class _Stopped(Exception):
    """The run was cancelled, or another worker took it over."""


def rehearse_run(*, run: AllocationRun) -> None:
    """Work out who would get what. Quiet when there is nothing to do: another worker has it, or it was cancelled."""
    attempt = _claim(run)
    if attempt is None:
        return
    try:
        seconds: dict[str, float] = {}
        with _timed(seconds, "read"):
            question = question_of(run)
        _tell(run, attempt, STEPS["pairs"], 5)
        with _timed(seconds, "pairs"):
            ground = matching.ground_of(question.instance)
        allocation = matching.allocate(
            question.instance,
            progress=lambda step, number: _tell(run, attempt, STEPS[step], min(10 + 10 * number, 80)),
            ground=ground,
        )
        _tell(run, attempt, "Comparing it with first come, first served", 85)
        with _timed(seconds, "compare"):
            compared = _compared(question, allocation, ground)
        _tell(run, attempt, "Writing it down", 90)
        _keep(
            run,
            attempt,
            question,
            allocation,
            compared | {"seconds": allocation.summary["seconds"] | seconds},
        )
    except _Stopped:
        return  # the run is somebody else's now, or nobody's
    except Exception:
        _give_up(run, attempt)
        raise


@contextmanager
def _timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    begun = perf_counter()
    yield
    seconds[name] = round(perf_counter() - begun, 3)


@transaction.atomic
def _claim(run: AllocationRun) -> int | None:
    """Take the run up, unless somebody else has it who gave a sign of life lately. Answers the attempt's number."""
    run = locked_run(run)
    is_left_behind = AllocationRun.objects.stalled().filter(pk=run.pk).exists()
    if run.state != State.PLANNED and not (run.state == State.REHEARSING and is_left_behind):
        return None
    if run.attempt >= MOST_ATTEMPTS:
        _fail(run)
        return None
    if run.state == State.PLANNED:
        run.move_to(State.REHEARSING)
    run.attempt += 1
    run.heartbeat_at, run.step, run.percent = timezone.now(), "Reading needs and offers", 1
    run.save(update_fields=["state", "attempt", "heartbeat_at", "step", "percent", "updated_at"])
    return run.attempt


def _tell(run: AllocationRun, attempt: int, step: str, percent: int) -> None:
    """Write the progress down and show that the worker lives. Stops it when the run is no longer its own."""
    own = AllocationRun.objects.filter(pk=run.pk, attempt=attempt, state=State.REHEARSING)
    if not own.update(step=step, percent=percent, heartbeat_at=timezone.now()):
        raise _Stopped


def _compared(question: Question, allocation: Allocation, ground: matching.Ground) -> dict[str, Any]:
    """The levels of the objective reached by the run, by first come first served and by neediest first."""
    instance = question.instance
    return {
        "optimum": allocation.summary,
        "first_come": matching.first_come(instance, question.arrival(), ground).summary,
        "neediest_first": matching.neediest_first(instance, ground).summary,
    }


@transaction.atomic
def _keep(
    run: AllocationRun, attempt: int, question: Question, allocation: Allocation, summary: dict[str, Any]
) -> None:
    """Write everything down at once: the run is rehearsed with all its rows, or it is not rehearsed."""
    run = locked_run(run)
    if run.attempt != attempt or run.state != State.REHEARSING:
        raise _Stopped
    with _timed(summary["seconds"], "write"):
        db.copy_in(AllocationRow._meta.db_table, ROW_COLUMNS, rows_of(run, question, allocation))
        db.copy_in(AllocationPrice._meta.db_table, PRICE_COLUMNS, _prices(run, question, allocation))
        _require_stored(run, question, allocation)
    run.summary = summary | {
        "needs": question.instance.needs,
        "schools": question.instance.schools,
        "offers": question.instance.offers,
        "places": int(question.instance.offer_places.sum()),
        "priority_lists": question.priority_lists,
        "inputs_hash": question.inputs_hash,
        "fairness": fairness_of(run),
    }
    run.move_to(State.REHEARSED)
    run.rehearsed_at, run.step, run.percent = timezone.now(), "", 100
    run.save(update_fields=["state", "summary", "rehearsed_at", "step", "percent", "updated_at"])
    audit.record("run_rehearsed", run, by=None)


def _require_stored(run: AllocationRun, question: Question, allocation: Allocation) -> None:
    """What was proven the best is what is in the table. Anything else is a defect, and nothing is kept."""
    instance = question.instance
    schools, offers = instance.school_id[instance.need_school].tolist(), instance.offer_id.tolist()
    meant = {
        (school, area): offers[offer] if offer != NONE else None
        for school, area, offer in zip(
            schools, instance.need_area.tolist(), allocation.need_offer.tolist(), strict=True
        )
    }
    rows = run.rows.values_list("school", "area", "offer")
    if {(school, AREA_NUMBER[area]): offer for school, area, offer in rows} != meant:
        raise RuntimeError(f"{run} is not stored as it was worked out")


def rows_of(run: AllocationRun, question: Question, allocation: Allocation) -> Iterator[tuple[Any, ...]]:
    """One for each need, in the order of ROW_COLUMNS."""
    instance = question.instance
    schools, offers = instance.school_id.tolist(), instance.offer_id.tolist()
    areas, is_priority = list(SupportArea), instance.school_is_priority.tolist()
    columns = zip(
        instance.need_school.tolist(),
        instance.need_area.tolist(),
        question.asked_at,
        allocation.need_offer.tolist(),
        allocation.need_fit.tolist(),
        allocation.need_metres.tolist(),
        allocation.runner_up.tolist(),
        allocation.gap.tolist(),
        allocation.need_reason.tolist(),
        allocation.need_gain.tolist(),
        strict=True,
    )
    for school, area, asked_at, offer, fit, metres, runner_up, gap, reason, gain in columns:
        is_met = offer != NONE
        yield (
            run.pk,
            schools[school],
            areas[area].value,
            is_priority[school],
            timezone.localdate(asked_at) if asked_at else None,
            AllocationRow.State.WAITING if is_met else AllocationRow.State.NOTHING,
            offers[offer] if is_met else None,
            fit,
            metres if is_met and metres != NONE else None,
            offers[runner_up] if runner_up != NONE else None,
            gap if runner_up != NONE else None,
            "" if is_met else Reason(reason).name,
            gain,
            "",
        )


def _prices(run: AllocationRun, question: Question, allocation: Allocation) -> Iterator[tuple[int, ...]]:
    """One for each offer of which one more place would bring something."""
    columns = (question.instance.offer_id, allocation.offer_gain, allocation.offer_price)
    for offer, gain, price in zip(*(column.tolist() for column in columns), strict=True):
        if gain != Gain.NOTHING:
            yield run.pk, offer, gain, price


@transaction.atomic
def _give_up(run: AllocationRun, attempt: int) -> None:
    run = locked_run(run)
    if run.attempt == attempt and run.state == State.REHEARSING:
        _fail(run)


def _fail(run: AllocationRun) -> None:
    run.move_to(State.FAILED)
    run.finished_at, run.step = timezone.now(), ""
    run.save(update_fields=["state", "finished_at", "step", "updated_at"])
    audit.record("run_failed", run, by=None, attempt=run.attempt)
