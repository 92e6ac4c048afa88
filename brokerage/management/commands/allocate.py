"""`manage.py allocate`: rehearse an allocation run and, unless told otherwise, send it."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from brokerage import actions
from brokerage.models import AllocationRun
from core.dates import academic_year_days
from core.errors import RuleBroken
from institutions.models import Area, SupportArea

FRAMEWORK = [area.value for area in SupportArea if area != SupportArea.HIGHER_EDUCATION]


class Command(BaseCommand):
    help = "Work out who gets what in some areas, for the four framework areas, and send the introductions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--area", nargs="+", metavar="CODE", help="official codes, like E08000035")
        where.add_argument("--england", action="store_true")
        parser.add_argument("--year", required=True, type=_school_year, help="school year, like 2026/27")
        parser.add_argument("--dry-run", action="store_true", help="rehearse only")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = self._run(_areas(options), options["year"], sends=not options["dry_run"])
        except RuleBroken as refusal:
            raise CommandError(refusal.message) from refusal
        if run.state == AllocationRun.State.FAILED:
            raise CommandError("The run could not be worked out.")
        report = report_of(run)
        self.stdout.write(json.dumps(report) if options["json"] else _table(report))

    def _run(self, areas: list[Area], year: str, *, sends: bool) -> AllocationRun:
        """What the worker would do step by step, here and now."""
        run = actions.begin_run(areas=areas, year=year, support_areas=FRAMEWORK, by=None)
        actions.rehearse_run(run=run)
        run.refresh_from_db()
        if sends:
            actions.send_run(run=run, by=None)
            run.refresh_from_db()
        return run


def _school_year(typed: str) -> str:
    try:
        academic_year_days(typed)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
    return typed


def _areas(options: dict[str, Any]) -> list[Area]:
    codes = [Area.ENGLAND] if options["england"] else options["area"]
    areas = list(Area.objects.current().filter(code__in=codes))
    if missing := set(codes) - {area.code for area in areas}:
        raise CommandError(f"There is no area {', '.join(sorted(missing))}.")
    return areas


def report_of(run: AllocationRun) -> dict[str, Any]:
    """What the run reached, and what two other ways of giving out the same places would have."""
    summary = run.summary
    steps = summary["seconds"]
    seconds = {
        "read": steps["read"],
        "candidates": round(steps["pairs"] + steps["candidates"], 3),
        "solve": round(steps["solving"] + steps["pricing"] + steps["proof"], 3),
        "explain": steps["explaining"],
        "compare": steps["compare"],
        "write": steps["write"],
    }
    return {
        "run_id": run.pk,
        "state": run.state,
        "needs": summary["needs"],
        "offers": summary["offers"],
        "pairs": summary["optimum"]["pairs"],
        "optimal": summary["optimum"]["is_certified"],
        **_reached(summary["optimum"]),
        "greedy": _reached(summary["neediest_first"]),
        "first_come": _reached(summary["first_come"]),
        "seconds": seconds,
        "inputs_hash": summary["inputs_hash"],
    }


def _reached(way: dict[str, Any]) -> dict[str, Any]:
    met, priority = way["needs_met"], way["priority_needs_met"]
    tiers = {"priority": priority, "other": met - priority}
    return {"covered": met, "covered_by_tier": tiers, "fit": way["total_fit"]}


def _table(report: dict[str, Any]) -> str:
    lines = [
        f"Run {report['run_id']}: {report['needs']} needs, {report['offers']} offers, {report['state'].lower()}."
    ]
    for name, way in (
        ("This run", report),
        ("Neediest first", report["greedy"]),
        ("First come", report["first_come"]),
    ):
        priority = way["covered_by_tier"]["priority"]
        lines.append(f"{name:16}{way['covered']:>8} met, {priority:>6} of priority schools, fit {way['fit']}")
    return "\n".join(lines)
